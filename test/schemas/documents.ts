import { COURSES } from '../../src/compare/backtest.ts';
import { CATEGORY_NAMES } from '../../src/criteria/criteria.ts';
import { LOCK_FORMAT } from '../../src/criteria/lock/lock.ts';
import { COMMANDS } from '../../src/program.ts';
import { STANDINGS } from '../../src/verdict/verdict.ts';
import {
  AMOUNT,
  APPLIED_OVERRIDE,
  AS_OF,
  AUDIT,
  CATEGORY,
  CATEGORY_OR_NONE,
  CHANGE_MEMBERS,
  COMPARED,
  CRITERIA,
  CRITERIA_CHANGE,
  CRITERION,
  CURRENCY,
  CUT_POINTS,
  DATA,
  DATA_FILES,
  DIAGNOSTIC,
  DRIFT,
  FILE_DIGESTS,
  FORMAT,
  GROUPS,
  HEAD,
  ID,
  LACKS,
  LEVEL,
  LINE,
  MANAGEMENT,
  MONTHS,
  MOVEMENT,
  MOVEMENT_MEMBERS,
  NAME,
  OUTCOME,
  OVERRIDE,
  PLACE,
  REGROUPED,
  ROWS,
  SIGNS,
  SMALLEST_CHANGE,
  TOOL,
  TOTALS,
  VERDICT,
} from './parts.ts';
import {
  always,
  count,
  day,
  digest,
  document,
  either,
  flag,
  list,
  map,
  number,
  object,
  orNull,
  pair,
  type Schema,
  share,
  shared,
  text,
  value,
  words,
} from './shape.ts';

const SCORES = map('by the name of the score; null where it is missing', orNull(number('0 to 100')));
const TALLY = object('', { customers: count(), revenue: AMOUNT });

const CUSTOMER: Readonly<Record<string, Schema>> = {
  customer_id: ID,
  'group?': text('the group of companies that the row belongs to'),
  category: CATEGORY_OR_NONE,
  criterion: CRITERION,
  undetermined_because: LACKS,
  'previous_category?': orNull(words('with a book: what it was in the run before', ...CATEGORY_NAMES)),
  'computed_category?': CATEGORY_OR_NONE,
  'override?': orNull(OVERRIDE),
  scores: SCORES,
};

const KEY_MOVES = orNull(
  list('null before the first run', object('', { customer_id: ID, from: orNull(text()), to: text() })),
);
const CLASSIFIED: Readonly<Record<string, Schema>> = {
  customers: list('in the order of the file', object('', CUSTOMER)),
  ...DATA,
  summary: object('', {
    total: TALLY,
    ...GROUPS,
    categories: map('by category', TALLY),
    undetermined: TALLY,
    ...ROWS,
    'book?': object('', {
      last_run: orNull(day('')),
      new_key_accounts: KEY_MOVES,
      former_key_accounts: KEY_MOVES,
      overrides: object('', { applied: count(), changing: count() }),
    }),
  }),
};
const CLASSIFY_HEAD = { format_version: FORMAT, tool: TOOL, as_of: AS_OF, criteria: CRITERIA, ...CUT_POINTS };

const classify = document(
  'keyaccounts classify --format json',
  'The verdict of every customer: of one export, or of several each by itself.',
  either(
    '',
    object('one export', { ...CLASSIFY_HEAD, ...CLASSIFIED }),
    object('several exports', {
      ...CLASSIFY_HEAD,
      exports: list(
        'in the order in which they were named',
        object('', { source: text('the name of the file'), ...CLASSIFIED }),
      ),
    }),
  ),
);

const classifyLine = document(
  'keyaccounts classify --format ndjson',
  'Each line: the verdict of one customer.',
  object('', {
    format_version: FORMAT,
    as_of: AS_OF,
    'source?': text('of several exports, the name of the file'),
    ...CUSTOMER,
  }),
);

