import { foldName } from '../../fields/fold.ts';
import type { ValueType } from '../../fields/value.ts';
import { foldHeader, periodOf, spellNumber } from './header-period.ts';

/** A fact of key-account management that exports usually have, with the types its cells may have. */
export interface KnownFact {
  readonly name: string;
  readonly types: readonly ValueType[];
}

/** What a header says: the fact that it is known for, and the year it names. */
export interface KnownHeader {
  readonly fact: KnownFact;
  /** 2025 in "Revenue 2025": the newest year is the fact, the one before its prior fact. */
  readonly year: number | null;
}

/** The fact that a header is known for, in the languages of the words below; null for all others. */
export function findKnown(header: string): KnownHeader | null {
  const own = withoutTable(header);
  const known = knownAs(header) ?? knownAs(own);
  if (known !== null) return known;
  if (datesLastOrder(header) || datesLastOrder(own)) return LAST_ORDER;
  return numbersCustomer(header) ? CUSTOMER_ID : null;
}

// What a tool of reports puts before the name of a column: how it was added up, and its table.
function withoutTable(header: string): string {
  const own = header.trim().replace(FUNCTION, '$1').replace(IN_TABLE, '$1').replace(CUSTOM, '');
  return own.replace(ADDED_UP, '').replace(TABLE, '');
}

// "SUM(net_revenue)", "DimCustomer[CustomerCode]", and what marks a column that a company added by itself.
const FUNCTION = /^(?:sum|max|min)\s*\(([^()]+)\)/i;
const IN_TABLE = /^[^[\]]*\[([^[\]]+)\]$/;
const CUSTOM = /^(?:x_studio_|x_|cf_|custom(?: field)?\s*[:.]\s*)/i;
const ADDED_UP =
  /^(?:sum|total|max|min|first|latest|last value|average|summe|somme|suma|求和项)[\s_]*(?:of|von|de|[:：])[\s_]*/i;
const TABLE =
  /^(?:organi[sz]ation|account|customer|client|compan(?:y|ie)|order|deal|subscription|invoice)s?\s*(?:\.|\s[-–→>]|:)\s*|^(?:organi[sz]ations|accounts|customers|clients|companies|orders|deals|subscriptions|invoices)\s+/i;

function knownAs(header: string): KnownHeader | null {
  const named = FACTS.get(plainHeader(header));
  if (named !== undefined) return { fact: named, year: null };
  const period = periodOf(header);
  const fact = period === null ? undefined : FACTS.get(period.rest);
  if (fact === undefined) return null;
  const { year } = period!;
  if (year === 1) return { fact, year: null };
  const prior = priorOf(fact.name);
  if (prior === null) return null;
  return year === 0 ? { fact: prior, year: null } : { fact, year };
}

// Whether a header says the day of the last order or of what comes with one, and nothing besides: "Date of Last Invoice",
// last_ship_dt, 最近成交日期. Without a word for the day it may as well be the amount.
function datesLastOrder(header: string): boolean {
  if (header.length > LONGEST_READ) return false;
  const name = foldHeader(partWords(header));
  const words = name.split(/[^\p{L}]+/u).filter((word) => word !== '');
  return (
    LAST_ORDER_ZH.test(name) ||
    (words.every((word) => LAST.test(word) || ORDERED.test(word) || DAY.test(word) || BESIDE.test(word)) &&
      [LAST, ORDERED, DAY].every((wanted) => words.some((word) => wanted.test(word))))
  );
}

const LONGEST_READ = 100;
const LAST = /^(?:last|latest|recent|max|letzte[rsn]?)$/;
const ORDERED =
  /^(?:orders?|ordered|sales?|sold|purchased?|purchases|invoiced?|billing|billed|ship|shipped|shipment|shipping|delivery|delivered|deal|transaction|trx|inv|po|(?:bestell(?:ung)?|auftrags?|rechnungs?|beleg|liefer(?:ung)?|einkaufs?|verkaufs?|kauf|umsatz|faktura|buchungs?)(?:datum)?)$/;
