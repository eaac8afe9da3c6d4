/**
 * Words that stand where a name should, as `named-person.ts` compares them: lower case, ASCII width, without dots.
 * A word that is also a surname is never in a list that decides alone: a wrong accusation is worse than a miss.
 */

/** Titles before a name: with one, any word may be a surname. */
export const TITLES = words('mr mrs ms mx miss dr prof professor sir madam herr frau mme monsieur señor');

/** What stands alone in a cell that nobody filled in. */
export const WHOLE_PLACEHOLDERS = phrases(`
  na | n a | nn | n n | none | no | no one | noone | nobody | null | nil | undefined | unknown | empty | blank
  open | still open | position open | open position | house | house account | house acct | house accounts
  pending | dummy | test | test user | temp | new | new hire | new kam | default | default user | default owner | other | others
  system | system user | system administrator | admin | administrator | crm | crm admin | api | import | migration
  various | multiple | several | diverse | divers | verschiedene | all | any | anyone | everyone | everybody
  x | xx | xxx | xxxx | xyz | abc | aaa | asdf | same | see above | as above | same as above | not applicable | not known
  company | customer | employee | user | me | self
  offen | noch offen | ohne | kein | keine | keiner | niemand | unbekannt | hauskonto | folgt | siehe oben | alle | intern
  无 | 暂无 | 没有 | 无人 | 空 | 缺 | 公司 | 公共 | 公海 | 公海客户 | 公海池 | 公共客户 | 公司客户 | 自有 | 测试 | 系统 | 管理员
  系统管理员 | 默认 | 其他 | 其它 | 同上 | 未知 | 不详 | 未定 | 不明 | 全体 | 所有人 | 多人 | 大家 | 内部 | 老客户 | 新人 | 暂缺
`);

/** What says "nobody yet", wherever it stands in the cell. */
export const PLACEHOLDER_PHRASES = phrases(`
  tbd | tba | tbc | t b d | to be determined | to be decided | to be assigned | to be confirmed | to be announced | to be named
  to be hired | to be appointed | to be filled | to assign | not assigned | not yet assigned | not allocated | unassigned | unallocated
  no owner | no manager | no account manager | vacant | currently vacant | vacancy | house account | former employee | ex employee
  vakant | unbesetzt | nicht besetzt | nicht zugeordnet | nicht zugewiesen | nicht vergeben | keine zuordnung | zu besetzen
  wird noch benannt | noch zu benennen | wird nachbesetzt
`);

/** The same in Chinese, which has no blanks between words. */
export const CHINESE_PLACEHOLDERS = [
  ...words(
    `待定 待分配 待指定 待确认 待补充 待招 待聘 待安排 未分配 未指定 未安排 未确定 空缺 暂缺 暂无 招聘中 无人负责 无负责人`,
  ),
];

/** Behind a name: the person is not there any more. */
export const GONE = words(
  `left gone resigned retired inactive former departed ausgeschieden inaktiv ehemalig ehemals 离职 已离职 离岗 退休`,
);

/** Never part of a name: whoever has one of these is a group, a desk or a company. */
export const GROUP_WORDS = words(`
  team teams dept depts department departments division divisions office offices backoffice unit units desk helpdesk servicedesk
  hotline callcenter callcentre center centre squad region service services support management mgmt marketing operations ops accounts
  committee headquarters partners agency gmbh ltd llc inc plc corp holding
  abteilung zentrale innendienst aussendienst außendienst kundenservice kundendienst niederlassung filiale vertrieb verkauf
  bereich geschäftsführung geschäftsleitung buchhaltung einkauf agentur
`);

/** German and English words written in one: Vertriebsteam, Kundenbetreuung, Salesteam. */
export const GROUP_COMPOUND =
  /^(?:vertriebs|verkaufs|kunden|außendienst|aussendienst|innendienst)\p{L}{4,}$|^(?:sales|service|kam|export|account|support|kunden)-?team$/u;

/** What groups are called after. Many are surnames too, so they make a group only among themselves. */
export const GROUP_PARTS = words(`
  sales inside outside field key account kam gam account-management export import market markt retail wholesale oem b2b b2c industry
  industrial energy healthcare construction public sector channel partner distribution direct online web e-commerce ecommerce
  strategic enterprise corporate commercial global national international regional local internal external house group gruppe
  pool branch board crew abt store shop business development customer customers client clients technical after
  north south east west central northeast northwest southeast southwest nord süd sued ost mitte nordost nordwest südost südwest
  emea apac dach uk usa us eu europe asia china germany america americas latam benelux nordics
  a b c d e i ii iii iv of the and for und der die das für
`);

/** The compass, which is also the name of families: alone it is taken for one. */
export const LONELY_SURNAMES = words(`
  north south east west nord süd ost mitte key field market markt partner gruppe pool branch board crew abt store shop
  head chief
`);

/** What people do, not who they are. */
export const ROLE_WORDS = words(`
  manager managers director directors head lead leader chief officer executive rep reps representative representatives consultant agent
  assistant associate specialist coordinator salesman saleswoman salesperson seller owner ceo cfo coo cso vp svp president chairman
  trainee intern junior senior deputy vice acting key-account-manager account-manager
  leiter leiterin leitung manager-in managerin geschäftsführer geschäftsführerin vertreter vertreterin mitarbeiter mitarbeiterin
  sachbearbeiter sachbearbeiterin berater beraterin verkäufer verkäuferin chef
`);

/** What a mailbox of nobody in particular is called. */
export const MAILBOX_WORDS = words(`
  sales info kam office team service support contact order orders admin hello mail export accounts account keyaccount keyaccounts
  key customer customers customerservice customercare care desk helpdesk crm inbox marketing billing vertrieb verkauf kundenservice
  innendienst bestellung kontakt zentrale noreply no-reply postmaster xiaoshou kefu yewu
`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

function phrases(text: string): ReadonlySet<string> {
  return new Set(text.split(/[|\n]/).map((phrase) => phrase.trim()));
}
