import { couldNot, InputError } from '../../../errors.ts';
import type { Io } from '../../../io.ts';
import type { Language } from '../../../output/language.ts';
import type { PlanKind } from '../../../plan/plan.ts';
import { type PlanTemplate, parseTemplate } from '../../../plan/template.ts';
import { hasErrors } from '../../../text/diagnostic.ts';
import { PLAN_ESCAPES } from './write-plan.ts';

/** The template for a plan in a language. */
export type FindTemplate = (language: Language) => PlanTemplate;

/** Loads the templates that are shipped for a kind of plan, or the one that was told for all languages. */
export async function loadTemplates(io: Io, kind: PlanKind, told: string | undefined): Promise<FindTemplate> {
  if (told !== undefined) {
    const own = await readTemplate(io, told, told);
    return () => own;
  }
  const shipped = async (language: Language): Promise<PlanTemplate> => {
    const name = `criteria/plans/${kind}.${language}.md`;
    return readTemplate(io, io.shipped(name), name);
  };
  const templates = { en: await shipped('en'), zh: await shipped('zh') };
  return (language) => templates[language];
}

async function readTemplate(io: Io, path: string, name: string): Promise<PlanTemplate> {
  const text = await io.readText(path).catch((error) => {
    throw couldNot(`read the template "${name}"`, error, 'check the name given with --template');
  });
  const { value, diagnostics } = parseTemplate({ name, text }, PLAN_ESCAPES);
  if (value === null || hasErrors(diagnostics)) throw new InputError(diagnostics);
  return value;
}
