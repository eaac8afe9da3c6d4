import { UserError } from '../../errors.ts';
import { LANGUAGES } from '../../text/locales.ts';
import type { Language } from '../../text/wording.ts';

/**
 * The language that people read: `--lang`, then KEYACCOUNTS_LANG, then the locale of the system; English where none of
 * them says another. Throws a UserError when KEYACCOUNTS_LANG names none of ours.
 */
export function languageOf(argv: readonly string[], env: Env): Language {
  const told = toldLanguage(argv);
  if (told !== null) return told;
  const variable = env['KEYACCOUNTS_LANG']?.trim() ?? '';
  if (variable === '') return localeLanguage(env);
  const named = namedBy(variable);
  if (named !== null) return named;
  const known = LANGUAGES.join(', ');
  throw new UserError({
    en: `KEYACCOUNTS_LANG: expected one of ${known}, found "${variable}"`,
    zh: `KEYACCOUNTS_LANG：应为 ${known} 之一，实际为“${variable}”`,
  });
}

/** The language of an error: of whatever says one. */
export function errorLanguage(argv: readonly string[], env: Env): Language {
  return toldLanguage(argv) ?? namedBy(env['KEYACCOUNTS_LANG'] ?? '') ?? localeLanguage(env);
}

type Env = Readonly<Record<string, string | undefined>>;

// The last one counts, as everywhere on the command line.
function toldLanguage(argv: readonly string[]): Language | null {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const told = words.flatMap((word, at) => {
    if (word.startsWith('--lang=')) return [word.slice('--lang='.length)];
    return word === '--lang' && at + 1 < words.length ? [words[at + 1]!] : [];
  });
  return LANGUAGES.find((language) => language === told.at(-1)) ?? null;
}

// The first of them that is set says it, as the C library has it.
function localeLanguage(env: Env): Language {
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => env[name] ?? '').find((told) => told !== '');
  return namedBy(locale ?? '') ?? 'en';
}

// "zh", "zh_CN.UTF-8" and "zh-Hans" are one language.
function namedBy(locale: string): Language | null {
  const [language] = locale.toLowerCase().split(/[_.@-]/);
  return LANGUAGES.find((known) => known === language) ?? null;
}