// A condition with what it came to on one customer: a test of a fact, or a group of conditions.
const CONDITION: Schema = shared('condition', () =>
  either(
    '',
    object('a group', {
      kind: words('', 'all', 'any', 'not'),
      words: text(),
      outcome: OUTCOME,
      parts: list('', CONDITION),
    }),
    object('a test of one fact', {
      kind: words('', 'compare', 'between', 'member', 'present', 'age', 'rank'),
      words: text(),
      at: PLACE,
      outcome: OUTCOME,
      fact: text(),
      value: value('null where it is missing'),
      distance: orNull(number('from the value to the line, in the unit of the fact')),
      distance_ratio: orNull(number('the same against the line')),
      'rank?': orNull(number('of a relative test: the place among the ranked')),
      'of?': orNull(number('how many are ranked')),
      'group?': orNull(text('within which it is ranked')),
      'cut_points?': orNull(list('where the lines are, ascending', number())),
    }),
  ),
);
const COUNTERFACTUALS = object('the smallest changes of one field that give another category', {
  goal: words('', 'become_key', 'lose_key'),
  changes: list('the smallest first', SMALLEST_CHANGE),
  gave_up: list('fields of which a smaller change may exist', text()),
  'overridden_until?': day('where an override decides: the last day on which no change has an effect'),
});
const FIELD_VALUES = map('by field', value(''));

const EXPLANATION = object('', {
  customer_id: ID,
  customer_name: NAME,
  line: LINE,
  category: CATEGORY_OR_NONE,
  criterion: CRITERION,
  decided_at: orNull(PLACE),
  previous_category: orNull(words('in the book', ...CATEGORY_NAMES)),
  computed_category: CATEGORY_OR_NONE,
  override: orNull(OVERRIDE),
  undetermined_because: LACKS,
  'group?': object('the sites of a group of companies', {
    fields: map('how the values of the sites become one, by field', text()),
    values: FIELD_VALUES,
    sites: list('', object('', { customer_id: ID, customer_name: NAME, line: LINE, values: FIELD_VALUES })),
  }),
  'lines?': list(
    'the order lines that fields come from',
    object('', {
      field: text(),
      value: value(''),
      lines: count(),
      file: text(),
      from: orNull(day('null where the window reaches back to the first line')),
      to: orNull(day('null where lines have no days')),
    }),
  ),
  'months?': MONTHS,
  criteria: object('that decided: those of the company, or of a business unit', {
    name: text(),
    version: text(),
  }),
  categories: list(
    'in the order in which they decide',
    object('', {
      category: CATEGORY,
      outcome: OUTCOME,
      part: words('', 'decides', 'passed_over', 'not_asked'),
      otherwise: flag('whether it takes who fits nowhere else'),
      criteria: list('', object('', { id: text(), at: PLACE, outcome: OUTCOME, condition: CONDITION })),
      stays_while: orNull(CONDITION),
    }),
  ),
  scores: list(
    '',
    object('', {
      score: text(),
      value: orNull(number('0 to 100')),
      factors: list(
        '',
        object('', {
          fact: text(),
          value: value(''),
          weight: number(),
          points: orNull(number('0 to 100')),
          contribution: orNull(number('to the score')),
        }),
      ),
    }),
  ),
  counterfactuals: COUNTERFACTUALS,
});

const EXPLAIN_HEAD = {
  format_version: FORMAT,
  tool: TOOL,
  as_of: AS_OF,
  ...DATA,
  criteria_file: text(),
  criteria_sha256: digest('of the file and all that it extends'),
  ...CUT_POINTS,
};

const explain = document(
  'keyaccounts explain --format json',
  'Why customers are what they are; with --near, who is near the line; with --lines, their order lines.',
  either(
    '',
    object('', { ...EXPLAIN_HEAD, explanations: list('', EXPLANATION) }),
    object('', {
      ...EXPLAIN_HEAD,
      within: number('how far from the line, as a part of the value'),
      near: list(
        'the nearest first',
        object('', {
          customer_id: ID,
          customer_name: NAME,
          category: CATEGORY_OR_NONE,
          ...CHANGE_MEMBERS,
        }),
      ),
    }),
    object('', {
      ...EXPLAIN_HEAD,
      lines: list(
        '',
        object('', {
          customer_id: ID,
          table: text(),
          file: text(),
          line: count('of the file, from 1'),
          cells: map('by field', orNull(text())),
          counts_for: list('fields that it is added up in', text()),
        }),
      ),
    }),
  ),
);

