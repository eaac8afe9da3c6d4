/** What is worth knowing of a book's files; the words for it are the output's. */
export type BookEvent =
  /** Another run left its lock behind: its process is gone, or on another host and long overdue. */
  | { readonly kind: 'stale-lock'; readonly owner: string; readonly since: string }
  /**
   * Another run has the book: it is waited for, so many seconds at most. `isNear`: it is on this machine, which knows
   * that it runs. `clear`: the command that takes its lock away.
   */
  | {
      readonly kind: 'waiting';
      readonly owner: string;
      readonly since: string;
      readonly seconds: number;
      readonly isNear: boolean;
      readonly clear: string;
    }
  /** A run that was cut short had decided what to write: it was written now. */
  | { readonly kind: 'finished'; readonly files: number }
  /** It was thrown away, since people changed these files in the meantime. */
  | { readonly kind: 'discarded'; readonly names: readonly string[] }
  /** People changed these files after a part of the run was written: they stay as people left them. */
  | { readonly kind: 'kept'; readonly names: readonly string[] };

/** How a book is opened; `say` takes what happened to its files. */
export interface BookOptions {
  readonly say: (event: BookEvent) => void;
  /** How long another run is waited for, in seconds; 120 unless told. */
  readonly patience?: number;
}
