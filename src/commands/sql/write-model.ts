import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { SqlOptions } from '../../sql/compile-sql.ts';
import type { Query } from '../../sql/tree.ts';
import { isDbtName, writeDbt } from '../../sql/write-dbt.ts';
import { NOT_EDITED, type SqlOrigin } from '../../sql/write-sql.ts';
import { gatherBytes } from '../../table/bytes.ts';
import { verbatim } from '../../text/wording.ts';
import { type LoadedCriteria, readAsOf } from '../run/inputs.ts';
import { withResults } from '../run/results.ts';
import type { SqlFlags } from './command.ts';
import { type ModelCases, modelCases } from './dbt-cases.ts';

/** Writes a model of dbt into the folder of `--output`, and what dbt has to know of it; which cases it is tested with. */
export async function writeModel(
  query: Query,
  { criteria }: LoadedCriteria,
  options: SqlOptions,
  origin: SqlOrigin,
  flags: SqlFlags,
  io: Io,
): Promise<ModelCases> {
  const folder = flags.output;
  if (folder === undefined || folder === '-')
    throw new UserError(
      {
        en: 'a model of dbt is two files: name the folder for them',
        zh: 'dbt 模型由两个文件组成：请指定文件夹',
      },
      verbatim('-o models/'),
    );
  const { table, lines, previous, overrides } = options.source;
  const name = flags.view ?? `${table[0]!.split(/[:.]/).at(-1)}_verdicts`;
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new UserError(
      {
        en: `--view: expected the name of a model, found "${name}"`,
        zh: `--view：应为模型名称，实际为“${name}”`,
      },
      verbatim('--view customers_verdicts'),
    );
  const found = modelCases(criteria, options, readAsOf(io, undefined));
  const ofLines = [...lines.values()].map((one) => one.table);
  const beside = [...ofLines, previous, overrides, options.cuts].filter((one) => one !== null);
  const { sql, yaml } = writeDbt(query, criteria, options.dialect, origin, {
    name,
    beside,
    cases: found.cases,
  });
  const files = { sql: join(folder, `${name}.sql`), yaml: join(folder, `${name}.yml`) };
  for (const file of Object.values(files)) await refuseForeign(file, io);
  await io.makeFolder(folder);
  const results = { output: files.sql, lang: flags.lang, renews: true };
  await withResults(io, results, async ({ output, create }) => {
    await output.write(sql);
    await (await create(files.yaml)).write(yaml);
  });
  return found;
}

// A file that was written by hand, or by another program, is not written over.
async function refuseForeign(file: string, io: Io): Promise<void> {
  if (!io.exists(file) || (await gatherBytes(io.readBytes(file))).includes(NOT_EDITED)) return;
  throw new UserError(
    { en: `"${file}" was not written by keyaccounts sql`, zh: `“${file}”不是由 keyaccounts sql 生成的` },
    {
      en: 'name another model with --view, or another folder with -o',
      zh: '请用 --view 指定其他模型名，或用 -o 指定其他文件夹',
    },
  );
}

/** The name of a relation in a project of dbt. */
export function relationIn(flag: string, told: string): readonly string[] {
  if (isDbtName(told)) return [told];
  throw new UserError(
    {
      en: `${flag}: expected a relation of dbt, found "${told}"`,
      zh: `${flag}：应为 dbt 中的关系，实际为“${told}”`,
    },
    verbatim(`${flag} ref:customers, ${flag} source:crm.customers`),
  );
}