const DAY = /^(?:date|day|dt|on|at|ts|time|timestamp|am|vom|datum|\p{L}+datum)$/u;
const BESIDE = /^(?:of|the|most|won|closed?|document|doc|posting|der)$/;
const LAST_ORDER_ZH =
  /^(?:最近|最后|最新|上次|末次)(?:一次|一笔)?(?:下单|订单|订货|采购|购买|消费|成交|成单|交易|销售|赢单|签约|签单|发货|出库|出货|开票|开单|提货|进货)(?:日期|时间|日)$/;

// "ClienteID" and "IDClient" are two words each.
function partWords(header: string): string {
  return header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
}

// Whether a header says the number of the customer and nothing besides, in whichever order: "IDClient", id_cliente.
function numbersCustomer(header: string): boolean {
  if (header.length > LONGEST_READ) return false;
  const words = foldHeader(partWords(header))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return (
    words.every((word) => NUMBERS.test(word) || CUSTOMER.test(word) || OF.test(word)) &&
    [NUMBERS, CUSTOMER].every((wanted) => words.some((word) => wanted.test(word)))
  );
}

const NUMBERS =
  /^(?:id|no|nr|nbr|num|number|code|nummer|numéro|numero|número|code|codice|código|codigo|kod|kodu|numer|код|номер|sk)$/;
const CUSTOMER =
  /^(?:customers?|cust|clients?|clientes?|clienti|accounts?|acct|kunden?|debitoren?|klanten?|klient[ai]?|kontrahenta?|kunder?|müşteri|musteri|клиента?|контрагента?|покупателя?|pelanggan)$/;
const OF = /^(?:of|de|du|do|da|del|della|des|le|la|der|von|van)$/;

/** Whether days under a header may be those of orders: none says when something was opened, changed or ordered last. */
export function mayDateOrder(header: string): boolean {
  return !NO_ORDER.test(header);
}

const NO_ORDER =
  /created|modified|updated|since|birth|founded|last|opened|seit|geburt|创建|修改|更新|出生|成立|最近|最后/i;

/** The fact of the year before: prior_revenue of revenue; null when there is none. */
export function priorOf(name: string): KnownFact | null {
  return BY_NAME.get(`prior_${name}`) ?? null;
}

/** A header without case, width, punctuation, and its unit or a currency at its end: how known headers are compared. */
export function plainHeader(header: string): string {
  return foldHeader(header).replace(/[^\p{L}\p{N}%]+/gu, '');
}

