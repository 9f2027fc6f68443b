/** Of every page, in the page itself: it loads nothing. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --accent: #0f6cbd; --good: #0e700e; --warn: #b10e1c; }
@media (prefers-color-scheme: dark) { :root { --accent: #62abf5; --good: #7fc97f; --warn: #f1707b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem 1rem 3rem; max-width: 40rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: .25rem 0; }
h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p, ul { margin: .25rem 0; }
ul { padding: 0; list-style: none; }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0; }
code { font-size: .85rem; }
main > p:first-child { opacity: .75; }
.note { border: 1px solid var(--line); border-left: .3rem solid var(--accent); border-radius: .4rem; padding: .6rem .8rem; margin: 1rem 0; }
.warning { border-left-color: var(--warn); }
button { width: 100%; min-height: 3rem; margin-top: 1.5rem; border: 0; border-radius: .5rem; background: var(--good); color: Canvas; font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: .2rem solid var(--accent); outline-offset: .2rem; }
`
