import { type ByteRun, byteRun, type OutputBuffer } from '../run/output-buffer.ts';

/** A line as it grows: runs and the numbers behind them wait to be written together, which is faster than one by one. */
export class GrowingLine {
  readonly #runs: ByteRun[] = new Array<ByteRun>(MOST).fill(NULL);
  readonly #numbers = new Float64Array(MOST);
  #count = 0;
  #into!: OutputBuffer;

  /** Begins a line that is written here. */
  begin(into: OutputBuffer): void {
    this.#into = into;
  }

  run(run: ByteRun): void {
    if (this.#count === MOST) this.flush();
    this.#runs[this.#count] = run;
    this.#numbers[this.#count] = Number.NaN;
    this.#count += 1;
  }

  /** A number right behind a run; null where it is missing. */
  number(value: number): void {
    if (Number.isFinite(value)) this.#numbers[this.#count - 1] = value;
    else this.run(NULL);
  }

  text(text: string): void {
    this.flush();
    this.#into.text(text);
  }

  /** Writes what waits. */
  flush(): void {
    this.#into.pairs(this.#runs, this.#numbers, this.#count);
    this.#count = 0;
  }
}

const NULL = byteRun('null');
// So many runs wait at the most.
const MOST = 256;
