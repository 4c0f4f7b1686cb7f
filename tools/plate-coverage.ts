/**
 * `npm run plate-coverage`: 200 synthetic plates of three vendors from the text of their exports to concentrations, with known truth.
 *
 * Writes docs/plate-coverage.md: how many 95 % intervals hold the true concentration, and how often the status is right.
 */
import { writeFileSync } from "node:fs";
import { type Layout, madePlate, SAMPLES_PER_PLATE } from "../examples/ms-il6/make-plates.ts";
import { clopperPearsonLimits } from "../src/stats/proportions/clopper-pearson.ts";
import { readPlates } from "../src/assay/read/read-plates.ts";
import { choicesWith, DEFAULT_CHOICES } from "../src/assay/results/choices.ts";
import { plateResult } from "../src/assay/results/plate-result.ts";
import { randomStream } from "../src/core/random.ts";

const PLATES = 200;
const SEED = 20261126;
const PAGE = "docs/plate-coverage.md";

const LUMINEX = { blank: 55, top: 24_000, middle: 900, slope: 1, cv: 0.05, highestStandard: 2500 } as const;
const LAYOUTS: readonly Layout[] = [
  { ...LUMINEX, vendor: "bio-plex", blankSd: 5.6 },
  { ...LUMINEX, vendor: "xponent", blankSd: 7.4 },
  {
    vendor: "msd",
    blank: 480,
    blankSd: 34,
    top: 1_400_000,
    middle: 15_000,
    slope: 1,
    cv: 0.06,
    highestStandard: 4000,
  },
];

interface Tally {
  plates: number;
  good: number;
  passed: number;
  samples: number;
  /** With an interval of two ends or one. */
  intervals: number;
  hold: number;
  quantified: number;
  quantifiedHold: number;
  /** Share of each plate's intervals that hold the truth. */
  readonly shares: number[];
}

const random = randomStream(SEED);
const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());

async function onePlate(layout: Layout, weighting: "1/y2" | "fitted-power", tally: Tally): Promise<void> {
  // Log-normal over the whole range: some below the blanks' limit, some above the highest standard.
  const samples = Array.from({ length: SAMPLES_PER_PLATE }, (_, i) => ({
    subject: `S${i + 1}`,
    concentration: 10 ** (1 + 1.2 * normal()),
  }));
  const made = madePlate("P", layout, samples, random, normal);
  const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
  const map = [["plate", "well", "sample", "type", "expected_conc"], ...made.map]
    .map((row) => row.join(","))
    .join("\n");
  const { plates, issues } = await readPlates(
    {
      plates: [{ name: "plate.csv", bytes: encoded(made.text) }],
      ...(layout.vendor === "msd" ? { map: { name: "map.csv", bytes: encoded(`${map}\n`) } } : {}),
    },
    DEFAULT_CHOICES.minimumBeads,
  );
  if (issues.some(({ severity }) => severity === "error")) throw new Error(JSON.stringify(issues));
  const { curve: _, ...rest } = DEFAULT_CHOICES;
  const result = plateResult(plates[0]!, choicesWith({ ...rest, curve: "4PL", weighting })).analytes[0]!;
  tally.plates++;
  if (result.curve?.status !== "good") return;
  tally.good++;
  if (result.accepted) tally.passed++;
  let [intervals, hold] = [0, 0];
  for (const { subject, concentration } of samples) {
    const found = result.samples.find(({ sample }) => sample === subject)!;
    tally.samples++;
    if (found.lower === null || found.upper === null) continue;
    const holds = found.lower <= concentration && concentration <= found.upper;
    intervals++;
    if (holds) hold++;
    if (found.status === "quantified") {
      tally.quantified++;
      if (holds) tally.quantifiedHold++;
    }
  }
  tally.intervals += intervals;
  tally.hold += hold;
  tally.shares.push(hold / intervals);
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

function row(name: string, tally: Tally): string {
  const shares = tally.shares.toSorted((a, b) => a - b);
  const at = (share: number): string => percent(shares[Math.round(share * (shares.length - 1))]!);
  const [lower, upper] = clopperPearsonLimits(tally.hold, tally.intervals, 0.005);
  return `| ${name} | ${tally.plates} | ${tally.good} | ${tally.passed} | ${tally.samples} | ${tally.intervals} | ${percent(tally.hold / tally.intervals)} (${percent(lower)} to ${percent(upper)}) | ${percent(tally.quantifiedHold / tally.quantified)} of ${tally.quantified} | ${at(0.05)}, ${at(0.5)}, ${at(0.95)} |`;
}

const lines: string[] = [];
for (const weighting of ["1/y2", "fitted-power"] as const) {
  const tallies = LAYOUTS.map(
    (): Tally => ({
      plates: 0,
      good: 0,
      passed: 0,
      samples: 0,
      intervals: 0,
      hold: 0,
      quantified: 0,
      quantifiedHold: 0,
      shares: [],
    }),
  );
  for (let i = 0; i < PLATES; i++) await onePlate(LAYOUTS[i % 3]!, weighting, tallies[i % 3]!);
  for (const [i, { vendor }] of LAYOUTS.entries())
    lines.push(row(`${vendor}, weights ${weighting}`, tallies[i]!));
}
const text = `# Plates with known truth

Written by \`npm run plate-coverage\` (seed ${SEED}): ${PLATES} synthetic plates for each choice of weights, from the text of their exports through reading, curve and inverse prediction. Each has seven standards
and ${SAMPLES_PER_PLATE} samples in duplicate, six blanks; true concentrations are log-normal, from far below the blanks to above the highest standard. A signal is the curve's with a relative scatter of 5 or 6 % and an additive one of
the blanks' size: the scatter is that of no weights exactly. Curve 4PL, background and limits by default.

| plates | made | good curve | pass | samples | with interval | hold the truth (99 % interval) | of the quantified | by plate: 5th, 50th, 95th percentile |
| --- | --: | --: | --: | --: | --: | --- | --- | --- |
${lines.join("\n")}
`;
writeFileSync(PAGE, text);
process.stdout.write(text);
