import type { PartKind } from './named-person.ts';

/**
 * What a Chinese text without separators is. A group when it ends as groups do (销售部, 华东二组, 张伟团队), a role when
 * nothing but the words of departments, places and positions is left of it; what stands behind a department is looked
 * at alone (销售部张伟). Two names side by side are found where both begin with a common surname.
 */
export function judgeChinese(text: string): PartKind {
  const names = text.split(/\s+/).filter((part) => part !== '');
  const kinds = names.map(judgeWord);
  if (kinds.includes('person')) return 'person';
  return kinds.includes('team') ? 'team' : 'role';
}

/** Whether the text sets two Chinese names side by side: 张伟和李娜, 李伟 王芳. */
export function namesTwo(text: string): boolean {
  const parts = text.split(/\s+/);
  const [first] = parts;
  if (parts.length > 1)
    return !COMPOUND_SURNAMES.includes(first!) && parts.every((part) => part.length < 5 && isFullName(part));
  const [, left, right] = /^(\p{sc=Han}{2,4})[和与及跟](\p{sc=Han}{2,4})$/u.exec(text) ?? [];
  return left !== undefined && isFullName(left) && isFullName(right!);
}

function judgeWord(text: string): PartKind {
  const word = text.replace(/\d+/g, '');
  if (JAPANESE_SURNAMES.test(word)) return 'person';
  if (endsAsGroup(word)) return 'team';
  const behind = word.replace(/^.*(?:部|组|中心|团队|办事处|公司|大区|区)(?=.)/u, '');
  if (behind !== word && isFullName(behind) && !isVocabulary(behind)) return 'person';
  if (!isVocabulary(word)) return 'person';
  return POSITION.test(word) ? 'role' : 'team';
}

function isVocabulary(word: string): boolean {
  return word.replace(VOCABULARY, '') === '';
}

function endsAsGroup(word: string): boolean {
  if (/(?:团队|小组|中心|部门|事业部|办事处|分公司|公司|集团|大区|片区|门店|科室|班组)$/u.test(word))
    return true;
  if (/^.{2,}[部组]$/u.test(word) || /^[东南西北中总][部区]$/u.test(word)) return true;
  // One character alone ends given names too: only behind a word that is no name.
  const [, before] = /^(.+)[处室科区线队班]$/u.exec(word) ?? [];
  return before !== undefined && isVocabulary(before);
}

function isFullName(text: string): boolean {
  return (
    /^\p{sc=Han}{2,4}$/u.test(text) &&
    (SURNAMES.has(text[0]!) || COMPOUND_SURNAMES.some((one) => text.startsWith(one)))
  );
}

const POSITION = /经理|总监|主管|代表|专员|顾问|总裁|主任|负责人|业务员|销售员|助理|老板|部长|组长|员$/u;

// Longer words first: what they leave must be no word by itself.
const WORDS = `
  大客户 重点客户 客户 客服 客户服务 销售员 销售 营销 市场 业务员 业务 商务 售后 售前 渠道 电商 内销 外销 外贸 出口 进口 国内 国际
  海外 直销 经销 代理 工业 能源 医疗 建筑 战略 行业 区域 全国 总部 内勤 外勤 服务 管理 运营 支持 技术 产品 项目 综合
  华东 华南 华北 华中 西南 西北 东北 东南 东区 南区 西区 北区 中区
  总经理 副总经理 副总裁 总裁 副总 老总 高级 资深 初级 经理 总监 主管 代表 专员 顾问 主任 负责人 助理 老板 部长 组长 人员
  部门 团队 小组 中心 岗
`
  .trim()
  .split(/\s+/)
  .sort((one, other) => other.length - one.length);
const VOCABULARY = new RegExp(`${WORDS.join('|')}|[部组区科处室队线第一二三四五六七八九十]`, 'gu');

const COMPOUND_SURNAMES = [
  '欧阳',
  '司马',
  '诸葛',
  '上官',
  '司徒',
  '东方',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '宇文',
  '长孙',
];

// The hundred that most people bear; only used to find a second name.
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
);

// They end as groups do: 服部, 長谷部.
const JAPANESE_SURNAMES =
  /^(?:服部|渡部|阿部|安部|矢部|岡部|冈部|園部|园部|軽部|磯部|矶部|長谷部|长谷部|日下部|曽我部|曾我部|春日部)/u;
