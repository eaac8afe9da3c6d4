import { createHash } from 'node:crypto';
import type { Block, Report, Section } from '../report.ts';
import { renderBlock, renderFacts } from './html/blocks.ts';
import { escapeHtml, type PageContext } from './html/page.ts';
import { SCRIPT } from './html/script.ts';
import { STYLE } from './html/style.ts';

/**
 * A report as one file of HTML that loads nothing and sends nothing: its policy allows this style and this script,
 * by their hashes, and nothing else. Without the script everything can be read.
 */
export function formatHtml(report: Report, options: Omit<PageContext, 'sections'>): string {
  const { words, page } = options;
  const [head, ...rest] = report.blocks;
  const blocks = head?.kind === 'facts' ? rest : report.blocks;
  const sections = blocks.filter((block): block is Section => block.kind === 'section');
  const context: PageContext = { ...options, sections: new Set(sections.map(({ id }) => id)) };
  const facts = head?.kind === 'facts' ? renderFacts(head, context) : '';
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${words.language === 'zh' ? 'zh-CN' : words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(report.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">${escapeHtml(page.skip)}</a>
<header><div><h1>${escapeHtml(report.title)}</h1>${facts}</div><button type="button" id="theme" hidden>${escapeHtml(page.theme)}</button></header>
${renderContents(sections, page.contents)}
<main id="content">
${renderBody(blocks, context)}
</main>
<footer>${escapeHtml(page.footer)}</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

// What stands in no section is a card of its own, as sections are.
function renderBody(blocks: readonly Block[], context: PageContext): string {
  const cards: { readonly loose: boolean; readonly parts: string[] }[] = [];
  for (const block of blocks) {
    const loose = block.kind !== 'section';
    const last = cards.at(-1);
    const part = renderBlock(block, context);
    if (loose && last?.loose === true) last.parts.push(part);
    else cards.push({ loose, parts: [part] });
  }
  return cards
    .map(({ loose, parts }) => (loose ? `<div class="card">${parts.join('\n')}</div>` : parts.join('')))
    .join('\n');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function renderContents(sections: readonly Section[], label: string): string {
  if (sections.length < 2) return '';
  const links = sections.map(({ id, short }) => `<li><a href="#${id}">${escapeHtml(short)}</a></li>`);
  return `<nav aria-label="${escapeHtml(label)}"><ul>${links.join('')}</ul></nav>`;
}
