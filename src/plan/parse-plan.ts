import { child, entriesOf, itemsOf, type Node, scalarText } from '../criteria/node.ts';
import { readYamlPart } from '../criteria/read-yaml.ts';
import { tidy } from '../fields/fold.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { nearestName } from '../text/suggest.ts';
import { findFrontMatter } from './front-matter.ts';
import { lastNote } from './notes.ts';
import type { Forecast, Issue, Loss, Plan } from './plan.ts';
import { PLAN_KINDS, PLAN_STATES } from './plan.ts';
import { amountIn, choiceIn, dayIn, ISSUE_STATES, moneyIn, periodIn, textIn } from './stated.ts';

/**
 * Reads a plan. What is wrong in it is told with its place; the rest of the plan is there all the same. Null only
 * where nobody can say whose plan it is: no front matter, none that is YAML, or no account in it.
 */
export function parsePlan(text: string, file: string): Checked<Plan> {
  const source: Source = { name: file, text };
  const found = findFrontMatter(source);
  if (found === null) return { value: null, diagnostics: [noFrontMatter(source)] };
  const { value: root, diagnostics: problems } = readYamlPart({ source, ...found, name: 'the front matter' });
  const diagnostics: Diagnostic[] = [...problems];
  if (root === null) return { value: null, diagnostics };
  const report = (problem: Diagnostic): number => diagnostics.push(problem);
  const at = (key: string): Node | undefined => child(root, key);
  const account = textIn(at('account'), 'account', report);
  if (account === null) {
    if (at('account')?.kind !== 'map' && at('account')?.kind !== 'list') report(noAccount(root.span));
    return { value: null, diagnostics };
  }
  misspeltKeys(root, KEYS).forEach(report);
  const value: Plan = {
    source,
    kind: choiceIn(at('category'), 'category', PLAN_KINDS, {}, report)?.value ?? 'key',
    account: { ...account, value: tidy(account.value).normalize('NFC') },
    name: textIn(at('name'), 'name', report),
    owner: textIn(at('owner'), 'owner', report),
    state: choiceIn(at('status'), 'status', PLAN_STATES, {}, report),
    since: dayIn(at('since'), 'since', report),
    criteria: textIn(at('criteria'), 'criteria', report),
    criterion: textIn(at('criterion'), 'criterion', report),
    nextReview: dayIn(at('next_review'), 'next_review', report),
    forecasts: partsOf(at('forecast')).map((node) => readForecast(node, report)),
    targets: readTargets(at('targets'), report),
    issues: partsOf(at('issues')).map((node) => readIssue(node, report)),
    loss: readLoss(at('loss'), report),
    language: choiceIn(at('lang'), 'lang', LANGUAGES, {}, report)?.value ?? null,
    note: lastNote(source, found.body),
    frontMatter: { kind: 'span', source, start: found.start, end: found.end },
  };
  return { value, diagnostics };
}

const LANGUAGES = ['en', 'zh'] as const;

const KEYS = [
  ...['account', 'category', 'name', 'owner', 'status', 'since', 'criteria', 'criterion', 'next_review'],
  ...['forecast', 'targets', 'issues', 'loss', 'lang'],
];

type Tell = (problem: Diagnostic) => void;

// One part or a list of parts; an empty value is none.
function partsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined || (node.kind === 'scalar' && scalarText(node) === undefined)) return [];
  return node.kind === 'list' ? itemsOf(node) : [node];
}

function readForecast(node: Node, report: Tell): Forecast {
  misspeltKeys(node, ['period', 'revenue', 'profit']).forEach(report);
  return {
    period: periodIn(child(node, 'period'), 'forecast.period', report),
    revenue: moneyIn(child(node, 'revenue'), 'forecast.revenue', report),
    profit: moneyIn(child(node, 'profit'), 'forecast.profit', report),
    span: node.span,
  };
}

function readTargets(node: Node | undefined, report: Tell): Plan['targets'] {
  const targets = new Map<string, NonNullable<ReturnType<typeof amountIn>>>();
  for (const { key, value } of entriesOf(node)) {
    const amount = amountIn(value, `targets.${key}`, report);
    if (amount !== null) targets.set(key, amount);
  }
  return targets;
}

function readIssue(node: Node, report: Tell): Issue {
  misspeltKeys(node, ['title', 'opened', 'owner', 'state']).forEach(report);
  const state = choiceIn(child(node, 'state'), 'state', ['open', 'closed'], ISSUE_STATES, report);
  return {
    title:
      node.kind === 'scalar' ? textIn(node, 'issues', report) : textIn(child(node, 'title'), 'title', report),
    opened: dayIn(child(node, 'opened'), 'opened', report),
    owner: textIn(child(node, 'owner'), 'owner', report),
    state: state?.value ?? 'open',
    span: node.span,
  };
}

function readLoss(node: Node | undefined, report: Tell): Loss | null {
  if (node?.kind !== 'map') return null;
  misspeltKeys(node, ['date', 'cause', 'mechanism', 'evidence', 'preventable']).forEach(report);
  const text = (key: string): Loss['cause'] => textIn(child(node, key), `loss.${key}`, report);
  return {
    date: dayIn(child(node, 'date'), 'loss.date', report),
    cause: text('cause'),
    mechanism: text('mechanism'),
    evidence: text('evidence'),
    preventable: text('preventable'),
    span: node.span,
  };
}

// People add keys of their own; only what looks like one of ours is a mistake.
function misspeltKeys(node: Node, known: readonly string[]): Diagnostic[] {
  const missing = known.filter((key) => child(node, key) === undefined);
  return entriesOf(node).flatMap(({ key, keySpan }) => {
    const meant = known.includes(key) ? null : nearestName(key, missing);
    if (meant === null) return [];
    const message = `unknown key "${key}"`;
    return [
      { code: 'unknown-key', severity: 'warning', message, help: `did you mean "${meant}"?`, at: keySpan },
    ];
  });
}

function noFrontMatter(source: Source): Diagnostic {
  return {
    code: 'no-front-matter',
    severity: 'error',
    message: 'expected front matter: a line "---", keys such as account and owner, and a line "---"',
    help: 'a plan begins with its front matter; keep notes of another kind outside the folder of plans',
    at: { kind: 'span', source, start: 0, end: 0 },
  };
}

function noAccount(at: Span): Diagnostic {
  const message = 'the front matter needs the key "account"';
  return { code: 'missing-key', severity: 'error', message, help: 'account: the customer id', at };
}