// The same without what is the same for all customers, and without what is null.
const CONDITION_LINE: Schema = shared('condition', () =>
  object('a test of one fact, or a group of conditions: all, any or not', {
    'id?': text('of the criterion'),
    outcome: OUTCOME,
    'fact?': text(),
    'value?': value(''),
    'distance?': number('from the value to the line'),
    'rank?': number('the place among the ranked'),
    'all?': list('', CONDITION_LINE),
    'any?': list('', CONDITION_LINE),
    'not?': list('', CONDITION_LINE),
  }),
);

const explainLine = document(
  'keyaccounts explain --all',
  'Each line: why one customer is what it is, without what is the same for all.',
  object('', {
    format_version: FORMAT,
    as_of: AS_OF,
    customer_id: ID,
    line: LINE,
    category: CATEGORY_OR_NONE,
    criterion: CRITERION,
    'previous_category?': CATEGORY,
    'computed_category?': CATEGORY_OR_NONE,
    'override?': OVERRIDE,
    'undetermined_because?': LACKS,
    categories: list(
      'in the order in which they decide',
      object('', {
        category: CATEGORY,
        outcome: OUTCOME,
        'criteria?': list('', CONDITION_LINE),
        'stays_while?': CONDITION_LINE,
      }),
    ),
    'scores?': list(
      '',
      object('', {
        score: text(),
        value: orNull(number()),
        points: map('by factor', orNull(number())),
      }),
    ),
    'counterfactuals?': COUNTERFACTUALS,
    'sites?': count('of a group of companies'),
  }),
);

const COVERAGE_MEMBERS: Readonly<Record<string, Schema>> = {
  covered: count('criteria that decided, and outcomes of conditions that were seen'),
  total: count(),
  criteria: list('', object('', { category: CATEGORY, criterion: text(), decided: count() })),
  conditions: list(
    'how often each came out so',
    object('', {
      category: CATEGORY,
      fact: text(),
      line: count(),
      true: count(),
      false: count(),
      missing: count(),
    }),
  ),
};
const SHIFTED = object('', {
  flips: count('customers whose category changes'),
  key: count('key accounts then'),
});

const check = document(
  'keyaccounts check --format json',
  'What is wrong with criteria files, their cases and their coverage, in the order of the files.',
  object('', {
    format_version: FORMAT,
    tool: TOOL,
    as_of: AS_OF,
    files: list(
      '',
      object('', {
        file: text(),
        readable: flag('false where nothing could be made of it: the findings say why'),
        criteria: orNull(CRITERIA),
        findings: list(
          '',
          object('', {
            ...DIAGNOSTIC,
            end_line: orNull(count()),
            end_column: orNull(count()),
            notes: list('what shows it: an example, what real customers say', text()),
          }),
        ),
        cases: list(
          'the examples that must hold',
          object('', {
            name: text(),
            line: count(),
            passed: flag(''),
            expected: VERDICT,
            found: orNull(VERDICT),
          }),
        ),
        coverage: orNull(object('of the criteria by the cases', { ...COVERAGE_MEMBERS, percent: count() })),
        customers: orNull(
          object('what real customers say', {
            file: text(),
            ...DATA,
            ...CUT_POINTS,
            customers: count(),
            expected: count('those of whom the export says what they should be'),
            unexpected: list(
              'who come out as something else',
              object('', { line: count(), id: ID, expected: VERDICT, found: VERDICT }),
            ),
            coverage: object('of the criteria by these customers', COVERAGE_MEMBERS),
            shifts: list(
              'every weight and threshold moved by 10 %',
              object('', {
                kind: words('', 'weight', 'threshold'),
                fact: text(),
                within: text('where it counts'),
                from: text('as the file writes it'),
                line: count(),
                minus_10_percent: SHIFTED,
                plus_10_percent: SHIFTED,
              }),
            ),
          }),
        ),
      }),
    ),
  }),
);

