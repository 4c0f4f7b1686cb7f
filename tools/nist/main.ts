/**
 * `npm run nist [-- FOLDER]`: digits of NIST's certified values that the library reaches, for each value, beside R's.
 *
 * Writes docs/nist.md; ends with 1 when a value falls short of 9 digits that R reaches, or one of a nonlinear set of 6.
 */
import { writeFileSync } from "node:fs";
import { dataSetsIn, linesOf, rDigits } from "./lines.ts";
import { fallsShort, nistPage, WANTED_DIGITS, WANTED_NONLINEAR_DIGITS } from "./page.ts";

const PAGE = "docs/nist.md";

const r = rDigits();
const lines = dataSetsIn(process.argv[2] ?? "../shared/data/nist").flatMap((set) => linesOf(set, r));
for (const { set, value, ours, r: theirs } of lines)
  process.stdout.write(
    `${set.padEnd(10)}${value.padEnd(30)}${ours.toFixed(1).padStart(6)}${(theirs?.toFixed(1) ?? "").padStart(6)}\n`,
  );
writeFileSync(PAGE, nistPage(lines, r.source));
const short = lines.filter(fallsShort);
process.stdout.write(
  `${lines.length} values of ${new Set(lines.map(({ set }) => set)).size} sets; ${short.length} below ${WANTED_DIGITS} digits where R reaches them or, of nonlinear sets, below ${WANTED_NONLINEAR_DIGITS}\n`,
);
process.exitCode = lines.length > 0 && short.length === 0 ? 0 : 1;
