import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml } from '../../../src/output/formats/html/page.ts';
import {
  HOSTILE,
  hostileExport,
  monthlyExport,
  runCommand,
  runReport,
} from '../../commands/report-fixture.ts';

let page = '';
beforeAll(async () => {
  page = await runReport(
    { 'hostile.csv': hostileExport() },
    'hostile.csv',
    '--format',
    'html',
    '--title',
    HOSTILE[3]!,
  );
});

test('its policy allows its own style and script, by their hashes, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
  const hashOf = (tag: string): string => {
    const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)![1]!;
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${hashOf('style')}`,
    `script-src ${hashOf('script')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

describe('data cannot become markup', () => {
  test('there is one script and one style, and no handler or style of its own', () => {
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(
      tagsIn(page).filter((tag) => /\s(on\w+|style|src|action|formaction|srcdoc)\s*=/i.test(tag)),
    ).toEqual([]);
  });

  test('links lead to places on the page only', () => {
    const links = [...page.matchAll(/(?:href|xlink:href)="([^"]*)"/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !/^#[a-z-]+$/.test(link))).toEqual([]);
  });

  test('no control, direction or hidden character is left', () => {
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069]/);
  });

  test.each(HOSTILE)('%s stays a text', (text) => {
    expect(page).toContain(escapeHtml(text));
  });

  test('nothing is said about another address', () => {
    expect(tagsIn(page).join('')).not.toMatch(/https?:|url\(/);
  });
});

test('what a picture says of a part has the signs of the language', async () => {
  const chinese = await runReport({}, 'sample.csv', '--format', 'html', '--lang', 'zh');
  const pictures = chinese.match(/<svg[\s\S]*?<\/svg>/g)!.join('');
  const titles = [...pictures.matchAll(/<title>(.*?)<\/title>/g)].map((match) => match[1]!);
  expect(titles).toContainEqual(expect.stringMatching(/^大客户：\d+（60–65）$/));
  expect(titles.filter((title) => /\p{Script=Han}:? ?[:(]/u.test(title))).toEqual([]);
});

test('every tag that is opened is closed, in order', () => {
  const open: string[] = [];
  for (const tag of tagsIn(page)) {
    const [, slash, name] = /^<(\/?)([a-z0-9]+)/i.exec(tag)!;
    if (tag.endsWith('/>') || ['meta', 'doctype'].includes(name!)) continue;
    if (slash === '') open.push(name!);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
});

test('ids are there once, and what refers to them finds them', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]!);
  expect(new Set(ids).size).toBe(ids.length);
  const wanted = [...page.matchAll(/(?:aria-labelledby="([^"]*)"|href="#([^"]*)")/g)].flatMap((match) =>
    (match[1] ?? match[2])!.split(' '),
  );
  expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the same input gives the same bytes', async () => {
  const again = await runReport(
    { 'hostile.csv': hostileExport() },
    'hostile.csv',
    '--format',
    'html',
    '--title',
    HOSTILE[3]!,
  );
  expect(again).toBe(page);
});

// Tags outside of the script and the style, which are ours.
function tagsIn(html: string): string[] {
  const bare = html.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  return [...bare.matchAll(/<\/?[a-z!][^>]*>/gi)].map((match) => match[0].replace('<!', '<'));
}

test('half a customer is no tick of an axis', async () => {
  const one = {
    'one.csv':
      'Customer ID,Status,Revenue (Last 12 Months),Revenue (Prior 12 Months),Gross Profit,Last Order Date\nA,Active,500000,400000,90000,2026-06-01\n',
  };
  const small = await runReport(one, 'one.csv', '--format', 'html', '--section', 'scores');
  const [drawing] = /<svg class="wide".*?<\/svg>/s.exec(small)!;
  const beside = [...drawing.matchAll(/class="tick"[^>]*text-anchor="end">([^<]*)</g)].map(
    ([, text]) => text,
  );
  expect(beside).toEqual(['0', '1']);
});

test('what stands in no section stands on one card', async () => {
  const months = { '06.csv': monthlyExport('06'), '07.csv': monthlyExport('07') };
  const exports = ['06.csv@2026-06-30', '07.csv@2026-07-31'];
  const found = await runCommand('backtest', months, ...exports, '--format', 'html');
  expect(found.match(/<div class="card">/g)).toHaveLength(1);
  expect(found).toMatch(/<main id="content">\n<div class="card"><p>/);
});
