import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findKnown, hintsOf } from '../../../src/commands/init/vocabulary.ts';
import { readCriteriaSource } from '../../../src/criteria/read-criteria.ts';

it('knows every header of the shipped criteria, for the same fact', async () => {
  const text = readFileSync(new URL('../../../criteria/default.yaml', import.meta.url), 'utf8');
  const { value } = await readCriteriaSource({ name: 'default.yaml', text }, async () => null);
  const wanted = value!.fields.flatMap(({ name, columns }) => columns.map((header) => [header, name]));
  expect(wanted.map(([header]) => [header, findKnown(header!)?.fact.name])).toEqual(wanted);
});

it.each([
  ['REVENUE (USD)', 'revenue', null],
  ['Monetary', 'revenue', null],
  ['faturamento_total', 'revenue', null],
  ['Quantità', 'quantity', null],
  ['Кол-во', 'quantity', null],
  ['销售数量', 'quantity', null],
  ['OrderQty', 'quantity', null],
  ['Quantita', 'quantity', null],
  ['Stückzahl', 'quantity', null],
  ['销售额（万元）', 'revenue', null],
  ['FY2025 Revenue', 'revenue', 2025],
  ['2025年销售额', 'revenue', 2025],
  ['Net Sales (last 12 months)', 'revenue', null],
  ['Net Sales Last Year', 'prior_revenue', null],
  ['Turnover PY', 'prior_revenue', null],
  ['去年销售收入', 'prior_revenue', null],
  ['Absatz Vorjahr', 'prior_quantity', null],
  ['Account ID 18', 'customer_id', null],
  ['Strategic__c', 'new_market', null],
  ['Parent Account ID', 'parent_id', null],
  ['Konzern', 'ultimate_parent', null],
  ['母公司', 'parent_id', null],
  ['ｒｅｖｅｎｕｅ', 'revenue', null],
  ['Sales CY', 'revenue', null],
  ['本币价税合计', 'revenue', null],
  ['购货单位', 'customer_name', null],
  ['客户所有人', 'account_manager', null],
  ['UMSATZ_VJ', 'prior_revenue', null],
  ['CA HT N-1', 'prior_revenue', null],
  ['Sprzedaż netto rok poprzedni', 'prior_revenue', null],
  ['前年売上高', 'prior_revenue', null],
  ['Son Satış Tarihi', 'last_order', null],
  ['Razão Social', 'customer_name', null],
  ['Sum of Net Sales', 'revenue', null],
  ['Max of Ordered At', 'last_order', null],
  ['Organization - Name', 'customer_name', null],
  ['Accounts Account ID', 'customer_id', null],
  ['customers.mrr', 'revenue', null],
  ['SUM(net_revenue)', 'revenue', null],
  ['SUM(net_revenue)__1 year ago', 'prior_revenue', null],
  ['[Sum_of_Net_Sales]', 'revenue', null],
  ['DimCustomer[CustomerCode]', 'customer_id', null],
  ['x_sales_last_year', 'prior_revenue', null],
  ['Sales (LCY) Last Year', 'prior_revenue', null],
  ['负责人（必填）', 'account_manager', null],
  ['Verkäufercode', 'account_manager', null],
  ['售达方', 'customer_id', null],
  ['Customer #', 'customer_id', null],
  ['Cust#', 'customer_id', null],
  ['Customer#2', 'customer_name', null],
  ['LAST_TRX_DATE', 'last_order', null],
  ['最近成单时间', 'last_order', null],
  ['Date of Last Invoice', 'last_order', null],
  ['date_last_sale', 'last_order', null],
  ['LAST_SHIP_DT', 'last_order', null],
  ['Last Billing Document Date', 'last_order', null],
  ['Organization - Last won deal date', 'last_order', null],
  ['MAX(order_date)', 'last_order', null],
  ['Letztes Buchungsdatum', 'last_order', null],
  ['最近成交日期', 'last_order', null],
  ['最后一次发货时间', 'last_order', null],
  ['IDClient', 'customer_id', null],
  ['ClienteID', 'customer_id', null],
  ['id_cliente', 'customer_id', null],
  ['Código del cliente', 'customer_id', null],
  ['Nr klienta', 'customer_id', null],
])('knows %s', (header, name, year) => {
  const found = findKnown(header);
  expect([found?.fact.name, found?.year]).toEqual([name, year]);
});

it.each([
  '',
  'Order Sum',
  'Parent Phone',
  'Status 2025',
  'Revenue Manager',
  'Last Year',
  'Prior Status',
  '__proto__',
  'Last Order Amount',
  'Recent Sales',
  'Last Sales Activity Date',
  'Order Date',
  'Customer ID Type',
  'Account Number 2',
  'Key account?',
  'ID Produit',
  'Last Payment Date',
  '最近跟进时间',
  '最近回款日期',
  '最近下单金额',
])('does not know %j', (header) => {
  expect(findKnown(header)).toBeNull();
});

it.each([
  'Rufnummer',
  'PhoneNumber',
  'Phone1',
  'Móvil',
  'WhatsApp',
  '联系方式',
  'Postnr',
  'Code postal',
  'CAP',
  '邮政编码',
])('takes %s for no amount, and for no id of a customer', (header) => {
  expect(hintsOf(header)).toMatchObject({ code: true, othersId: true });
});

it.each(['CNPJ', 'ИНН', 'SIRET', 'Partita IVA', 'Kontonummer'])('takes %s for no amount', (header) => {
  expect(hintsOf(header)).toMatchObject({ code: true, othersId: false });
});

it('takes amounts in INR for no code', () => {
  expect(hintsOf('Budget (INR)').code).toBe(false);
});

it.each(['Miesiac', 'Trimestre', 'Latitud', 'Idade', 'Âge', 'Leeftijd'])(
  'takes %s for no size of a customer',
  (header) => {
    expect(hintsOf(header).size).toBe('denies');
  },
);
