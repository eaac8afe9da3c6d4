import { Zip, ZipDeflate } from 'fflate';
import type { Language } from '../language.ts';
import { cleanSheetName, type FixedPart, fixedParts } from './workbook/parts.ts';
import { openSharedTexts } from './workbook/shared-texts.ts';
import { openSheet, type Sheet, type SheetLayout } from './workbook/sheet.ts';
import { openStyles, type Styles } from './workbook/styles.ts';

/** A workbook of Excel that is written as its rows come; what is ready goes to whoever opened it. */
export interface WorkbookWriter {
  /** The looks of its cells. */
  readonly styles: Styles;
  /** Opens one of the sheets. Several may be filled side by side. */
  sheet(name: string, layout: SheetLayout): Sheet;
  /** How many cells were longer than Excel takes, and lost their end. */
  cutCells(): number;
  /** Ends the workbook; each of its sheets was opened and has ended before. */
  end(): void;
}

/**
 * Opens a workbook with sheets of these names, in their order. The same rows give the same bytes on any machine: no clock is asked, and the packing is our own
 * program's rather than the machine's.
 */
export function openWorkbook(
  names: readonly string[],
  language: Language,
  take: (bytes: Uint8Array) => void,
): WorkbookWriter {
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    take(bytes);
  });
  const styles = openStyles();
  const texts = openSharedTexts();
  const sheets = names.map((): { readonly sheet: Sheet; readonly hasFilter: boolean } | null => null);
  const part = (path: string): ZipDeflate => {
    const file = new ZipDeflate(path, { level: 4 });
    file.mtime = NO_TIME;
    zip.add(file);
    return file;
  };
  const whole = ({ path, xml }: FixedPart): void => part(path).push(ENCODER.encode(xml), true);
  return {
    styles,
    sheet(name, layout) {
      const place = names.indexOf(name);
      const file = part(`xl/worksheets/sheet${place + 1}.xml`);
      const write = (xml: string, isLast: boolean): void => file.push(ENCODER.encode(xml), isLast);
      const sheet = openSheet(layout, styles, texts, write);
      sheets[place] = { sheet, hasFilter: layout.kind === 'table' };
      return sheet;
    },
    cutCells: () => sheets.reduce((sum, one) => sum + one!.sheet.cutCells(), 0),
    end() {
      const said = sheets.map((one, index) => ({
        name: cleanSheetName(names[index]!),
        filter: one!.hasFilter ? one!.sheet.range() : null,
      }));
      whole({ path: 'xl/styles.xml', xml: styles.xml(language) });
      whole({ path: 'xl/sharedStrings.xml', xml: texts.xml() });
      fixedParts(said).forEach(whole);
      zip.end();
    },
  };
}

// The first moment that an archive can name, read as the time of whichever zone the machine is in.
const NO_TIME = '1980-01-01T00:00:00';
const ENCODER = new TextEncoder();