const MOVED = object('', { customers: count(), revenue: AMOUNT, gross_profit: AMOUNT });
const SIDE = {
  customers: text('the file'),
  data_sha256: digest('of its bytes'),
  ...DATA_FILES,
  criteria: text('the file'),
  criteria_version: text(),
  criteria_sha256: digest(''),
  as_of: day(''),
  count: count('customers'),
  key_accounts: count(),
  rejected_rows: orNull(count('that were set aside')),
};
const CAUSES = map('customers by kind of cause', count());
const MOVES_OF = list(
  '',
  object('', {
    name: orNull(text()),
    moved: count(),
    to_key: count(),
    from_key: count(),
    key_before: count(),
    key_after: count(),
    revenue_moved: AMOUNT,
    gross_profit_moved: AMOUNT,
  }),
);

const diff = document(
  'keyaccounts diff --format json',
  'Who moves between two classifications, and why.',
  object('', {
    format_version: FORMAT,
    tool: TOOL,
    before: object('', {
      ...SIDE,
      'cut_points?': always('where a lock of its own has its cut points', 'locked'),
      'lock_sha256?': digest('of that lock'),
    }),
    after: object('', SIDE),
    ...CUT_POINTS,
    drift: list('what is out of the ordinary in the newer export', DRIFT),
    changes: list('of the criteria', CRITERIA_CHANGE),
    summary: object('', { moved: MOVED, to_key: MOVED, from_key: MOVED, causes: CAUSES }),
    matrix: list(
      'how many went from where to where',
      object('', { from: COMPARED, to: COMPARED, customers: count(), revenue: AMOUNT, gross_profit: AMOUNT }),
    ),
    movements: list('', MOVEMENT),
    ...REGROUPED,
    units: MOVES_OF,
    managers: MOVES_OF,
    near_misses: list(
      'who does not move, and nearly does',
      object('', {
        customer_id: ID,
        customer_name: NAME,
        revenue: AMOUNT,
        criterion: CRITERION,
        change: SMALLEST_CHANGE,
      }),
    ),
    near_misses_count: count(),
    near_misses_exact: flag('false where not all customers were looked at'),
    gates: list(
      'the limits that the comparison is held to',
      object('', {
        gate: words('', 'max-moves', 'max-key', 'no-key-lost'),
        limit: number(),
        found: number(),
        passed: flag(''),
      }),
    ),
  }),
);

const CHOICE_CUSTOMERS = list(
  '',
  object('', { customer_id: ID, customer_name: NAME, revenue: AMOUNT, group: orNull(text()) }),
);

const calibrate = document(
  'keyaccounts calibrate --format json',
  'The smallest changes of a threshold that bring the number of key accounts to a target.',
  object('', {
    ...HEAD,
    now: object('', {
      key_accounts: count(),
      held: count('that no threshold moves'),
      revenue: AMOUNT,
      revenue_of_all: AMOUNT,
    }),
    target: either(
      '',
      object('', { key_accounts: object('', { least: count(), most: count() }) }),
      object('', { per: text('a field'), at_most: count('for each of its values') }),
      object('', { revenue_share: number('of the key accounts') }),
    ),
    met: flag('whether the target is reached as things are'),
    reached: flag('whether one of the choices reaches it'),
    choices: list(
      'the best first',
      object('', {
        choice: count('its number, for --choice'),
        edits: list(
          '',
          object('', {
            file: text(),
            line: count(),
            column: count(),
            path: list('from the outside in', text()),
            from: text('as the file writes it'),
            to: text(),
            to_value: number(),
            change: orNull(number('as a part of what is there')),
          }),
        ),
        reaches_target: flag(''),
        key_accounts: count('then'),
        'most_in_a_group?': count(),
        key_revenue: AMOUNT,
        revenue_moved: AMOUNT,
        leave: CHOICE_CUSTOMERS,
        join: CHOICE_CUSTOMERS,
      }),
    ),
    'written?': object('what --write did', {
      choice: count(),
      file: text(),
      version: text(),
      failed_cases: list('', text()),
    }),
  }),
);

const PLAN_RESULT = words('', 'written', 'extended', 'reopened', 'closed', 'refreshed', 'unchanged');

