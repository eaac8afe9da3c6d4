import { UserError } from '../../errors.ts';

/** Stands for the customer file of a run that has none. */
export const NO_CUSTOMER_FILE = '';

/** What is wrong where a run needs one all the same. */
export function noCustomerFile(): UserError {
  return new UserError(
    { en: 'no customer file is given', zh: '没有指定客户文件' },
    {
      en: 'name one, or - for standard input: customers.csv',
      zh: '请指定一个文件，或用 - 表示标准输入：customers.csv',
    },
  );
}
