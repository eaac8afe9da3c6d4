/** Examples for `classify --help`. */
export const CLASSIFY_HELP = `
Examples:
  keyaccounts classify customers.csv                          a summary on the terminal
  keyaccounts classify customers.csv --format csv -o out.csv  every row with its category and why
  keyaccounts classify 客户.csv --lang zh                     a Chinese export, a Chinese summary
  keyaccounts classify customers.csv --rejects bad.csv        set unreadable rows aside, classify the rest

Exit codes: 0 done, 1 undetermined customers under --strict, 2 could not do the job (nothing is written)`;
