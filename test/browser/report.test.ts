import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axeCore from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  chineseExport,
  HOSTILE,
  hostileExport,
  monthlyExport,
  runCommand,
  runReport,
} from '../commands/report-fixture.ts';
import { openBrowser } from './open-browser.ts';

let browser: Browser;
let folder = '';
const pages = new Map<string, string>();

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'keyaccounts-pages-'));
  const make = async (name: string, files: Record<string, string>, ...args: string[]): Promise<void> => {
    const path = join(folder, `${name}.html`);
    await writeFile(path, await runReport(files, ...args, '--format', 'html'));
    pages.set(name, pathToFileURL(path).href);
  };
  await make('en', {}, 'sample.csv');
  await make('zh', { 'zh.csv': chineseExport() }, 'zh.csv', '--lang', 'zh');
  const months = { '06.csv': monthlyExport('06'), '07.csv': monthlyExport('07') };
  const book = join(folder, 'book');
  await runCommand('review', months, '06.csv', '--book', book, '--as-of', '2026-06-30');
  await make('book', months, '07.csv', '--book', book, '--as-of', '2026-07-31');
  await make('hostile', { 'hostile.csv': hostileExport() }, 'hostile.csv', '--title', HOSTILE[0]!);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

// What a page does beside being shown: errors it reports, and requests beyond itself.
async function open(
  name: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; heard: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on(
    'request',
    (request) => request.url() !== pages.get(name) && heard.push(`request: ${request.url()}`),
  );
  await page.goto(pages.get(name)!);
  return { page, heard };
}

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

test.each([
  ['en', 'light', DESK],
  ['en', 'dark', PHONE],
  ['zh', 'dark', DESK],
  ['zh', 'light', PHONE],
  ['hostile', 'light', PHONE],
  ['book', 'light', DESK],
  ['book', 'dark', PHONE],
] as const)(
  '%s, %s: silent, inside its width, and open to everybody',
  async (name, colorScheme, viewport) => {
    const { page, heard } = await open(name, { viewport, colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.evaluate(TEXTS_OUTSIDE)).toEqual([]);
    // What is folded is looked at too.
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    expect(await axe(page)).toEqual([]);
    expect(heard).toEqual([]);
    await page.close();
  },
);

// Words of a picture that reach beyond it, or beyond the page. A letter may hang over where it begins.
const TEXTS_OUTSIDE = `Array.from(document.querySelectorAll(".chart svg text")).flatMap((text) => {
  const [own, svg] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
  const outside = own.left < svg.left - 2 || own.right > svg.right + 1 || own.bottom > svg.bottom + 1;
  return own.width > 0 && outside ? [text.textContent] : [];
})`;

test.each([390, 640, 700, 960, 1000, 1280])('at a width of %i, pictures can be read', async (width) => {
  const { page } = await open('book', { viewport: { width, height: 900 } });
  const [least, most] = (await page.evaluate(SIZES_OF_TEXTS)) as [number, number];
  expect(least).toBeGreaterThan(9);
  expect(most).toBeLessThan(18);
  expect(await page.evaluate(TEXTS_OUTSIDE)).toEqual([]);
  await page.close();
});

// The smallest and the largest words of the pictures, in pixels of the page.
const SIZES_OF_TEXTS = `(() => {
  const texts = Array.from(document.querySelectorAll(".chart svg text")).filter((text) => text.checkVisibility());
  const sizes = texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
  return [Math.min(...sizes), Math.max(...sizes)];
})()`;

test('on half a desk and on paper, no table leaves the page', async () => {
  const { page } = await open('book', { viewport: { width: 800, height: 900 } });
  const wide = (): Promise<string[]> =>
    page.evaluate(
      'Array.from(document.querySelectorAll(".scroll")).flatMap((one) => one.scrollWidth > one.clientWidth ? [one.ariaLabel] : [])',
    );
  expect(await wide()).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  // A4 without its margins.
  await page.setViewportSize({ width: 688, height: 900 });
  expect(await wide()).toEqual([]);
  await page.close();
});

describe('the list of customers', () => {
  const shown = (page: Page): Promise<string[]> =>
    page.evaluate(
      'Array.from(document.querySelectorAll("table.rows tbody tr:not([hidden])"), (row) => row.cells[0].textContent)',
    );

  test('sorts, filters and turns over', async () => {
    const { page, heard } = await open('en');
    const { listed } = JSON.parse(
      await runReport({}, 'sample.csv', '--format', 'json', '--section', 'customers'),
    ).customers as { listed: { customer_id: string; category: string; revenue: number | null }[] };
    const ids = (list: typeof listed): string[] => list.map((one) => one.customer_id);
    expect(await shown(page)).toEqual(ids(listed.slice(0, 25)));
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await shown(page)).toEqual(ids(listed.slice(25, 50)));

    await page.getByRole('button', { name: 'revenue', exact: true }).click();
    const known = listed.filter(({ revenue }) => revenue !== null);
    const largest = [...known].sort((one, other) => other.revenue! - one.revenue!);
    expect(await shown(page)).toEqual(ids(largest.slice(0, 25)));
    expect(await page.locator('table.rows th[aria-sort]').textContent()).toBe('revenue');
    await page.getByRole('button', { name: 'revenue', exact: true }).click();
    expect((await shown(page))[0]).toBe(
      ids([...known].sort((one, other) => one.revenue! - other.revenue!))[0],
    );

    await page.getByRole('combobox').selectOption('lost');
    const lost = listed.filter(({ category }) => category === 'lost');
    expect(await page.getByRole('status').textContent()).toBe(`1 to 25 of ${lost.length}`);
    await page.getByRole('searchbox').fill('bramfell');
    expect(await shown(page)).toEqual(['C-1910']);
    await page.getByRole('searchbox').fill('nobody of that name');
    expect(await page.getByRole('status').textContent()).toBe('No customer matches');
    expect(heard).toEqual([]);
    await page.close();
  });

  test('stands there whole without the script', async () => {
    const { page } = await open('en', { javaScriptEnabled: false });
    expect(await page.locator('table.rows tbody tr').count()).toBe(200);
    expect(await page.locator('table.rows tbody tr:visible').count()).toBe(200);
    expect(await page.locator('#theme').isVisible()).toBe(false);
    await page.close();
  });
});

