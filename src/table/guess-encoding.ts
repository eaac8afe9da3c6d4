import { COMMA, joined } from '../text/wording.ts';
import { DecodeError } from './decode-error.ts';
import { HEADER_ROWS, type Layout } from './layout.ts';

/** What bytes that are not UTF-8 may be: an encoding that can be taken, or several between which a person must say. */
export type Guess =
  | { readonly kind: 'taken'; readonly encoding: string }
  | { readonly kind: 'doubt'; readonly doubt: OpenEncoding };

/** Encodings that are still possible; bytes that follow may exclude some. */
export interface OpenEncoding {
  feed(chunk: Uint8Array): void;
  /** What is said once all was seen; it names only encodings in which the file can be read to its end. */
  error(): DecodeError;
}

/**
 * Guesses the encoding of bytes that are not UTF-8. One is taken only when its text alone names more of the wanted
 * columns, or is Chinese as people write it and nothing else is as plausible. Where criteria say which columns are wanted,
 * they can say the encoding, too.
 */
export function guessEncoding(bytes: Uint8Array, named: Layout['named']): Guess {
  const cells = unusualCells(bytes);
  const readings = merge(CANDIDATES.flatMap((candidate) => readingOf(candidate, cells)));
  const naming = named === null ? [] : namingMost(readings, bytes, named);
  if (naming.length === 1) return { kind: 'taken', encoding: naming[0]!.candidate.encoding };
  const ranked = [...readings].sort((a, b) => b.score - a.score);
  const most = ranked[0]?.score ?? 0;
  const plausible = ranked.filter(({ score }) => score >= 1 && score * CLEARLY > most);
  const [best, next] = plausible;
  if (best?.candidate.encoding === 'gb18030' && next === undefined)
    return { kind: 'taken', encoding: 'gb18030' };
  // Beside the only plausible one, the next is shown to compare with.
  const left = naming.length > 1 ? naming : plausible.length > 1 ? plausible : ranked.slice(0, 2);
  return { kind: 'doubt', doubt: doubtOf(left, bytes, cells, named !== null) };
}

// How much more plausible a reading is that excludes another one.
const CLEARLY = 1.6;

interface Candidate {
  readonly encoding: string;
  readonly script: 'latin' | 'other' | 'east-asian';
  /** Signs that are usual in texts of this encoding, a few of many for the East Asian ones. */
  readonly usual: string;
}

interface Reading {
  readonly candidate: Candidate;
  /** The same cells of the file, in this encoding. */
  readonly cells: readonly string[];
  /** From 1 on the text is plausible. */
  readonly score: number;
}

const WESTERN = 'äöüÄÖÜßéèêëàâáãåæçñíîïìóôòõøúûùœýÉÈÊÀÂÁÃÅÆÇÑÍÎÓÔÕØÚŒ€£§°ªº–—“”‘’„…«»®™´·¿¡ \u00a0';