const KNOWN: readonly (readonly [name: string, types: string, headers: string])[] = [
  [
    'customer_id',
    'id',
    'customer id|customer key|account key|client key|customer number|customer no|customer code|cust id|cust no|account id|account id 18|account number|account no|account code|client id|client number|company id|debtor number|kunnr|kundennummer|kunden nr|kundennr|debitor|debitorennummer|客户编号|客户编码|客户代码|客户号|客户id|客商编码|往来单位编码|购货单位编码|record id|kunden id|adress nr|konto nr|party code|party no|code client|numéro client|n° client|no client|código cliente|código de cliente|codice cliente|código do cliente|klantnummer|klantcode|kundnr|kundnummer|kundenr|kod klienta|kod kontrahenta|cari kodu|müşteri kodu|код клиента|код контрагента|得意先コード|取引先コード|顧客コード|顧客番号|거래처코드|고객코드|고객번호|客戶編號|客戶代碼|客户简码|a/c|a/c ref|reference|customer reference|konto|kontonummer|geschäftspartner|sold to party|customer account|kd nr|cód cliente|cod cliente|cod client|单位编号|售达方|cust|acct no|acct number|debiteurnr|debiteurnummer|numéro de compte|código sn|party number|分销商编号',
  ],
  [
    'customer_name',
    'text',
    'customer name|customer|account name|account|client name|client|company|company name|name|name 1|display name|firma|kunde|kundenname|客户名称|客户|客户全称|公司名称|企业名称|客商名称|往来单位|往来单位名称|购货单位|购货单位名称|organization name|organisation|organisation name|party name|firmenname|nom du client|nom client|raison sociale|intitulé|razón social|cliente|nombre del cliente|razão social|nome do cliente|ragione sociale|klant|klantnaam|bedrijf|bedrijfsnaam|kundnamn|navn|namn|nazwa kontrahenta|kontrahent|klient|cari ünvanı|müşteri|müşteri adı|контрагент|клиент|название компании|наименование|得意先名|得意先|取引先名|取引先|顧客名|거래처명|거래처|고객명|客戶名稱|客戶|客户简称|matchcode|bezeichnung|kurzbezeichnung|sold to party name|nom|nombre fiscal|单位全名|名称 1|compte|naam|nombre sn|分销商名称|公司名',
  ],
  [
    'business_unit',
    'text',
    'business unit|bu|division|segment|product line|sparte|geschäftsbereich|事业部|业务单元|业务线|产品线',
  ],
  [
    'account_manager',
    'text',
    'account manager|key account manager|kam|account owner|owner|owner name|company owner|customer owner|client owner|rep|sales rep|sales representative|salesperson|sales person|kundenbetreuer|betreuer|vertreter|客户经理|大客户经理|负责人|客户所有人|所有人|销售代表|业务员|专管业务员|销售员|gestor de cuenta|commercial|responsable de compte|sales owner|organization owner|account owner name|assigned to|assigned user name|owned by|our contact|accountinhaber|verantwortlicher|außendienst|représentant|comercial|agente|vendedor|accountmanager|verantwoordelijke|säljare|sælger|opiekun|handlowiec|satış temsilcisi|менеджер|ответственный|担当者|営業担当|담당자|業務員|專員|am|acct mgr|acct manager|salesperson name|salesperson code|salesrep|salesrep name|sales rep name|sales executive|relationship manager|verkäufer|verkäufercode|跟进人|经手人|销售人员|销售经理|销售负责人|客户负责人|归属人|归属销售|归属员工|归属导购|跟单员|业务经理|propriétaire|sales taker|employee responsible|coordinator|业务负责人',
  ],
  [
    'status',
    'choice',
    'status|account status|customer status|client status|status reason|record status|lifecycle|lifecycle stage|lifecycle status|account type|customer type|client type|type|stage|kundenstatus|kundentyp|kundenart|statut|statut client|estado|estado del cliente|状态|客户状态|客户阶段|客户类型|合作状态|contact type|category|label|record type|subscription status|subscriptions status|kategorie|typ|typologie|état|stato|situação|durum|статус|тип компании|상태|状況|客戶狀態',
  ],
  [
    'revenue',
    'money',
    'revenue|revenue 12m|revenue last 12 months|revenue ltm|ltm revenue|arr|mrr|annual recurring revenue|monthly recurring revenue|total invoiced|net sales|net revenue|sales|annual revenue|annual sales|total revenue|total sales|turnover|sales amount|amount|net amount|net value|line total|line amount|invoice amount|umsatz|nettoumsatz|nettobetrag|betrag netto|nettowert|warenwert|netwr|jahresumsatz|近12个月销售额|本期销售额|销售额|年销售额|营业额|收入|营收|销售收入|本年累计|本年销售额|本期|本期金额|ventas|ventas netas|facturación|importe|importe neto|chiffre d affaires|chiffre affaires|ca|ca ht|ca net|montant ht|umsatzerlöse|total billed|total spent|total spend|annual spend|lifetime spend|lifetime sales|lifetime value|income|all income|total income|won deals value|total a/r invoice|sales lcy|net billings|umsatz netto|erlöse|chiffre d affaires ht|ventes|ventes nettes|ventas totales|faturamento|faturamento total|faturamento líquido|vendas|receita|fatturato|ricavi|omzet|omzet excl btw|omsättning|försäljning|omsætning|omsetning|liikevaihto|sprzedaż|sprzedaż netto|obroty|obrót|ciro|net satış|satış tutarı|выручка|оборот|годовой оборот|продажи|売上|売上高|売上金額|매출|매출액|銷售額|營業額|銷售金額|销售金额|销售总额|成交金额|交易金额|含税金额|含税销售额|不含税金额|不含税销售额|无税金额|价税合计|本币金额|本币无税金额|本币价税合计|invoiced|累计消费金额|累计成交金额|消费金额|invoiced sales|monetary|monthly revenue|total venta|受注金額',
  ],
  [
    'prior_revenue',
    'money',
    'prior revenue|revenue prior 12m|revenue prior 12 months|previous revenue|revenue last year|last year revenue|prior year revenue|revenue py|prior sales|sales last year|last year sales|umsatz vorjahr|vorjahresumsatz|上年同期销售额|前12个月销售额|去年销售额|上年销售额|上期销售额|上年累计|上年同期|去年同期|上期|上期金额',
  ],
  [
    'gross_profit',
    'money',
    'gross profit|gross profit last 12 months|profit|contribution|contribution margin amount|deckungsbeitrag|rohertrag|db|毛利|毛利额|利润|db 1|db i|db1|rohgewinn|marge brute|margen bruto|margine lordo|margine|粗利|粗利益|매출이익|валовая прибыль|brutto winst|bruttovinst|毛利額|毛利金额|销售毛利|销售毛利额|brutomarge',
  ],
  [
    'prior_gross_profit',
    'money',
    'prior gross profit|gross profit prior 12 months|gross profit last year|prior profit|deckungsbeitrag vorjahr|上年同期毛利|去年毛利|上年毛利',
  ],
  [
    'quantity',
    'number',
    'quantity|qty|units sold|units last 12 months|units|volume|menge|absatz|销量|近12个月销量|数量|销售数量|quantité|quantità|quantita|quantite|ilosc|cantidad|quantidade|aantal|ilość|количество|кол-во|adet|pieces|pcs|order quantity|order qty|quantity ordered|qty ordered|quantity shipped|qty shipped|quantity invoiced|qty invoiced|stück|stückzahl|stk|kolli|colli|bestellmenge|liefermenge|件数|個数|수량|출고수량|판매수량',
  ],
  [
    'prior_quantity',
    'number',
    'prior quantity|prior units|units prior 12 months|quantity last year|prior volume|menge vorjahr|absatz vorjahr|上年同期销量|去年销量|上年销量',
  ],
  ['potential', 'money', 'potential|annual potential|wallet|wallet size|potenzial|潜力|年采购潜力|采购潜力'],
  [
    'last_order',
    'date',
    'last order|last order date|recent deal close date|last deal close date|last purchase|last purchase date|last invoice|last invoice date|letzte bestellung|letzter auftrag|最近下单日期|最后下单日期|最近订单日期|最近采购日期|最后交易日期|last invoiced|date last invoiced|last inv date|last billing date|last voucher date|last order at|last order ts|last ordered at|last ordered|max of ordered at|max of order date|max of invoice date|latest order|latest order date|last sale|last sale date|letzte rechnung|letzter beleg|letzte lieferung|letzter auftrag am|letzte bestellung am|letzter einkauf|dernière facture|date dernière facture|dernière commande|date dernière commande|última compra|última venta|última factura|último pedido|ultima fattura|ultimo ordine|laatste factuur|laatste order|laatste bestelling|senaste order|senaste faktura|senaste köp|seneste faktura|seneste ordre|siste faktura|data ostatniej faktury|ostatnie zamówienie|data ostatniej sprzedaży|son satış tarihi|son sipariş tarihi|son fatura tarihi|дата последней продажи|дата последней сделки|последний заказ|дата последнего заказа|最終売上日|最終取引日|最終受注日|최종거래일|최근거래일|최근주문일|最後交易日期|最後下單日期|最后发货日期|最后开票日期|last po|last billing|letzter verkauf|latest invoice|dernière commande le|dernière facture le|date de dernière commande|date de dernière facture|dernière vente|date dernière vente|laatste factuurdatum|laatste orderdatum',
  ],
  [
    'on_time_rate',
    'percent',
    'on time rate|on time delivery|on time|otd|otif|liefertreue|准时交付率|准时率|及时交付率',
  ],
  ['margin', 'percent', 'margin|gross margin|margin %|gross margin %|gm %|marge|毛利率|利润率'],
  [
    'growth',
    'percent',
    'growth|growth rate|revenue growth|growth %|yoy|yoy %|yoy growth|wachstum|增长率|同比|同比增长|同比增长率',
  ],
  [
    'new_market',
    'flag',
    'new market|strategic|strategic account|strategic customer|strategisch|新市场|战略客户',
  ],
  [
    'customer_class',
    'choice',
    'class|customer class|abc|abc class|tier|account tier|rating|grade|klasse|abc klasse|kundenklasse|等级|客户等级|客户级别|级别',
  ],
  [
    'ultimate_parent',
    'text',
    'ultimate parent id|ultimate parent account|ultimate parent name|global ultimate|global parent|top parent|konzern|konzernmutter|mutterkonzern|oberste muttergesellschaft|集团|集团公司|所属集团|集团名称',
  ],
  [
    'parent_id',
    'text',
    'parent|parent account|parent account id|parent account name|parent company|parent company id|parent customer|parent number|parent name|muttergesellschaft|konzernnummer|konzs|maison mère|société mère|matriz|母公司|母公司编号|上级客户|上级单位|上级公司',
  ],
  ['lost_reason', 'choice text', 'lost reason|reason lost|churn reason|loss reason|verlustgrund|流失原因'],
];

