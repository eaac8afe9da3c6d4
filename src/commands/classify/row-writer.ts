import type { DataFile } from '../../say/run.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import type { Site } from '../../verdict/sites.ts';
import type { OutputBuffer } from '../run/output-buffer.ts';

/** Writes customers as they come. */
export interface RowWriter {
  start(): string;
  /** A row with the customer that it is or belongs to. */
  row(site: Site, customer: ClassifiedCustomer, into: OutputBuffer): void;
  /** A customer, for what is said of customers rather than rows. */
  customer?(customer: ClassifiedCustomer): void;
  /** Takes in the next rows, which were written elsewhere as rows that follow others; what is to be written of them. */
  join?(rows: Uint8Array): Uint8Array;
  /** Hands over bytes that the writer keeps itself. */
  flush?(write: (bytes: Uint8Array) => Promise<void>): Promise<void>;
  /** `dataSha256` is that of the bytes of the files, known only now. */
  end(portfolio: Portfolio, dataSha256: string, files: readonly DataFile[]): string | Promise<string>;
}
