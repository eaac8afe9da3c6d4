import type { Criteria } from '../../criteria/criteria.ts';
import { layoutOf } from '../../criteria/input.ts';
import { readCriteriaSource } from '../../criteria/read-criteria.ts';
import { InputError } from '../../errors.ts';
import { RATE } from '../../fields/convert.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { RefuseRow } from '../../table/table.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import { type ClassifiedCustomer, classifyTable } from '../../verdict/classify-table.ts';
import { buildPortfolio } from '../../verdict/portfolio.ts';
import type { CustomerFile } from '../run/inputs.ts';
import { type KeptProblems, keepFirst } from '../run/problems.ts';
import { printStarter, type StarterSource } from './print-starter.ts';
import { collectLines, NOTHING_PROPOSED } from './propose-lines.ts';
import type { Starter } from './starter.ts';
import { type StarterCounts, starterWords } from './words.ts';

/** The customers to be measured, and the day they are measured on. */
interface Measured {
  readonly file: Pick<CustomerFile, 'open'>;
  readonly asOf: Day;
}

/** The criteria file as text, what it makes of the export, and what came up while it was read. */
export interface Proposal {
  readonly text: string;
  /** A person has to write rates of currencies before it can be used. */
  readonly lacksRates: boolean;
  readonly counts: StarterCounts;
  readonly remarks: readonly Diagnostic[];
}

/** Proposes criteria: first a draft, whose fields read the customers; then the lines that they reach. */
export async function proposeCriteria(
  starter: Starter,
  { file, asOf }: Measured,
  source: StarterSource,
): Promise<Proposal> {
  // What other currencies are worth only a person can say: until then, amounts in them play no part.
  const ready = withoutRates(starter);
  const draft = await compileStarter(printStarter(ready, NOTHING_PROPOSED, source));
  const words = starterWords(source.language);
  const measured = await readCustomers(draft, asOf, file, () => collectLines(draft, starter, words.amounts));
  const proposed = measured.taken.result();
  const criteria = await compileStarter(printStarter(ready, proposed, source));
  const { taken } = await readCustomers(criteria, asOf, file, () => buildPortfolio(criteria));
  const { total, categories, undetermined } = taken.result();
  const lacksRates = starter.money.others.length > 0 || starter.lines?.lacksRates === true;
  // Amounts that a few rows reach, of a file that cannot be read, are no proposal.
  if (!lacksRates && measured.refused.rows() > total.customers)
    throw new InputError([...measured.warnings, ...measured.refused.kept]);
  const counts = {
    customers: total.customers,
    asOf: formatDay(asOf),
    categories: [...categories].map(([name, tally]) => [name, tally.customers] as const),
    undetermined: undetermined.customers,
    refused: measured.refused.rows(),
  };
  // Rows that classify would refuse are reported and do not keep the starter file from being written.
  const refused = measured.refused.kept
    .filter(({ help }) => help?.en.includes(`: ${RATE} }`) !== true)
    .map((problem) => ({ ...problem, severity: 'warning' as const }));
  return {
    text: printStarter(starter, proposed, source),
    lacksRates,
    counts,
    remarks: [...measured.warnings, ...refused],
  };
}

/** The same starter without the rates that a person has to write. */
export function withoutRates(starter: Starter): Starter {
  const { lines, money } = starter;
  return {
    ...starter,
    money: { ...money, others: [] },
    lines: lines === null ? null : { ...lines, table: lines.draft },
  };
}

/** Reads back what init writes, before anybody sees it: a mistake in it is a bug. */
export async function compileStarter(text: string): Promise<Criteria> {
  const source = { name: 'starter criteria', text };
  const { value, diagnostics } = await readCriteriaSource(source, async () => null);
  if (value !== null && !hasErrors(diagnostics)) return value;
  const messages = diagnostics.map(({ message }) => message.en).join('; ');
  throw new Error(`the starter criteria do not compile: ${messages}`);
}

interface Read<T> {
  readonly taken: T;
  readonly refused: KeptProblems;
  readonly warnings: readonly Diagnostic[];
}

async function readCustomers<T extends { add(customer: ClassifiedCustomer): void }>(
  criteria: Criteria,
  asOf: Day,
  file: Pick<CustomerFile, 'open'>,
  create: () => T,
): Promise<Read<T>> {
  const refused = keepFirst();
  const warnings: Diagnostic[] = [];
  const options = {
    criteria,
    asOf,
    open: (refuse: RefuseRow) => file.open(refuse, layoutOf(criteria.input, criteria.fields)),
    report: (diagnostic: Diagnostic) => void warnings.push(diagnostic),
    refuse: refused.add,
  };
  const read = await classifyTable(options, () => {
    const builder = create();
    return { take: (customer: ClassifiedCustomer) => builder.add(customer), builder };
  });
  if (read === null || hasErrors(warnings)) throw new InputError([...warnings, ...refused.kept]);
  return { taken: read.taken.builder, refused, warnings };
}
