import type { Code } from '../text/codes.ts';
import type { Wording } from '../text/wording.ts';

/** Bytes that cannot be read as text: the code, what was found and how to mend it. */
export class DecodeError extends Error {
  readonly code: Code;
  readonly wording: Wording;
  readonly help: Wording;

  constructor(code: Code, wording: Wording, help: Wording) {
    super(wording.en);
    this.wording = wording;
    this.code = code;
    this.help = help;
  }
}

/** Of a text that ends before what it opened. */
export function breaksOff(): DecodeError {
  return new DecodeError(
    'truncated-file',
    { en: 'the file breaks off before its table ends', zh: '文件在表格结束之前就中断了' },
    { en: 'copy or export it again', zh: '请重新复制或导出' },
  );
}
