// A text; a list names the fields of its items.
const TEXT = null;

/**
 * Every name that a template may use, with the fields of those that are lists. What is not known of a customer is
 * null, and so is a list without items: `{% if manager %}` asks for it. `criteria/README.md` says what each means.
 */
export const TEMPLATE_NAMES = {
  id: TEXT,
  name: TEXT,
  title: TEXT,
  unit: TEXT,
  manager: TEXT,
  owner: TEXT,
  category: TEXT,
  since: TEXT,
  as_of: TEXT,
  next_review: TEXT,
  next_year: TEXT,
  criteria_name: TEXT,
  criteria_version: TEXT,
  criterion: TEXT,
  // why it is what it is
  reasons: ['criterion', 'conditions'],
  override: ['category', 'computed', 'author', 'reason', 'expires'],
  lacks: ['criterion', 'conditions', 'met'],
  changes: ['change'],
  rank: TEXT,
  rank_of: TEXT,
  // what the data says
  measures: ['name', 'now', 'before', 'change'],
  figures: ['name', 'value'],
  value_figures: ['name', 'value'],
  flags: ['name', 'value'],
  share_of_company: TEXT,
  share_of_unit: TEXT,
  share_of_key: TEXT,
  broken_checks: ['duty', 'expected', 'found'],
  lost_reason: TEXT,
  last_order: TEXT,
  // what the front matter of the plan says, against the data
  target_names: ['name'],
  objectives: ['name', 'now', 'target', 'gap'],
  forecasts: ['period', 'name', 'forecast', 'actual', 'difference'],
  issues: ['title', 'age', 'owner'],
  loss_date: TEXT,
  loss_cause: TEXT,
  loss_mechanism: TEXT,
  loss_evidence: TEXT,
  loss_preventable: TEXT,
  reason_known: TEXT,
} as const satisfies Record<string, null | readonly string[]>;

type Names = typeof TEMPLATE_NAMES;
/** A name, as a template spells it. */
export type TemplateName = keyof Names;

/** What a template is filled with: data as it came, amounts as the language writes them. */
export type TemplateView = {
  readonly [Name in TemplateName]: Names[Name] extends readonly (infer Field extends string)[]
    ? readonly { readonly [F in Field]: string | null }[] | null
    : string | null;
};

/** Nothing is known. */
export const EMPTY_VIEW = viewOf(() => null);

/** Everything is known, and every list has an item. */
export const SAMPLE_VIEW = viewOf((fields) =>
  fields === null ? 'x' : [Object.fromEntries(fields.map((field) => [field, 'x']))],
);

function viewOf(fill: (fields: readonly string[] | null) => unknown): TemplateView {
  const entries = Object.entries(TEMPLATE_NAMES).map(([name, fields]) => [name, fill(fields)]);
  return Object.fromEntries(entries);
}
