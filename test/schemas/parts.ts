import { REQUIREMENTS } from '../../src/audit/duty.ts';
import { TOTALS_OF } from '../../src/book/totals.ts';
import { COMPARED_CATEGORIES } from '../../src/compare/movement.ts';
import { CATEGORY_NAMES } from '../../src/criteria/criteria.ts';
import {
  always,
  count,
  day,
  digest,
  either,
  flag,
  list,
  map,
  number,
  object,
  orNull,
  type Schema,
  shared,
  text,
  value,
  words,
} from './shape.ts';

// What the documents of several commands have in common.

export const FORMAT = always(
  'rises when a field goes or changes its meaning; new fields may come without',
  1,
);
export const AS_OF = day('the day that the verdicts are about');
export const TOOL = text('the program with its version, such as keyaccounts 1.0.0');
export const ID = text('as the export has it');
export const NAME = orNull(text('null where the export has none'));
export const AMOUNT = orNull(number('in the money of the file, with all digits; null is not known'));
export const CATEGORY = words('', ...CATEGORY_NAMES);
export const CATEGORY_OR_NONE = orNull(
  words('null is undetermined: a value that decides is missing', ...CATEGORY_NAMES),
);
export const VERDICT = words('a category, or undetermined', ...CATEGORY_NAMES, 'undetermined');
export const COMPARED = words('absent is not among the customers of that side', ...COMPARED_CATEGORIES);
export const CRITERION = orNull(text('the id of the criterion that decided, or "otherwise" or "override"'));
export const LACKS = list('the blank fields that keep the verdict open', text());
export const OUTCOME = words(
  'missing: a value is missing, so that nobody can tell',
  'true',
  'false',
  'missing',
);
const SEVERITY = words('', 'error', 'warning', 'info');
export const LEVEL = words('', 'error', 'warning');
export const LINE = count(
  'the line of the customer in the file, from 1; the number of the row in a database',
);

/** Where criteria were read from. */
export const CRITERIA = object('the criteria that decided', {
  file: text('as it was named'),
  name: text(),
  version: text(),
  sha256: digest('of the file and all that it extends'),
});

/** Where cut points came from. */
export const CUT_POINTS: Readonly<Record<string, Schema>> = {
  cut_points: orNull(
    words('where the lines of relative tests come from; null where no test is relative', 'fresh', 'locked'),
  ),
  'lock_sha256?': digest('of the lock, where they are locked'),
};

const LEFT_OUT: Schema = shared('left_out', () =>
  object('rows that are no customers', {
    rows: count(),
    first: list(
      'the first of them',
      object('', {
        line: count(),
        why: words(
          'above the header, named by leave_out, below the end, or a line of dashes or other signs',
          'above',
          'leave-out',
          'below',
          'rule',
        ),
        text: text(),
      }),
    ),
  }),
);

/** Rows and groups of a file, where there is something to tell. */
export const ROWS: Readonly<Record<string, Schema>> = { 'left_out?': LEFT_OUT };
export const GROUPS: Readonly<Record<string, Schema>> = {
  'groups?': count('companies, where rows are the sites of groups'),
  'sites?': count('rows that these groups are made of'),
};
export const CURRENCY: Readonly<Record<string, Schema>> = {
  'currency?': text('that the amounts are in, where something says it'),
  'rates?': map('what one unit of another currency is worth in it', either('', text(), number())),
};
export const DATA_FILES: Readonly<Record<string, Schema>> = {
  'data_files?': list(
    'where order lines were read: all files with what became of them',
    shared('data_file', () =>
      object('', {
        file: text(),
        table: orNull(text('the table of the criteria; null for the customer file')),
        sha256: digest('of its bytes'),
        'lines?': object('', {
          read: count(),
          set_aside: count('cannot be read, or stand twice'),
          later: count('after the as-of date'),
          'of_unknown_customers?': count('who are not in the customer file'),
        }),
        ...ROWS,
      }),
    ),
  ),
};

/** What was read, by its digest. */
export const DATA: Readonly<Record<string, Schema>> = {
  data_sha256: digest('of the bytes that were read; of several files, of their digests'),
  ...DATA_FILES,
};

/** What begins a document about one run. */
export const HEAD: Readonly<Record<string, Schema>> = {
  format_version: FORMAT,
  tool: TOOL,
  as_of: AS_OF,
  ...DATA,
  criteria: CRITERIA,
  ...CURRENCY,
  ...GROUPS,
  ...ROWS,
  ...CUT_POINTS,
};

