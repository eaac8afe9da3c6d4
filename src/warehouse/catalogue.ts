import { UserError } from '../errors.ts';
import { listFirst } from '../text/list-first.ts';
import { shellWord } from '../text/shell-word.ts';
import { didYouMean, meant } from '../text/suggest.ts';
import type { Wording } from '../text/wording.ts';
import type { WarehouseAddress } from './address.ts';
import type { WarehouseColumn } from './cells.ts';

/** A table or view that a database has. */
export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  /** Whether it is found without its schema. */
  readonly isNear: boolean;
}

/** The table that an address means: the one that it names, or the only one. */
export function findTable(
  { told, table }: WarehouseAddress,
  tables: readonly CatalogueTable[],
): CatalogueTable {
  const names = tables.map(nameOf);
  if (table === null) {
    if (tables.length === 1) return tables[0]!;
    if (tables.length === 0)
      throw new UserError({ en: `"${told}" has no table`, zh: `“${told}”中没有表` }, ANOTHER_DATABASE);
    const shown = listFirst(names, 12, (name) => ({ en: `"${name}"`, zh: `“${name}”` }));
    throw new UserError(
      { en: `"${told}" has several tables: ${shown.en}`, zh: `“${told}”中有多张表：${shown.zh}` },
      sayWhich(told, names[0]!),
    );
  }
  const [name = '', schema = null] = [...table].reverse();
  const found = tables.find(
    (one) => one.name === name && (schema === null ? one.isNear : one.schema === schema),
  );
  if (found !== undefined && table.length < 3) return found;
  const wanted = table.join('.');
  const elsewhere = tables.find((one) => one.name === name);
  throw new UserError(
    { en: `"${told}": there is no table "${wanted}"`, zh: `“${told}”：没有表“${wanted}”` },
    elsewhere === undefined ? (didYouMean(wanted, names) ?? ANOTHER_DATABASE) : meant(nameOf(elsewhere)),
  );
}

/** The parts of a table's name, as few as find it. */
export function partsOf({ schema, name, isNear }: CatalogueTable): readonly string[] {
  return isNear ? [name] : [schema, name];
}

/** Refuses columns to order by that the table has not. */
export function checkOrder({ told, order }: WarehouseAddress, columns: readonly WarehouseColumn[]): void {
  const names = columns.map(({ name }) => name);
  const unknown = order.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new UserError(
    {
      en: `"${told}": there is no column "${unknown}" to order by`,
      zh: `“${told}”：没有可用来排序的列“${unknown}”`,
    },
    didYouMean(unknown, names),
  );
}

const ANOTHER_DATABASE = {
  en: 'check the name of the database, and whether you may read it',
  zh: '请检查数据库名称，以及您是否有权读取',
};

function sayWhich(told: string, name: string): Wording {
  const address = shellWord(`${told}${told.includes('?') ? '&' : '?'}table=${name}`);
  return { en: `say which: ${address}`, zh: `请指明：${address}` };
}

// As an address names it.
function nameOf({ schema, name, isNear }: CatalogueTable): string {
  const quoted = (part: string): string => (/[."]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part);
  return isNear ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}
