import type { Code } from '../../text/codes.ts';
import type { Wording } from '../../text/wording.ts';

/** What to do about each code, where the message itself does not say more. */
export const REMEDIES: Readonly<Record<Code, Wording>> = {
  'yaml-syntax': {
    en: 'mend the marked place; a text with a colon, a # or a quote in it goes in quotes',
    zh: '修正标出的位置；含冒号、# 或引号的文本请加引号',
  },
  'yaml-anchor': {
    en: 'write the value out where it is needed, or put what files share into one that they extend',
    zh: '在用到的地方把值直接写出，或把共用部分放进由 extends 引用的文件',
  },
  'yaml-tag': {
    en: 'leave the tag out; what a value is comes from the type of its field',
    zh: '删去该标签；值的类型由字段的类型决定',
  },
  'yaml-documents': {
    en: 'make two files of it, or take out the line ---',
    zh: '拆成两个文件，或删去 --- 这一行',
  },
  'full-width-colon': {
    en: 'write an ordinary colon with a space after it: name: Key accounts',
    zh: '请用半角冒号并在其后加空格：name: Key accounts',
  },
  'mistyped-line': { en: 'write the line as the message shows it', zh: '按提示中给出的写法改写该行' },
  'merge-conflict': {
    en: 'keep the lines that hold and take out the three lines of marks',
    zh: '保留正确的内容，并删去三行冲突标记',
  },
  'unread-criteria': {
    en: 'name it: --criteria FILE, or call it criteria/default.yaml',
    zh: '用 --criteria 指定该文件，或将其命名为 criteria/default.yaml',
  },
  'duplicate-key': { en: 'keep one of the two, or make one of both', zh: '保留其中一个，或合并为一个' },
  'unknown-key': {
    en: 'write the key that the message proposes; criteria/README.md lists what there is',
    zh: '改用提示中建议的键；criteria/README.md 列出了全部键',
  },
  'missing-key': { en: 'add the key', zh: '补上这个键' },
  'wrong-shape': {
    en: 'write the value in the form of the example that the message shows',
    zh: '按提示中示例的形式书写该值',
  },
  'empty-list': { en: 'put an item in, or take the key out', zh: '填入至少一项，或删去这个键' },
  'unknown-fact': {
    en: 'mend the spelling, or declare the name under fields, derived or scores',
    zh: '改正拼写，或在 fields、derived 或 scores 下声明该名称',
  },
  'unknown-field': {
    en: 'mend the spelling, or declare the field under fields',
    zh: '改正拼写，或在 fields 下声明该字段',
  },
  'unknown-table': {
    en: 'mend the spelling, or declare the table under tables',
    zh: '改正拼写，或在 tables 下声明该表',
  },
  'unknown-category': { en: 'use target, normal, lost or key', zh: '只使用 target、normal、lost 或 key' },
  'unknown-function': {
    en: 'use a function of the list in criteria/README.md, "Functions of formulas"',
    zh: '使用 criteria/README.md 中 “Functions of formulas” 列出的函数',
  },
  'unknown-operator': {
    en: 'use an operator of the list in criteria/README.md, "Operators"',
    zh: '使用 criteria/README.md 中 “Operators” 列出的运算符',
  },
  'unknown-value': {
    en: 'mend the spelling, or add the value to the values of the field',
    zh: '改正拼写，或把该值加入字段的 values',
  },
  'reserved-name': { en: 'give it another name', zh: '换一个名称' },
  'duplicate-name': { en: 'give one of the two another name', zh: '为其中一个另取名称' },
  'duplicate-id': {
    en: 'give each criterion and check an id of its own',
    zh: '为每条标准和检查项取不同的 id',
  },
  'wrong-type': {
    en: 'use an operator that suits the type of the fact, or give the field the right type',
    zh: '使用适合该类型的运算符，或改正字段的类型',
  },
  'wrong-unit': {
    en: 'compare percents with percents, money with money, days with days',
    zh: '百分比与百分比比较，金额与金额比较，天数与天数比较',
  },
  'bad-amount': {
    en: 'write an amount such as 5m, 250k, 500万, 15% or 90 days',
    zh: '写成 5m、250k、500万、15% 或 90 days 之类的数量',
  },
  'bad-date': { en: 'write a day that there is, as YYYY-MM-DD', zh: '按 YYYY-MM-DD 书写确实存在的日期' },
  'reversed-bounds': { en: 'put the lower bound first', zh: '把下限写在前面' },
  'bad-weight': { en: 'write a weight above zero, or take the factor out', zh: '权重请大于零，或删去该项' },
  'bad-bands': {
    en: 'let bands rise from line to line with points from 0 to 100, and a scale go between two different values',
    zh: '分档的界线逐档递增、分值在 0 到 100 之间；刻度的两端取不同的值',
  },
  'ratio-without-percent': { en: 'write the percent sign: 15%', zh: '请写百分号：15%' },
  'not-in-sql': {
    en: 'write the criteria in the way that the message proposes, or classify the export with keyaccounts classify',
    zh: '按提示改写标准，或改用 keyaccounts classify 对导出文件分类',
  },
  'bad-formula': {
    en: 'write arithmetic on facts, as in a spreadsheet: (revenue - prior_revenue) / prior_revenue',
    zh: '写成对数据的四则运算，与电子表格中一样：(revenue - prior_revenue) / prior_revenue',
  },
  cycle: { en: 'write one of them without the others', zh: '把其中一个改为不依赖其他的写法' },
  'missing-file': {
    en: 'mend the path, which is seen from the folder of the file that names it',
    zh: '改正路径；路径从引用它的文件所在文件夹算起',
  },
  'misplaced-otherwise': {
    en: 'put the category with otherwise last in priority, and give only one category otherwise',
    zh: '把含 otherwise 的类别放在 priority 最后，且只有一个类别用 otherwise',
  },
  'bad-priority': {
    en: 'name each category of the file once, the one that decides first at the front',
    zh: '把文件中的每个类别各列一次，先决定的写在前面',
  },
  'unit-fields': {
    en: 'declare fields in the main file; the file of a unit holds categories, scores and derived values',
    zh: '字段请在主文件中声明；事业部文件只写类别、评分和派生值',
  },
  'no-id-field': { en: 'give exactly one field type: id', zh: '恰好让一个字段为 type: id' },
  'unused-name': {
    en: 'take it out, or use it in a condition, score or check',
    zh: '删去它，或在条件、评分或检查项中使用它',
  },
  'not-csv': {
    en: 'export the customers as CSV, .xlsx, .xls or .ods',
    zh: '把客户数据导出为 CSV、.xlsx、.xls 或 .ods',
  },
  'bad-spreadsheet': {
    en: 'open it in a spreadsheet, take the password off, and save it again',
    zh: '在电子表格软件中打开，取消密码后重新保存',
  },
  'ambiguous-sheet': {
    en: 'name the sheet: --sheet NAME, or input: { sheet: NAME } in the criteria',
    zh: '指明工作表：--sheet 名称，或在标准文件中写 input: { sheet: 名称 }',
  },
  'missing-sheet': { en: 'name a sheet that the file has', zh: '指定文件中确有的工作表' },
  'sheet-found': {
    en: 'nothing where it is the right sheet; else --sheet NAME',
    zh: '工作表正确则无需处理；否则用 --sheet 名称',
  },
  'swapped-dates': {
    en: 'read the export itself rather than what the spreadsheet saved, or import that column as text',
    zh: '直接读取导出文件，不用电子表格另存的文件；或导入时把该列设为文本',
  },
  'uncalculated-formula': {
    en: 'open the file in the spreadsheet, which calculates it, and save it',
    zh: '用电子表格软件打开文件（会自动计算），再保存',
  },
  'merged-number': {
    en: 'unmerge the cell and give each row its own number',
    zh: '取消合并单元格，并为每行填上各自的数字',
  },
  'merged-cells': {
    en: 'nothing where the text holds for all of these rows; else unmerge the cell',
    zh: '文本确实适用于各行则无需处理；否则取消合并',
  },
  'hidden-rows': {
    en: 'delete the rows in the spreadsheet if they are no customers',
    zh: '若这些行不是客户，请在电子表格中删除',
  },
  unpacked: { en: 'nothing: it says only which file was read', zh: '无需处理：只是说明读取了哪个文件' },
  'empty-file': {
    en: 'check the filter of the export, and that the right file was given',
    zh: '检查导出时的筛选条件，以及文件是否给对',
  },
  'bad-encoding': {
    en: 'export the file again as CSV UTF-8, or name its encoding: --encoding NAME',
    zh: '重新导出为 CSV UTF-8，或指明编码：--encoding 名称',
  },
  'ambiguous-encoding': {
    en: 'say which it is: --encoding NAME, or input: { encoding: NAME } in the criteria',
    zh: '指明编码：--encoding 名称，或在标准文件中写 input: { encoding: 名称 }',
  },
  'other-encoding': {
    en: 'take the encoding out of the criteria or the command, or name the right one',
    zh: '从标准文件或命令中去掉编码设置，或改为正确的编码',
  },
  'ambiguous-delimiter': {
    en: 'say which it is: --delimiter semicolon, or input: { delimiter: ";" } in the criteria',
    zh: '指明分隔符：--delimiter semicolon，或在标准文件中写 input: { delimiter: ";" }',
  },
  'control-character': {
    en: 'export the file again; a file with such characters is often damaged or of another encoding',
    zh: '重新导出；含有此类字符的文件往往已损坏，或编码不同',
  },
  'no-customers': { en: 'check the filter of the export', zh: '检查导出时的筛选条件' },
  'header-found': {
    en: 'nothing where it is the right row; else input: { header_row: 2 } in the criteria',
    zh: '行数正确则无需处理；否则在标准文件中写 input: { header_row: 2 }',
  },
  'second-header': {
    en: 'leave the row out as the message shows, once it is clear that the parts belong together',
    zh: '确认各部分应合在一起后，按提示剔除该行',
  },
  'names-row': { en: 'leave the row out as the message shows', zh: '按提示剔除该行' },
  'duplicate-header': {
    en: 'say which column is meant, by #1 or #2 behind the name, as the message shows',
    zh: '按提示在列名后加 #1 或 #2，指明用哪一列',
  },
  'duplicate-column': {
    en: 'keep only one of the two headers in columns of the field',
    zh: '在字段的 columns 中只保留其中一个表头',
  },
  'missing-column': {
    en: 'add the header of the export to columns of the field; a field that is not the id may be optional: true',
    zh: '把导出文件的表头加入字段的 columns；编号以外的字段也可标为 optional: true',
  },
  'taken-column': { en: 'give our columns a prefix: --prefix ka_', zh: '为输出列加前缀：--prefix ka_' },
  'ragged-row': {
    en: 'put quotes around cells with a delimiter in them, or set the row aside: --rejects rejects.csv',
    zh: '含分隔符的单元格请加引号，或把该行分出：--rejects rejects.csv',
  },
  'surplus-delimiter': { en: 'nothing: no cell is lost', zh: '无需处理：没有丢失任何单元格' },
  'quoted-rows': { en: 'nothing: the rows are read as they are meant', zh: '无需处理：各行已按原意读取' },
  'loose-thousands': {
    en: 'export amounts without thousands commas, or with quotes around them',
    zh: '导出时金额不带千位逗号，或给金额加引号',
  },
  'html-entities': {
    en: 'read the marks as their signs: input: { html: yes } in the criteria',
    zh: '把标记读成符号：在标准文件中写 input: { html: yes }',
  },
  'truncated-file': { en: 'export or copy the file again', zh: '重新导出或复制文件' },
  'open-quote': {
    en: 'close the quote, or write a quote inside a cell twice',
    zh: '补上引号；单元格内的引号请写两次',
  },
  'broken-quote': {
    en: 'put the whole cell in quotes and write a quote inside it twice',
    zh: '整个单元格加引号，其中的引号写两次',
  },
  'long-record': {
    en: 'look for a quote that is never closed near the line that the message names',
    zh: '在提示的行附近查找没有闭合的引号',
  },
  'blank-rows': { en: 'nothing: they are no customers', zh: '无需处理：空行不是客户' },
  'bad-cell': {
    en: 'mend the cell, or say in the criteria what the text stands for, as the message shows; --rejects sets the row aside',
    zh: '修正该单元格，或按提示在标准文件中说明该文本的含义；--rejects 可把该行分出',
  },
  'mixed-currencies': {
    en: 'say in which currency amounts are added up and what the others are worth: input: { currency: EUR, rates: { USD: 0.92 } }',
    zh: '说明以何种币种汇总及其他币种的汇率：input: { currency: EUR, rates: { USD: 0.92 } }',
  },
  'mixed-units': {
    en: 'say in which unit each column is: fields: { revenue: { scale: thousand } }',
    zh: '说明各列的单位：fields: { revenue: { scale: thousand } }',
  },
  'header-unit': {
    en: 'say in which unit the column is: fields: { revenue: { scale: thousand } }',
    zh: '说明该列的单位：fields: { revenue: { scale: thousand } }',
  },
  'mixed-percents': {
    en: 'say how the column writes percents: format: percent, fraction, or both',
    zh: '说明该列百分比的写法：format 为 percent、fraction 或两者',
  },
  'future-date': {
    en: 'check the as-of date and the cells; where they are right, give the field a max',
    zh: '核对截至日期和单元格；若无误，为字段设 max',
  },
  'sentinel-date': {
    en: 'say that the day stands for a blank: input: { blanks: ["1900-01-01"] }',
    zh: '说明该日期表示空白：input: { blanks: ["1900-01-01"] }',
  },
  'placeholder-amount': {
    en: 'say that the amount stands for a blank: fields: { revenue: { blanks: ["999999999"] } }',
    zh: '说明该金额表示空白：fields: { revenue: { blanks: ["999999999"] } }',
  },
  'missing-id': {
    en: 'give the row its id, or leave rows without one out: input: { leave_out: [{ customer_id: blank }] }',
    zh: '补上客户编号，或剔除没有编号的行：input: { leave_out: [{ customer_id: blank }] }',
  },
  'duplicate-customer': { en: 'keep one row for each customer', zh: '每个客户只保留一行' },
  'no-lines': { en: 'check the filter of the export', zh: '检查导出时的筛选条件' },
  'undated-line': {
    en: 'give the line its day, or leave lines without one out, as the message shows',
    zh: '补上日期，或按提示剔除没有日期的明细行',
  },
  'duplicate-line': {
    en: 'keep one line of each, or set the others aside: --rejects rejects.csv',
    zh: '每条明细只保留一行，或把其余的分出：--rejects rejects.csv',
  },
  'blank-amount': {
    en: 'say what a blank means: missing: 0 on the field, where it means nothing',
    zh: '说明空白的含义：若表示没有，在字段上写 missing: 0',
  },
  'later-lines': {
    en: 'nothing where the as-of date is meant; else give another day: --as-of 2026-12-31',
    zh: '截至日期无误则无需处理；否则另给日期：--as-of 2026-12-31',
  },
  'unknown-customer-lines': {
    en: 'add the customers to the customer file, or give none: everybody who has a line is a customer then',
    zh: '把这些客户加入客户文件；或不给客户文件，凡有明细者即为客户',
  },
  'old-dates': {
    en: 'check that it is the right export, and give its day: --as-of 2015-12-31',
    zh: '核对导出文件，并给出其日期：--as-of 2015-12-31',
  },
  'group-cycle': { en: 'leave the parent of the head blank', zh: '把集团总部的上级留空' },
  'shared-parent': {
    en: 'group by a column with ids of the parents rather than names',
    zh: '按填有上级编号而不是名称的列归集',
  },
  'no-parents': {
    en: 'add the column to the export, or its header to columns of the field',
    zh: '在导出中加入该列，或把其表头加入字段的 columns',
  },
  'parent-names': {
    en: 'say that names are matched: group: { by: parent, matches: customer_name }',
    zh: '说明按名称对应：group: { by: parent, matches: customer_name }',
  },
  'differing-sites': {
    en: 'make the sites say the same, or say with in_group how one value is made of them',
    zh: '让各成员取值一致，或用 in_group 说明如何取一个值',
  },
  'incomplete-group': {
    en: 'mend the row that cannot be read, and the whole group is classified',
    zh: '修正无法读取的行，整个集团即可分类',
  },
  'lost-site': {
    en: 'mend the row; until then do not rely on the sums of its group',
    zh: '修正该行；在此之前不要依赖其集团的合计',
  },
  'look-alike-ids': {
    en: 'give both rows the same id and keep one where it is one customer',
    zh: '若是同一客户，请统一编号并只保留一行',
  },
  'empty-share': {
    en: 'check the column; where the total is right, use top or at_least in place of a share',
    zh: '检查该列；若总额无误，请改用 top 或 at_least',
  },
  'bad-lock': {
    en: 'write it again: keyaccounts lock customers.csv',
    zh: '重新生成：keyaccounts lock customers.csv',
  },
  'newer-lock': {
    en: 'use the version that wrote it, or write it again with this one',
    zh: '使用生成它的版本，或用本版本重新生成',
  },
  'stale-lock': {
    en: 'write it again with keyaccounts lock, or do without it for once: --fresh',
    zh: '用 keyaccounts lock 重新生成，或本次不使用：--fresh',
  },
  'unlocked-group': {
    en: 'write the lock again from an export that has the group',
    zh: '用含有该组的导出文件重新生成锁定文件',
  },
  'ambiguous-column': {
    en: 'say in the criteria which reading is right, as the comment of init shows',
    zh: '按 init 的注释，在标准文件中指明正确的读法',
  },
  'guessed-column': {
    en: 'check the guess in the criteria that init wrote',
    zh: '核对 init 生成的标准文件中的推断',
  },
  'lacking-column': {
    en: 'add the column to the export, or go without the rule',
    zh: '在导出中加入该列，或不用该规则',
  },
  'no-table': {
    en: 'give a file with a header, and the customers below it',
    zh: '提供有表头、表头下为客户的文件',
  },
  'not-customers': { en: 'export one row for each customer', zh: '导出时每个客户只占一行' },
  'no-criteria': {
    en: 'add amounts, a status or the day of the last order to the export',
    zh: '在导出中加入金额、状态或最近下单日期',
  },
  'total-row': {
    en: 'leave it out as the message shows; keep it where it is a customer: input: { keep: [{ customer_id: ["Total Energies"] }] }',
    zh: '按提示剔除；若确为客户则保留：input: { keep: [{ customer_id: ["Total Energies"] }] }',
  },
  'damaged-book': { en: 'bring the file back from a backup or from git', zh: '从备份或 git 恢复该文件' },
  'bad-override': {
    en: 'fill in category, reason, author and expires, once for each customer',
    zh: '填写类别、理由、填写人和到期日，每个客户一行',
  },
  'expired-override': {
    en: 'give it a later day and a reason that still holds, or take the line out',
    zh: '改为更晚的日期并写明仍成立的理由，或删去该行',
  },
  'unknown-override': { en: 'mend the id, or take the line out', zh: '改正编号，或删去该行' },
  drift: {
    en: 'look at what the message names; where the change is real, raise the limit under drift in the criteria',
    zh: '查看提示中的内容；若变化属实，在标准文件的 drift 下放宽限值',
  },
  'idle-override': { en: 'take the line out', zh: '删去该行' },
  'no-front-matter': {
    en: 'begin the plan with --- and account: ID between two such lines',
    zh: '计划开头写两行 ---，其间写 account: 客户编号',
  },
  'bad-plan-value': {
    en: 'write the value as the message shows, a day as YYYY-MM-DD',
    zh: '按提示书写该值，日期写成 YYYY-MM-DD',
  },
  'unread-date': {
    en: 'write the day as YYYY-MM-DD: 07/08/2026 could be two days',
    zh: '日期写成 YYYY-MM-DD：07/08/2026 可能是两个日期',
  },
  'broken-marker': { en: 'bring the marker back, or take its other half out', zh: '补回标记，或删去另一半' },
  'edited-block': {
    en: 'move what you wrote out of the block; the next keyaccounts plan fills it again',
    zh: '把自己写的内容移到该块之外，下次运行 keyaccounts plan 时会重新生成',
  },
  'two-plans': { en: 'keep one and move the other out of the book', zh: '保留一份，把另一份移出台账' },
  'bad-template': {
    en: 'close what the template opens: {% if … %} … {% endif %}',
    zh: '模板中打开的请闭合：{% if … %} … {% endif %}',
  },
  'unknown-name': {
    en: 'use a name of the list in criteria/README.md, "Templates of plans"',
    zh: '使用 criteria/README.md 中 “Templates of plans” 列出的名称',
  },
  'missing-block': {
    en: 'nothing where it was meant; else bring the markers back from the template',
    zh: '有意删除则无需处理；否则从模板补回标记',
  },
  contradiction: {
    en: 'widen or take out one of the tests that shut each other out',
    zh: '放宽或删去互相排斥的条件之一',
  },
  'unreachable-category': {
    en: 'narrow the categories before it, or move it forward in priority',
    zh: '收窄排在前面的类别，或在 priority 中把它提前',
  },
  'unreachable-criterion': {
    en: 'narrow the category before it, move its category forward in priority, or take it out',
    zh: '收窄前面的类别、在 priority 中提前本类别，或删去该标准',
  },
  'masked-criterion': { en: 'take it out, or narrow the earlier one', zh: '删去它，或收窄前面那条' },
  gap: {
    en: 'let one category take the rest: normal: { when: otherwise }',
    zh: '让某个类别接收其余客户：normal: { when: otherwise }',
  },
  overlap: {
    en: 'nothing where the order of priority is meant; else shut one category out of the other',
    zh: 'priority 的顺序符合本意则无需处理；否则让两个类别互不重叠',
  },
  'idle-stays-while': {
    en: 'take it out, or make it wider than the criteria by which customers come in',
    zh: '删去它，或让它比入选标准更宽',
  },
  'score-out-of-reach': {
    en: 'lower the line, or raise the points that the score can give',
    zh: '降低分数线，或提高评分可得的分值',
  },
  'score-needs-factor': {
    en: 'check that the line is meant where the value is missing, or give the factor a higher default',
    zh: '确认缺少该值时分数线仍合适，或提高该项的默认分',
  },
  'idle-points': {
    en: 'take out the bands that no value comes to, or mend min and max of the field',
    zh: '删去任何取值都到不了的分档，或改正字段的 min 和 max',
  },
  'no-growth': {
    en: 'add a test of growth, such as of (revenue - prior_revenue) / prior_revenue',
    zh: '加入衡量增长的条件，如 (revenue - prior_revenue) / prior_revenue',
  },
  'unmatched-input': {
    en: 'mend the text as the file has it, or take it out',
    zh: '按文件中的写法改正该文本，或删去它',
  },
  subjective: {
    en: 'let the judgement not decide alone: put a fact beside it that is measured',
    zh: '不要只凭主观判断：同时加上可衡量的数据',
  },
  'capacity-without-manager': {
    en: 'name the field of managers under duties: duties: { manager: account_manager }',
    zh: '在 duties 下指明客户经理字段：duties: { manager: account_manager }',
  },
  'uncovered-threshold': {
    en: 'add two cases, one on each side of the line',
    zh: '补充两个案例，界线两侧各一个',
  },
  'failed-case': {
    en: 'mend the criteria, or the case where it expects the wrong category',
    zh: '修正标准；若案例的预期有误则修正案例',
  },
  'bad-case': {
    en: 'write the values of the customer as the file would',
    zh: '按文件中的写法填写案例中客户的值',
  },
  'low-coverage': {
    en: 'add cases for what check names, or ask for less with --min-coverage',
    zh: '为 check 列出的部分补充案例，或降低 --min-coverage',
  },
};
