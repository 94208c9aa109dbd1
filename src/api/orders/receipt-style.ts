/** The receipt's style sheet; inside the page, so that a saved copy looks the same. */
export const RECEIPT_STYLE = `
:root { color-scheme: light; font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; }
body { margin: 0; background: #f4f2ee; color: #1d1b18; }
main { max-width: 44rem; margin: 2rem auto; padding: 2.5rem; background: #fff; border: 1px solid #e2ded6; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: .04em; }
button { font: inherit; font-size: .875rem; padding: .5rem 1rem; border: 1px solid #b9b2a5; border-radius: .375rem; background: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #2f5d8a; outline-offset: 2px; }
dl { margin: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 2rem 0; }
dt { font-size: .8125rem; color: #655f55; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .625rem .5rem; text-align: right; vertical-align: top; font-variant-numeric: tabular-nums; }
th { font-size: .8125rem; font-weight: 600; color: #655f55; border-bottom: 2px solid #1d1b18; white-space: nowrap; }
td { border-bottom: 1px solid #e2ded6; }
th:first-child, td:first-child { text-align: left; padding-left: 0; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
small, .note { font-size: .8125rem; color: #655f55; }
td small { display: block; }
.sums { margin: 1.5rem 0 0 auto; max-width: 24rem; }
.sums div { display: flex; justify-content: space-between; gap: 1rem; padding: .25rem 0; }
.sums dt { font-size: 1rem; }
.sums dd { font-variant-numeric: tabular-nums; white-space: nowrap; }
.sums .total { margin-top: .375rem; padding-top: .625rem; border-top: 2px solid #1d1b18; font-size: 1.125rem; font-weight: 700; }
.sums .within { padding: 0; }
.sums .within dt, .sums .within dd { font-size: .8125rem; color: #655f55; }
.sums .total dt { font-size: inherit; color: inherit; }
@media (max-width: 36rem) { main { margin: 0; padding: 1.25rem; border: 0; } th:nth-child(3), td:nth-child(3) { display: none; } }
@media print { body { background: #fff; } main { margin: 0; padding: 0; border: 0; max-width: none; } button { display: none; } }
`;
