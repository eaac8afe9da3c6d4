export { analyseRules, type Rule, type RuleTable } from './condition/rule-table.ts';
export type { Category, CategoryName, Criteria, Criterion } from './criteria/criteria.ts';
export { criteriaJsonSchema } from './criteria/schema.ts';
export { type Classified, classify, FileError as InputError, readCriteria } from './library.ts';
export type { SaidDiagnostic as Diagnostic } from './text/diagnostic.ts';
export type { Verdict } from './verdict/verdict.ts';