const plan = document(
  'keyaccounts plan --format json',
  'What was done with the plans of a book, or would be.',
  object('', {
    ...without(HEAD, 'cut_points', 'lock_sha256?'),
    book: text('its folder'),
    category: words('that the plans are for', 'key', 'lost', 'target'),
    dry_run: flag(''),
    plans: list(
      '',
      object('', {
        customer_id: ID,
        customer_name: NAME,
        category: CATEGORY_OR_NONE,
        result: PLAN_RESULT,
        file: text('in the book'),
      }),
    ),
    without_plan: list('customers that are not new and have none', ID),
    waiting_for_reason: list('recapture sheets without the reason of the loss', ID),
    undetermined: list('customers with a plan at work', ID),
    not_in_export: list('customers with a plan at work', ID),
    findings: list('what is wrong with plans', object('', DIAGNOSTIC)),
  }),
);

const audit = document(
  'keyaccounts audit --format json',
  'Whether every key account is managed as it must be, and why customers were lost.',
  object('', {
    ...HEAD,
    book: orNull(text('its folder')),
    manager: orNull(text('whose accounts alone were asked for')),
    undetermined: count('customers that no duty can be asked of'),
    ...AUDIT,
  }),
);

const review = document(
  'keyaccounts review --format json',
  'What a run of the book found and did.',
  object('', {
    ...HEAD,
    book: text('its folder'),
    last_run: orNull(day('')),
    dry_run: flag(''),
    drift: list('what is out of the ordinary in the export', DRIFT),
    accepted: orNull(text('why it is recorded all the same')),
    portfolio: TOTALS,
    portfolio_before: orNull(TOTALS),
    criteria_changes: list('since the run before', CRITERIA_CHANGE),
    movements: orNull(
      list(
        'since the run before',
        object('', {
          ...MOVEMENT_MEMBERS,
          failed_checks_before: list('checks that failed in the run before', text()),
        }),
      ),
    ),
    ...REGROUPED,
    overrides: list('those in force', APPLIED_OVERRIDE),
    plans: orNull(list('', object('', { customer_id: ID, result: PLAN_RESULT, file: text() }))),
    audit: object('', AUDIT),
    'would_write?': list(
      'with --dry-run',
      object('', { name: text(), kind: words('', 'new', 'changed', 'removed') }),
    ),
  }),
);

const HISTORY_CATEGORY = words('', ...CATEGORY_NAMES, 'undetermined', 'gone');
const HISTORY_HEAD = { format_version: FORMAT, tool: TOOL, book: text('its folder') };

const history = document(
  'keyaccounts history --format json',
  'The runs of a book, or the movements of the customers that were named.',
  either(
    '',
    object('', {
      ...HISTORY_HEAD,
      runs: list(
        'the oldest first',
        object('', {
          as_of: day(''),
          criteria_version: text(),
          portfolio: TOTALS,
          key_entered: orNull(count('null at the first run')),
          key_left: orNull(count('null at the first run')),
          data_sha256: text(),
          criteria_sha256: text(),
          'accepted?': text('why it was recorded although its export was out of the ordinary'),
        }),
      ),
    }),
    object('', {
      ...HISTORY_HEAD,
      customers: list(
        '',
        object('', {
          customer_id: ID,
          customer_name: NAME,
          category: HISTORY_CATEGORY,
          since: day(''),
          criterion_now: orNull(text()),
          movements: list(
            'the oldest first',
            object('', {
              as_of: day(''),
              from: orNull(HISTORY_CATEGORY),
              to: HISTORY_CATEGORY,
              criterion: orNull(text()),
              criteria_version: text(),
              cause: orNull(text()),
              detail: orNull(text()),
              failed_checks_before: list('', text()),
            }),
          ),
        }),
      ),
    }),
  ),
);

const SHARE_OF_FATE = object('', {
  customers: count(),
  share: orNull(share('of those whose fate is known')),
  low: orNull(number('of the interval of 95 %')),
  high: orNull(number('of the interval of 95 %')),
});
const FATE: Schema = shared('fate', () =>
  object('what became of customers by the next export', {
    customers: count(),
    unknown: count('whose row could not be read'),
    ...Object.fromEntries(COURSES.map((course) => [course, SHARE_OF_FATE])),
    revenue: object('', { before: AMOUNT, after: AMOUNT }),
    gross_profit: object('', { before: AMOUNT, after: AMOUNT }),
  }),
);
const FATES: Readonly<Record<string, Schema>> = {
  already_lost: count('who are not counted'),
  key: FATE,
  not_chosen: FATE,
  grew_difference: orNull(
    object('the interval of the difference of both shares that grew', { low: number(), high: number() }),
  ),
  by_criterion: map('key accounts by the criterion that chose them', FATE),
  'key_before?': FATE,
  'key_in_both?': FATE,
  'key_only_now?': FATE,
  'key_only_before?': FATE,
};

