import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// What npm runs before it packs the program: the build. Where npm installs from git for the whole machine, as pre-commit
// does for a hook, it leaves the development packages out (npm/cli#8440): they are installed first then.
function npm(...args) {
  const { status } = spawnSync(process.execPath, [process.env.npm_execpath, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('node_modules/typescript')) npm('ci', '--no-global', '--include=dev', '--ignore-scripts');
npm('run', '--silent', 'build');