export const PLACE: Schema = shared('place', () =>
  object('a place in a criteria file', { file: text(), line: count(), column: count() }),
);

const OVERRIDE_MEMBERS: Readonly<Record<string, Schema>> = {
  category: CATEGORY,
  reason: text(),
  author: text(),
  expires: day('the last day on which it holds'),
};
export const OVERRIDE: Schema = object('what a person decided against the criteria', OVERRIDE_MEMBERS);
export const APPLIED_OVERRIDE: Schema = object('', {
  customer_id: ID,
  ...OVERRIDE_MEMBERS,
  computed_category: CATEGORY_OR_NONE,
  changes_category: flag('whether the customer would be something else without it'),
});

export const FILE_DIGESTS: Readonly<Record<string, Schema>> = {
  file: text(),
  sha256: digest('of its bytes'),
};

/** The smallest change of one field that gives another category. */
export const CHANGE_MEMBERS: Readonly<Record<string, Schema>> = {
  field: text(),
  from: value('as it is'),
  to: value('as it would have to be'),
  change: orNull(number('what is added, in the unit of the field; null for texts and flags')),
  change_ratio: orNull(number('against the value that is there')),
  category_then: VERDICT,
};
export const SMALLEST_CHANGE: Schema = shared('smallest_change', () =>
  object('the smallest change of one field that gives another category', CHANGE_MEMBERS),
);

export const MONTHS: Schema = shared('months', () =>
  list(
    'what order lines come to month by month',
    object('', {
      field: text('the series of the criteria'),
      from: day('the first day of the first month'),
      to: day('the last day of the last month'),
      months: list('the latest last', orNull(number())),
    }),
  ),
);

/** A change of criteria. */
export const CRITERIA_CHANGE: Schema = shared('criteria_change', () =>
  object('one change of criteria, by meaning', {
    kind: words('', 'added', 'removed', 'changed'),
    path: list('where it stands, from the outside in', text()),
    from: orNull(text()),
    to: orNull(text()),
    at: orNull(PLACE),
    units: list("the business units in whose criteria it stands, where the company's do not have it", text()),
    decides: flag('false for what no category depends on: duties, checks, capacity, name, version'),
  }),
);

const CAUSE: Schema = shared('cause', () =>
  either(
    'why a customer moved',
    object('it was not among the customers, or is not any more', { kind: words('', 'new', 'gone') }),
    object('it became part of a group, or ceased to be', {
      kind: always('', 'group'),
      group: text(),
      in: words('the side on which it is part of it', 'after', 'before'),
    }),
    object('its own values', {
      kind: always('', 'data'),
      each_alone: flag('whether each of the fields is enough by itself'),
      fields: list('', object('', { field: text(), from: value(''), to: value('') })),
    }),
    object('the criteria', {
      kind: always('', 'criteria'),
      each_alone: flag('whether each of the changes is enough by itself'),
      changes: list('places in the list of changes of the document, from 0', count()),
    }),
    object('the lines of relative tests, which other customers moved', {
      kind: always('', 'peers'),
      lines: list(
        '',
        object('', {
          fact: text(),
          group: text('empty where there is one for all'),
          from: orNull(number()),
          to: orNull(number()),
        }),
      ),
    }),
    object('the day', { kind: always('', 'calendar'), from: day(''), to: day('') }),
    object('an override', {
      kind: always('', 'override'),
      author: orNull(text()),
      reason: orNull(text()),
      in_force: flag('false where it is gone'),
    }),
  ),
);

export const MOVEMENT_MEMBERS: Readonly<Record<string, Schema>> = {
  customer_id: ID,
  customer_name: NAME,
  from: COMPARED,
  to: COMPARED,
  criterion_from: CRITERION,
  criterion_to: CRITERION,
  revenue: AMOUNT,
  gross_profit: AMOUNT,
  business_unit: orNull(text()),
  account_manager: orNull(text()),
  causes_together: flag('whether it takes all of the causes'),
  causes: list('', CAUSE),
};
export const MOVEMENT: Schema = shared('movement', () =>
  object('a customer whose category differs', MOVEMENT_MEMBERS),
);
export const REGROUPED: Readonly<Record<string, Schema>> = {
  'regrouped?': list(
    'rows that belong to another group of companies',
    object('', { customer_id: ID, from: orNull(text()), to: orNull(text()) }),
  ),
};