const backtest = document(
  'keyaccounts backtest --format json',
  'What became of the accounts that criteria made key, beside the others.',
  object('', {
    format_version: FORMAT,
    tool: TOOL,
    exports: list('the oldest first', object('', { ...FILE_DIGESTS, as_of: day('') })),
    criteria: CRITERIA,
    'criteria_before?': CRITERIA,
    stable: number('revenue that changes by no more has stayed'),
    intervals: object('', { confidence: number(), share: text(), difference: text() }),
    all: object('over all periods', FATES),
    periods: list('', object('', { from: day(''), to: day(''), ...FATES })),
  }),
);

const SUMS: Readonly<Record<string, Schema>> = {
  customers: count(),
  revenue: AMOUNT,
  gross_profit: AMOUNT,
  revenue_known: count('customers whose revenue is known'),
  gross_profit_known: count(),
  margin: orNull(number('over the customers of whom both amounts are known')),
  growth: orNull(number('over the customers of whom both amounts are known')),
};
const SUMS_OF: Schema = shared('sums', () => object('', SUMS));
const ROW: Readonly<Record<string, Schema>> = {
  customer_id: ID,
  customer_name: NAME,
  'sites?': count('of a group of companies'),
  category: CATEGORY_OR_NONE,
  criterion: CRITERION,
  business_unit: orNull(text()),
  account_manager: orNull(text()),
  revenue: AMOUNT,
  gross_profit: AMOUNT,
  growth: orNull(number()),
  margin: orNull(number()),
  scores: SCORES,
};
const CUSTOMER_ROW: Schema = shared('customer', () => object('', ROW));
const SPREAD: Readonly<Record<string, Schema>> = {
  customers: count(),
  total: number(),
  core: object('the largest customers that together make the share', {
    customers: count(),
    sum: number(),
    at_least: AMOUNT,
  }),
  peak: object('', { customers: count(), share: number() }),
};
const CURVE = list('customers, and their share of the total', pair('', count(), number()));
const SPREAD_OF = orNull(object('', SPREAD));
const baseBy = (values: Schema): Readonly<Record<string, Schema>> => ({
  'base_by?': list(
    'by the fields that the criteria name',
    object('', { field: text(), table: orNull(text()), values: list('', values) }),
  ),
});
const FACT_LINES = list(
  'amounts that criteria for key accounts compare it with',
  object('', { at: number(), text: text('as the file writes it'), criterion: text() }),
);
const NEAR: Schema = shared('near', () =>
  object('', {
    ...ROW,
    change: SMALLEST_CHANGE,
    line: orNull(object('', { criterion: text(), open: text('what still does not hold') })),
  }),
);
const HOW_MANY = either(
  'of a long list not all were counted',
  object('', { exactly: count() }),
  object('', { at_least: count() }),
);
const BY_CATEGORY = (of: Schema): Readonly<Record<string, Schema>> =>
  Object.fromEntries(STANDINGS.map((name) => [`${name}?`, of]));
const PRODUCT_LINE = object('', {
  name: orNull(text()),
  customers: count(),
  revenue: AMOUNT,
  key_accounts: count(),
  key_revenue: AMOUNT,
});
const GROUP: Schema = shared('group', () =>
  object('', {
    name: orNull(text()),
    ...SUMS,
    key: SUMS_OF,
    categories: object('', BY_CATEGORY(count())),
  }),
);
const CRITERIA_IN_WORDS: Readonly<Record<string, Schema>> = {
  name: text(),
  version: text(),
  reason: orNull(text()),
  owner: orNull(text()),
  categories: list(
    'in the order in which they decide',
    object('', {
      category: CATEGORY,
      criteria: orNull(list('null takes who fits nowhere else', object('', { id: text(), words: text() }))),
      stays_while: orNull(text()),
    }),
  ),
  checks: list(
    '',
    object('', {
      id: text(),
      for: list('', CATEGORY),
      duty: orNull(text()),
      severity: LEVEL,
      words: text(),
    }),
  ),
};

