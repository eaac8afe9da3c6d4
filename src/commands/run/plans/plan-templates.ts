import { couldNot, InputError } from '../../../errors.ts';
import type { Io } from '../../../io.ts';
import type { Language } from '../../../output/language.ts';
import { escapeText } from '../../../output/markdown-text.ts';
import type { PlanKind } from '../../../plan/plan.ts';
import { type Escapes, type PlanTemplate, parseTemplate } from '../../../plan/template.ts';
import { readTyped } from '../../../table/decode-text.ts';
import { hasErrors } from '../../../text/diagnostic.ts';
import { quoteYaml } from '../../../text/quote-yaml.ts';
import type { Source } from '../../../text/source.ts';

/** The template for a plan in a language. */
export type FindTemplate = (language: Language) => PlanTemplate;

/** Loads the templates that are shipped for a kind of plan, or the one that was told for all languages. */
export async function loadTemplates(io: Io, kind: PlanKind, told: string | undefined): Promise<FindTemplate> {
  if (told !== undefined) {
    const own = openTemplate({ name: told, text: await readTemplate(io, told, told) }, false);
    return () => own;
  }
  const shipped = async (language: Language): Promise<Source> => {
    const name = `criteria/plans/${kind}.${language}.md`;
    return { name, text: await readTemplate(io, io.shipped(name), name) };
  };
  const sources = { en: await shipped('en'), zh: await shipped('zh') };
  // Most books have plans in one language.
  const opened = new Map<Language, PlanTemplate>();
  return (language) => {
    const template = opened.get(language) ?? openTemplate(sources[language], true);
    opened.set(language, template);
    return template;
  };
}

async function readTemplate(io: Io, path: string, name: string): Promise<string> {
  return readTyped(io.readBytes(path), name).catch((error) => {
    throw couldNot({ en: `read the template "${name}"`, zh: `读取模板“${name}”` }, error, {
      en: 'check the name given with --template',
      zh: '请检查 --template 指定的文件名',
    });
  });
}

function openTemplate(source: Source, isShipped: boolean): PlanTemplate {
  const { value, diagnostics } = parseTemplate(source, PLAN_ESCAPES, isShipped);
  if (value === null || hasErrors(diagnostics)) throw new InputError(diagnostics);
  return value;
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
