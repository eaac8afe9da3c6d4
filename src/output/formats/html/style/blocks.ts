/** Figures, what to do, notes and tables. */
export const BLOCK_STYLE = `
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
section .facts{display:grid;gap:.3rem;margin:1rem 0;font-size:.9rem}
section .facts div{display:grid;grid-template-columns:minmax(9rem,14rem) minmax(0,1fr);gap:1rem}
section .facts dt{color:var(--soft)}
section .facts dd{margin:0;overflow-wrap:anywhere}
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
.wrap{min-width:14rem}
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
.cell-bar{width:3.2rem;height:6px;flex:none;border-radius:1px}
.track{fill:var(--faint)}
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
section .facts div{grid-template-columns:minmax(0,1fr);gap:0}
section .facts{gap:.6rem}
.told thead{position:absolute;clip-path:inset(50%)}
.told,.told tbody,.told tfoot,.told td,.told tbody th,.told tfoot th,.told caption{display:block;max-width:100%}
.told tr{display:flex;flex-wrap:wrap;column-gap:.9rem;border-bottom:1px solid var(--faint);padding-block:.45rem}
.told td,.told tbody th,.told tfoot th{border:0;padding:0;min-width:0}
.told td:empty,.told th:empty{display:none}
.told .with-bar svg{display:none}
.told .wrap{flex-basis:100%}
.told .n::before{content:attr(data-h) " ";color:var(--soft)}
}
`;
