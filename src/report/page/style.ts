import { paintVariable, palette } from "../svg.ts";

const figureVariables = (theme: "light" | "dark"): string =>
  (Object.keys(palette[theme]) as (keyof (typeof palette)["light"])[])
    .map((paint) => `${paintVariable(paint)}: ${palette[theme][paint]};`)
    .join(" ");

const light = `
  color-scheme: light;
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d5dae0; --wash: #f5f7f9;
  --link: #0b5c94; --warn: #8a3a00; --warn-wash: #fdf4ec; --warn-line: #d98a4b;
  --shade: #1b1f2426; --banner: #8c1d18; --banner-ink: #ffffff;
  ${figureVariables("light")}`;

const dark = `
  color-scheme: dark;
  --paper: #15181c; --ink: #e8eaed; --soft: #a9b2bc; --line: #363d45; --wash: #1e2328;
  --link: #86c5f4; --warn: #f3b27c; --warn-wash: #2a211a; --warn-line: #a8662f;
  --shade: #000000b0; --banner: #a5342d; --banner-ink: #ffffff;
  ${figureVariables("dark")}`;

/** The page's style sheet. It holds no word of a study, so that nothing from a file can reach it. */
export const style = (synthetic: boolean): string => `
:root {${light}
}
@media screen and (prefers-color-scheme: dark) {
:root {${dark}
}
}
* { box-sizing: border-box; }
html { font-size: 100%; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 "Source Sans 3", -apple-system, "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif;
  font-variant-numeric: lining-nums tabular-nums; overflow-wrap: break-word; hyphens: manual;
}
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; top: 0; background: var(--paper); color: var(--link); padding: 0.5rem 1rem; z-index: 2; }
.skip:focus { left: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.page { max-width: 47rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
p { margin: 0 0 0.9rem; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; font-weight: 600; }
h1 { font-size: 2.1rem; letter-spacing: -0.012em; margin: 0.4rem 0 1rem; }
h2 { font-size: 1.5rem; letter-spacing: -0.006em; margin: 0 0 1rem; }
h3 { font-size: 1.09rem; margin: 2.4rem 0 0.7rem; }
.kicker { color: var(--soft); font-size: 0.86rem; letter-spacing: 0.02em; margin: 0; }
.synthetic { background: var(--banner); color: var(--banner-ink); padding: 0.75rem 1.1rem; border-radius: 3px; margin: 0 0 2rem; }
.synthetic b { display: block; font-size: 1.09rem; letter-spacing: 0.01em; }
.lead { font-size: 1.13rem; line-height: 1.55; max-width: 42rem; }
.authors { margin: 0 0 0.35rem; }
.affiliations { color: var(--soft); font-size: 0.9rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.facts { color: var(--soft); font-size: 0.9rem; margin: 0; }
sup { font-size: 0.72em; line-height: 0; vertical-align: baseline; position: relative; top: -0.45em; }
section { margin-top: 4rem; }
.num { white-space: nowrap; }
.none { color: var(--soft); }

/* What was asked and found */
.findings { list-style: none; margin: 0; padding: 0; border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
.findings li { display: grid; grid-template-columns: 2rem 1fr; padding: 0.95rem 0 1rem; border-top: 1px solid var(--line); break-inside: avoid; }
.findings li:first-child { border-top: 0; }
.findings .order { color: var(--soft); }
.findings a { color: var(--soft); text-decoration-color: var(--line); }
.findings a:hover { color: var(--link); }
.findings p { margin: 0.2rem 0 0; font-size: 1.09rem; line-height: 1.45; font-weight: 600; }
.findings small { display: block; color: var(--warn); font-size: 0.86rem; margin-top: 0.25rem; }

/* One question */
.headline { font-size: 1.22rem; line-height: 1.45; font-weight: 600; margin: 0 0 1rem; }
.question h2 { font-weight: 400; margin: 0.15rem 0 0.9rem; }
.warnings { border-left: 3px solid var(--warn-line); background: var(--warn-wash); padding: 0.8rem 1.1rem 0.85rem; margin: 1.5rem 0; border-radius: 0 3px 3px 0; break-inside: avoid; }
.warnings h3 { margin: 0 0 0.3rem; font-size: 1rem; color: var(--warn); }
.warnings ul { margin: 0; padding-left: 1.1rem; }
.warnings li + li { margin-top: 0.35rem; }

/* Tables */
.table { margin: 1.9rem 0 2.1rem; }
/* A shadow at the side on which more of a table is hidden. */
.scroll {
  overflow-x: auto;
  background:
    linear-gradient(to right, var(--paper) 40%, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--shade), transparent) left / 0.7rem 100% no-repeat scroll,
    linear-gradient(to left, var(--shade), transparent) right / 0.7rem 100% no-repeat scroll;
}
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; line-height: 1.4; border-bottom: 1.5px solid var(--ink); }
caption { text-align: left; padding: 0 0 0.55rem; font-size: 0.95rem; line-height: 1.4; }
caption b, figcaption b { margin-right: 0.3em; }
th, td { text-align: left; vertical-align: baseline; padding: 0.34rem 1.1rem 0.34rem 0; font-weight: 400; overflow-wrap: anywhere; min-width: 3.2rem; }
th:last-child, td:last-child { padding-right: 0; }
th:first-child { min-width: 9rem; }
caption span { display: inline-block; position: sticky; left: 0; max-width: min(47rem, 100vw - 2.5rem); text-wrap: pretty; }
tbody th[scope="row"] { position: sticky; left: 0; background: var(--paper); }
thead th { text-wrap: balance; }
thead th.short { white-space: nowrap !important; }
td.right, th.right { text-align: right; white-space: nowrap; overflow-wrap: normal; min-width: 0; }
thead th, thead td { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); font-weight: 600; vertical-align: bottom; padding-top: 0.45rem; padding-bottom: 0.45rem; }
thead th.right { white-space: normal; }
tbody + tbody tr:first-child > * { padding-top: 0.7rem; }
tr.heading th { font-weight: 600; }
th.indented { padding-left: 1.1rem; }
table.counted { width: auto; min-width: min(100%, 26rem); }
table.counted tbody tr:last-child > * { border-top: 1px solid var(--line); font-weight: 600; }
.notes { color: var(--soft); font-size: 0.86rem; line-height: 1.5; margin-top: 0.6rem; }
.notes p { margin: 0 0 0.2rem; }
code, pre, .hash { font-family: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.86em; }
.hash { overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--wash); padding: 0.9rem 1.1rem; border-radius: 3px; line-height: 1.5; margin: 0.6rem 0 0; }
.wide td { min-width: 11rem; } .wide td.right { min-width: 0; }

/* Figures */
figure { margin: 2rem 0 0; }
details.numbers { margin: 0.6rem 0 2.4rem; }
figure svg { display: block; width: 100%; height: auto; min-width: 34rem; max-width: 45rem; }
figcaption { margin-top: 0.8rem; font-size: 0.95rem; line-height: 1.45; }
details { margin: 0.7rem 0; }
summary { cursor: pointer; color: var(--link); font-size: 0.92rem; width: fit-content; padding: 0.15rem 0; }
details[open] > summary { margin-bottom: 0.5rem; }
details .table { margin: 0.8rem 0; }
.alternative { font-size: 0.92rem; color: var(--soft); }

/* Methods */
dl.methods { margin: 0; }
dl.methods dt { font-weight: 600; margin-top: 1.15rem; }
dl.methods dd { margin: 0.1rem 0 0; }
dl.methods dd.small { color: var(--soft); font-size: 0.9rem; }
dl.methods div { break-inside: avoid; }
ul.plain { margin: 0; padding-left: 1.1rem; }
ul.plain li { margin-bottom: 0.35rem; }

/* Contents */
.contents { font-size: 0.92rem; line-height: 1.4; margin: 2rem 0 0; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents > ol { display: flex; flex-wrap: wrap; gap: 0.4rem 1.4rem; }
.contents ol ol { display: none; }
@media (min-width: 76rem) {
  .page { display: grid; grid-template-columns: 14.5rem minmax(0, 47rem); column-gap: 4rem; max-width: 68rem; padding-top: 3.5rem; }
  /* A wide table may use the empty margin on the right. */
  .scroll { margin-right: calc(-1 * max(0rem, min(18rem, (100vw - 71rem) / 2))); }
  .scroll table { width: auto; min-width: 47rem; }
  .contents { position: sticky; top: 3.5rem; align-self: start; max-height: calc(100vh - 5rem); overflow-y: auto; margin: 0; padding-right: 1rem; grid-column: 1; grid-row: 1; }
  .contents > ol { display: block; }
  .contents li { margin-bottom: 0.7rem; }
  .contents ol ol { display: block; margin-top: 0.6rem; padding-left: 0.9rem; border-left: 1px solid var(--line); }
  .contents ol ol li { margin-bottom: 0.45rem; display: grid; grid-template-columns: 1.5rem 1fr; }
  .contents a { color: var(--ink); text-decoration: none; }
  .contents ol ol a { color: var(--soft); }
  .contents a:hover { color: var(--link); text-decoration: underline; }
  .contents .order { color: var(--soft); }
  main { grid-column: 2; grid-row: 1; }
}
@media (max-width: 40rem) {
  .page { padding-top: 1.25rem; }
  h1 { font-size: 1.7rem; }
  h2 { font-size: 1.3rem; }
  .headline { font-size: 1.13rem; }
  section { margin-top: 3rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
.print-only { display: none; }

@page {
  size: A4; margin: 18mm 17mm 19mm;
  @bottom-left { content: "Cistern report"; font: 8pt Helvetica, Arial, sans-serif; color: #57606a; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Helvetica, Arial, sans-serif; color: #57606a; }${
    synthetic
      ? `
  @top-center { content: "SYNTHETIC DATA \\2014  not from patients"; font: bold 8.5pt Helvetica, Arial, sans-serif; color: #8c1d18; }`
      : ""
  }
}
@media print {
  html { font-size: 9.6pt; }
  body { line-height: 1.48; }
  .page { display: block; max-width: none; padding: 0; }
  .contents, .skip, summary, .screen-only { display: none; }
  .print-only { display: block; }
  details:not(.code)::details-content { content-visibility: visible; display: block; block-size: auto; }
  details.code, details.repeats, .alternative { display: none; }
  h1, h2, h3, caption, header { break-after: avoid; }
  header { break-inside: avoid; }
  h1 { font-size: 21pt; }
  section { margin-top: 11mm; }
  p, li { orphans: 3; widows: 3; }
  figure, .table.whole, .warnings { break-inside: avoid; }
  tr { break-inside: avoid; }
  .scroll { overflow: visible; background: none; margin-right: 0; }
  .scroll table { width: 100%; min-width: 0; }
  tbody th[scope="row"] { position: static; }
  caption span { max-width: none; position: static; }
  details.numbers { margin: 0 0 1.6rem; }
  figure svg { min-width: 0; max-width: none; max-height: 205mm; }
  table { font-size: 8.6pt; }
  th, td { padding: 0.28rem 0.7rem 0.28rem 0; min-width: 0; }
  .wide td { min-width: 0; }
  th:first-child { min-width: 7rem; }
  td.right { white-space: normal; }
  table.many { font-size: 7.4pt; }
  table.many th, table.many td { padding-right: 0.45rem; }
  a { color: inherit; text-decoration: none; }
  .synthetic { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
