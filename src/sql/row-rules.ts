import type { InputRules, LeaveOut } from '../criteria/input.ts';
import type { Field } from '../fields/field.ts';
import { tidy } from '../fields/fold.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import { isBlankText, shownCell, usualPlaces, type WordsOfCells } from './read-fields.ts';
import type { RefuseSql } from './refuse-sql.ts';
import { allOf, anyOf, call, isNull, matches, type Sql, type TableForm } from './tree.ts';

/** The rules by which rows are left out, or kept although they look like no customers. */
export type RowRules = Pick<InputRules, 'leaveOut' | 'keep'>;

/** The fields that such rules look at. */
export function fieldsOfRules({ leaveOut, keep }: RowRules): Field[] {
  return [...leaveOut, ...keep].flatMap(({ tests }) => tests.map(({ field }) => field));
}

/**
 * Compiles whether one of the rules holds for a row, by the cells of its fields: true, or else false or NULL. Null without
 * any rule.
 */
export function compileRowRules(
  rules: readonly LeaveOut[],
  form: TableForm,
  cellOf: (field: Field) => Sql,
  words: WordsOfCells,
  refuse: RefuseSql,
): Sql | null {
  if (rules.length === 0) return null;
  return anyOf(
    rules.map(({ tests, span }) =>
      allOf(
        tests.map(({ field, isBlank, forms }) => {
          const isText = form === 'text' || TEXTS.has(field.type);
          if (!isText && forms.length > 0)
            refuse(
              {
                en: `"${field.name}": its column holds no texts that rows could be told by`,
                zh: `“${field.name}”：该列不是文本，无法按文本识别行`,
              },
              {
                en: 'tell these rows by the id, or by a text',
                zh: '请按编号或文本字段识别这些行',
              },
              span,
            );
          const cell = cellOf(field);
          const blank = isText ? call('is_blank', shownCell(cell)) : isNull(cell);
          const ofWords = isBlankText(field, cell, form, usualPlaces(field), words);
          const text = matches(call('trim', shownCell(cell)), patternOfForms(forms));
          return anyOf([
            ...(isBlank === null ? [] : [blank, ...(ofWords === null ? [] : [ofWords])]),
            ...(forms.length === 0 ? [] : [text]),
          ]);
        }),
      ),
    ),
  );
}

const TEXTS: ReadonlySet<Field['type']> = new Set(['id', 'text', 'choice']);

// Case does not matter; * stands for any text, \* for a star. Between Chinese signs there may be blanks, unless the form
// has some.
function patternOfForms(forms: readonly string[]): string {
  return `^\\s*(?:${forms.map(patternOfForm).join('|')})\\s*$`;
}

function patternOfForm(form: string): string {
  const told = tidy(form);
  const parts = told.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*'));
  const isWide = SPACED_HAN.test(told);
  const pattern = (part: string): string => {
    const signs = [...part];
    return signs
      .map((sign, index) => {
        const isPair = !isWide && HAN.test(sign) && HAN.test(signs[index + 1] ?? '');
        return `${inAnyCase(sign)}${isPair ? '\\s*' : ''}`;
      })
      .join('');
  };
  return parts.map(pattern).join('.*');
}

const HAN = /\p{Script=Han}/u;
const SPACED_HAN = /\p{Script=Han}\s+\p{Script=Han}/u;

// Small letters of which there are two, and the sign of Kelvin.
const OTHER_CASES = ['ς', 'σ', 'ſ', 's', '\u212a'];

function inAnyCase(sign: string): string {
  const pattern = new RegExp(`^${escapePattern(sign)}$`, 'iu');
  const others = [sign.toLowerCase(), sign.toUpperCase(), ...OTHER_CASES];
  const same = new Set([sign, ...others.filter((other) => pattern.test(other))]);
  return same.size === 1 ? escapePattern(sign) : `[${[...same].join('')}]`;
}