// What programs call them inside: SAP, Dynamics, Odoo, Kingdee, Yonyou. People rarely know these names, so what they
// were taken for is said.
const TECHNICAL: readonly (readonly [name: string, headers: string])[] = [
  [
    'customer_id',
    'cusnum|custnum|cusno|custno|cusnbr|cstnbr|kunag|cardcode|hs object id|ccuscode|fcustnumber',
  ],
  ['customer_name', 'cusnam|custnam|custname|cardname|ccusname|fcustname'],
  ['business_unit', 'spart'],
  ['account_manager', 'ownerid|owner id|slpname|fsalername'],
  ['revenue', 'netwr|umsav|umsat'],
  ['prior_revenue', 'umsa1'],
  ['last_order', 'fkdat|last fkdat'],
  ['status', 'statecode|statuscode'],
  ['customer_class', 'kukla'],
];

/** The fact that a program's inner name of a column stands for; null for the names that people give. */
export function findTechnical(header: string): string | null {
  return TECHNICAL_FACTS.get(plainHeader(header)) ?? null;
}

const TECHNICAL_FACTS: ReadonlyMap<string, string> = new Map(
  TECHNICAL.flatMap(([name, headers]) =>
    headers.split('|').map((header) => [plainHeader(header), name] as const),
  ),
);
const BY_NAME: ReadonlyMap<string, KnownFact> = new Map(
  KNOWN.map(([name, types]) => [name, { name, types: types.split(' ') as ValueType[] }]),
);
const LAST_ORDER: KnownHeader = { fact: BY_NAME.get('last_order')!, year: null };
const CUSTOMER_ID: KnownHeader = { fact: BY_NAME.get('customer_id')!, year: null };
const FACTS: ReadonlyMap<string, KnownFact> = new Map(
  [
    ...KNOWN.flatMap(([name, , headers]) =>
      [name, ...headers.split('|')].map((header) => [plainHeader(header), name] as const),
    ),
    ...TECHNICAL_FACTS,
  ].map(([header, name]) => [header, BY_NAME.get(name)!]),
);

