import type { Wording } from './wording.ts';

/** Every code a message can carry, with one line that says what it means. `criteria/README.md` has a row for each. */
export const CODES = {
  // the file as YAML
  'yaml-syntax': { en: 'the text is not valid YAML', zh: '文本不是有效的 YAML' },
  'yaml-anchor': {
    en: 'anchors, aliases and merge keys are not used in criteria',
    zh: '标准文件中不使用锚点、别名和合并键',
  },
  'yaml-tag': { en: 'tags such as !!str are not used in criteria', zh: '标准文件中不使用 !!str 之类的标签' },
  'yaml-documents': {
    en: 'a criteria file holds one YAML document',
    zh: '一个标准文件只能包含一份 YAML 文档',
  },
  'full-width-colon': {
    en: 'a full-width colon (：) does not separate key and value in YAML',
    zh: '全角冒号（：）在 YAML 中不能分隔键和值',
  },
  'mistyped-line': {
    en: 'a line as people type it, which YAML or the criteria language reads otherwise',
    zh: '手误写成的行，会被读成别的意思',
  },
  'merge-conflict': { en: 'the marks that git leaves where two changes met', zh: 'git 合并冲突留下的标记' },
  'unread-criteria': {
    en: 'a criteria file that is there and was not read, since the shipped one was used',
    zh: '有一份标准文件未被读取，使用的是自带的标准',
  },
  'duplicate-key': { en: 'a key stands twice in the same map', zh: '同一层中出现了两个相同的键' },
  // the shape of the file
  'unknown-key': {
    en: 'a key that the criteria language does not have here',
    zh: '标准文件在此处没有这个键',
  },
  'missing-key': { en: 'a key that must be there is not', zh: '缺少必需的键' },
  'wrong-shape': {
    en: 'a map, list or value of another kind was expected here',
    zh: '此处应为另一种结构：键值表、列表或单个值',
  },
  'empty-list': { en: 'a list needs at least one item', zh: '列表至少要有一项' },
  // names
  'unknown-fact': {
    en: 'a name that is no field, derived value or score',
    zh: '不是字段、派生值或得分的名称',
  },
  'unknown-field': { en: 'a name that is no field', zh: '不是字段的名称' },
  'unknown-table': { en: 'a table that the file does not declare', zh: '文件中没有声明的表' },
  'unknown-category': {
    en: 'a category other than target, normal, lost and key',
    zh: '类别只能是 target、normal、lost 和 key',
  },
  'unknown-function': { en: 'a function that formulas do not have', zh: '公式中没有这个函数' },
  'unknown-operator': { en: 'an operator that conditions do not have', zh: '条件中没有这个运算符' },
  'unknown-value': { en: 'a value that a choice field does not declare', zh: '选项字段没有声明这个值' },
  'reserved-name': { en: 'a name that the criteria language keeps for itself', zh: '标准文件的保留名称' },
  'duplicate-name': { en: 'a name that is already given to something else', zh: '名称已被占用' },
  'duplicate-id': { en: 'two criteria or checks with the same id', zh: '两条标准或两项检查的 id 相同' },
  // types and amounts
  'wrong-type': {
    en: 'an operator or formula that does not suit the type of the fact',
    zh: '运算符或公式不适用于该数据的类型',
  },
  'wrong-unit': {
    en: 'amounts of different units, such as a percent and money',
    zh: '单位不同的数量，如百分比与金额',
  },
  'bad-amount': { en: 'an amount that cannot be read', zh: '无法读取的数量' },
  'bad-date': { en: 'a date that the calendar does not have', zh: '日历上没有的日期' },
  'reversed-bounds': { en: 'a lower bound above its upper bound', zh: '下限高于上限' },
  'bad-weight': { en: 'a weight that is not above zero', zh: '权重不大于零' },
  'bad-bands': { en: 'bands, points or scales that do not fit', zh: '分档、分值或刻度不合适' },
  'ratio-without-percent': {
    en: 'a plain number above 1 compared with a ratio',
    zh: '拿大于 1 的普通数字与比率相比',
  },
  'not-in-sql': {
    en: 'criteria that cannot be said exactly in the SQL of a database',
    zh: '无法用数据库的 SQL 准确表达的标准',
  },
  'bad-formula': { en: 'a formula that cannot be read', zh: '无法读取的公式' },
  cycle: { en: 'derived values, scores or files that need each other', zh: '派生值、得分或文件互相依赖' },
  'missing-file': {
    en: 'a file that extends or units names cannot be read',
    zh: 'extends 或 units 指定的文件无法读取',
  },
  'misplaced-otherwise': {
    en: 'otherwise is not the last in priority, or stands twice',
    zh: 'otherwise 不在 priority 的最后，或出现了两次',
  },
  'bad-priority': {
    en: 'priority does not name each category once',
    zh: 'priority 没有把每个类别恰好列出一次',
  },
  'unit-fields': {
    en: 'a business unit file that changes what the columns mean',
    zh: '事业部文件改变了列的含义',
  },
  'no-id-field': { en: 'no field of type id, or more than one', zh: '没有类型为 id 的字段，或多于一个' },
  'unused-name': {
    en: 'a field, derived value or score on which nothing hangs',
    zh: '没有任何地方用到的字段、派生值或得分',
  },
  // customer files as a whole
  'not-csv': {
    en: 'the file is something other than a table: a web page without a table, a picture, an archive of several files',
    zh: '文件不是表格：是没有表格的网页、图片或含有多个文件的压缩包',
  },
  'bad-spreadsheet': {
    en: 'a spreadsheet that is damaged, locked with a password, older than Excel 97, or empty',
    zh: '电子表格已损坏、有密码保护、早于 Excel 97 或为空',
  },
  'ambiguous-sheet': {
    en: 'a spreadsheet with several sheets that could hold the customers',
    zh: '电子表格中有几张工作表都可能是客户数据',
  },
  'missing-sheet': {
    en: 'no sheet of the file has the name that is told',
    zh: '电子表格中没有指定名称的工作表',
  },
  'sheet-found': {
    en: 'a spreadsheet with several sheets: the one that has the wanted columns is read',
    zh: '电子表格有多张工作表：读取含有所需列的那一张',
  },
  'swapped-dates': {
    en: 'a column in which a spreadsheet took days for months, and left the other dates as text',
    zh: '电子表格把某一列的日与月弄反，其余日期则留作文本',
  },
  'uncalculated-formula': {
    en: 'a formula of a spreadsheet that was never calculated, so that it has no result',
    zh: '电子表格中的公式从未计算过，没有结果',
  },
  'merged-number': {
    en: 'a number in a cell merged over several rows: whose it is cannot be known',
    zh: '合并单元格跨多行且为数字：无法得知属于哪一行',
  },
  'merged-cells': {
    en: 'a text in a cell merged over several rows: each of them got it',
    zh: '合并单元格跨多行且为文本：各行都取这个值',
  },
  'hidden-rows': {
    en: 'rows hidden in the spreadsheet, by a filter or by hand: they are read, too',
    zh: '电子表格中被筛选或手动隐藏的行：同样会读取',
  },
  unpacked: {
    en: 'a zip archive with one table in it: that is read',
    zh: 'zip 压缩包中只有一张表：读取这张表',
  },
  'empty-file': { en: 'the file has no header row', zh: '文件没有表头行' },
  'bad-encoding': {
    en: 'bytes that are not valid in the encoding of the file',
    zh: '含有文件编码中无效的字节',
  },
  'ambiguous-encoding': { en: 'bytes that could be two encodings', zh: '文件可能是两种编码之一' },
  'other-encoding': {
    en: 'bytes of another encoding than the one that is told',
    zh: '文件的编码与所指定的不同',
  },
  'ambiguous-delimiter': { en: 'columns that could be separated in two ways', zh: '有两种可能的列分隔方式' },
  'control-character': {
    en: 'a NUL or other control character in the text',
    zh: '文本中有 NUL 或其他控制字符',
  },
  'no-customers': { en: 'a header but no customers', zh: '只有表头，没有客户' },
  // header
  'header-found': {
    en: 'rows stand above the header: it was found by the columns that the criteria want',
    zh: '表头上方另有几行：按标准所需的列找到了表头',
  },
  'second-header': {
    en: 'the header stands again among the rows: exports were appended to each other',
    zh: '数据行中再次出现表头：几份导出文件被拼接在一起',
  },
  'names-row': {
    en: 'a row below the header with names or units in place of values',
    zh: '表头下方有一行是名称或单位，不是数据',
  },
  'duplicate-header': { en: 'two columns with the same name', zh: '两列同名' },
  'duplicate-column': {
    en: 'two columns that one field could be read from',
    zh: '有两列都可以作为同一个字段',
  },
  'missing-column': { en: 'no column for a field that is not optional', zh: '必填字段没有对应的列' },
  'taken-column': {
    en: 'an output column whose name the file already has',
    zh: '要输出的列名在文件中已经存在',
  },
  // rows and cells
  'ragged-row': { en: 'a row with more or fewer cells than the header', zh: '该行的单元格比表头多或少' },
  'surplus-delimiter': {
    en: 'a delimiter too many at the end of the header or of every row: it is not read',
    zh: '表头或每行末尾多一个分隔符：不予读取',
  },
  'quoted-rows': {
    en: 'every row stands in one pair of quotes, which is taken off',
    zh: '每行整体包在一对引号里，已去除引号',
  },
  'loose-thousands': {
    en: 'amounts with thousands commas and without quotes, so that each is several cells',
    zh: '金额带千位逗号却没有加引号，被拆成了几个单元格',
  },
  'html-entities': {
    en: 'cells hold marks of HTML such as &amp; in place of signs',
    zh: '单元格中有 &amp; 之类的 HTML 标记，而不是符号本身',
  },
  'truncated-file': {
    en: 'a last row that breaks off: the export or the copy stopped half-way',
    zh: '最后一行不完整：导出或复制中途停止',
  },
  'open-quote': { en: 'a quote that is never closed', zh: '引号没有闭合' },
  'broken-quote': { en: 'a quote in the middle of a cell', zh: '单元格中间出现引号' },
  'long-record': {
    en: 'a record longer than any real row, most often an open quote',
    zh: '一条记录比任何正常的行都长，多半是引号没有闭合',
  },
  'blank-rows': { en: 'rows without any text were left out', zh: '没有任何文字的行已略去' },
  'bad-cell': { en: 'a cell that does not fit its type', zh: '单元格内容与字段类型不符' },
  'mixed-currencies': {
    en: 'amounts of several currencies, of which nobody has said what they are worth',
    zh: '金额有多种币种，却没有给出汇率',
  },
  'mixed-units': {
    en: 'money under headers of different units, such as thousands beside ones',
    zh: '各列金额的单位不同，如一列是千、一列是个',
  },
  'header-unit': {
    en: 'a header with a unit such as thousands, which the criteria do not confirm',
    zh: '表头带有千、万之类的单位，而标准未予确认',
  },
  'mixed-percents': {
    en: 'percents written in two ways in one column, such as 97 and 0.95',
    zh: '同一列中百分比有两种写法，如 97 和 0.95',
  },
  'future-date': { en: 'dates after the as-of date', zh: '日期晚于截至日期' },
  'sentinel-date': { en: 'days that programs write for "never"', zh: '系统用来表示“从未”的日期' },
  'placeholder-amount': {
    en: 'amounts of nines that make most of all money',
    zh: '一连串 9 的占位金额占了总额的大半',
  },
  'missing-id': { en: 'a row without a customer id', zh: '该行没有客户编号' },
  'duplicate-customer': { en: 'two rows with the same customer id', zh: '两行的客户编号相同' },
  // order lines
  'no-lines': { en: 'a table of lines with a header and no lines', zh: '明细表只有表头，没有明细行' },
  'undated-line': { en: 'a line without a day', zh: '没有日期的明细行' },
  'duplicate-line': {
    en: 'a line that stands twice, as the fields that name a line tell',
    zh: '重复的明细行（按标识明细行的字段判断）',
  },
  'blank-amount': {
    en: 'lines without an amount in a field that is added up',
    zh: '要汇总的字段中有明细行没有金额',
  },
  'later-lines': { en: 'lines after the as-of date, which do not count', zh: '晚于截至日期的明细行，不计入' },
  'unknown-customer-lines': {
    en: 'lines of customers who are not in the customer file',
    zh: '客户文件中没有的客户的明细行',
  },
  'old-dates': {
    en: 'all days on which categories hang lie more than a year before the as-of date',
    zh: '分类所依据的日期都比截至日期早一年以上',
  },
  'group-cycle': {
    en: "customers that are each other's parents, so that their group has no head",
    zh: '客户互为上级，集团没有总部',
  },
  'shared-parent': { en: 'a parent that could be two rows', zh: '上级可能是两行中的任意一行' },
  'no-parents': {
    en: 'no column with the parents by which customers are grouped, so that each row is a customer',
    zh: '没有用于归集集团的上级列，因此每行各算一个客户',
  },
  'parent-names': {
    en: 'a column of parents that holds names where ids are looked for',
    zh: '上级列里是名称，而需要的是编号',
  },
  'differing-sites': {
    en: 'sites of a group that differ where its one value is asked for',
    zh: '要求集团内取值一致的字段，各成员却不相同',
  },
  'incomplete-group': {
    en: 'a row set aside since another row of its group cannot be read',
    zh: '因同一集团的另一行无法读取，该行一并剔除',
  },
  'lost-site': {
    en: 'a row that cannot be read, not even to which group it belongs',
    zh: '无法读取的行，连属于哪个集团都无从得知',
  },
  'look-alike-ids': {
    en: 'two customers whose ids differ only in case, width or invisible characters',
    zh: '两个客户的编号只在大小写、全半角或不可见字符上不同',
  },
  // relative tests
  'empty-share': {
    en: 'a share of a total that is not above zero, so that nobody is in',
    zh: '占总额份额的比较，但总额不大于零，因此无人入选',
  },
  // lock files
  'bad-lock': { en: 'a lock file that is damaged', zh: '锁定文件已损坏' },
  'newer-lock': { en: 'a lock file in a format of a later version', zh: '锁定文件的格式出自更新的版本' },
  'stale-lock': { en: 'a lock that no longer fits the criteria', zh: '锁定文件与标准已不相符' },
  'unlocked-group': {
    en: 'customers of a group that the lock has no cut points for',
    zh: '锁定文件中没有该组客户的分界值',
  },
  // what init finds in an export
  'ambiguous-column': {
    en: 'a column that can be read in two ways, or an id that does not name each customer once',
    zh: '列有两种读法，或编号列不能唯一标识客户',
  },
  'guessed-column': {
    en: 'what init took a column for, where its header does not say it outright',
    zh: '表头没有明说，由 init 推断出的列含义',
  },
  'lacking-column': {
    en: 'what the rules of a first criteria file would need, and no column has',
    zh: '初始标准的规则需要、但文件中没有的列',
  },
  'no-table': { en: 'a file of which no row looks like a header', zh: '文件中没有任何一行像表头' },
  'not-customers': {
    en: 'rows that are no customers, such as one row for each customer and business unit',
    zh: '行不是客户，如每个客户与事业部的组合各占一行',
  },
  'no-criteria': {
    en: 'an export without amounts, a status or the last order, so that nothing can be proposed',
    zh: '导出文件没有金额、状态或最近下单日期，无法提出标准',
  },
  'total-row': { en: 'a row that looks like a total, a note or a blank', zh: '像合计、备注或空白的行' },
  // what is wrong in a book
  'damaged-book': {
    en: 'a file of the book that only this program writes, and that it would not have written so',
    zh: '台账中只由本程序写入的文件，内容却不是本程序会写的',
  },
  'bad-override': {
    en: 'an override that lacks a category, reason, author or expiry, or stands twice',
    zh: '人工指定缺少类别、理由、填写人或到期日，或出现了两次',
  },
  'expired-override': {
    en: 'an override whose last day is over: it is no longer applied',
    zh: '人工指定已过最后有效日，不再生效',
  },
  'unknown-override': {
    en: 'an override for a customer that the file does not have',
    zh: '人工指定所针对的客户不在文件中',
  },
  drift: {
    en: 'an export that differs from the one before it in a way that is out of the ordinary',
    zh: '本次导出与上一次相比有异常差异',
  },
  'idle-override': {
    en: 'an override that no longer changes anything: the criteria say the same',
    zh: '人工指定已不起作用：按标准得出的结果相同',
  },
  // plans
  'no-front-matter': {
    en: 'a plan that does not begin with front matter between two lines of ---',
    zh: '计划文件开头没有用两行 --- 括起来的信息头',
  },
  'bad-plan-value': {
    en: 'a value in the front matter of a plan that cannot be read',
    zh: '计划信息头中有无法读取的值',
  },
  'unread-date': {
    en: 'a date in the actions or the review log of a plan that cannot be read',
    zh: '计划的行动或回顾记录中有无法读取的日期',
  },
  'broken-marker': {
    en: 'the marker of a generated block without its other half',
    zh: '自动生成内容的标记缺少另一半',
  },
  'edited-block': {
    en: 'a generated block that a person has changed: it is left as it is',
    zh: '自动生成的内容被人修改过：保持原样',
  },
  'two-plans': { en: 'two plans of one kind for one customer', zh: '同一客户有两份同类计划' },
  'bad-template': { en: 'a template of plans that cannot be read', zh: '无法读取的计划模板' },
  'unknown-name': { en: 'a name that templates of plans do not have', zh: '计划模板中没有的名称' },
  'missing-block': {
    en: 'a plan from which generated blocks were removed',
    zh: '计划中自动生成的内容被删除',
  },
  // what check finds in criteria that compile
  contradiction: { en: 'a condition that no customer can meet', zh: '没有客户能满足的条件' },
  'unreachable-category': { en: 'a category that no customer can come to', zh: '没有客户能归入的类别' },
  'unreachable-criterion': {
    en: 'a criterion that never decides, since a category before it always does',
    zh: '永远不起作用的标准：排在前面的类别总是先适用',
  },
  'masked-criterion': {
    en: 'a criterion that never decides, since an earlier one of its category always does',
    zh: '永远不起作用的标准：同一类别中前面的标准总是先满足',
  },
  gap: { en: 'customers to whom no category applies', zh: '有客户不属于任何类别' },
  overlap: {
    en: 'customers to whom two categories apply, of which priority takes the first',
    zh: '有客户同时符合两个类别，由 priority 取前一个',
  },
  'idle-stays-while': {
    en: 'a stays_while that keeps no one whom the criteria do not keep anyway',
    zh: 'stays_while 没有额外保留任何客户，标准本身已能保留',
  },
  'score-out-of-reach': { en: 'a line that a score can never come to', zh: '得分永远达不到的分数线' },
  'score-needs-factor': {
    en: 'a line that a score cannot come to where one factor gives only its default',
    zh: '某一项只给默认分时，得分就达不到的分数线',
  },
  'idle-points': {
    en: 'bands or a scale with points that no value can give',
    zh: '分档或刻度中有任何取值都得不到的分数',
  },
  'no-growth': {
    en: 'key criteria without any fact that measures growth',
    zh: '大客户标准中没有衡量增长的数据',
  },
  'unmatched-input': {
    en: 'rows or texts that input names and that the customer file does not have',
    zh: 'input 中列出、而客户文件里没有的行或文本',
  },
  subjective: { en: 'judgements of people on which categories hang', zh: '类别取决于人的主观判断' },
  'capacity-without-manager': {
    en: 'a capacity without a duty that names the managers',
    zh: '设了可管理数量，却没有指明客户经理的职责',
  },
  'uncovered-threshold': {
    en: 'a line of which no case shows both sides',
    zh: '没有案例同时展示其两侧的界线',
  },
  'failed-case': { en: 'an example that comes out otherwise than it must', zh: '案例的结果与应有的不符' },
  'bad-case': { en: 'an example that cannot be read', zh: '无法读取的案例' },
  'low-coverage': {
    en: 'fewer criteria and lines are shown by cases than was asked for',
    zh: '案例覆盖的标准和界线少于要求',
  },
} as const satisfies Record<string, Wording>;

/** A code, as messages show it; a new one needs its line here and its row in the documentation. */
export type Code = keyof typeof CODES;
