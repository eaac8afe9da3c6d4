import type { Command, Option } from 'commander';
import { displayWidth, wrapText } from '../../output/width.ts';

/** Lets help be said in Chinese, by the program and by the commands that it gets later. */
export function speakChinese(program: Command): void {
  program.helpOption('-h, --help', '显示帮助').configureHelp({
    ...program.configureHelp(),
    displayWidth,
    boxWrap: (text, width) => wrapText(text, width).join('\n'),
    styleTitle: (title) => TITLES.get(title) ?? title,
    styleUsage: sayTerm,
    styleSubcommandTerm: sayTerm,
    optionDescription,
  });
}

function sayTerm(term: string): string {
  return term.replace('[options]', '[选项]').replace(/\[command\]$/, '[命令]');
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', '用法：'],
  ['Arguments:', '参数：'],
  ['Options:', '选项：'],
  ['Commands:', '命令：'],
]);

function optionDescription({ description, argChoices, defaultValue }: Option): string {
  const more = [
    ...(argChoices === undefined ? [] : [`可选 ${argChoices.join('、')}`]),
    ...(defaultValue === undefined || defaultValue === '' ? [] : [`默认 ${String(defaultValue)}`]),
  ];
  return more.length === 0 ? description : `${description}（${more.join('；')}）`;
}

/** What commander says of a mistake on the command line, in Chinese; what it does not say yet stays as it is. */
export function sayMistake(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const known = MISTAKES.find(([pattern]) => pattern.test(line));
      return known === undefined ? line : line.replace(...known);
    })
    .join('\n');
}

const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [
    /^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/,
    '错误：选项 $1 不能是“$2”，可选 $3',
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/,
    '错误：参数 $2 不能是“$1”，可选 $3',
  ],
  [/^error: option '(.*)' argument missing$/, '错误：选项 $1 缺少取值'],
  [/^error: required option '(.*)' not specified$/, '错误：必须指定选项 $1'],
  [/^error: unknown option '(.*)'$/, '错误：没有“$1”这个选项'],
  [/^error: unknown command '(.*)'$/, '错误：没有“$1”这个命令'],
  [/^error: missing required argument '(.*)'$/, '错误：缺少参数 $1'],
  [
    /^error: too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    '错误：参数太多：最多 $1 个，实际 $2 个',
  ],
  [/^\(Did you mean (?:one of )?(.*)\?\)$/, '（是不是 $1？）'],
];