const report = document(
  'keyaccounts report --format json',
  'The portfolio in numbers; each section is there where it was asked for.',
  object('', {
    format_version: FORMAT,
    tool: TOOL,
    title: orNull(text()),
    as_of: AS_OF,
    ...DATA,
    criteria_sha256: digest('of the file and all that it extends'),
    ...CUT_POINTS,
    'overview?': object('', {
      actions: list(
        'what is to be done, the most urgent first',
        object('', {
          urgency: words('', 'bad', 'warn', 'good', 'plain'),
          text: text(),
          about: list('whom or what it is about', text()),
          section: text('that says more'),
        }),
      ),
      capacity: orNull(count('key accounts that can be managed')),
      total: SUMS_OF,
      categories: object('', BY_CATEGORY(SUMS_OF)),
      key_by_criterion: map('', object('', { customers: count(), revenue: AMOUNT })),
      key_portfolio_before: orNull(
        list(
          'run over run',
          object('', {
            as_of: day(''),
            criteria_version: text(),
            customers: count(),
            revenue: AMOUNT,
            gross_profit: AMOUNT,
          }),
        ),
      ),
    }),
    'concentration?': object('', {
      share: share('that the core makes'),
      revenue: orNull(
        object('', { ...SPREAD, curve: CURVE, core_key_accounts: count('key accounts in the core') }),
      ),
      gross_profit: orNull(object('', { ...SPREAD, curve: CURVE })),
      largest: list('', CUSTOMER_ROW),
      business_units: list('', object('', { business_unit: orNull(text()), revenue: SPREAD_OF })),
      ...baseBy(object('', { name: orNull(text()), revenue: SPREAD_OF })),
    }),
    'growth?': object('', {
      key: SUMS_OF,
      others: SUMS_OF,
      known: count('customers of whom growth and margin are known'),
      customers: list('the largest of them', CUSTOMER_ROW),
      growth_lines: FACT_LINES,
      margin_lines: FACT_LINES,
    }),
    'scores?': object('', {
      scores: list(
        '',
        object('', {
          score: text(),
          unknown: count(),
          lines: FACT_LINES,
          bins: list('', object('', { from: number(), to: number(), ...BY_CATEGORY(count()) })),
        }),
      ),
      within: number('how far from the line, as a part of the value'),
      near_misses: list('', NEAR),
      near_misses_count: HOW_MANY,
      narrowly_key: list('', NEAR),
      narrowly_key_count: HOW_MANY,
    }),
    'movements?': orNull(
      object('since the last run; null without one', {
        since: day(''),
        moved: count(),
        to_key: count(),
        from_key: count(),
        matrix: map('from', map('to', count())),
        causes: CAUSES,
        criteria_changes: list('', CRITERIA_CHANGE),
        movements: list('the first 1,000', MOVEMENT),
        ...REGROUPED,
      }),
    ),
    'lost?': object('', {
      customers: count(),
      worth: AMOUNT,
      reasons: list(
        'the largest first',
        object('', {
          reason: text(),
          customers: count(),
          worth: AMOUNT,
          share: number(),
          cumulative: number(),
          signs: SIGNS,
          current_customers_with_signs: count(),
          largest_with_signs: list(
            '',
            object('', {
              customer_id: ID,
              customer_name: NAME,
              category: CATEGORY,
              revenue: AMOUNT,
              signs: list('', text()),
            }),
          ),
        }),
      ),
      without_reason: object('', {
        customers: count(),
        worth: AMOUNT,
        largest: list('', object('', { customer_id: ID, customer_name: NAME, worth: AMOUNT })),
      }),
    }),
    'target?': object('', {
      customers: count(),
      potential: AMOUNT,
      ranked_by: words('', 'potential', 'revenue'),
      first: list(
        'whom to pursue first',
        object('', {
          ...ROW,
          potential: AMOUNT,
          nearest_criterion: orNull(text()),
          lacks: orNull(list('', object('', { words: text(), outcome: OUTCOME }))),
        }),
      ),
    }),
    'duties?': object('as audit has it', MANAGEMENT),
    'units?': object('', {
      business_units: list('', GROUP),
      'product_lines?': list('', PRODUCT_LINE),
      ...baseBy(either('', GROUP, PRODUCT_LINE)),
      account_managers: list('', GROUP),
    }),
    'criteria?': object('', {
      ...CRITERIA_IN_WORDS,
      file: text(),
      units: map('by business unit', object('', CRITERIA_IN_WORDS)),
      changes_since_last_run: orNull(list('', CRITERIA_CHANGE)),
    }),
    'data?': object('', {
      file: text(),
      sha256: digest(''),
      encoding: orNull(text('null for a sheet')),
      delimiter: orNull(text('null for a sheet')),
      sheet: orNull(text()),
      customers: count(),
      rejected: count('rows that were set aside'),
      ...GROUPS,
      ...CURRENCY,
      ...ROWS,
      undetermined: count(),
      lacks: map('undetermined customers by the field that they lack', count()),
      book: orNull(text('its folder')),
    }),
    'customers?': object('', {
      customers: count(),
      listed: list('key accounts first, then by revenue', object('', { ...ROW, 'months?': MONTHS })),
    }),
  }),
);

