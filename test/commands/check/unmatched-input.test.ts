import { expect, it } from 'vitest';
import { runCheck } from '../../../src/commands/check/run.ts';
import { memoryIo } from '../memory-io.ts';

const CRITERIA = `input:
  leave_out: [{ customer_id: ["Total*"] }, { customer_id: ["Sum*"] }, { customer_name: blank }]
  keep: [{ customer_id: ["Total Energies"] }]
  blanks: ["N/A", "n.a."]
  zeros: ["-"]
fields:
  customer_id: { type: id }
  customer_name: { type: text }
  revenue: { type: money, blanks: ["?", "soon"] }
categories:
  key: { when: { revenue: { at_least: 5m }, customer_name: { present: yes } } }
  normal: { when: otherwise }
`;

async function unmatchedIn(file: string, files: Record<string, string> = {}): Promise<string[]> {
  const io = memoryIo({ 'k.yaml': CRITERIA, 'c.csv': file, ...files });
  await runCheck(['k.yaml'], { lang: 'en', format: 'json', customers: 'c.csv' }, io);
  const [{ findings }] = JSON.parse(io.written()).files;
  return findings
    .filter(({ code }: { code: string }) => code === 'unmatched-input')
    .map(({ line, column }: { line: number; column: number }) => `${line}:${column}`);
}

const HEADER = 'customer_id,customer_name,revenue\n';

it('remarks what input says of rows and texts that the file does not have', async () => {
  const places = ['2:15', '2:44', '2:71', '3:10', '4:12', '4:19', '5:11', '9:36', '9:41'];
  expect(await unmatchedIn(`${HEADER}A,x,5\n`)).toEqual(places);
});

it('counts rows that are left out, those with fewer cells among them, and cells of other case', async () => {
  const file = `${HEADER}A,x,n/a\nB,x,?\nC,x,SOON\nD,y,-\nE,,1\nF,N.A.,1\nTotal Energies,x,1\nTotal 2026\nSum,9,9\n`;
  expect(await unmatchedIn(file)).toEqual([]);
});

it('takes the list that counts where a layer has another', async () => {
  const layers = { 'base.yaml': CRITERIA, 'k.yaml': 'extends: base.yaml\ninput: { blanks: ["nil"] }\n' };
  const found = await unmatchedIn(`${HEADER}A,x,5\n`, layers);
  expect(found).toContain('2:19');
  expect(found.filter((place) => place.startsWith('4:'))).toEqual([]);
});
