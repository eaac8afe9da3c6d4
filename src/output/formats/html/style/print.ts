/** On paper: light, without controls, and no picture is cut by the end of a sheet. */
export const PRINT_STYLE = `
@page{size:A4;margin:14mm}
@media print{
:root,:root[data-theme]{color-scheme:light;--page:#fff;--card:#fff;--ink:#1a2330;--soft:#4a5564;--line:#cfd5dc;--faint:#e8ebef;--link:#0b5ea8;--key:#0072b2;--normal:#8592a0;--target:#009e73;--lost:#d55e00;--undetermined:#e69f00;--profit:#b5568f;--plain:#6b7686;--on-key:#fff;--tint:#eef5fb;--bad-ink:#a33c00;--warn-ink:#7a5200;--good-ink:#006b4f}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:10.5pt}
nav,button:not(th button),.skip,.tools:not(.turn),details:not([open]),footer{display:none!important}
header,main{max-width:none;padding-inline:0}
header{padding-block:0 .5rem}
main{display:block}
section{border:0;border-radius:0;padding:0 0 1rem;break-inside:auto}
section+section{border-top:1px solid var(--line);padding-top:1rem}
.chart,.figures,.actions li,tr,.note,h2,.lead{break-inside:avoid}
h2,h3,.lead,caption,figcaption,tr:has(th .t-key){break-after:avoid}
.chart>.wide{display:block!important;max-height:110mm}
.chart>.narrow{display:none!important}
.scroll{overflow:visible}
table{font-size:8.5pt}
th,td{padding-right:.5rem}
.wrap,.cut,th{min-width:0}
a{color:inherit;text-decoration:none}
}
`;
