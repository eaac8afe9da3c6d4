import { type Argument, declareCommand } from '../run/declare.ts';
import { type FlagsOf, SPEECH } from '../run/flags.ts';

/** Declares `help`; the program itself shows the help of a command. */
export const helpCommand = declareCommand({
  name: 'help',
  summary: {
    en: 'how a command is used, or what a code such as bad-amount means and what to do',
    zh: '某个命令的用法；或 bad-amount 之类的代码是什么意思、如何处理',
  },
  args: [
    {
      name: '[topic]',
      help: {
        en: 'a command, or the code in brackets behind an error, warning or finding',
        zh: '命令，或者错误、警告、检查结果后面方括号中的代码',
      },
    } as Argument<string | undefined>,
  ],
  flags: { lang: SPEECH.lang, color: SPEECH.color, noColor: SPEECH.noColor },
  notes: {
    en: `
Examples:
  keyaccounts help                        all commands
  keyaccounts help classify               how classify is used
  keyaccounts help bad-amount             what the code means, an example, and what to do

Exit codes: 0 done, 2 there is no such command or code`,
    zh: `
示例：
  keyaccounts help                        全部命令
  keyaccounts help classify               classify 的用法
  keyaccounts help bad-amount             代码的含义、示例和处理办法

退出码：0 完成，2 没有这个命令或代码`,
  },
});

/** The flags of `help`, as typed. */
export type HelpFlags = FlagsOf<typeof helpCommand.flags>;
