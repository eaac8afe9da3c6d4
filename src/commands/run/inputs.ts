import { createHash } from 'node:crypto';
import type { Criteria } from '../../criteria/criteria.ts';
import { type CriteriaSource, readCriteriaSource } from '../../criteria/read-criteria.ts';
import { findUnused } from '../../criteria/unused.ts';
import { absent, couldNot, InputError, UserError } from '../../errors.ts';
import { type Day, parseDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import type { DataFile } from '../../say/run.ts';
import { readTyped } from '../../table/decode-text.ts';
import type { Layout, LeftOutRows } from '../../table/layout.ts';
import { openTable } from '../../table/open-table.ts';
import type { CustomerTable, RefuseRow, TableOptions } from '../../table/table.ts';
import { type Diagnostic, hasErrors, type ReportDiagnostic } from '../../text/diagnostic.ts';
import type { Source } from '../../text/source.ts';
import type { Language } from '../../text/wording.ts';
import { isAddress, toldByAddress } from '../../warehouse/address.ts';
import { gatherLeftOut } from './left-out.ts';
import { showProgress } from './progress.ts';
import { findUnread } from './unread-criteria.ts';

/** Criteria that compiled, with what it takes to name, keep and compare them; `sha256` is that of all `sources`. */
export interface LoadedCriteria {
  readonly criteria: Criteria;
  /** The name that people know it by, and the path that it was read from. */
  readonly file: string;
  readonly path: string;
  /** Whether it is the one that the package ships. */
  readonly shipped: boolean;
  readonly sha256: string;
  /** The files that they were read from, so that they can be kept and read again. */
  readonly sources: readonly CriteriaSource[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Loads a criteria file, or the default one; throws an InputError with all that is wrong in it. For "-", standard
 * input, the files that it names are looked for beside the file `beside`.
 */
export async function loadCriteria(
  io: Io,
  told: string | undefined,
  beside?: string,
): Promise<LoadedCriteria> {
  const file = told ?? (io.exists(DEFAULT) ? DEFAULT : io.shipped(DEFAULT));
  const sources: CriteriaSource[] = [];
  const read = async (name: string, reference: string, from: Source | null): Promise<Source> => {
    const shown = name === '-' ? STANDARD_INPUT : name;
    const source = { name: shown, text: await readTyped(io.readBytes(name), shown) };
    sources.push({ source, reference, from });
    return source;
  };
  const source = await read(file, '', null).catch((error) => {
    throw couldNot(
      { en: `read the criteria file "${file}"`, zh: `读取标准文件“${file}”` },
      error,
      CHECK_NAME,
    );
  });
  const open = (reference: string, from: Source): Promise<Source | null> =>
    read(
      io.beside(from.name === STANDARD_INPUT ? (beside ?? '') : from.name, reference),
      reference,
      from,
    ).catch(absent);
  const { value, diagnostics } = await readCriteriaSource(source, open);
  if (value === null || hasErrors(diagnostics)) throw new InputError(diagnostics);
  const shipped = told === undefined && file !== DEFAULT;
  return {
    criteria: value,
    file: told === '-' ? STANDARD_INPUT : (told ?? (file === DEFAULT ? DEFAULT : SHIPPED)),
    path: file,
    shipped,
    // Many runs never name it, and it takes milliseconds to load what works it out.
    get sha256() {
      return sha256Of(sources.map(({ source: { text } }) => text));
    },
    sources,
    warnings: [
      ...(shipped ? await findUnread(io, DEFAULT) : []),
      ...diagnostics,
      ...findUnused(value, source),
    ],
  };
}

const CHECK_NAME = {
  en: 'check the name and whether you may read the file',
  zh: '请检查文件名，以及您是否有权读取该文件',
};
const STANDARD_INPUT = 'standard input';
const DEFAULT = 'criteria/default.yaml';
const SHIPPED = 'default.yaml (shipped)';

/** Reads the as-of date, or takes today's. */
export function readAsOf(io: Io, told: string | undefined, flag = '--as-of'): Day {
  const day = parseDay(told ?? io.today());
  if (day === null)
    throw new UserError({
      en: `${flag}: expected a date such as 2026-06-30, found "${told}"`,
      zh: `${flag}：应为日期，如 2026-06-30，实际为“${told}”`,
    });
  return day;
}

/** How customers are opened, as often as needed; `sha256` is that of the bytes, once they were read to the end. */
export interface CustomerFile {
  readonly name: string;
  /** `layout`: where the customers stand, when that was not known before, and what takes the rows that are none. */
  open(refuse: RefuseRow, layout?: Layout, leftOut?: TableOptions['leftOut']): Promise<CustomerTable | null>;
  sha256(): string;
  /** Told before the file is read that nobody will ask for its `sha256`, which takes a while of large files. */
  skipSha256(): void;
  /** What `sha256` is of; known with it. */
  files(): readonly DataFile[];
  /** The rows that are no customers; known once the customers were read. */
  readonly leftOut: LeftOutRows;
  /** Takes the progress bar of a look away that did not come to the end. */
  endProgress(): Promise<void>;
}

/** A customer file, or standard input for "-". Only the first look reports; a read that fails is a UserError. */
export function customerFile(
  io: Io,
  path: string,
  dialect: Pick<TableOptions, 'encoding' | 'delimiter' | 'escape' | 'sheet' | 'layout'>,
  report: ReportDiagnostic,
  flags: { readonly quiet?: boolean; readonly lang?: Language },
): CustomerFile {
  const name = path === '-' ? STANDARD_INPUT : path;
  const asTold = (told: typeof dialect) => (isAddress(path) ? toldByAddress(path, told) : told);
  const progress = showProgress(io, io.sizeOf(path), flags);
  let digest = '';
  let isSkipped = false;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const hash = digest === '' && !isSkipped ? createHash('sha256') : null;
    try {
      for await (const chunk of io.readBytes(path)) {
        hash?.update(chunk);
        progress.read(chunk.length);
        yield chunk;
      }
    } catch (error) {
      throw couldNot({ en: `read "${name}"`, zh: `读取“${name}”` }, error, CHECK_NAME);
    } finally {
      // After the last look there may be nobody else to do it.
      await progress.end();
    }
    if (hash !== null) digest = hash.digest('hex');
  }
  // The same things would be said at every look.
  let opened = 0;
  const leftOut = gatherLeftOut();
  const looks = {};
  return {
    name,
    leftOut,
    open: (refuse, layout = dialect.layout, take) => {
      opened += 1;
      return openTable(bytes(), {
        file: name,
        looks,
        ...asTold({ ...dialect, ...(layout === undefined ? {} : { layout }) }),
        report: opened === 1 ? report : () => {},
        leftOut: take ?? (opened === 1 ? leftOut.add : () => {}),
        refuse,
      });
    },
    sha256: () => digest,
    skipSha256: () => {
      isSkipped = true;
    },
    files: () => [{ file: name, table: null, sha256: digest, leftOut, lines: null }],
    endProgress: progress.end,
  };
}

/** The SHA-256 of texts, one after the other, in hexadecimal digits. */
export function sha256Of(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}
