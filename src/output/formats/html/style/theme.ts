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
export const THEME_STYLE = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${DARK}}}
:root[data-theme=light]{color-scheme:light;${LIGHT}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
`;
