import type { Language } from '../../../output/language.ts';
import { escapeText } from '../../../output/markdown-text.ts';
import { sealPlan } from '../../../plan/generated.ts';
import type { PlanData } from '../../../plan/plan-data.ts';
import type { Escapes, PlanTemplate } from '../../../plan/template.ts';
import type { Checked } from '../../../text/diagnostic.ts';
import { quoteYaml } from '../../../text/quote-yaml.ts';
import { planView } from './view.ts';

/** A plan as it is written when there is none: the template, filled from the data. */
export function writePlan(template: PlanTemplate, data: PlanData, language: Language): Checked<string> {
  const { value, diagnostics } = template.fill(planView(data, language));
  return { value: value === null ? null : sealPlan(value), diagnostics };
}

/** How data is put into the two parts of a plan. */
export const PLAN_ESCAPES: Escapes = {
  // A date and a period are what they look like, in quotes or not. Who does not know front matter reads Markdown.
  yaml: (text) => (text === '' || DAYS.test(text) ? text : quoteYaml(text).replace(/[<>]/g, escapeAngle)),
  markdown: (text) =>
    escapeText(text)
      .replace(/&amp;(?!#?\w+;)/g, '&') // alone it is only a character
      .replaceAll('@<!-- -->', '@') // files call nobody, and comments are for people
      .replace(/^([+-])(?=[\s-]|$)/, '\\$1')
      .replace(/^(?==+$)/, '\\')
      .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2'),
};

function escapeAngle(character: string): string {
  return character === '<' ? '\\u003c' : '\\u003e';
}

const DAYS = /^\d{4}-\d{2}-\d{2}(?:\.\.\d{4}-\d{2}-\d{2})?$/;