// In the order in which they are named where they give the same text.
const CANDIDATES: readonly Candidate[] = [
  { encoding: 'windows-1252', script: 'latin', usual: WESTERN },
  {
    encoding: 'gb18030',
    script: 'east-asian',
    usual:
      '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严限有司贸易客户编码称销售额利润率订单购经状态去年负责管责险股份控集团实业材械食饮械具药品医械服饰汽配备张李王刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎沪深圳杭宁波苏州浙闽粤鲁川渝津武汉',
  },
  {
    encoding: 'big5',
    script: 'east-asian',
    usual:
      '的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力里如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題程展五果料象員位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別手角期根論運指幾九區強放決西被做必先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增客戶編號名稱銷售額毛利率訂單採購狀態負責股份有限公司企業貿易實業科技電子張李王劉陳楊趙黃周吳徐孫胡朱林何郭馬羅梁宋鄭謝韓唐馮台灣臺北高雄',
  },
  {
    encoding: 'euc-kr',
    script: 'east-asian',
    usual:
      '가각간갈감갑강개객거건검게겨격견결경계고곡공과관광교구국군권규그근금급기길김까나남내너네년노농누는능니다단달담당대더도동되두드든들디따때또라래량러럼레려력련로록론료루류르를름리마만많말매머면명모목무문물미민바박반발방배번법베변별병보복본봉부북분불브비빈사산살삼상새생서석선설성세소속손솔송수순술숙스습승시식신실심싱아안않알압애액야약양어언업없에여역연열영예오온와완외요용우운울원월위유육은을음응의이익인일임입있자작장재저적전점접정제조종좌주준중증지직진질집차찬참창처천철청체초총최추축출충치친칠카코크타태터테토통트특티파판팔퍼페평포표품프피하학한할함합항해행허혁현형호홀화확환활회획효후훈휴히흥',
  },
  {
    encoding: 'shift_jis',
    script: 'east-asian',
    usual:
      'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろわをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヲンヴー・株式会社有限東京大阪名前顧客番号売上高粗利益担当者部門状態取引先日本商事工業産業製作所電機田中山本川村井藤佐木高橋伊渡辺小林加吉松清石島前後最終注文年月一二三右雨円王音下火花貝学気九休玉金空犬見五口校左子四糸字耳七車手十出女森人水正生青夕赤千早草足男竹虫町天土入白八百目立力六羽雲園遠何科夏家歌画回海絵外角楽活間丸岩顔汽記帰弓牛魚強教近兄形計元言原戸古午語公広交光考行黄合谷国黒今才細算止市矢姉思紙寺自時室弱首秋週春書少場色食心新親図数西声星晴切雪船線組走多太体台地池知茶昼長鳥朝直通弟店点刀冬答頭同道読内南肉馬買麦半父風分聞米歩母方北毎妹万明鳴毛夜野友用曜来里理話悪安暗医委意育員院飲運泳駅央横屋温化荷界開階寒感漢館岸起期究急級宮球去曲局銀区苦具君係軽血決研県庫湖向幸港根祭皿仕死使始指歯詩次持実写主守酒受州拾習集住重宿暑助昭消章勝乗植申身神真深進世整昔全相送想息速族他打対待代第題炭短談着柱丁帳調追定庭笛鉄転都度投豆湯登等動童農波配倍箱畑発反坂板皮悲美鼻筆氷表秒病品負服福物平返勉放味命面問役薬由油遊予羊洋葉陽様落流旅両緑礼列練路和奈岡崎埼栃茨群静愛媛徳香沖縄鹿児熊賀城札幌函浜越沢澤斎斉邊鈴阿柴菅菊杉浦桜関尾瀬荒武荻永久保須塚堀栗梅津倉亀兵丹播磨紀恵智之夫雄郎治彦也介樹優輝翔健哲司隆浩康裕博貴希敬典栄孝義信克俊敏政弘昌幹純順雅達伸誠豊茂秀英勇結織菜穂沙彩華莉桃咲',
  },
  { encoding: 'macintosh', script: 'latin', usual: WESTERN },
  {
    encoding: 'windows-1250',
    script: 'latin',
    usual: 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰăâîşţĂÂÎŞŢđĐäöüßÄÖÜ€§–—“”‘’„…«» \u00a0',
  },
  {
    encoding: 'windows-1251',
    script: 'other',
    usual: 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁіїєґІЇЄҐ№«»–—“”„ \u00a0',
  },
  {
    encoding: 'windows-1253',
    script: 'other',
    usual: 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ€«»–—“”’ \u00a0',
  },
  { encoding: 'windows-1254', script: 'latin', usual: 'ğışĞİŞöüçÖÜÇâîûÂÎÛ€–—“”‘’ \u00a0' },
  {
    encoding: 'windows-1255',
    script: 'other',
    usual: 'אבגדהוזחטיךכלםמןנסעףפץצקרשת₪–—“” \u00a0',
  },
  {
    encoding: 'windows-1256',
    script: 'other',
    usual: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ، \u00a0',
  },
  {
    encoding: 'windows-1257',
    script: 'latin',
    usual: 'āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ€–—“”„ \u00a0',
  },
];

// The first so many different cells with a byte that is not ASCII. Bytes of two-byte encodings never look like
// one of these separators.
function unusualCells(bytes: Uint8Array): Buffer[] {
  const cells = new Map<string, Buffer>();
  let from = 0;
  let unusual = false;
  for (let at = 0; at < bytes.length && cells.size < MOST_CELLS; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x80) unusual = true;
    if (!SEPARATORS.has(byte)) continue;
    if (unusual) keep(bytes.subarray(from, at));
    from = at + 1;
    unusual = false;
  }
  if (cells.size === 0) keep(bytes.subarray(from));
  return [...cells.values()];

  function keep(cell: Uint8Array): void {
    const own = Buffer.from(cell);
    cells.set(own.toString('latin1'), own);
  }
}

const MOST_CELLS = 200;
const SEPARATORS = new Set([0x09, 0x0a, 0x0d, 0x22, 0x2c, 0x3b]);