test('light and dark: as the system has it, until the reader turns it round', async () => {
  const { page, heard } = await open('en', { colorScheme: 'dark' });
  const paper = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await paper();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  const light = await paper();
  expect(light).not.toBe(dark);
  await page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await paper()).toBe(dark);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await paper()).toBe(dark);
  expect(heard).toEqual([]);
  await page.close();
});

test('prints on A4, and no picture is cut', async () => {
  const { page } = await open('en');
  const path = join(folder, 'report.pdf');
  await page.pdf({ path, format: 'A4', preferCSSPageSize: true });
  const pdf = await readFile(path, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(3);
  await page.emulateMedia({ media: 'print' });
  const charts = await page.evaluate(
    'Array.from(document.querySelectorAll(".chart"), (one) => [getComputedStyle(one).breakInside, one.getBoundingClientRect().height])',
  );
  for (const [inside, height] of charts as [string, number][]) {
    expect(inside).toBe('avoid');
    // What A4 leaves between its margins, at 96 dots an inch.
    expect(height).toBeLessThan(((297 - 28) / 25.4) * 96);
  }
  expect(await page.locator('nav').isVisible()).toBe(false);
  // The list is there whole, under its headers.
  expect(await page.locator('table.rows thead button').first().isVisible()).toBe(true);
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  expect(await page.locator('table.rows tbody tr:visible').count()).toBe(200);
  expect(await page.getByRole('status').textContent()).toBe('1 to 200 of 200');
  await page.evaluate('dispatchEvent(new Event("afterprint"))');
  expect(await page.locator('table.rows tbody tr:visible').count()).toBe(25);
  await page.close();
});

test('the numbers on the page are those of the JSON', async () => {
  const { page } = await open('en');
  const json = JSON.parse(await runReport({}, 'sample.csv', '--format', 'json'));
  const rows = (selector: string): Promise<[string, number[]][]> =>
    page.evaluate(
      `Array.from(document.querySelectorAll(${JSON.stringify(`${selector} tbody tr`)}), (row) => [row.cells[0].textContent, Array.from(row.querySelectorAll("[data-v]"), (cell) => Number(cell.dataset.v))])`,
    );
  for (const [name, numbers] of await rows('#chart-categories')) {
    const { customers, revenue, gross_profit: profit, margin, growth } = json.overview.categories[name];
    const share = customers / json.overview.total.customers;
    const part = revenue / json.overview.total.revenue;
    const all = [customers, share, revenue, part, profit, margin, growth];
    expect(numbers, name).toEqual(all.filter((value) => value !== null));
  }
  const reasons = json.lost.reasons as Record<string, unknown>[];
  const counted = (await rows('#chart-lost-reasons')).slice(0, reasons.length);
  expect(counted).toEqual(
    reasons.map((one) => [one['reason'], [one['customers'], one['worth'], one['share'], one['cumulative']]]),
  );
  const managers = json.duties.managers as Record<string, unknown>[];
  expect((await rows('#chart-duties-managers')).map(([, numbers]) => numbers)).toEqual(
    managers.map((one) =>
      [
        one['accounts'],
        one['most_accounts'],
        one['red'],
        one['amber'],
        one['green'],
        one['revenue'],
        one['red_revenue'],
      ].filter((value) => value !== null),
    ),
  );
  const bins = json.scores.scores[0].bins as Record<string, number>[];
  const columns = await rows('#chart-score-1');
  expect(columns.map(([, numbers]) => numbers.at(-1))).toEqual(
    bins.map(({ from: _, to: __, ...counts }) => Object.values(counts).reduce((sum, one) => sum + one, 0)),
  );
  const key = json.overview.categories.key;
  const figures = await page.evaluate(
    'Array.from(document.querySelectorAll(".figures [data-v]"), (one) => Number(one.dataset.v))',
  );
  expect(figures).toEqual([
    json.overview.total.customers,
    key.customers,
    key.revenue,
    key.gross_profit,
    key.growth,
    json.data.undetermined,
  ]);
  await page.close();
});

// Rules of accessibility that are broken, with where.
async function axe(page: Page): Promise<string[]> {
  // The policy of the page lets no script in; the browser's own tools may run one.
  await page.evaluate(axeCore.source);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))',
  );
}
