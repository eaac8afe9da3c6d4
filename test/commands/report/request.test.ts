import { describe, expect, test } from 'vitest';
import { readReportRequest } from '../../../src/commands/report/request.ts';

const FLAGS = { lang: 'en' } as const;

describe('words of the command line', () => {
  test.each<[readonly string[], readonly string[] | undefined, string, readonly string[]]>([
    [['a.csv'], ['lost'], 'a.csv', ['lost']],
    // "--section lost data a.csv" and "a.csv --section lost data": the parser hands on what follows the first.
    [['data', 'a.csv'], ['lost'], 'a.csv', ['lost', 'data']],
    [['a.csv', 'data', 'overview'], ['lost'], 'a.csv', ['overview', 'lost', 'data']],
    [['a.csv', 'data,overview'], ['lost'], 'a.csv', ['overview', 'lost', 'data']],
    [['data'], ['lost'], 'data', ['lost']],
  ])('%j with --section %j', (words, section, path, sections) => {
    const request = readReportRequest(words, { ...FLAGS, ...(section === undefined ? {} : { section }) });
    expect([request.path, request.sections]).toEqual([path, sections]);
  });

  test.each([
    [['a.csv', 'b.csv'], undefined, /one customer file is expected, and "b.csv" stands behind it/],
    [['a.csv', 'b.csv'], ['lost'], /there is no section "b.csv"/],
    [['a.csv'], ['lots'], /there is no section "lots"/],
  ])('%j with --section %j is refused', (words, section, message) => {
    const flags = { ...FLAGS, ...(section === undefined ? {} : { section }) };
    expect(() => readReportRequest(words, flags)).toThrow(message);
  });
});
