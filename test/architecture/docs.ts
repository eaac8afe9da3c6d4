/** Where exports of a source file stand without a doc sentence directly above them: "file:line" each. */
export function undocumented(file: string, text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    EXPORT.test(line) && !DOC_END.test(lines[index - 1] ?? '') ? [`${file}:${index + 1}`] : [],
  );
}

// What is only passed on, as by `export type { A } from`, has its sentence where it is written.
const EXPORT = /^export (?:async )?(?:function|const|interface|type|class)\b(?! \{)/;

const DOC_END = /^(?:\/\*\* .+| ?)\*\/$/;
