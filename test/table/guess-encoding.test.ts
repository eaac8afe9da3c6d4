import { expect, it } from 'vitest';
import { decodeText } from '../../src/table/decode-text.ts';
import { encodingNamed, guessEncoding } from '../../src/table/guess-encoding.ts';

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

function candidates(bytes: Uint8Array): string[] {
  const guess = guessEncoding(bytes, null);
  if (guess.kind === 'taken') return [`taken: ${guess.encoding}`];
  return [...guess.doubt.error().help.en.matchAll(/--encoding (\S+)/g)].map((match) => match[1]!);
}

// The most plausible comes first.
it.each([
  ['大客户', 'b4f3 bfcd bba7', 'taken: gb18030'],
  ['客戶編號', 'abc8 a4e1 bd73 b8b9', 'big5'],
  ['거래처코드', 'b0c5 b7a1 c3b3 c4da b5e5', 'euc-kr'],
  ['株式会社', '8a94 8eae 89ef 8ed0', 'shift_jis'],
  ['長崎県松浦市星鹿町', '92b7 8de8 8ca7 8fbc 8959 8e73 90af 8ead 92ac', 'shift_jis'],
  ['Müller', '4dfc 6c6c 6572', 'windows-1252'],
  ['Müller of a Mac', '4d9f 6c6c 6572', 'macintosh'],
  ['Łódź', 'a3f3 649f', 'windows-1250'],
  ['Москва', 'cceef1eae2e0', 'windows-1251'],
  ['Αθήνα', 'c1e8 deed e1', 'windows-1253'],
  ['€ 500', '80 20 35 30 30', 'windows-1252'],
])('finds the encoding of %s', (_, hex, encoding) => {
  expect(candidates(bytesOf(hex))[0]).toBe(encoding);
});

it('shows the same cell in each candidate', () => {
  const guess = guessEncoding(Buffer.from('id,name\n1,M\xfcller\n', 'latin1'), null);
  expect(guess).toMatchObject({ kind: 'doubt' });
  const { message } = (guess as Extract<typeof guess, { kind: 'doubt' }>).doubt.error();
  expect(message).toContain('"Müller" in windows-1252, "M黮ler" in gb18030');
});

it('shows long readings that begin alike where they differ', () => {
  const guess = guessEncoding(Buffer.from(`1,${'Maschinenbau '.repeat(9)}M\xfcller GmbH\n`, 'latin1'), null);
  const { message } = (guess as Extract<typeof guess, { kind: 'doubt' }>).doubt.error();
  expect(message).toContain('"…nenbau Müller GmbH" in windows-1252, "…nenbau M黮ler GmbH" in gb18030');
});

it('names only encodings in which the file can be read to its end', () => {
  const guess = guessEncoding(Buffer.from('1,M\xfcller\n', 'latin1'), null);
  const { doubt } = guess as Extract<typeof guess, { kind: 'doubt' }>;
  // A lead byte without its second one is no GB18030.
  doubt.feed(Buffer.from('2,Caf\xe9,1\n', 'latin1'));
  expect(doubt.error().help.en).toBe('say which it is: --encoding windows-1252');
});

it('takes the encoding in which the header names the wanted columns', () => {
  const named = (cells: readonly string[]): number => (cells.includes('Straße') ? 1 : 0);
  const bytes = Buffer.from('id;Stra\xdfe\n1;a\n', 'latin1');
  expect(guessEncoding(bytes, named)).toEqual({ kind: 'taken', encoding: 'windows-1252' });
});

it.each([
  ['cp932', 'shift_jis'],
  ['CP949', 'euc-kr'],
  ['cp1252', 'windows-1252'],
  ['cp936', 'gbk'],
  ['Mac Roman', 'macintosh'],
  ['utf-8-sig', 'utf-8'],
  ['klingon', null],
])('knows %s by its name', (told, encoding) => {
  expect(encodingNamed(told)).toBe(encoding);
});

it.each([
  ['UTF-8', Buffer.from('a: Ö\n')],
  ['UTF-16 with its mark', Buffer.from('\ufeffa: Ö\n', 'utf16le')],
  ['UTF-16 the other way round', Buffer.from('\ufeffa: Ö\n', 'utf16le').swap16()],
])('reads a typed text in %s', (_, bytes) => {
  expect(decodeText(bytes, 'k.yaml')).toBe('a: Ö\n');
});

it('names the encoding and the line of a typed text that is not UTF-8', () => {
  expect(() => decodeText(Buffer.from('a: 1\nb: \xd6sterreich\n', 'latin1'), 'k.yaml')).toThrow(
    expect.objectContaining({
      diagnostics: [
        expect.objectContaining({
          code: 'bad-encoding',
          message: {
            en: expect.stringContaining('windows-1252'),
            zh: expect.stringContaining('windows-1252'),
          },
          at: { kind: 'cell', file: 'k.yaml', line: 2, column: null },
        }),
      ],
    }),
  );
});
