import type { Actions } from '../../../output/report.ts';
import { nameOf } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** Notes something to do, with whom it is about and the section that says more. */
export type AddAction = (
  urgency: Actions['items'][number]['urgency'],
  text: string,
  about: readonly string[],
  section: string,
) => void;

/** Whom something to do is about. */
export interface NamedCustomer {
  readonly id: string;
  readonly name: string | null;
}

/** The first by name, and how many more there are. */
export function nameFirst(rows: readonly NamedCustomer[], all: number, { say }: SectionVoice): string[] {
  const names = rows.slice(0, MOST_NAMED).map(nameOf);
  return all > names.length ? [...names, say.frame.actions.more(all - names.length)] : names;
}

/** More names than this are not read. */
export const MOST_NAMED = 4;