const DRIFT_LIMIT = object('', { kind: words('', 'count', 'ratio'), value: number() });
const FROM_TO = object('', { from: number(), to: number() });
const NAMES = list('', text());

/** Something about an export that is out of the ordinary. */
export const DRIFT: Schema = shared('drift', () => {
  const drift = (
    about: string,
    kinds: readonly string[],
    members: Readonly<Record<string, Schema>>,
  ): Schema =>
    object(about, {
      kind: words('', ...kinds),
      stops: flag('whether it is beyond what the criteria allow'),
      ...members,
    });
  return either(
    'something about the export that is out of the ordinary beside the one before it',
    drift('byte for byte the export of an earlier day', ['same_export'], { as_of: day('') }),
    drift('many more customers, or many fewer', ['customers'], { from: count(), to: count() }),
    drift('many more lines of a table, or many fewer', ['lines'], {
      table: text(),
      from: count(),
      to: count(),
    }),
    drift('a field had a column and has none, or the other way round', ['column_gone', 'column_new'], {
      field: text(),
      column: text(),
    }),
    drift('a field is read from another column', ['column_other'], {
      field: text(),
      from: text(),
      to: text(),
    }),
    drift('columns that no field reads', ['other_columns'], { gone: NAMES, come: NAMES }),
    drift('columns of a table that no field reads', ['other_line_columns'], {
      table: text(),
      gone: NAMES,
      come: NAMES,
    }),
    drift('sum and median are both so many times what they were: another unit', ['unit'], {
      field: text(),
      type: text(),
      sum: FROM_TO,
      median: FROM_TO,
      factor: number(),
    }),
    drift('sum or median are far from what they were', ['amount'], {
      field: text(),
      type: text(),
      sum: FROM_TO,
      median: FROM_TO,
      of: words('', 'sum', 'median'),
    }),
    drift('the share of blank cells', ['blanks'], { field: text(), from: number(), to: number() }),
    drift('values that no customer had', ['new_values'], {
      field: text(),
      share: number('of the customers that have one'),
      come: NAMES,
      gone: NAMES,
    }),
    drift('the share of customers with one value', ['value'], {
      field: text(),
      value: text(),
      from: number(),
      to: number(),
    }),
    drift('the newest day of a field lies before that of the last run', ['older'], {
      field: text(),
      from: day(''),
      to: day(''),
    }),
    drift('customers who are gone, and new ones who are the same but for their ids', ['ids'], {
      by: words('what shows it: ids that look alike, or names', 'look', 'name'),
      count: count(),
      of: count('customers who are gone'),
      pairs: list('the first of them', object('', { from: text(), to: text(), name: orNull(text()) })),
    }),
    drift('most ids are written as none was', ['id_shape'], { from: text(), to: text(), share: number() }),
    drift(
      'more customers than may be are gone, move, or begin or cease to be key',
      ['gone', 'moves', 'key_change'],
      {
        count: count(),
        of: count(),
        limit: DRIFT_LIMIT,
      },
    ),
  );
});

/** Sums of customers; amounts as decimals in a text, as the book keeps them. */
export const TOTALS: Schema = shared('totals', () =>
  object(
    'customers and what they bring, by category',
    Object.fromEntries(
      TOTALS_OF.map((of) => [
        of,
        object('', {
          customers: count(),
          revenue: orNull(text('a decimal; null where it is known of nobody')),
          gross_profit: orNull(text('a decimal; null where it is known of nobody')),
        }),
      ]),
    ),
  ),
);

const NAMED: Readonly<Record<string, Schema>> = {
  customer_id: ID,
  customer_name: NAME,
  account_manager: orNull(text('as the data have it, a named individual or not')),
  revenue: AMOUNT,
  line: LINE,
};

const DUTY = {
  kind: words('a duty that the program knows, or a check of the criteria', 'duty', 'check'),
  id: text(),
} as const;
const SERVES = list('what key-account management demands that it serves', words('', ...REQUIREMENTS));
const FINDING_MEMBERS: Readonly<Record<string, Schema>> = {
  ...DUTY,
  requirements: SERVES,
  severity: LEVEL,
  state: words('unknown: something is missing, so that nobody can tell', 'broken', 'unknown'),
  code: text('what exactly is the matter'),
  message: text(),
  advice: text('empty where there is none'),
  file: text(),
  line: orNull(count()),
};
const FINDING: Schema = shared('finding', () => object('a duty or check that is not kept', FINDING_MEMBERS));
const COUNTED_SIGN = object('', {
  sign: text('a check that fails, or revenue that falls'),
  lost: object('lost customers', { shown: count(), known: count() }),
  current: object('current customers', { shown: count(), known: count() }),
});
export const SIGNS = list('what lost customers showed, and current ones show less often', COUNTED_SIGN);

