import type { SqlDialect } from '../sql/dialect.ts';

/** A view or a table that a database is to have. */
export interface WantedObject {
  readonly kind: ObjectKind;
  /** The parts of its name. */
  readonly name: readonly string[];
  /** The query whose rows it has, and the names of their columns. */
  readonly query: string;
  readonly columns: readonly string[];
  /** What the database is to say of it. By its first word it is known as one that may be replaced. */
  readonly comment: string;
}

/** What may stand under a name. */
export type ObjectKind = 'view' | 'table';

/** What stands under a name already. */
export interface KnownObject {
  readonly kind: ObjectKind;
  readonly columns: readonly string[];
  readonly comment: string | null;
}

/** What was done: rows that a table has now; null for a view. */
export interface CreatedObject {
  readonly isNew: boolean;
  readonly rows: number | null;
}

/** A database that is open for writing, within a transaction that is taken back where something fails. */
export interface WriteSession {
  readonly dialect: SqlDialect;
  find(name: readonly string[]): Promise<KnownObject | null>;
  run(statement: string): Promise<void>;
  count(query: string): Promise<number>;
}
