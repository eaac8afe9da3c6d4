import { type Argument, declareCommand } from '../run/declare.ts';
import { type FlagsOf, SPEECH } from '../run/flags.ts';

/** The shells that can be told what to propose. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** A shell that can be told what to propose. */
export type Shell = (typeof SHELLS)[number];

/** Declares `completion`. */
export const completionCommand = declareCommand({
  name: 'completion',
  summary: {
    en: 'a script by which the shell completes commands, flags, their values, files and customer ids',
    zh: '生成 shell 自动补全脚本：命令、选项及其取值、文件和客户编号',
  },
  args: [
    {
      name: '<shell>',
      help: { en: 'the shell', zh: '所用的 shell' },
      choices: SHELLS,
    } as Argument<Shell>,
    {
      name: '[words...]',
      help: {
        en: 'the words typed so far, behind --: what fits the last of them (the script asks so)',
        zh: '已输入的词，写在 -- 之后：输出可补全的内容（由脚本调用）',
      },
    } as Argument<readonly string[]>,
  ],
  flags: { lang: SPEECH.lang },
  notes: {
    en: `
Put the line that fits into the file that your shell reads when it starts:
  source <(keyaccounts completion bash)                         ~/.bashrc
  source <(keyaccounts completion zsh)                          ~/.zshrc, after compinit
  keyaccounts completion fish | source                          ~/.config/fish/config.fish
  keyaccounts completion powershell | Out-String | Invoke-Expression    $PROFILE

Examples:
  keyaccounts completion bash
  keyaccounts completion bash -- classify --format ""

Exit codes: 0 done, 2 could not do the job`,
    zh: `
把对应的一行写入 shell 启动时读取的文件：
  source <(keyaccounts completion bash)                         ~/.bashrc
  source <(keyaccounts completion zsh)                          ~/.zshrc，写在 compinit 之后
  keyaccounts completion fish | source                          ~/.config/fish/config.fish
  keyaccounts completion powershell | Out-String | Invoke-Expression    $PROFILE

示例：
  keyaccounts completion bash
  keyaccounts completion bash -- classify --format ""

退出码：0 完成，2 无法完成`,
  },
});

/** The flags of `completion`, as typed. */
export type CompletionFlags = FlagsOf<typeof completionCommand.flags>;