function readingOf(candidate: Candidate, bytes: readonly Buffer[]): Reading[] {
  try {
    const cells = bytes.map((cell) => textOf(cell, candidate.encoding, true));
    return [{ candidate, cells, score: scoreOf(candidate, cells) }];
  } catch {
    return [];
  }
}

// Without "stream", Node 20 reads Windows-1252 as Latin-1.
function textOf(bytes: Uint8Array, encoding: string, fatal: boolean): string {
  const decoder = new TextDecoder(encoding, { fatal });
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

// The share of signs that are usual and stand where such signs stand, against what real text has.
function scoreOf({ script, usual }: Candidate, cells: readonly string[]): number {
  const known = new Set(usual);
  let good = 0;
  let all = 0;
  for (const cell of cells) {
    const signs = [...cell];
    for (const [index, sign] of signs.entries()) {
      if (isAscii(sign)) continue;
      if (script === 'east-asian' && /[\u3000-\u303f\uff00-\uff9f]/u.test(sign)) continue;
      all += 1;
      if (known.has(sign) && isInPlace(script, signs, index)) good += 1;
    }
  }
  return all === 0 ? 0 : good / all / LEAST[script];
}

// A text of Chinese, Korean or Japanese has many signs that are not among the most common ones.
const LEAST = { latin: 0.75, other: 0.75, 'east-asian': 0.4 } as const;

function isInPlace(script: Candidate['script'], signs: readonly string[], index: number): boolean {
  const sign = signs[index]!;
  const [before, after] = [signs[index - 1] ?? ' ', signs[index + 1] ?? ' '];
  if (script === 'other')
    return !isAsciiLetter(before) && !isAsciiLetter(after) && !(isLower(before) && isUpper(sign));
  // "ABC公司" is a name; a single sign inside a word is none.
  if (script === 'east-asian') return !isLower(before) && !(isAsciiLetter(before) && isAsciiLetter(after));
  if (!isLetter(sign)) return !(isLetter(before) && isLetter(after)) || sign === '’';
  if (isLetter(before) && isLetter(after) && !isAscii(before) && !isAscii(after)) return false;
  return !(isLower(before) && !isLower(sign));
}

function isAscii(sign: string): boolean {
  return sign.charCodeAt(0) < 0x80;
}

function isAsciiLetter(sign: string): boolean {
  return /^[A-Za-z]$/.test(sign);
}

function isLetter(sign: string): boolean {
  return /^\p{L}$/u.test(sign);
}

function isLower(sign: string): boolean {
  return /^\p{Ll}$/u.test(sign);
}

function isUpper(sign: string): boolean {
  return /^\p{Lu}$/u.test(sign);
}

// Encodings that give the same text are one reading.
function merge(readings: readonly Reading[]): Reading[] {
  const byText = new Map<string, Reading>();
  for (const one of readings) {
    const key = one.cells.join('\n');
    const known = byText.get(key);
    if (known === undefined) byText.set(key, one);
    else if (one.score > known.score) byText.set(key, { ...known, score: one.score });
  }
  return [...byText.values()];
}

// The readings whose first rows name the most of the wanted columns, where that is more than another names.
function namingMost(
  readings: readonly Reading[],
  bytes: Uint8Array,
  named: NonNullable<Layout['named']>,
): Reading[] {
  const lines = firstLines(bytes);
  const counts = readings.map(({ candidate }) => {
    const text = textOf(lines, candidate.encoding, false);
    const rows = text.split(/[\r\n]+/, HEADER_ROWS).map((row) => row.split(/[,;\t|]/).map(unquoted));
    return Math.max(...rows.map(named));
  });
  const most = Math.max(0, ...counts);
  const naming = readings.filter((_, index) => counts[index] === most);
  return naming.length < readings.length && most > 0 ? naming : [];
}

function firstLines(bytes: Uint8Array): Uint8Array {
  let lines = 0;
  const end = bytes.findIndex((byte) => {
    if (byte === 0x0a) lines += 1;
    return lines === HEADER_ROWS;
  });
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/s, '$1');
}

function doubtOf(
  readings: readonly Reading[],
  bytes: Uint8Array,
  cells: readonly Buffer[],
  inCriteria: boolean,
): OpenEncoding {
  let open = readings.map((reading) => ({
    reading,
    decoder: new TextDecoder(reading.candidate.encoding, { fatal: true }),
  }));
  const keepReadable = (chunk: Uint8Array, last: boolean): void => {
    open = open.filter(({ decoder }) => {
      try {
        decoder.decode(chunk, { stream: !last });
        return true;
      } catch {
        return false;
      }
    });
  };
  keepReadable(bytes, false);
  return {
    feed: (chunk) => keepReadable(chunk, false),
    error: () => {
      keepReadable(new Uint8Array(0), true);
      const left = open.slice(0, MOST_NAMED).map(({ reading }) => reading);
      return doubtError(left, cells, inCriteria);
    },
  };
}

