/** The number of a day in a workbook, counted as Excel does; null before March 1900, which it counts wrongly. */
export function excelDay(day: number): number | null {
  const serial = day + SERIAL_OF_1970;
  return serial < FIRST_RIGHT || serial > LAST ? null : serial;
}

const SERIAL_OF_1970 = 25_569;
const FIRST_RIGHT = 61;
// 9999-12-31.
const LAST = 2_958_465;

/** How a workbook writes days. */
export const EXCEL_DAY = 'yyyy-mm-dd';
