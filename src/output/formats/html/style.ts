import { BLOCK_STYLE } from './style/blocks.ts';
import { CHART_STYLE } from './style/charts.ts';
import { PAGE_STYLE } from './style/page.ts';
import { PRINT_STYLE } from './style/print.ts';
import { THEME_STYLE } from './style/theme.ts';

/** Everything about how a page looks, in the order in which later rules may change earlier ones. */
export const STYLE = [THEME_STYLE, PAGE_STYLE, BLOCK_STYLE, CHART_STYLE, PRINT_STYLE].join('');
