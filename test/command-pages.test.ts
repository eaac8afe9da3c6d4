import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Io } from '../src/io.ts';
import { buildProgram } from '../src/program.ts';

// The page of each command in criteria/commands: what people wrote, and the help as the command prints it.
// `npm run pages` brings the help up to date.
const FOLDER = fileURLToPath(new URL('../criteria/commands/', import.meta.url));
const UPDATE = process.env['UPDATE_PAGES'] === '1';
const HELP = /<!-- help -->.*<!-- \/help -->/s;
let help = '';
const PROGRAM = buildProgram(
  { env: {} } as Io,
  { language: 'en' },
  () => undefined,
  (_, text) => {
    help += text;
  },
);

it('has a page for each command, and for nothing else', () => {
  const names = PROGRAM.commands.map((command) => `${command.name()}.md`);
  expect(readdirSync(FOLDER).sort()).toEqual(names.sort());
});

it.each(PROGRAM.commands.map((command) => [command.name(), command] as const))(
  'shows the help of %s',
  async (name, command) => {
    help = '';
    command.configureHelp({ helpWidth: 110 });
    await expect(PROGRAM.parseAsync([name, '--help'], { from: 'user' })).rejects.toThrow('(outputHelp)');
    const page = readFileSync(`${FOLDER}${name}.md`, 'utf8');
    const block = `<!-- help -->\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n\n<!-- /help -->`;
    const current = page.replace(HELP, () => block);
    if (UPDATE) writeFileSync(`${FOLDER}${name}.md`, current);
    else expect(page).toBe(current);
  },
);