/** What the words of a header hint at; cells decide, the hint only chooses between readings that all fit. */
export interface HeaderHints {
  readonly date: boolean;
  readonly money: boolean;
  readonly ratio: boolean;
  readonly flag: boolean;
  /** What a yes in the column says of a customer. */
  readonly mark: Mark | null;
  /** A number, code or year that names something and is no amount. */
  readonly code: boolean;
  /** The id of something other than the customer: a postcode, a phone, an order, a person. */
  readonly othersId: boolean;
  /** Whether it says how much a customer buys, or an amount that does not: a cost, a price, an age. */
  readonly size: 'says' | 'denies' | null;
}

/** What a flag says of the customers that it marks: gone, still buying, or not buying yet. */
export type Mark = 'lost' | 'active' | 'prospect';

/** Looks for English, German and Chinese words; case, width and what stands between words play no part. */
export function hintsOf(header: string): HeaderHints {
  const words = ` ${foldName(partWords(spellNumber(header)).replace(WITH_TAX, ''))
    .replace(/[^\p{L}\p{N}%$€£¥]+/gu, ' ')
    .trim()} `.replace(THIS_OR_LAST, '');
  const mark = markOf(words);
  return {
    date: DATE.test(words) || findKnown(header)?.fact.types.includes('date') === true,
    money: MONEY.test(words),
    ratio: RATIO.test(words),
    flag: mark !== null || /^ (?:is|has|ist|hat) |是否/.test(words),
    mark,
    code: CODE.test(words) || ADDRESS.test(words) || (ORGANISATION.test(words) && !SIZE.test(words)),
    othersId: OTHERS_ID.test(words) || ADDRESS.test(words) || PIPELINE.test(words),
    size: sizeOf(words),
  };
}

