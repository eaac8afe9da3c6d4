// The colours of Okabe and Ito, which colour-blind readers can tell apart, lifted where the page is dark. Grey is
// for what is usual, so that colour is left for what matters.
const LIGHT = `
--page:#f5f6f8;--card:#ffffff;--ink:#1a2330;--soft:#576273;--line:#e2e6eb;--faint:#eef1f4;--link:#0b5ea8;
--key:#0072b2;--normal:#8592a0;--target:#009e73;--lost:#d55e00;--undetermined:#e69f00;--profit:#b5568f;
--plain:#6b7686;--bad-ink:#a33c00;--warn-ink:#7a5200;--good-ink:#006b4f;--on-key:#ffffff;--tint:#eef5fb;`;

const DARK = `
--page:#0f141b;--card:#171e28;--ink:#e7ecf2;--soft:#a0acbb;--line:#2b3543;--faint:#1f2833;--link:#7cc0f0;
--key:#56b4e9;--normal:#75828f;--target:#2fbf95;--lost:#ff8b45;--undetermined:#f0b53c;--profit:#e08fc0;
--plain:#98a4b3;--bad-ink:#ffab7a;--warn-ink:#f3c866;--good-ink:#5fd6b1;--on-key:#0b1520;--tint:#16283a;`;

/** The colours of a page by day and by night: as the system has it, unless the reader turns it round. */
const THEME_STYLE = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${DARK}}}
:root[data-theme=light]{color-scheme:light;${LIGHT}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
`;

/** The page itself: its measure, its type, its head and its list of sections. */
const PAGE_STYLE = `
*,*::before,*::after{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
:lang(zh-CN) body{line-height:1.7}
a{color:var(--link);text-underline-offset:.18em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px;top:0;background:var(--card);padding:.5rem 1rem;z-index:3}
.skip:focus{left:.5rem;top:.5rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header,nav ul,main,footer{max-width:1160px;margin-inline:auto;padding-inline:1.5rem}
header{display:flex;gap:1rem;align-items:flex-start;justify-content:space-between;padding-block:2.25rem 1rem}
h1{font-size:1.9rem;line-height:1.2;font-weight:680;letter-spacing:-.015em;margin:0 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1.3rem;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:0}
h3{font-size:1rem;font-weight:650;margin:1.75rem 0 .5rem}
:lang(zh-CN) :is(h1,h2){letter-spacing:0}
p{margin:.75rem 0;max-width:72ch;overflow-wrap:anywhere}
ul,ol{margin:.75rem 0;padding-left:1.25rem}
header .facts{color:var(--soft);font-size:.9rem;margin:0;display:flex;flex-wrap:wrap;gap:.1rem 1.25rem}
header .facts div{display:flex;gap:.4rem;min-width:0}
header .facts dd{overflow-wrap:anywhere}
header .facts :is(dt,dd){margin:0}
header .facts dt{white-space:nowrap}
header .facts dd{color:var(--ink)}
button{font:inherit;font-size:.875rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.35rem .8rem;cursor:pointer;white-space:nowrap}
button:hover:not(:disabled){border-color:var(--soft)}
button:disabled{color:var(--soft);cursor:default;opacity:.7}
nav{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--line)}
nav ul{list-style:none;display:flex;gap:.25rem;margin-block:0;padding-block:.5rem;overflow-x:auto;scrollbar-width:none;scroll-snap-type:x proximity}
nav a{display:block;white-space:nowrap;padding:.25rem .6rem;border-radius:6px;color:var(--soft);font-size:.875rem;text-decoration:none}
nav a:hover{background:var(--faint);color:var(--ink)}
main{padding-block:1.5rem 1rem;display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
section,.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.5rem 1.75rem 1.75rem;min-width:0}
.card>:first-child{margin-top:0}
.card>:last-child{margin-bottom:0}
.lead{font-size:1.0625rem;margin:.35rem 0 1.25rem;max-width:70ch;text-wrap:pretty}
footer{color:var(--soft);font-size:.85rem;padding-block:.5rem 2.5rem}
@media (max-width:640px){
header,nav ul,main,footer{padding-inline:1rem}
header{padding-block:1.5rem .75rem}
h1{font-size:1.5rem}
section,.card{padding:1.1rem 1rem 1.25rem;border-radius:12px}
main{padding-block:1rem;gap:1rem}
}
`;

/** Figures, what to do, notes and tables. */
const BLOCK_STYLE = `
.icon{width:.85em;height:.85em;margin-right:.4em;vertical-align:-.06em;flex:none;overflow:visible}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(148px,1fr));gap:1px;margin:0 0 1.5rem;border:1px solid var(--line);border-radius:12px;overflow:hidden}
.figure{box-shadow:0 0 0 1px var(--line);padding:.9rem 1rem 1rem;min-width:0}
.figure dt{font-size:.83rem;color:var(--soft)}
.figure dd{margin:0}
.figure .value{font-size:1.75rem;line-height:1.3;font-weight:640;letter-spacing:-.02em}
.figure .of{font-size:.83rem;color:var(--soft)}
.actions{background:var(--tint);border-radius:12px;padding:1.1rem 1.25rem 1.2rem;margin:0 0 1.75rem}
.actions h3{margin:0 0 .6rem;font-size:1.06rem}
.actions ol{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}
.actions li{display:flex;align-items:baseline}
.actions li .icon{width:.8em;height:.8em;margin-right:.65em}
.actions a{color:var(--ink);font-weight:560;text-decoration-color:transparent}
.actions a:hover{text-decoration-color:currentColor}
.actions .act{font-weight:560}
.about{display:block;color:var(--soft);font-size:.9rem}
.about span{display:inline-block}
.about span:not(:last-child)::after{content:" · ";content:" · " / ", "}
.note{font-size:.9rem;color:var(--soft);border-left:3px solid var(--line);padding-left:.75rem}
.note strong{font-weight:600;text-transform:capitalize;margin-right:.35em;color:var(--ink)}
.note.warning{border-color:var(--undetermined)}
.note.error{border-color:var(--lost)}
.more{font-size:.85rem;color:var(--soft);margin:.4rem 0 0}
main .facts{display:grid;gap:.3rem;margin:1rem 0;font-size:.9rem}
main .facts div{display:grid;grid-template-columns:minmax(9rem,14rem) minmax(0,1fr);gap:1rem}
main .facts dt{color:var(--soft)}
main .facts dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin-top:1.5rem;container-type:inline-size}
h3+.scroll{margin-top:.4rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;font-weight:650;font-size:1rem;padding-bottom:.4rem}
caption span{display:block;position:sticky;left:0;max-width:100cqi}
th,td{padding:.42rem .8rem .42rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--faint)}
th:last-child,td:last-child{padding-right:0}
tbody th,tfoot th{font-weight:400;max-width:22rem;overflow-wrap:break-word}
thead th{font-weight:500;color:var(--soft);font-size:.8rem;border-bottom-color:var(--line);vertical-align:bottom}
td{max-width:22rem;overflow-wrap:break-word}
td.k,td.n,tbody th.k,tbody th.n{white-space:nowrap}
th{min-width:3.5em}
.n{text-align:right}
.wrap{min-width:min(14rem,22cqi)}
.cut{min-width:8.5rem}
tfoot td,tfoot th{font-weight:650;border-bottom:0;border-top:1px solid var(--line)}
tbody tr:hover{background:var(--faint)}
.t-key{color:var(--link);font-weight:600}
.t-bad{color:var(--bad-ink);font-weight:600}
.t-warn{color:var(--warn-ink)}
.t-good{color:var(--good-ink)}
.t-dim{color:var(--soft)}
.with-bar{display:inline-flex;vertical-align:bottom;align-items:center;gap:.6rem;justify-content:flex-end}
.with-bar>:last-child:not(svg){min-width:3.6em}
.months{width:6rem;height:1.125rem;display:block}.months polyline{fill:none;stroke:var(--key);stroke-width:1.5;stroke-linejoin:round}
.cell-bar{width:3.2rem;height:6px;flex:none;border-radius:1px}
.track{fill:var(--faint)}
@container (max-width:44rem){.with-bar svg{display:none}.with-bar>:last-child:not(svg){min-width:0}}
@media (min-width:641px){@container (max-width:48rem){table{font-size:.78rem}thead th{font-size:.7rem;hyphens:auto}th,td{padding-right:.3rem}th{min-width:0}.cut{min-width:4.5rem}}}
details{margin-top:.75rem}
summary{cursor:pointer;font-size:.85rem;color:var(--soft);width:fit-content}
summary:hover{color:var(--ink)}
.tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.5rem 0 0}
.tools input,.tools select{font:inherit;font-size:.9rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.35rem .7rem;min-width:0}
.tools input{flex:1 1 14rem;max-width:22rem}
.tools.turn{justify-content:flex-end;font-size:.875rem;color:var(--soft);margin-top:.75rem}
th button{all:unset;cursor:pointer;box-sizing:border-box}
th button:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
th button:hover{color:var(--ink)}
th[aria-sort] button{color:var(--ink);font-weight:600}
th[aria-sort=ascending] button::after{content:" ↑";content:" ↑" / ""}
th[aria-sort=descending] button::after{content:" ↓";content:" ↓" / ""}
tr[hidden]{display:none}
@media screen and (max-width:640px){
.figures{grid-template-columns:1fr 1fr}
.figure{padding:.75rem .8rem}
.figure .value{font-size:1.4rem}
.actions{padding:1rem}
main .facts div{grid-template-columns:minmax(0,1fr);gap:0}
main .facts{gap:.6rem}
.told thead{position:absolute;clip-path:inset(50%)}
.told,.told tbody,.told tfoot,.told td,.told tbody th,.told tfoot th,.told caption{display:block;max-width:100%}
.told tr{display:flex;flex-wrap:wrap;column-gap:.9rem;border-bottom:1px solid var(--faint);padding-block:.45rem}
.told td,.told tbody th,.told tfoot th{border:0;padding:0;min-width:0}
.told td:empty,.told th:empty{display:none}
.told .wrap{flex-basis:100%}
.told .n::before{content:attr(data-h) " ";color:var(--soft)}
}
`;

/** What is drawn: the same colour and shape for the same thing in every picture. */
const CHART_STYLE = `
.chart{margin:1.75rem 0 0;padding:0}
.chart:first-of-type{margin-top:0}
figcaption{font-weight:650;margin-bottom:.4rem}
.chart>svg{display:block;width:100%;height:auto;overflow:visible}
.chart>:is(.middle,.narrow){display:none}
@media (max-width:960px){.chart>.wide{display:none}.chart>.middle{display:block}}
@media (max-width:640px){.chart>.middle{display:none}.chart>.narrow{display:block;max-width:30rem}}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:0 0 .6rem;padding:0;font-size:.85rem;color:var(--soft)}
.chart text{fill:var(--soft);font-size:12.5px}
.chart .axis{font-size:12px}
.chart .row-name,.chart .mark-name{fill:var(--ink);font-size:13px}
.chart .mark-name{font-weight:600;paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
.chart .guide-name{fill:var(--ink);font-size:11.5px;paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
.chart .node-count{fill:var(--soft)}
.chart .in-mark *{fill:var(--card);stroke:none;pointer-events:none}
.chart .dot-share{fill:var(--soft);font-size:11px;paint-order:stroke;stroke:var(--card);stroke-width:3px}
.chart .in-bar{fill:var(--on-key);font-weight:600;font-size:12.5px}
.grid{stroke:var(--faint)}
.zero{stroke:var(--line);stroke-width:1.25}
.guide{stroke:var(--soft);stroke-dasharray:3 4}
.curve{fill:none;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
.dashed{stroke-dasharray:7 5}
.below{opacity:.09}
.m{stroke:var(--card);stroke-width:1}
.cloud .m{fill-opacity:.78}
.cloud .m:hover,.bar:hover,.column:hover,.band:hover{fill-opacity:1;opacity:1}
.band.stays{opacity:.16}
.band.moves{opacity:.75}
.s-key{fill:var(--key)}.s-normal{fill:var(--normal)}.s-target{fill:var(--target)}.s-lost{fill:var(--lost)}
.s-undetermined{fill:var(--undetermined)}.s-revenue{fill:var(--key)}.s-profit{fill:var(--profit)}
.s-good{fill:var(--target)}.s-warn{fill:var(--undetermined)}.s-bad{fill:var(--lost)}.s-plain{fill:var(--plain)}
.l-key,.l-revenue{stroke:var(--key)}.l-normal{stroke:var(--normal)}.l-target,.l-good{stroke:var(--target)}
.l-lost,.l-bad{stroke:var(--lost)}.l-undetermined,.l-warn{stroke:var(--undetermined)}.l-profit{stroke:var(--profit)}
.l-plain{stroke:var(--plain)}
`;

/** On paper: light, without controls, and no picture is cut by the end of a sheet. */
const PRINT_STYLE = `
@page{size:A4;margin:14mm}
@media print{
:root,:root[data-theme]{color-scheme:light;--page:#fff;--card:#fff;--ink:#1a2330;--soft:#4a5564;--line:#cfd5dc;--faint:#e8ebef;--link:#0b5ea8;--key:#0072b2;--normal:#8592a0;--target:#009e73;--lost:#d55e00;--undetermined:#e69f00;--profit:#b5568f;--plain:#6b7686;--on-key:#fff;--tint:#eef5fb;--bad-ink:#a33c00;--warn-ink:#7a5200;--good-ink:#006b4f}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:10.5pt}
nav,button:not(th button),.skip,.tools:not(.turn),details:not([open]),footer{display:none!important}
header,main{max-width:none;padding-inline:0}
header{padding-block:0 .5rem}
main{display:block}
section,.card{border:0;border-radius:0;padding:0 0 1rem;break-inside:auto}
:is(section,.card)+:is(section,.card){border-top:1px solid var(--line);padding-top:1rem}
.chart,.figures,.actions li,tr,.note,h2,.lead{break-inside:avoid}
h2,h3,.lead,caption,figcaption,tr:has(th .t-key){break-after:avoid}
.chart>:is(.wide,.narrow){display:none}
.chart>.middle{display:block;max-height:110mm}
.scroll{overflow:visible}
table{font-size:8.5pt}
thead th{font-size:7.5pt}
th,td{padding-right:.3rem}
.wrap,.cut,th{min-width:0}
a{color:inherit;text-decoration:none}
}
`;

/** Everything about how a page looks, in the order in which later rules may change earlier ones. */
export const STYLE = [THEME_STYLE, PAGE_STYLE, BLOCK_STYLE, CHART_STYLE, PRINT_STYLE].join('');
