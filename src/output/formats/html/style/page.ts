/** The page itself: its measure, its type, its head and its list of sections. */
export const PAGE_STYLE = `
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
section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.5rem 1.75rem 1.75rem;min-width:0}
.lead{font-size:1.0625rem;margin:.35rem 0 1.25rem;max-width:70ch;text-wrap:pretty}
footer{color:var(--soft);font-size:.85rem;padding-block:.5rem 2.5rem}
@media (max-width:640px){
header,nav ul,main,footer{padding-inline:1rem}
header{padding-block:1.5rem .75rem}
h1{font-size:1.5rem}
section{padding:1.1rem 1rem 1.25rem;border-radius:12px}
main{padding-block:1rem;gap:1rem}
}
`;