// An amount with or without its tax is no tax.
const WITH_TAX = /不?含税|无税|价税/g;
// "This year" is no year, which would be a number that says nothing of a customer's size.
const THIS_OR_LAST =
  / (?:(?:this|last|prior|previous|current)(?: (?:fiscal|financial|calendar))? (?:year|yr)|(?:lfd|laufendes|akt|aktuelles|letztes|voriges) jahr)(?= )/;
const DATE =
  / (?:date|datum|erdat|aedat|day|since|created|modified|last order|last activity|on|am|seit) |日期|时间|日$/;
const MONEY =
  / (?:revenue|sales|amount|turnover|profit|price|cost|value|wallet|budget|balance|credit|umsatz|\p{L}*betrag|\p{L}+wert|preis|usd|eur|gbp|cny|rmb) |[$€£¥]|金额|销售额|收入|利润|毛利|价|费用|预算|元/u;
const RATIO =
  / (?:rate|ratio|percent|percentage|share|margin|growth|pct|quote|anteil|marge) |%|率|比例|占比|百分/;
const CODE =
  / (?:id|no|nr|num|\p{L}*nummer|\p{L}{3,}nr|numer|número|numero(?! di)|numéro|номер|number(?! of)|code|código|codigo|codice|kod|kodu|код|key|zip|postal|postcode|plz|cep|vat|tax|siret|siren|nif|nit|rut|ruc|cuit|cnpj|cpf|nip|regon|cvr|kvk|инн|кпп|огрн|p iva|partita iva|gstin|abn|naics|duns|iban|org|organi[sz]ation|vkorg|vtweg|spart|vkbur|vkgrp|bukrs|werks|kdgrp|verkaufsorganisation|verkaufsorg|buchungskreis|year|founded|jahr|index|row) |编号|編號|编码|代码|コード|코드|번호|号|税|年份|序/u;

// A part of the seller's own house, unless its sales are meant.
const ORGANISATION =
  / (?:branch|office|plant|dept|department|district|territory|region|zone|filiale|werk|gebiet|bezirk|abteilung) |组织|部门|分公司/;
