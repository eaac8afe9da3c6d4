import type { CheckWords } from './words.ts';

/** A check, in English. */
export const checkEn: CheckWords = {
  title: 'Check',
  findings: 'Findings',
  cases: 'Cases',
  coverage: 'Coverage',
  robustness: 'How firm each line is',
  columns: {
    criterion: 'Criterion',
    condition: 'Condition',
    cases: 'Cases',
    holds: 'Holds',
    fails: 'Fails',
    customers: 'Customers',
    line: 'Line',
    where: 'Where',
    from: 'Now',
    down: '−10 %',
    up: '+10 %',
    severity: 'Severity',
    place: 'Place',
    finding: 'Finding',
  },
  unreadable: 'the criteria cannot be read; nothing else was checked',
  nothingFound: 'nothing is wrong',
  remarks: (count) =>
    `${count} ${count === 1 ? 'remark' : 'remarks'} more: --verbose shows ${count === 1 ? 'it' : 'them'}`,
  casesPassed: (passed, of) => `${passed} of ${of} cases come out as they must`,
  noCases: 'the file has no cases: add an example for each decision that people argue about',
  covered: (covered, total, percent) =>
    `the cases show ${covered} of ${total} criteria and sides of conditions (${percent} %)`,
  customersCovered: (covered, total, customers) => `the ${customers} customers show ${covered} of ${total}`,
  flips: (flips, key) => `${flips} move, ${key} key`,
  robustnessIntro: (customers) =>
    `how many of ${customers} customers change their category when a weight or a line moves by 10 %, and how many are key then`,
  allCovered: 'every condition is shown from both sides',
};
