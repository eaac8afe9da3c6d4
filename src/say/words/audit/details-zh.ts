import type { DetailWords } from './words.ts';

/** Findings in Chinese. */
export const auditDetailsZh: DetailWords = {
  noPerson(why, text) {
    switch (why) {
      case 'blank':
        return ['没有客户经理', '请在数据中指定一名具体人员'];
      case 'placeholder':
        return [`“${text}”不是具体的客户经理`, '请在数据中指定一名具体人员'];
      case 'gone':
        return [`客户经理已离职：“${text}”`, '请指定接任者'];
      case 'mailbox':
        return [`“${text}”是公共邮箱，不是具体人员`, '请注明由谁负责'];
      case 'several':
        return [`有多名客户经理：“${text}”`, '请明确由其中一人负责'];
      case 'team':
        return [`“${text}”是团队或部门，不是具体人员`, '请从中指定一人负责'];
      case 'role':
        return [`“${text}”是职务，不是具体人员`, '请注明由谁担任'];
    }
  },
  load: (accounts, most) => [`负责 ${accounts} 个大客户，超过可管理的 ${most} 个`, '请移交部分客户'],
  noPlan: ['没有客户计划', '请安排编写'],
  planClosed: ['客户计划已关闭', '请重新启用，或另写一份'],
  planUnreadable: (problems, place) => [
    problems > 1 ? `客户计划有 ${problems} 处无法读取` : '客户计划无法读取',
    `请修改 ${place}`,
  ],
  noOwner: ['客户计划没有负责人', '请在 owner 中填写客户经理'],
  otherOwner: (owner, manager) => [
    `客户计划由 ${owner} 负责，而非客户经理`,
    `请移交给 ${manager}，或更正数据`,
  ],
  noManagerToCompare: (owner) => [`未指定客户经理，无法判断 ${owner} 是否应负责该计划`, '请先指定客户经理'],
  noReview: ['没有安排下次回顾', '请商定日期，填入 next_review'],
  reviewOverdue: (due, days) => [`回顾已逾期 ${days} 天（${due}）`, '请尽快回顾、记录，并安排下一次'],
  reviewOld: (last, days, every) => [
    `上次回顾在 ${days} 天前（${last}），要求每 ${every} 天一次`,
    '请尽快回顾并记录',
  ],
  neverReviewed: (since, days, every) => [
    `自 ${since} 成为大客户以来 ${days} 天没有回顾记录，要求每 ${every} 天一次`,
    '请尽快回顾并记录',
  ],
  reviewFar: (due, days, every) => [
    `下次回顾在 ${days} 天之后（${due}），要求每 ${every} 天一次`,
    '请提前安排',
  ],
  issues: (title, owner, days, more, most) => [
    `${title === null ? '有问题' : `“${title}”`}已 ${days} 天未解决${more > 0 ? `，另有 ${more} 项` : ''}（上限 ${most} 天）`,
    owner === null ? '请指定负责人并解决' : `请 ${owner} 解决`,
  ],
  issueUndated: (title) => [
    `无法判断${title === null ? '某问题' : `“${title}”`}已持续多久`,
    '请在 opened 中填写日期',
  ],
  noForecast: (last) =>
    last === null ? ['没有业务预测', '请与客户商定'] : [`${last} 之后没有业务预测`, '请与客户商定下一期'],
  forecastBlank: (period) => [`${period} 的业务预测尚未填写`, '请与客户商定'],
  sectionsEmpty: (titles, count, of) => [
    `计划共 ${of} 节，其中 ${count} 节尚未填写`,
    `请填写：${titles.join('、')}${count > titles.length ? '等' : ''}`,
  ],
  olderCriteria: (stated, current) => [
    `计划依据的标准为 ${stated} 版，现为 ${current} 版`,
    `请重新审阅，然后改为 criteria: ${current}`,
  ],
  orphan: (category) =>
    category === null
      ? ['文件中没有该客户', '请关闭计划，或核对导出数据']
      : [`该客户现为${category}`, '请关闭计划：运行 keyaccounts plan 即可'],
  maybeOrphan: ['部分行无法读取，无法判断该客户是否还在', '请修正被剔除的行'],
  check: (id, values, expected) => [`${id}：${values}`, `应为：${expected}`],
  checkUnknown: (id, lacks, isBlank) =>
    isBlank
      ? [`${id}：缺少 ${lacks}`, '请在导出数据中补全']
      : [`${id}：${lacks} 无法计算`, '请核实：计算所需的数据为零或尚未产生'],
};