const lock = document(
  'a lock: NAME.lock.json beside the criteria, as keyaccounts lock writes it',
  'The cut points of relative tests, which hold until the lock is written again.',
  object('', {
    format_version: always('a lock of another format is refused', LOCK_FORMAT),
    tool: TOOL,
    criteria: object('', { name: text(), version: text() }),
    as_of: day('that the cut points are about'),
    data_sha256: digest('of the bytes that were read; of several files, of their digests'),
    customers: count('that were read'),
    cut_points: list(
      'a line for each fact that customers are ranked by, and each way to cut',
      object('', {
        unit: orNull(text('whose criteria ask for it; null for those of the company')),
        fact: text(),
        definition: text('changes when the fact is worked out in another way: the lock is stale then'),
        per: orNull(text('the field within whose values customers are ranked')),
        cut: text('such as top 20'),
        how: text('the same in words'),
        groups: list(
          '',
          object('', {
            group: text('a value of that field; empty where all customers are one group'),
            customers: count(),
            cuts: list('ascending', number()),
          }),
        ),
      }),
    ),
  }),
);

const codeQuality = document(
  'keyaccounts check --format gitlab, keyaccounts audit --format gitlab',
  'A code quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format',
  list(
    '',
    object('', {
      description: text('what is wrong in the first line; examples and advice may follow'),
      check_name: text('the code of a finding, or the duty that is not kept'),
      fingerprint: digest('stays when lines are put in above'),
      severity: words('', 'info', 'minor', 'major'),
      location: object('', {
        path: { ...text('seen from the folder that it ran in'), minLength: 1, not: { pattern: '^\\./' } },
        lines: object('', { begin: { ...count('1 where the whole file is meant'), minimum: 1 } }),
      }),
    }),
  ),
);

function without(members: Readonly<Record<string, Schema>>, ...names: readonly string[]) {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

/** What each command's exit code means, as its help says it. */
function exitCodes(): Schema {
  const codes = COMMANDS.map(({ declaration: { name, notes } }) => {
    const [, said = ''] = /^Exit codes: (.*)$/m.exec(notes.en) ?? [];
    const found = [...said.matchAll(/(\d) (.*?)(?=, \d |$)/g)];
    const one = found.map(([, code, means]) => always(means!, Number(code)));
    return [name, either(`keyaccounts ${name}`, ...one)] as const;
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'exit codes of keyaccounts',
    description: 'What the exit code of each command means; a definition for each command.',
    enum: [0, 1, 2, 3],
    definitions: Object.fromEntries(codes),
  };
}

/** The schemas of the package, by the name of their file. */
export const DOCUMENTS: Readonly<Record<string, Schema>> = {
  audit,
  backtest,
  calibrate,
  check,
  classify,
  'classify-line': classifyLine,
  'code-quality': codeQuality,
  diff,
  'exit-codes': exitCodes(),
  explain,
  'explain-line': explainLine,
  history,
  lock,
  plan,
  report,
  review,
};
