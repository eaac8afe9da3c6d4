import { analyzeSync, Liquid, type Template } from 'liquidjs';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { type Source, type Span, startOfLine } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { findFrontMatter } from './markup.ts';

/** A template of plans: the front matter and the text, each filled with what its own syntax needs escaped. */
export interface PlanTemplate {
  readonly source: Source;
  /** What is wrong in it comes as diagnostics; a template that was read well has none. */
  fill(view: TemplateView): Checked<string>;
}

/** Makes a text from data harmless where it is put. */
export interface Escapes {
  yaml(text: string): string;
  markdown(text: string): string;
}

/**
 * Reads a template; null with all that is wrong in it, unknown names and sections without an end among it. One that is shipped
 * was tried out before, which takes longer than to read it.
 */
export function parseTemplate(source: Source, escapes: Escapes, isShipped = false): Checked<PlanTemplate> {
  const found = findFrontMatter(source);
  if (found === null) return { value: null, diagnostics: [noFrontMatter(source)] };
  const { text } = source;
  const parts = [
    { engine: createEngine(escapes.yaml), start: 0, end: found.body },
    { engine: createEngine(escapes.markdown), start: found.body, end: text.length },
  ];
  const diagnostics: Diagnostic[] = [];
  const parsed = parts.map(({ engine, start, end }) => {
    // Lines are counted from the top of the file in both parts.
    const above = '\n'.repeat(text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0);
    const part = tightenTags(text.slice(start, end));
    try {
      const templates = engine.parse(above + part);
      if (!isShipped) diagnostics.push(...unknownNames(templates, source));
      return { engine, templates, above };
    } catch (error) {
      diagnostics.push(...templateErrors(error, source));
      return null;
    }
  });
  if (hasErrors(diagnostics)) return { value: null, diagnostics };
  const fill = (view: TemplateView): Checked<string> => {
    try {
      const [front, body] = parsed.map((part) =>
        String(part!.engine.renderSync(part!.templates, view)).slice(part!.above.length),
      );
      // What is left out leaves no holes.
      const whole = front!.replace(/(?<![ \t])[ \t]+$/gm, '') + body!.replace(/\n{3,}/g, '\n\n');
      return { value: whole, diagnostics: [] };
    } catch (error) {
      return { value: null, diagnostics: templateErrors(error, source) };
    }
  };
  // A customer of whom all is known, and one of whom nothing is: what one leaves out, the other comes by.
  const tried = isShipped ? [] : [SAMPLE_VIEW, EMPTY_VIEW];
  const wrong = tried.flatMap((view) => fill(view).diagnostics);
  return wrong.length > 0 ? { value: null, diagnostics: wrong } : { value: { source, fill }, diagnostics };
}

const TAGS = ['if', 'unless', 'for', 'comment', 'raw'];

// Only what shows values and asks whether they are there: no files, no clock, no way round the escapes.
function createEngine(harmless: (text: string) => string): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    templates: {},
    greedy: false,
    // Nothing that is left here asks for it, and to find it out takes 10 ms.
    locale: 'en',
    outputEscape: (value: unknown) => (value === null || value === undefined ? '' : harmless(String(value))),
  });
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (name !== 'default') delete engine.filters[name];
  return engine;
}

// A tag that has a line to itself leaves no line behind.
function tightenTags(text: string): string {
  return text.replace(/^[ \t]*\{%-?((?:(?!%\}).)*?)-?%\}[ \t]*$/gm, '{%-$1-%}');
}

function unknownNames(templates: Template[], source: Source): Diagnostic[] {
  const { globals } = analyzeSync(templates, { partials: false });
  return Object.values(globals)
    .flat()
    .filter(({ segments }) => !Object.hasOwn(TEMPLATE_NAMES, String(segments[0])))
    .map(({ segments, location }) => {
      const name = String(segments[0]);
      const at = spanAt(source, location.row, location.col, name.length);
      return { ...unknownName(name, name, Object.keys(TEMPLATE_NAMES)), severity: 'error', at };
    });
}

function unknownName(name: string, last: string, known: Iterable<string>): Problem {
  return {
    code: 'unknown-name',
    message: { en: `unknown name "${name}"`, zh: `没有“${name}”这个名称` },
    help: didYouMean(last, known),
  };
}

type Problem = Pick<Diagnostic, 'code' | 'message' | 'help'>;

