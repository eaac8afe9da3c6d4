/** What base business is shown by: the business unit, another field of customers, or a field of the lines that make revenue. */
export type BaseField =
  | { readonly kind: 'unit' | 'customers'; readonly name: string; readonly slot: number }
  | { readonly kind: 'lines'; readonly name: string; readonly table: string };

/** What criteria say of reports. */
export interface ReportRules {
  readonly baseBy: readonly BaseField[];
  /** Whether the file says so; otherwise it is what holds without it. */
  readonly isTold: boolean;
}
