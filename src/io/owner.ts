import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCode } from '../errors.ts';

/** Whose a file is that a run makes for itself, such as a lock: its name says so. */
export interface Owner {
  readonly file: string;
  readonly host: string;
  readonly pid: number;
  readonly since: number;
  /** When that process started, as the system counts it; empty where nobody knows. */
  readonly started: string;
}

/** A name that no run uses twice: <prefix>~<host>~<pid>~<milliseconds>~<chance>~<start of the process> */
export function ownName(prefix: string): string {
  const chance = Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  const name = [prefix, HOST, process.pid, Date.now(), chance, startOf(process.pid)].join('~');
  MINE.add(name);
  return name;
}

/** Gives a name up: a file that has it still is of nobody. */
export function disown(name: string): void {
  MINE.delete(name);
}

/** Reads the name of a file, whose prefix holds no "~". */
export function readOwner(file: string): Owner {
  const [, host = '', pid = '', since = '', , started = ''] = file.split('~');
  return { file, host, pid: Number(pid), since: Number(since), started };
}

/** Whether the run goes on that made a file. */
export function isAlive({ file, host, pid, since, started }: Owner): boolean {
  if (host !== HOST) return !(Date.now() - since > OVERDUE);
  // The process may be this one: it knows its own files, and all others with its number are of the dead.
  if (pid === process.pid) return MINE.has(file);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  // A number is used again: it is the same process only when it started at the same time.
  const now = startOf(pid);
  return started === '' || now === '' || started === now;
}

/** Whether a process on this host has made it. */
export function isNear({ host }: Owner): boolean {
  return host === HOST;
}

// In ticks since the machine started, which Linux tells; elsewhere nobody does.
function startOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program stands in brackets before it, and may hold anything.
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const HOST = hostname().replace(/[^\w.-]/g, '-');
// On another host nobody can ask whether a process lives: no run takes this long.
const OVERDUE = 60 * 60 * 1000;
const MINE = new Set<string>();
