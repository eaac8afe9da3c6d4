import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../.bench/', import.meta.url));
const HEAD = `fields:
  customer_id: { type: id }
  revenue: { type: money, missing: 0 }
  prior_revenue: { type: money, missing: 0 }
  margin: { type: percent, missing: 0 }
  region: { type: choice, values: [n, s, e, w], missing: n }
derived: { growth: (revenue - prior_revenue) / prior_revenue }
priority: [lost, key, target, normal]
categories:
`;

/** Writes a criteria file with so many criteria, whose ranges of revenue overlap; its path. */
export function makeCriteria(count) {
  const parts = [
    ['lost', count / 4],
    ['key', count / 2],
    ['target', count / 4],
  ].map(([category, own]) => {
    const criteria = Array.from({ length: own }, (_, index) => `        - ${criterionAt(category, index)}\n`);
    return `  ${category}:\n    when:\n      any:\n${criteria.join('')}`;
  });
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}criteria-${count}.yaml`;
  writeFileSync(path, `${HEAD}${parts.join('')}  normal: { when: otherwise }\n`);
  return path;
}

function criterionAt(category, index) {
  const low = index * 1000 + ((index * 377) % 900);
  const growth = index % 5 === 0 ? `, growth: { at_least: ${1 + ((index * 7) % 29)}% }` : '';
  const margin = `margin: { at_least: ${(index * 11) % 30}% }`;
  return `{ id: ${category}-${index + 1}, revenue: { between: [${low}, ${(index + 2.5) * 1000}] }, ${margin}, region: ${'nsew'[(index * 5) % 4]}${growth} }`;
}

/** Writes a copy of a criteria file with one text replaced; its path. */
export function makeVariant(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`expected "${from}" in ${file}`);
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}variant.yaml`;
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  return path;
}
