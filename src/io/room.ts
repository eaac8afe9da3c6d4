import { setFlagsFromString } from 'node:v8';

/**
 * Keeps little room for what is made and thrown away, in all threads that run. V8 doubles that room when as much of it was
 * still in use as it holds, however long it took: each long run would end at the most, 32 MB a thread, and with the buffers
 * that wait there to be thrown away. A thread that starts undoes it, and has to ask for it again.
 */
export function keepLittleRoom(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Looks for garbage before there is much of it. V8 lets what is in use grow to four times before it looks: to half a
 * gigabyte where a hundred megabytes are held.
 */
export function keepLittleGarbage(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
