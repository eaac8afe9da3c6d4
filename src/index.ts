export { analyseRules, type Rule, type RuleTable } from './condition/rule-table.ts';
export type { Category, CategoryName, Criteria, Criterion } from './criteria/criteria.ts';
export { criteriaJsonSchema } from './criteria/schema.ts';
export { InputError } from './errors.ts';
export { type Classified, classify, readCriteria } from './library.ts';
export type { Diagnostic } from './text/diagnostic.ts';
export type { Verdict } from './verdict/verdict.ts';
