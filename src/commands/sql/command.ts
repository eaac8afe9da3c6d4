import { DIALECT_NAMES } from '../../sql/dialect.ts';
import { declareCommand } from '../run/declare.ts';
import {
  anyText,
  CRITERIA,
  type FlagsOf,
  FRESH,
  firstOf,
  OUTPUT,
  oneOf,
  SPEECH,
  several,
  toggle,
} from '../run/flags.ts';

/** Declares `sql`. */
export const sqlCommand = declareCommand({
  name: 'sql',
  summary: {
    en: 'the criteria as SQL, for customers in a warehouse: the same verdict on every one',
    zh: '把标准写成 SQL，用于数据仓库中的客户：每个客户结果相同',
  },
  args: [],
  flags: {
    ...CRITERIA,
    dialect: oneOf(
      '--dialect <name>',
      { en: 'the database that runs it (default: duckdb)', zh: '运行它的数据库（默认：duckdb）' },
      DIALECT_NAMES,
    ),
    table: several('--table <name>', {
      en: 'the table of the customers, such as crm.customers, or its address, which is looked up (default: customers); orders=crm.orders is that of the lines of a table of the criteria (default: its name); where only such are named, everybody who has a line is a customer',
      zh: '客户所在的表，如 crm.customers；或其地址，会到库中核对（默认：customers）；orders=crm.orders 指定标准中某张明细表对应的表（默认：同名）；只指定明细表时，凡有明细行的都算客户',
    }),
    columns: anyText('--columns <file>', {
      en: 'YAML with the column of each field that is not called like it; those of lines under tables',
      zh: 'YAML 文件：列名与字段名不同的字段各是哪一列；明细表的写在 tables 下',
    }),
    ...FRESH,
    lock: anyText('--lock <file>', {
      en: 'the lock with the cut points (default: the one beside the criteria)',
      zh: '含分界值的锁定文件（默认：标准文件旁的锁定文件）',
    }),
    cuts: anyText('--cuts <table>', {
      en: 'a table with what --emit cuts gives: cut points are read from it instead of found',
      zh: '存放 --emit cuts 结果的表：从中读取分界值，不再计算',
    }),
    previous: anyText('--previous <table>', {
      en: 'a table with customer_id and category: what each was before, for stays_while',
      zh: '含 customer_id 和 category 的表：客户此前的类别，用于 stays_while',
    }),
    overrides: anyText('--overrides <table>', {
      en: 'a table with the columns of overrides.csv',
      zh: '与 overrides.csv 列相同的表',
    }),
    text: toggle('--text', {
      en: 'all columns hold texts: plain numbers (1234.5), days as 2026-06-30, yes or no',
      zh: '所有列都是文本：普通数字（1234.5）、日期 2026-06-30、yes 或 no',
    }),
    asOf: anyText('--as-of <date>', {
      en: 'the day the verdicts are about, YYYY-MM-DD, or current_date for that on which it runs (default: today)',
      zh: '截至日期，YYYY-MM-DD，或 current_date 表示运行当天（默认：今天）',
    }),
    emit: firstOf('--emit <what>', { en: 'what to write', zh: '输出内容' }, [
      'query',
      'view',
      'problems',
      'cuts',
      'explain',
      'dbt',
    ]),
    view: anyText('--view <name>', {
      en: 'the name of the view, or of what --create makes (default: that of the table with _verdicts, or _cuts, behind it)',
      zh: '视图或 --create 所创建对象的名称（默认：表名加 _verdicts 或 _cuts）',
    }),
    create: toggle('--create', {
      en: 'make it in the database of --table: a view, or with --emit query or cuts a table; nothing else is ever written there',
      zh: '在 --table 的数据库中直接创建：视图；配合 --emit query 或 cuts 则为表；除此之外从不写入数据库',
    }),
    ...OUTPUT,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts sql -c mine.yaml --dialect postgres --table crm.customers --as-of 2026-06-30
  keyaccounts sql -c mine.yaml --table crm.customers --emit view --as-of current_date -o view.sql
  keyaccounts sql -c mine.yaml --table crm.customers --emit problems     what keeps customers from being classified
  keyaccounts sql -c mine.yaml --table "duckdb:crm.duckdb?table=customers"   columns as the database has them
  keyaccounts sql -c orders.yaml --table crm.customers --table orders=crm.orders     fields added up from lines
  keyaccounts sql -c mine.yaml --table "duckdb:crm.duckdb?table=customers" --emit view --create
  keyaccounts sql -c mine.yaml --table ref:customers --emit dbt -o models/
  keyaccounts sql -c mine.yaml --columns columns.yaml                    revenue: REV_12M
                                                                         growth_rate: { column: GR, places: 6 }
                                                                         tables: { orders: { amount: NET } }

The statement gives an id, a category, the criterion that decided and what an undetermined customer lacks. A customer
in whom something cannot be read has no category, and --emit problems names the cell.
Exit codes: 0 done, 2 could not do the job: what cannot be said exactly is an error in its place in the criteria`,
    zh: `
示例：
  keyaccounts sql -c mine.yaml --dialect postgres --table crm.customers --as-of 2026-06-30
  keyaccounts sql -c mine.yaml --table crm.customers --emit view --as-of current_date -o view.sql
  keyaccounts sql -c mine.yaml --table crm.customers --emit problems     哪些内容使客户无法分类
  keyaccounts sql -c mine.yaml --table "duckdb:crm.duckdb?table=customers"   按数据库中的列名和类型生成
  keyaccounts sql -c orders.yaml --table crm.customers --table orders=crm.orders     由明细行汇总的字段
  keyaccounts sql -c mine.yaml --table "duckdb:crm.duckdb?table=customers" --emit view --create
  keyaccounts sql -c mine.yaml --table ref:customers --emit dbt -o models/
  keyaccounts sql -c mine.yaml --columns columns.yaml                    revenue: REV_12M
                                                                         growth_rate: { column: GR, places: 6 }
                                                                         tables: { orders: { amount: NET } }

语句给出编号、类别、起决定作用的标准，以及未定客户缺少的数据。有内容无法读取的客户没有类别，
--emit problems 会指出是哪个单元格。
退出码：0 完成，2 无法完成：不能准确表达之处，会在标准文件的相应位置报错`,
  },
});

/** The flags of `sql`, as typed. */
export type SqlFlags = FlagsOf<typeof sqlCommand.flags>;
