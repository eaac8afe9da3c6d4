import { expect, it } from 'vitest';
import { findUnread } from '../../src/commands/run/unread-criteria.ts';
import { memoryIo } from './memory-io.ts';

const DEFAULT = 'criteria/default.yaml';

it.each([
  ['another ending', ['criteria/default.yml'], 'criteria/default.yml'],
  ['other case', ['criteria/Default.yaml'], 'criteria/Default.yaml'],
  ['the only one in the folder', ['criteria/company.yaml'], 'criteria/company.yaml'],
  ['the nearest name before others', ['criteria/a.yaml', 'criteria/default.yml'], 'criteria/default.yml'],
  ['outside the folder', ['criteria.yaml'], 'criteria.yaml'],
  ['the folder above', ['../criteria/default.yaml'], '../criteria/default.yaml'],
  [
    'the nearest folder above',
    ['../../criteria/default.yaml', '../../../criteria/default.yaml'],
    '../../criteria/default.yaml',
  ],
  ['nothing', ['criteria/notes.txt', 'customers.csv', 'other.yaml'], null],
])('points at criteria that were not read: %s', async (_, files, expected) => {
  const io = memoryIo(Object.fromEntries(files.map((file) => [file, ''])));
  const found = await findUnread(io, DEFAULT);
  expect(found.map(({ at }) => (at.kind === 'file' ? at.file : null))).toEqual(
    expected === null ? [] : [expected],
  );
  if (expected !== null) expect(found[0]!.help?.en).toContain(`--criteria ${expected}`);
});