/** How key accounts are managed. */
export const MANAGEMENT: Readonly<Record<string, Schema>> = {
  totals: object('', {
    accounts: count('key accounts'),
    red: count('an error-level duty is broken'),
    amber: count('another is, or something cannot be told'),
    green: count('all are kept'),
    errors: count(),
    warnings: count(),
    unknown: count('never counted as kept'),
  }),
  duties: list(
    'how often each duty and check is kept',
    object('', {
      ...DUTY,
      requirements: SERVES,
      severity: LEVEL,
      held: count(),
      broken: count(),
      unknown: count(),
    }),
  ),
  managers: list(
    'the key accounts of each manager',
    object('', {
      manager: orNull(text('null: nobody, a team or a placeholder')),
      accounts: count(),
      red: count(),
      amber: count(),
      green: count(),
      revenue: number(),
      red_revenue: number('of the red ones'),
      most_accounts: orNull(count('that the criteria allow')),
      over_load: flag(''),
    }),
  ),
  'no_managers?': FINDING,
  accounts: list(
    'every key account: red first, then amber, then green; within these by revenue',
    object('', {
      ...NAMED,
      status: words('', 'red', 'amber', 'green'),
      plan: orNull(text('the file of its plan')),
      findings: list('', FINDING),
      held: list('duties and checks that are kept', text()),
    }),
  ),
  other_checks: list(
    'checks of customers that are no key accounts',
    object('', {
      id: text(),
      severity: LEVEL,
      categories: list('', CATEGORY),
      held: count(),
      broken: count(),
      unknown: count(),
      largest: list(
        'the largest that break it',
        object('', { ...NAMED, category: CATEGORY, message: text() }),
      ),
    }),
  ),
  plans: orNull(
    object('plans beyond those of key accounts; null when plans were not looked at', {
      files: count(),
      orphans: list(
        'plans at work whose customer is no longer what they are for',
        object('', {
          file: orNull(text()),
          customer_id: ID,
          customer_name: NAME,
          owner: orNull(text()),
          ...Object.fromEntries(Object.entries(FINDING_MEMBERS).filter(([name]) => name !== 'file')),
        }),
      ),
      problems: list(
        'plans that cannot be read',
        object('', { file: text(), line: orNull(count()), code: text(), message: text() }),
      ),
    }),
  ),
  forecasts: list(
    'forecasts whose period has ended, beside what came of it: the largest deviation first',
    object('', {
      ...NAMED,
      period: object('', { from: day(''), to: day('') }),
      forecast: object('', { revenue: orNull(number()), profit: orNull(number()) }),
      actual: object('the twelve months up to the as-of date', {
        revenue: orNull(number()),
        profit: orNull(number()),
      }),
      deviation: orNull(number('of revenue, as a part of the forecast')),
    }),
  ),
};

/** What an audit finds: management, and why customers were lost. */
export const AUDIT: Readonly<Record<string, Schema>> = {
  ...MANAGEMENT,
  lost: object('why customers were lost', {
    customers: count(),
    revenue: number('what they were worth'),
    current_customers: count('key and normal, held against the signs'),
    reasons_known: flag('whether the criteria have a field for the reason'),
    reasons: list(
      'the largest first',
      object('', {
        reason: text(),
        customers: count(),
        revenue: number(),
        share: number('of what all lost customers were worth'),
        cumulative_share: number(),
        signs: SIGNS,
        at_risk: object('current customers that show the same signs', {
          customers: count(),
          first: list('', object('', { ...NAMED, category: CATEGORY, signs: list('', text()) })),
        }),
      }),
    ),
    without_reason: object('', {
      customers: count(),
      revenue: number(),
      first: list(
        'the largest',
        object('', {
          ...NAMED,
          worth: AMOUNT,
          stated: orNull(text('what stands in place of a reason; null is a blank')),
        }),
      ),
    }),
  }),
};

/** A finding about a file, as check and plan tell it. */
export const DIAGNOSTIC: Readonly<Record<string, Schema>> = {
  code: text('keyaccounts help CODE says more'),
  severity: SEVERITY,
  message: text(),
  file: text(),
  line: orNull(count()),
  column: orNull(count()),
  help: orNull(text('something to type or paste')),
};
