/**
 * Of the report, in the report itself: it loads nothing, reads in the dark and on a phone, and "print" gives A4 pages of
 * which the first is the front page.
 */
export const reportStyle = `
:root { color-scheme: light dark; --paper: #fff; --ink: #17202b; --faint: #566273; --line: #dbe1e9; --accent: #0f6cbd;
  --asked: #b9c6d6; --broken: #d13438; --begin: #d13438; --report: #d13438; --verdict: #c77700; --approval: #8661c5; --recovery: #0f6cbd; --close: #107c10; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e7ebf0; --faint: #a5b0bd; --line: #333c47; --accent: #62abf5;
  --asked: #43505f; --broken: #f1707b; --begin: #f1707b; --report: #f1707b; --verdict: #f5b95f; --approval: #b79ae6; --recovery: #62abf5; --close: #7fc97f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 52rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1rem; line-height: 1.25; margin: 1.4rem 0 .4rem; }
h3 { font-size: 1rem; line-height: 1.25; margin: 1.2rem 0 .3rem; }
p, ul { margin: .3rem 0; }
ul { padding-left: 1.2rem; }
a { color: var(--accent); }
code { font-size: .85em; }
.status { color: var(--faint); font-weight: 600; margin: .2rem 0 .8rem; }
.what { font-size: 1.1rem; }
.facts { display: grid; grid-template-columns: 10rem 1fr; gap: .5rem 1rem; margin: 1rem 0; }
.facts dt { color: var(--faint); font-weight: 600; }
.facts dd { margin: 0; }
.facts p { margin: 0 0 .15rem; }
.chart { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: var(--faint); }
.chart .requests { fill: var(--asked); } .chart .failed { fill: var(--broken); }
.chart .axis { stroke: var(--faint); } .chart .moment { stroke: var(--ink); stroke-dasharray: 3 3; opacity: .55; }
.chart .number { fill: var(--ink); } .chart .in-number { fill: var(--paper); text-anchor: middle; font-weight: 700; } .chart .end { text-anchor: end; }
.to-report { fill: var(--report); } .to-verdict { fill: var(--verdict); } .to-approval { fill: var(--approval); }
.to-recovery { fill: var(--recovery); } .to-close { fill: var(--close); }
.legend { color: var(--faint); font-size: .85rem; }
.legend i { display: inline-block; width: .8em; height: .8em; border-radius: .15em; margin: 0 .3em 0 0; }
.legend .requests { background: var(--asked); } .legend .failed { background: var(--broken); margin-left: 1em; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th { color: var(--faint); text-align: left; font-weight: 600; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.follow-ups td { height: 2rem; }
.follow-ups th:first-child { width: 60%; }
.annex { border-top: 3px solid var(--line); margin-top: 3rem; padding-top: 1.5rem; }
.annex h2 { border-bottom: 1px solid var(--line); padding-bottom: .2rem; margin-top: 2rem; }
.annex ul { padding-left: 1.1rem; }
footer { color: var(--faint); font-size: .85rem; margin-top: 2rem; }
@media (max-width: 34rem) { .facts { grid-template-columns: 1fr; gap: .1rem; } .facts dt { margin-top: .6rem; } .chart { font-size: 20px; } }
@page { size: A4; margin: 14mm 15mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --accent: #0f6cbd; --asked: #c9d3df; --broken: #c42b30;
    --report: #c42b30; --verdict: #b06a00; --approval: #7350b4; --recovery: #0f6cbd; --close: #0e700e; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 9.2pt; line-height: 1.32; }
  h1 { font-size: 15pt; } h2 { font-size: 11pt; margin: .6rem 0 .2rem; } .what { font-size: 10.5pt; }
  .facts { grid-template-columns: 8.5rem 1fr; gap: .25rem .8rem; margin: .5rem 0; }
  .chart { max-height: 36mm; } table { font-size: 9pt; } th, td { padding: .12rem .5rem .12rem 0; } .follow-ups td { height: 1.15rem; } .legend { margin: 0; font-size: 8pt; }
  .annex { break-before: page; border: 0; margin: 0; padding: 0; font-size: 8.5pt; }
  h2, h3 { break-after: avoid; } li, tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`
