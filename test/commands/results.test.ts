import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { withResults } from '../../src/commands/run/results.ts';
import { UserError } from '../../src/errors.ts';
import type { FileWriter } from '../../src/io/files.ts';
import type { Io } from '../../src/io.ts';
import { verbatim } from '../../src/text/wording.ts';
import { memoryIo } from './memory-io.ts';

const FILES = { output: 'out.csv', lang: 'en' as const, rejects: 'bad.csv' };
const ROW = {
  problem: {
    code: 'bad-cell',
    severity: 'error',
    message: verbatim('no number'),
    at: { kind: 'cell', file: 'x.csv', line: 3, column: null },
  },
  text: 'A,x',
} as const;

const CRITERIA = `name: Accounts
version: "1"
fields:
  customer: { type: id, columns: [id] }
  revenue: { type: money, columns: [revenue] }
priority: [key, normal]
categories:
  key: { when: { revenue: { at_least: 10 } } }
  normal: { when: otherwise }
`;

const WARNING = 'warning: 1 row could not be read and was written to "bad.csv"\n';

/** What became of each file when one step of one file fails. */
async function outcome(fails: { file: string; step: 'open' | 'prepare' | 'commit' } | 'run' | null) {
  const became: Record<string, string> = {};
  const io: Io = {
    ...memoryIo({}),
    createFile: async (path): Promise<FileWriter> => {
      const fail = (step: string): void => {
        if (fails !== null && fails !== 'run' && fails.file === path && fails.step === step)
          throw new UserError(verbatim(`cannot ${step} ${path}`));
      };
      fail('open');
      became[path] = 'open';
      let text = '';
      return {
        write: async (more) => {
          text += more;
        },
        restart: async () => {},
        prepare: async () => fail('prepare'),
        release: async () => {},
        commit: async () => {
          fail('commit');
          became[path] = text;
        },
        discard: async () => {
          became[path] = 'discarded';
        },
      };
    },
  };
  const code = await withResults(io, FILES, async ({ output, setAside }) => {
    await output.write('id\n');
    await setAside([ROW]);
    if (fails === 'run') throw new UserError(verbatim('stopped'));
    return 0;
  }).catch((error: Error) => error.message);
  return { code, ...became };
}

it('lets output and rejected rows appear together', async () => {
  const rows = 'line,reason,row\n3,no number,"A,x"\n';
  expect(await outcome(null)).toEqual({ code: 0, 'out.csv': 'id\n', 'bad.csv': rows });
});

it.each([
  ['the run stops', 'run', { code: 'stopped', 'out.csv': 'discarded', 'bad.csv': 'discarded' }],
  [
    'rejected rows have no place',
    { file: 'bad.csv', step: 'open' },
    { code: 'cannot open bad.csv', 'out.csv': 'discarded' },
  ],
  [
    'the output cannot be finished',
    { file: 'out.csv', step: 'prepare' },
    { code: 'cannot prepare out.csv', 'out.csv': 'discarded', 'bad.csv': 'discarded' },
  ],
  [
    'rejected rows cannot be finished',
    { file: 'bad.csv', step: 'prepare' },
    { code: 'cannot prepare bad.csv', 'out.csv': 'discarded', 'bad.csv': 'discarded' },
  ],
  [
    'the output cannot appear',
    { file: 'out.csv', step: 'commit' },
    { code: 'cannot commit out.csv', 'out.csv': 'discarded', 'bad.csv': 'discarded' },
  ],
] as const)('leaves nothing behind when %s', async (_, fails, became) => {
  expect(await outcome(fails)).toEqual(became);
});

it.each<[string, object, string]>([
  ['where the output is a file', { output: 'out.txt', reportFormat: 'text' }, WARNING],
  ['where programs read the report', { reportFormat: 'json' }, WARNING],
  ['where the output says nothing of it', {}, WARNING],
  ['in the report itself, where there is one', { reportFormat: 'text' }, ''],
  ['to nobody who asks for errors alone', { quiet: true }, ''],
])('says how many rows were set aside %s', async (_, files, said) => {
  const io = memoryIo({});
  await withResults(io, { lang: 'en', rejects: 'bad.csv', ...files }, ({ setAside }) => setAside([ROW]));
  expect(io.said()).toBe(said);
});

it.each([
  ['criteria', WARNING],
  ['criteria,data', ''],
])('says how many rows were set aside beside a report of %s', async (sections, said) => {
  const io = memoryIo({
    'c.yaml': CRITERIA,
    'c.csv': 'id,revenue\nA,10\nB,x\n',
  });
  const rejects = ['--rejects', 'bad.csv'];
  const code = await main(['report', 'c.csv', '-c', 'c.yaml', '--section', sections, ...rejects], io);
  expect([code, io.said()]).toEqual([0, said]);
});

it.each(['folder', 'folder/'])(
  'a result that has the name of a folder, %s, asks for a file in it',
  async (output) => {
    const io: Io = {
      ...memoryIo({}),
      createFile: async () => {
        throw Object.assign(new Error('open'), { code: 'EISDIR', syscall: 'open' });
      },
    };
    await expect(withResults(io, { output, lang: 'en' }, async () => 0)).rejects.toMatchObject({
      message: `"${output}" is the name of a folder`,
      help: { en: 'name a file in it' },
    });
  },
);
