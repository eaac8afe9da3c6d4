import type { Audit } from '../../audit/audit.ts';
import { auditJson } from '../../say/audit-json.ts';
import { cutPointsJson } from '../../say/cut-points.ts';
import { type RunMeta, runHead } from '../../say/run-json.ts';

/** An audit for other programs; messages are English, whatever the language of the run. */
export function formatAuditJson(
  audit: Audit,
  meta: RunMeta,
  about: { readonly book: string | null; readonly manager: string | null },
): string {
  const document = {
    ...runHead(meta),
    ...cutPointsJson(meta.cutPoints),
    book: about.book,
    manager: about.manager,
    undetermined: audit.undetermined,
    ...auditJson(audit),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
