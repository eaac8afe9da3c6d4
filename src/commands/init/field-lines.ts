import { cleanText } from '../../output/clean.ts';
import { cutText } from '../../output/width.ts';
import type { StarterField } from './profile/fields.ts';
import type { StarterWords } from './words.ts';
import { listLines, quoteYaml } from './yaml-text.ts';

/** The lines of one field, with what was seen behind its name. */
export function fieldLines(
  field: StarterField,
  zeroBlanks: ReadonlySet<string>,
  rows: number,
  words: StarterWords,
): string[] {
  const { name, column, guess } = field;
  const seen = words.seen({
    type: guess.type,
    format: guess.format,
    fits: guess.fits,
    filled: column.filled,
    rows,
    values: guess.values.length,
    example: shown(guess.example),
    unique: column.unique,
    misfit: guess.misfit === null ? null : { ...guess.misfit, text: shown(guess.misfit.text) },
  });
  const lines = [`  ${name}: # ${seen}`, `    type: ${guess.type}`];
  lines.push(...listLines('columns', [quoteYaml(column.header)], '    '));
  if (guess.type === 'choice') lines.push(...listLines('values', guess.values.map(quoteYaml), '    '));
  if (guess.doubt !== null) lines.push(`    # ${confirm(guess, words)}`);
  if (guess.format !== null) lines.push(`    format: ${guess.format}`);
  if (field.known && name === 'new_market') lines.push('    subjective: true');
  if (zeroBlanks.has(name)) {
    const comment = words.blankIsZero(rows - column.filled);
    lines.push(`    missing: 0 # ${comment}`);
  }
  return lines;
}

/** A text from the export as a comment may hold it. */
export function shown(text: string): string {
  return cutText(cleanText(text), 40);
}

/** The same lines as a comment that can be taken away: what is left stands where it must. */
export function asComment(lines: readonly string[]): string[] {
  return lines.map((line) => `  # ${line.slice(2)}`);
}

function confirm({ doubt, format }: StarterField['guess'], words: StarterWords): string {
  if (doubt === null) return '';
  return doubt.kind === 'day-or-month'
    ? words.confirmDay(`format: ${doubt.other}`)
    : words.confirmRatio(format ?? '', doubt.other);
}
