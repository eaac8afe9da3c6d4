import type { BookFolder } from '../../../book/files.ts';
import { InputError } from '../../../errors.ts';
import { tidy } from '../../../fields/fold.ts';
import { parsePlan } from '../../../plan/parse-plan.ts';
import type { Plan, PlanKind } from '../../../plan/plan.ts';
import { gatherBytes } from '../../../table/bytes.ts';
import { likelyEncoding } from '../../../table/guess-encoding.ts';
import type { Diagnostic } from '../../../text/diagnostic.ts';

/** A plan with the name of its file in the book. */
export interface FiledPlan {
  readonly file: string;
  readonly plan: Plan;
}

/** The plans of a book. */
export interface BookPlans {
  /** The plan of a kind that a customer has; found by its front matter, whatever its file is called. */
  find(kind: PlanKind, account: string): FiledPlan | null;
  readonly all: readonly FiledPlan[];
  /** Whether a file has this name, on disks that fold case too. */
  has(file: string): boolean;
  /** Takes a file name for a new plan; false when it is taken already, on disks that fold case too. */
  take(file: string): boolean;
  /** Customers whose plan cannot be read, and its file: nothing is known of it, so nothing is done about it. */
  readonly unread: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The folder of plans in a book; they may also stand in folders below it. */
export const PLANS = 'plans';

/** Reads every plan of a book; what is wrong with some of them is told, and the others are there. */
export async function readPlans(book: BookFolder): Promise<BookPlans> {
  const diagnostics: Diagnostic[] = [];
  const all: FiledPlan[] = [];
  const unread = new Map<string, string>();
  const byKey = new Map<string, FiledPlan>();
  const names = await book.listBelow(PLANS);
  const files = names.filter((file) => /\.md$/i.test(file) && !/\/readme\.md$/i.test(file));
  for await (const { file, text, isSure } of readTexts(book, files, diagnostics)) {
    const { value: plan, diagnostics: found } = isSure
      ? await parsePlan(text, book.nameOf(file))
      : { value: null, diagnostics: [] };
    diagnostics.push(...found);
    if (plan === null) {
      const account = accountIn(text);
      if (account !== null) unread.set(account, book.nameOf(file));
      continue;
    }
    const key = keyOf(plan.kind, plan.account.value);
    const other = byKey.get(key);
    if (other === undefined) byKey.set(key, { file, plan });
    else {
      unread.set(plan.account.value, book.nameOf(file));
      diagnostics.push(twoPlans(plan, other));
    }
    all.push({ file, plan });
  }
  const taken = new Set(names.map(foldFile));
  return {
    find: (kind, account) => byKey.get(keyOf(kind, account)) ?? null,
    all,
    has: (file) => taken.has(foldFile(file)),
    take(file) {
      const free = !taken.has(foldFile(file));
      taken.add(foldFile(file));
      return free;
    },
    unread,
    diagnostics,
  };
}

// The texts in the order of the files: a disk gives some of them together in less time. Of one in another encoding comes
// what it most likely says, which tells whose plan it is and no more.
async function* readTexts(
  book: BookFolder,
  files: readonly string[],
  diagnostics: Diagnostic[],
): AsyncGenerator<{ readonly file: string; readonly text: string; readonly isSure: boolean }> {
  for (let at = 0; at < files.length; at += TOGETHER) {
    const some = files.slice(at, at + TOGETHER);
    const read = await Promise.allSettled(some.map((file) => book.read(file)));
    for (const [place, one] of read.entries()) {
      const file = some[place]!;
      if (one.status === 'fulfilled') {
        if (one.value !== null) yield { file, text: one.value, isSure: true };
      } else if (one.reason instanceof InputError) {
        diagnostics.push(...one.reason.diagnostics);
        const bytes = await book.bytes(file);
        if (bytes !== null) yield { file, text: likelyText(await gatherBytes(bytes)), isSure: false };
      } else throw one.reason;
    }
  }
}

const TOGETHER = 16;

function likelyText(bytes: Buffer): string {
  return new TextDecoder(likelyEncoding(bytes)?.encoding ?? 'latin1').decode(bytes);
}

// Enough of a plan that is no YAML to know whose it is.
function accountIn(text: string): string | null {
  const found = /^account[ \t]*[:：][ \t]*["']?(.*?)["']?[ \t]*(?: #.*)?$/m.exec(text.slice(0, 4000))?.[1];
  return found === undefined || tidy(found) === '' ? null : tidy(found).normalize('NFC');
}

function keyOf(kind: PlanKind, account: string): string {
  return `${kind} ${account}`;
}

function foldFile(file: string): string {
  return file.normalize('NFC').toLowerCase();
}

function twoPlans(plan: Plan, other: FiledPlan): Diagnostic {
  return {
    code: 'two-plans',
    severity: 'error',
    message: {
      en: `a second plan of "${plan.account.value}": "${other.plan.source.name}" is one already`,
      zh: `“${plan.account.value}”有两份计划：“${other.plan.source.name}”已经是一份`,
    },
    help: {
      en: 'keep one of them; the other may go, or go out of plans/',
      zh: '请只保留一份；另一份可以删去，或移出 plans/',
    },
    at: plan.account.span,
  };
}
