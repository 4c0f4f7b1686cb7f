import type { Calibration } from "./calibration.ts";
import type { Judgement } from "./judge.ts";

export interface Line {
  readonly entry: Calibration;
  readonly judgement: Judgement;
}

const percent = (share: number): string => (100 * share).toFixed(2);

function row({ entry, judgement }: Line): string {
  const { method, kind, setting, expected, slack = 0 } = entry;
  const { runs, errors, lower, upper, verdict } = judgement;
  const [share, low, high] =
    kind === "size" ? [errors / runs, lower, upper] : [(runs - errors) / runs, 1 - upper, 1 - lower];
  const allowed = `${expected}${slack === 0 ? "" : `, slack ${percent(slack)}`}`;
  return `| ${method} | ${kind} | ${setting} | ${runs} | ${percent(share)} (${percent(low)} to ${percent(high)}) | ${allowed} | ${verdict} |`;
}

/** docs/calibration.md: the same bytes for the same numbers. */
export const calibrationPage = (lines: readonly Line[]): string => `# Calibration

How often the methods err where the truth is known. Written by \`npm run calibrate\`, never by hand; the same in every
run, since each line has its own fixed stream of random numbers.

* **size**: share (in percent) of true null hypotheses rejected at 5 %.
* **coverage**: share (in percent) of 95 % intervals that hold the truth.
* In brackets: Clopper-Pearson limits of the share with confidence 99.9 %.
* **nominal**: must lie around 5 % (95 %) within simulation error and, for an approximate method, the slack.
* **conservative**: an exact method, which may err less often than 5 %, never more often.

${lines.length} simulations of ${new Set(lines.map(({ entry }) => entry.method)).size} methods.

| method | kind | setting | runs | share in percent | expected | verdict |
|---|---|---|---:|---:|---|---|
${lines.map(row).join("\n")}
`;
