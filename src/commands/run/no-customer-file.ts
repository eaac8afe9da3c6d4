/** Stands for the customer file of a run that has none. */
export const NO_CUSTOMER_FILE = '';
