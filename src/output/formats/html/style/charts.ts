/** What is drawn: the same colour and shape for the same thing in every picture. */
export const CHART_STYLE = `
.chart{margin:1.75rem 0 0;padding:0}
.chart:first-of-type{margin-top:0}
figcaption{font-weight:650;margin-bottom:.4rem}
.chart>svg{display:block;width:100%;height:auto;overflow:visible}
.narrow{display:none!important}
@media (max-width:640px){.wide{display:none!important}.narrow{display:block!important}}
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
