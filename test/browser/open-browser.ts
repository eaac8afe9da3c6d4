import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { ROOT } from '../case-folders.ts';

/**
 * Opens a headless Chromium: the one that CHROMIUM_PATH names, one that is installed, or else the one that comes
 * with `npm ci` inside a package (for Linux on x64). Without any the tests of pages fail: they are not skipped.
 */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    args: FLAGS,
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

// The tests run as whoever runs them, also as root, and nothing leaves the machine.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Found {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

async function findBrowser(): Promise<Found> {
  const told = process.env['CHROMIUM_PATH'];
  if (told === PACKED) return unpackBrowser();
  if (told !== undefined && told !== '') {
    if (existsSync(told)) return { path: told, env: {} };
    throw new Error(`CHROMIUM_PATH names "${told}", which is not there`);
  }
  const installed = INSTALLED.find(existsSync);
  if (installed !== undefined) return { path: installed, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackBrowser();
  throw new Error(
    'no Chromium was found for the tests of pages: install Chrome or Chromium, or set CHROMIUM_PATH',
  );
}

// As a value of CHROMIUM_PATH: the one from the package, whatever is installed.
const PACKED = 'packed';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSTALLED = [
  ...(process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
];

// The package unpacks into the system's folder for temporary files, which is set to ours for that long. It brings
// the libraries that a bare system lacks when it believes to run in a cloud function.
async function unpackBrowser(): Promise<Found> {
  const kept = join(ROOT, 'node_modules', '.cache', 'chromium');
  if (!existsSync(join(kept, 'chromium'))) {
    const half = await mkdtemp(join(tmpdir(), 'keyaccounts-chromium-'));
    const told = { TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
    const before = Object.keys(told).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, told);
    try {
      const { default: packed } = await import('@sparticuz/chromium');
      packed.setGraphicsMode = false;
      await packed.executablePath();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    await writeFile(join(half, 'fonts', 'fonts.conf'), fontsIn(join(kept, 'fonts', 'fonts')));
    await mkdir(join(kept, '..'), { recursive: true });
    await moveFolder(half, kept);
  }
  return {
    path: join(kept, 'chromium'),
    env: { LD_LIBRARY_PATH: join(kept, 'al2023', 'lib'), FONTCONFIG_PATH: join(kept, 'fonts') },
  };
}

// Another run may have been first: what it made is as good.
async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') {
      const { cp } = await import('node:fs/promises');
      await cp(from, to, { recursive: true });
    } else if (!existsSync(join(to, 'chromium'))) throw error;
    await rm(from, { recursive: true, force: true });
  }
}

function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
}
