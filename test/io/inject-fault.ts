import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/** What the system refuses: the operation of this kind that comes as number `at`, counted from 1. */
export interface Fault {
  readonly on: 'read' | 'write';
  readonly code: string;
  readonly at: number;
  /** Whether all later ones that need room fail, too, as on a full disk. */
  readonly lasts?: boolean;
}

/** Runs with a fault on files below a folder; whether it was reached. */
export async function withFault(fault: Fault, folder: string, run: () => Promise<void>): Promise<boolean> {
  const patched: (() => void)[] = [];
  const handles = new WeakSet<object>();
  let seen = 0;
  const isOurs = (path: unknown): boolean => String(path).startsWith(folder);
  const refusal = (on: Fault['on'], needsRoom: boolean, deed: string): Error | null => {
    if (on !== fault.on) return null;
    seen += 1;
    if (seen !== fault.at && !(fault.lasts === true && needsRoom && seen > fault.at)) return null;
    return Object.assign(new Error(`${fault.code}: injected, ${deed}`), { code: fault.code, syscall: deed });
  };
  const patch = <T extends object>(
    object: T,
    name: keyof T & string,
    wrap: (real: never) => unknown,
  ): void => {
    const real = object[name];
    Object.assign(object, { [name]: wrap(real as never) });
    patched.push(() => Object.assign(object, { [name]: real }));
  };
  const promised = (name: keyof typeof promises & string, on: Fault['on'], needsRoom: boolean): void =>
    patch(promises, name, (real: (...args: unknown[]) => Promise<unknown>) => async (...args: unknown[]) => {
      const error = isOurs(args[0]) ? refusal(on, needsRoom, name) : null;
      // Node's own way to make several folders calls a read-only disk a folder that is not there.
      const hides = name === 'mkdir' && fault.code === 'EROFS' && Object(args[1]).recursive === true;
      if (error !== null)
        throw Object.assign(error, { path: String(args[0]), ...(hides ? { code: 'ENOENT' } : {}) });
      return real(...args);
    });

  const probe = await promises.open(join(folder, '.probe'), 'w');
  const prototype = Object.getPrototypeOf(probe);
  await probe.close();
  await promises.rm(join(folder, '.probe'));

  patch(
    promises,
    'open',
    (real: typeof promises.open) => async (path: string, flags?: string | number, mode?: number) => {
      const reads = flags === undefined || flags === 'r' || typeof flags === 'number';
      const error = isOurs(path) ? refusal(reads ? 'read' : 'write', !reads, 'open') : null;
      if (error !== null) throw Object.assign(error, { path });
      const handle = await real(path, flags, mode);
      if (isOurs(path)) handles.add(handle);
      return handle;
    },
  );
  // A file is made before what it holds does not find room.
  patch(
    promises,
    'writeFile',
    (real: typeof promises.writeFile) =>
      async (...args: Parameters<typeof real>) => {
        const error = isOurs(args[0]) ? refusal('write', true, 'write') : null;
        if (error === null) return real(...args);
        await real(args[0], '', args[2]);
        throw error;
      },
  );
  for (const name of ['mkdir', 'link', 'copyFile'] as const) promised(name, 'write', true);
  for (const name of ['rename'] as const) promised(name, 'write', false);
  for (const name of ['readdir', 'readFile'] as const) promised(name, 'read', false);
  for (const name of ['write', 'sync', 'datasync', 'truncate'] as const)
    patch(
      prototype,
      name,
      (real: (...args: unknown[]) => unknown) =>
        async function (this: object, ...args: unknown[]) {
          const error = handles.has(this) ? refusal('write', name === 'write', name) : null;
          if (error !== null) throw error;
          return real.apply(this, args);
        },
    );
  patch(
    prototype,
    'read',
    (real: (...args: unknown[]) => unknown) =>
      async function (this: object, ...args: unknown[]) {
        const error = handles.has(this) ? refusal('read', false, 'read') : null;
        if (error !== null) throw error;
        return real.apply(this, args);
      },
  );
  syncBuiltinESMExports();
  try {
    await run();
  } finally {
    for (const restore of patched.reverse()) restore();
    syncBuiltinESMExports();
  }
  return seen >= fault.at;
}
