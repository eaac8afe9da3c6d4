import type { BaseField } from '../../../criteria/report-rules.ts';
import { factName } from '../../../say/fact.ts';
import { unitTitle } from '../../../say/title.ts';
import type { Base } from '../analysis/analysis.ts';
import type { SectionContext } from './section.ts';

/** How base business by a field is called. */
export interface BaseNames {
  readonly caption: string;
  readonly header: string;
  /** Those of whom the value is not known. */
  readonly unnamed: string;
  /** What people call a value. */
  nameOf(name: string): string;
  /** How many values there are, as a lead counts them; null where there are none. */
  readonly counted: string | null;
}

/** Business units and product lines have words of their own; any other field is called by its title or name. */
export function nameBase({ by, groups }: Base, { words, say, titles, language }: SectionContext): BaseNames {
  const own = say.people.groups;
  const values = groups.filter(({ name }) => name !== null).length;
  const named = (header: string, caption: string, counted: string): BaseNames => ({
    caption,
    header,
    unnamed: own.without(header),
    nameOf: (name) => (by.kind === 'unit' ? unitTitle(name, titles, language) : name),
    counted: values === 0 ? null : counted,
  });
  if (by.kind === 'unit') return named(words.columns.businessUnit, own.units, own.countOf.unit(values));
  if (isProductLine(by)) return named(own.productLine, own.productLines, own.countOf.productLine(values));
  const header = factName(by.name, titles, language);
  return named(header, own.by(header), own.countOf.field(values, header));
}

/** Whether base business is shown by the product lines of what was ordered. */
export function isProductLine({ kind, name }: BaseField): boolean {
  return kind === 'lines' && name === 'product_line';
}