// What a deal goes through is not where it stands: HubSpot calls its first one "Sales Pipeline".
const PIPELINE = / pipeline $/;
// Where somebody is reached: digits that are no amount, and no id of a customer.
const ADDRESS =
  / (?:(?:tele|cell)?phone ?\d*|tel|telefon(?:nummer|nr|e|o)?|telefoon(?:nummer|nr)?|teléfono|téléphone|телефон|fax|faxnummer|mobile?|mobilnummer|handy|handynummer|handynr|rufnummer|cell|celular|móvil|movil|portable|gsm|whats ?app|we ?chat|zip|cep|postal|postcode|post code|plz|pstlz|postleitzahl|postnr|postnummer|pin ?code|kod pocztowy|индекс|hausnummer) |^ cap $|电话|電話|手机|联系方式|邮编|邮政编码|郵便|전화|우편/u;
const OTHERS_ID =
  / (?:parent|owner|manager|user|rep|created|modified|vat|tax|ust|transaction|trans|txn|receipt|payment|opportunity|opp|deal|order|quote|invoice|bill|case|ticket|contract|product|item|article|material|document|line|auftrag|auftrags|auftragsnummer|rechnung|rechnungs|rechnungsnummer|bestell|bestellnummer|angebot|beleg|belegnummer|artikel|artikelnummer|facture|commande|produit|ligne|factura|pedido|producto|venta|detalle|fatura|produto|venda|nota|fattura|ordine|prodotto|vendita|factuur|bestelling|faktura|zamówienie|zamówienia|produktu|kategorii|заказ|заказа|товара?|счет|fatura|ürün|sipariş) |税|订单|受注|注文|品番|商品|单号|发票|合同|商机|产品|物料|流水|凭证/;
const SIZE =
  / (?:revenue|sales|turnover|amount|amt|value|premium|charges?|billings?|billed|invoiced|spend|spent|spending|purchases?|monetary|arr|mrr|acv|tcv|ltv|clv|clt?v|volume|\p{L}*betrag|\p{L}*wert|ventas?|ventes?|importe|facturación|montant|chiffre|ca|rev|sub ?total|jvz|verkauf|verkäufe) |umsatz|erlös|销售|金额|营收|收入|营业额|采购额|消费额|合同额|成交额|签约额|总额|回款|赢单|净值|净额|产值|业绩|实际/u;
const DURATION =
  / (?:months?|weeks?|years?|quarters?|monate?|jahre|quartal|woche|mois|semaine|trimestre|mes|meses|mese|mesi|mês|maand|miesiąc|miesiac|tydzień|rok|anno|año|année|jaar|yıl|ay|месяц|год) |月数|年限/;
const NO_SIZE =
  / (?:claims?|costs?|expenses?|discounts?|rebates?|refunds?|returns?|returned|credits?|credit limit|limit|debts?|balance|outstanding|overdue|receivables?|price|tax|vat|commission|salary|income|budget|fees?|deductions?|age|days|since|tenure|year|rank|score|rating|probability|latitude|longitude|lat|lon|lng|percent|rate|ratio|kosten|aufwand|aufwände|rabatt|skonto|(?:steuer|mwst|ust|rabatt|skonto|fracht|zoll|mahn|offener )\p{L}*betrag|(?:grenz|schwell|mindest|rest|soll|ziel)wert|gutschrift|gutschriften|forderung|forderungen|saldo|kreditlimit|mahnstufe|preis|alter|tage|coût|coûts|âge|ancienneté|latitud|longitud|edad|età|idade|leeftijd|wiek|возраст|remise|remises|frais|solde|descuento|descuentos|coste|costes|gastos|devoluciones|saldo|change|changes|difference|diff|variance|targets?|quota|goal|plan|planned|forecast|veränderung|abweichung|differenz) |成本|费用|折扣|退款|退货|欠款|应收|余额|信用额度|税|单价|价格|年龄|天数|得分|排名|目标|计划|预测|差额|差异|增减|增长|未回款|未收|待收|逾期/u;