const MOST_NAMED = 4;

function doubtError(left: readonly Reading[], cells: readonly Buffer[], inCriteria: boolean): DecodeError {
  const [best] = left;
  if (best === undefined) {
    const help = { en: 'export the file again as CSV UTF-8', zh: '请重新导出为 CSV UTF-8' };
    return new DecodeError(
      'bad-encoding',
      { en: 'the bytes are neither UTF-8 nor of any other encoding', zh: '文件既不是 UTF-8，也不是其他编码' },
      help,
    );
  }
  const at = tellingCell(left, cells.length);
  const texts = shortenUnlike(left.map(({ cells: own }) => own[at]!));
  const shown = left.map(({ candidate }, index) => ({
    en: `"${texts[index]}" in ${candidate.encoding}`,
    zh: `“${texts[index]}”（${candidate.encoding}）`,
  }));
  const message = {
    en: `the bytes are not UTF-8; a cell is ${joined(shown, COMMA).en}`,
    zh: `文件不是 UTF-8；其中一个单元格可能是${joined(shown, COMMA).zh}`,
  };
  const names = left.map(({ candidate }) => candidate.encoding);
  const help = inCriteria
    ? {
        en: `say which it is in the criteria: input: { encoding: ${best.candidate.encoding} }`,
        zh: `请在标准文件中指明：input: { encoding: ${best.candidate.encoding} }`,
      }
    : {
        en: `say which it is: ${names.map((name) => `--encoding ${name}`).join(' or ')}`,
        zh: `请指明编码：${names.map((name) => `--encoding ${name}`).join(' 或 ')}`,
      };
  return new DecodeError('ambiguous-encoding', message, help);
}

// The first cell that differs in all that are left, else the first.
function tellingCell(left: readonly Reading[], size: number): number {
  for (let at = 0; at < size; at += 1) {
    if (new Set(left.map(({ cells }) => cells[at])).size === left.length) return at;
  }
  return 0;
}

// Where long readings begin alike, from shortly before the place at which all of them differ.
function shortenUnlike(texts: readonly string[]): string[] {
  const shown = texts.map(shorten);
  if (new Set(shown).size === shown.length) return shown;
  const signs = texts.map((text) => [...text.trim()]);
  const places = signs.flatMap((one, index) =>
    signs.slice(0, index).map((other) => {
      const place = one.findIndex((sign, at) => sign !== other[at]);
      return place < 0 ? one.length : place;
    }),
  );
  const from = Math.max(0, Math.max(...places) - BEFORE);
  return signs.map((one) => `…${shorten(one.slice(from).join(''))}`);
}

const BEFORE = 8;

function shorten(text: string): string {
  const signs = [...text.trim()];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join('')}…` : signs.join('');
}

const LONGEST = 24;

/** The most plausible encoding of bytes that are not UTF-8, with a cell in it; null where none is plausible. */
export function likelyEncoding(
  bytes: Uint8Array,
): { readonly encoding: string; readonly cell: string } | null {
  const cells = unusualCells(bytes);
  const [best] = CANDIDATES.flatMap((candidate) => readingOf(candidate, cells)).sort(
    (a, b) => b.score - a.score,
  );
  if (best === undefined || best.score < 1) return null;
  return { encoding: best.candidate.encoding, cell: shorten(best.cells[0]!) };
}

/** The web's name of an encoding, whatever name a person knows it by; null where there is none. */
export function encodingNamed(told: string): string | null {
  const name = told.trim().toLowerCase();
  const known = ALIASES[name.replace(/[_ ]/g, '-')] ?? name;
  try {
    return new TextDecoder(known).encoding;
  } catch {
    return null;
  }
}

/** Whether an encoding, by whatever name, has one byte for each sign. */
export function isOneByte(told: string): boolean {
  const name = encodingNamed(told);
  return CANDIDATES.some(({ encoding, script }) => encoding === name && script !== 'east-asian');
}

// The names of code pages that the web does not know.
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  cp874: 'windows-874',
  cp10000: 'macintosh',
  cp54936: 'gb18030',
  cp65001: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-8-bom': 'utf-8',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
  ansi: 'windows-1252',
};