function spanAt(source: Source, row: number, column: number, length: number): Span {
  const start = startOfLine(source, row) + column - 1;
  return { kind: 'span', source, start, end: start + length };
}

function noFrontMatter(source: Source): Diagnostic {
  return {
    code: 'no-front-matter',
    severity: 'error',
    message: {
      en: 'expected the front matter of its plans: a line "---", keys, and a line "---"',
      zh: '应有计划的信息头：一行“---”，各项内容，再一行“---”',
    },
    help: {
      en: 'begin with a copy of a template that is shipped: criteria/plans/key.en.md',
      zh: '请以自带模板的副本为起点：criteria/plans/key.zh.md',
    },
    at: { kind: 'span', source, start: 0, end: 0 },
  };
}

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
  months: ['name', 'bars', 'from', 'to', 'least', 'most'],
  sites: ['id', 'name', 'revenue', 'profit'],
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

/** What the template library found, as diagnostics in the template; anything else is a bug and is thrown on. */
function templateErrors(error: unknown, source: Source): Diagnostic[] {
  if (!isLiquidError(error)) throw error;
  if (error.errors !== undefined) return error.errors.flatMap((one) => templateErrors(one, source));
  if (isLiquidError(error.originalError) && error.originalError.errors !== undefined)
    return templateErrors(error.originalError, source);
  const [row, column] = error.token.getPosition();
  const message = error.message.split('\n')[0]!.replace(PLACE, '');
  const at = spanAt(source, row, column, Math.max(1, firstLine(error.token.getText()).length));
  const unknown = /^undefined variable: ([\w.]+)/.exec(message)?.[1];
  return [{ ...(unknown === undefined ? explain(message) : unknownField(unknown)), severity: 'error', at }];
}

interface LiquidError extends Error {
  readonly token: { getPosition(): number[] & [number, number]; getText(): string };
  readonly errors?: readonly unknown[];
  readonly originalError?: unknown;
}

function isLiquidError(error: unknown): error is LiquidError {
  return error instanceof Error && 'token' in error;
}

const PLACE = /,(?: file:.*?,)? line:\d+, col:\d+$/;

function firstLine(text: string): string {
  return text.split('\n')[0]!;
}

// The names themselves were looked at before: what is left is a field of a list's items.
function unknownField(name: string): Problem {
  const fields = new Set(Object.values(TEMPLATE_NAMES).flatMap((list) => list ?? []));
  return unknownName(name, name.split('.').at(-1)!, fields);
}

function explain(message: string): Problem {
  const [, tag] = /^tag "(.*)" not found/.exec(message) ?? [];
  const [, open] = /^tag (.*) not closed/.exec(message) ?? [];
  const [, filter] = /^undefined filter: (.*)/.exec(message) ?? [];
  if (open !== undefined) {
    const opening = open.replace(/^\{%-/, '{%').replace(/-%\}$/, '%}');
    const end = `{% end${/\w+/.exec(open)?.[0] ?? ''} %}`;
    return {
      code: 'bad-template',
      message: { en: `${opening} has no end`, zh: `${opening} 没有结束` },
      help: { en: `write ${end} behind it`, zh: `请在其后写上 ${end}` },
    };
  }
  if (tag?.startsWith('end') === true || tag === 'else') {
    const opening = `{% ${tag === 'else' ? 'if … ' : tag.slice(3)} %}`;
    return {
      code: 'bad-template',
      message: { en: `{% ${tag} %} without a beginning`, zh: `{% ${tag} %} 没有开头` },
      help: { en: `write ${opening} before it, or remove it`, zh: `请在其前写上 ${opening}，或删去它` },
    };
  }
  if (tag !== undefined)
    return {
      code: 'bad-template',
      message: { en: `unknown tag "${tag}"`, zh: `没有“${tag}”这个标签` },
      help: {
        en: 'templates of plans have if, unless, for, comment and raw',
        zh: '计划模板可用 if、unless、for、comment 和 raw',
      },
    };
  if (filter !== undefined)
    return {
      code: 'bad-template',
      message: { en: `unknown filter "${filter}"`, zh: `没有“${filter}”这个过滤器` },
      help: { en: 'templates of plans have default', zh: '计划模板可用 default' },
    };
  return {
    code: 'bad-template',
    message: { en: message.charAt(0).toLowerCase() + message.slice(1), zh: `模板无法读取：${message}` },
  };
}
