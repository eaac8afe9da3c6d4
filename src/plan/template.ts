import { analyzeSync, Liquid, type Template } from 'liquidjs';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { findFrontMatter } from './front-matter.ts';
import { linesOf } from './lines.ts';
import { templateErrors } from './template-errors.ts';
import { EMPTY_VIEW, SAMPLE_VIEW, TEMPLATE_NAMES, type TemplateView } from './template-names.ts';

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

/** Reads a template; null with all that is wrong in it, unknown names and sections without an end among it. */
export function parseTemplate(source: Source, escapes: Escapes): Checked<PlanTemplate> {
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
    const above = '\n'.repeat(linesOf(text.slice(0, start)).length);
    const part = tightenTags(text.slice(start, end));
    try {
      const templates = engine.parse(above + part);
      diagnostics.push(...unknownNames(templates, source));
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
      const whole = front!.replace(/[ \t]+$/gm, '') + body!.replace(/\n{3,}/g, '\n\n');
      return { value: whole, diagnostics: [] };
    } catch (error) {
      return { value: null, diagnostics: templateErrors(error, source) };
    }
  };
  // A customer of whom all is known, and one of whom nothing is: what one leaves out, the other comes by.
  const wrong = [SAMPLE_VIEW, EMPTY_VIEW].flatMap((view) => fill(view).diagnostics);
  return wrong.length > 0 ? { value: null, diagnostics: wrong } : { value: { source, fill }, diagnostics };
}

const TAGS = ['if', 'unless', 'for', 'comment', 'raw'];

// Only what shows values and asks whether they are there: no files, no clock, no way round the escapes.
function createEngine(harmless: (text: string) => string): Liquid {
  const engine = new Liquid({
    ...{
      strictVariables: true,
      strictFilters: true,
      ownPropertyOnly: true,
      catchAllErrors: true,
      templates: {},
    },
    greedy: false,
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
      return unknownName(name, spanAt(source, location.row, location.col, name.length));
    });
}

function unknownName(name: string, at: Span): Diagnostic {
  const help = didYouMean(name, Object.keys(TEMPLATE_NAMES));
  return { code: 'unknown-name', severity: 'error', message: `unknown name "${name}"`, help, at };
}

function spanAt(source: Source, row: number, column: number, length: number): Span {
  const start = (linesOf(source.text)[row - 1]?.start ?? 0) + column - 1;
  return { kind: 'span', source, start, end: start + length };
}

function noFrontMatter(source: Source): Diagnostic {
  return {
    code: 'no-front-matter',
    severity: 'error',
    message: 'expected the front matter of its plans: a line "---", keys, and a line "---"',
    help: 'begin with a copy of a template that is shipped: criteria/plans/key.en.md',
    at: { kind: 'span', source, start: 0, end: 0 },
  };
}