function sizeOf(words: string): HeaderHints['size'] {
  if (NO_SIZE.test(words)) return 'denies';
  if (SIZE.test(words)) return 'says';
  return DURATION.test(words) ? 'denies' : null;
}

// A header marks customers only where it says nothing else: "Churn" and "Is Closed", not "Closed Orders".
function markOf(header: string): Mark | null {
  const plain = header.replace(ABOUT_MARKS, '');
  const found = MARKS.find(([, words]) => plain.replace(words, '').trim() === '' && words.test(plain));
  return found?.[0] ?? null;
}

/** The texts of a status that say the customer has left. */
export function closedValues(values: readonly string[]): string[] {
  return values.filter((value) => says(value, CLOSED) && !says(value, WON));
}

/** The texts of a status that say the customer has not bought yet. */
export function prospectValues(values: readonly string[]): string[] {
  return values.filter((value) => says(value, PROSPECT) && !says(value, CLOSED));
}

/** The texts of a class that say the customer matters most. */
export function keyValues(values: readonly string[]): string[] {
  return values.filter((value) => says(value, KEY));
}

function says(value: string, words: RegExp): boolean {
  return words.test(foldName(value));
}

// Whole words in languages that part them, and texts in any place in Chinese.
function wordsOf(words: string, han: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}+])|${han}`, 'u');
}

const CLOSED = wordsOf(
  [
    'closed?|inactive|lost|churn(?:ed)?|attrited|exited|terminated|cancell?ed|ended|former|ex|dormant|archived|blocked|deleted|deactivated|out of business',
    'inaktiv|geschlossen|gekündigt|verloren|ehemalig\\p{L}*|gesperrt|gelöscht|stillgelegt',
    'ex[- ]klant|oud klant|voormalig\\p{L}*|inactief|tidigare kund|tidligere kunde|były klient|nieaktywn\\p{L}*|eski müşteri|pasif|бывш\\p{L}*|неактивн\\p{L}*|ex cliente',
    'inattiv[oa]|cessat[oa]|disattivat[oa]|bloccat[oa]|inativ[oa]|encerrad[oa]|bloquead[oa]|geblokkeerd|opgezegd',
    'inactif|perdue?|fermée?|résiliée?|ancien client|inactivo|perdido|cerrado|cancelado|antiguo cliente',
  ].join('|'),
  '关闭|流失|丢失|停用|终止|注销|休眠|非活跃|停止|冻结|黑名单|已删除|해지|거래중지|休止|取引停止|解約',
);
const PROSPECT = wordsOf(
  [
    'prospects?|prospective|leads?|targets?|opportunity|pipeline|potential|trial',
    'interessent\\p{L}*|neukunde|prospecto?s?|client potentiel|cliente potencial|potenzielle\\p{L}*|potentiële klant|potencjaln\\p{L}*|potansiyel|aday|потенциальн\\p{L}*|лид',
  ].join('|'),
  '潜在|意向|目标|商机|线索|试用|潛在|見込|잠재',
);
const ACTIVE = wordsOf('active|enabled|aktiv|actif|activo', '启用|在用|有效|活跃|合作中');
const WON = wordsOf('won', '成交');
const KEY = wordsOf(
  'a|a\\+|aa|aaa|key|key account|vip|gold|platinum|strategic|strategisch|tier 1',
  '大客户|重点|战略|核心',
);

// Technical names of such flags: the deletion flag and the block of an ERP.
const MARKS: readonly (readonly [Mark, RegExp])[] = [
  ['lost', wordsOf('attrition|loevm|sperre|löschvermerk|löschkennzeichen', '删除')],
  ['lost', CLOSED],
  ['active', ACTIVE],
  ['prospect', PROSPECT],
];
const ABOUT_MARKS =
  /(?<!\p{L})(?:is|has|ist|hat|est|flag|account|customer|client|kunde|cliente|yn|y n|c)(?!\p{L})|是否|客户|标志|标记|已/gu;
