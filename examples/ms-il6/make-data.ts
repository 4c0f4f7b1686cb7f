/**
 * Draws the SYNTHETIC cohort of this example, 534 invented people with multiple sclerosis and 103 invented controls, and the plates
 * on which their interleukin-6 was measured: centre A with Bio-Plex Manager, centre B with xPONENT and then Discovery Workbench.
 *
 * Only the design follows a published study (numbers of people, five groups, what was asked). Every value is drawn from the
 * model below, whose numbers were chosen to look plausible; none of them is a finding, and none comes from a publication.
 * Run from the project folder: npx tsx examples/ms-il6/make-data.ts
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { randomStream } from "../../src/core/random.ts";
import { type Layout, madePlate, type Sample, SAMPLES_PER_PLATE } from "./make-plates.ts";

const SEED = 20200604;
const random = randomStream(SEED);
const chance = (p: number): boolean => random.uniform() < p;
const between = (low: number, high: number): number => low + (high - low) * random.uniform();
const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
const pick = <T>(options: readonly T[]): T => options[random.below(options.length)]!;
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

interface Group {
  readonly name: string;
  readonly n: number;
  readonly age: number;
  readonly women: number;
  /** Median disease duration in months. */
  readonly duration: number;
  readonly edss: number;
  readonly relapsing: boolean;
}

const GROUPS: readonly Group[] = [
  { name: "control", n: 103, age: 44, women: 0.6, duration: 0, edss: 0, relapsing: false },
  { name: "CIS", n: 74, age: 33, women: 0.68, duration: 2, edss: 1.5, relapsing: true },
  { name: "RR", n: 368, age: 35, women: 0.69, duration: 9, edss: 2, relapsing: true },
  { name: "SP", n: 31, age: 49, women: 0.58, duration: 130, edss: 5, relapsing: false },
  { name: "PP", n: 61, age: 50, women: 0.5, duration: 36, edss: 4, relapsing: false },
];

/** Mean of log10 pg/mL of interleukin-6. */
const LEVEL: Readonly<Record<string, number>> = {
  control: -0.52,
  CIS: -0.34,
  RR: -0.34,
  SP: -0.36,
  PP: -0.34,
};
const CENTRES = ["A", "B"] as const;

const DAY = 86_400_000;
const day = (time: number): string => new Date(Math.floor(time / DAY) * DAY).toISOString().slice(0, 10);

function halfPoints(x: number): string {
  const score = clamp(Math.round(x * 2) / 2, 0, 9.5);
  return (score === 0.5 ? 1 : score).toFixed(1);
}

const HEADER = [
  "subject",
  "centre",
  "diagnosis",
  "sex",
  "age",
  "bmi",
  "onset_date",
  "lp_date",
  "edss",
  "relapse_ever",
  "last_relapse_date",
  "mri_date",
  "gd_lesions",
  "t2_lesions",
  "ocb",
  "steroids_90d",
  "csf_cells",
  "qalb",
  "relapse_24m",
  "edss_24m",
];

/** Fluid that was left for the assay, by centre. */
const samples: Readonly<Record<(typeof CENTRES)[number], Sample[]>> = { A: [], B: [] };

function person(group: Group, number: number): string[] {
  const ms = group.name !== "control";
  const centre = CENTRES[chance(0.58) ? 0 : 1];
  const lp = Date.UTC(2012, 0, 1) + Math.floor(random.uniform() * 2400) * DAY;
  const age = clamp(Math.round((group.age + 10.5 * normal()) * 10) / 10, 18, 78);
  const months = group.duration * Math.exp(0.8 * normal());
  const onset = lp - Math.round(months * 30.44 + 20) * DAY;
  const clinicallyActive = ms && chance(group.relapsing ? 0.42 : 0.08);
  const radiologicallyActive = ms && chance(clinicallyActive ? 0.55 : group.relapsing ? 0.24 : 0.12);
  const relapseEver =
    ms && (clinicallyActive || chance(group.relapsing ? 0.8 : group.name === "SP" ? 0.9 : 0.03));
  const lastRelapse = clinicallyActive
    ? lp - Math.floor(between(3, 85)) * DAY
    : Math.max(onset, lp - Math.floor(between(100, 900)) * DAY);
  const noMri = !ms || chance(0.11);
  const mri = lp + Math.round(12 * normal()) * DAY + (chance(0.06) ? 70 * DAY : 0);
  const gd = radiologicallyActive ? 1 + Math.floor(-1.2 * Math.log(1 - random.uniform())) : 0;
  const edss = group.edss + 1.1 * normal() + (clinicallyActive ? 0.4 : 0);
  const bmi = clamp(24.5 + 4 * normal(), 16, 45);
  const log10 =
    LEVEL[group.name]! +
    (clinicallyActive ? 0.26 : 0) +
    (radiologicallyActive ? 0.22 : 0) +
    0.004 * (age - 38) +
    0.012 * (bmi - 24.5) +
    0.42 * normal();
  const subject = `${ms ? "M" : "C"}${String(number).padStart(4, "0")}`;
  if (!chance(0.018)) samples[centre].push({ subject, concentration: 10 ** log10 });
  const worse = 0.35 + (log10 > -0.1 ? 0.35 : 0) + 0.45 * (clinicallyActive ? 1 : 0);
  const relapse24 = ms && group.relapsing ? chance(1 / (1 + Math.exp(-(worse - 1.35)))) : false;
  const followed = ms && !chance(0.14);
  const missing = (p: number, text: string): string => (chance(p) ? pick(["", "", "NA"]) : text);
  return [
    subject,
    centre,
    group.name,
    chance(group.women) ? "F" : "M",
    age.toFixed(1),
    missing(0.07, bmi.toFixed(1)),
    ms ? day(onset) : "",
    day(lp),
    ms ? missing(0.02, halfPoints(edss)) : "",
    ms ? (relapseEver ? "yes" : "no") : "",
    relapseEver ? missing(0.02, day(lastRelapse)) : "",
    noMri ? "" : day(mri),
    noMri ? "" : String(gd),
    noMri ? "" : pick(["0", "1-9", "1-9", "10-20", "10-20", ">20"]),
    missing(
      ms ? 0.03 : 0.2,
      (ms ? chance(group.name === "CIS" ? 0.74 : 0.88) : chance(0.05)) ? "positive" : "negative",
    ),
    ms ? missing(0.02, chance(clinicallyActive ? 0.18 : 0.03) ? "yes" : "no") : "no",
    missing(0.03, String(Math.max(0, Math.round((ms ? 4 : 1.2) * Math.exp(0.8 * normal()))))),
    missing(0.05, (5.6 * Math.exp(0.35 * normal() + 0.006 * (age - 38))).toFixed(2)),
    group.relapsing && followed ? (relapse24 ? "yes" : "no") : "",
    followed ? halfPoints(edss + (relapse24 ? 0.5 : 0.1) + 0.5 * normal()) : "",
  ];
}

const rows = GROUPS.flatMap((group) => Array.from({ length: group.n }, () => group));
// People arrive in no order of diagnosis: a seeded shuffle.
for (let i = rows.length - 1; i > 0; i--) {
  const j = random.below(i + 1);
  [rows[i], rows[j]] = [rows[j]!, rows[i]!];
}
const lines = [HEADER, ...rows.map((group, i) => person(group, i + 1))].map((cells) => cells.join(","));
writeFileSync(new URL("data/cohort-synthetic.csv", import.meta.url), `${lines.join("\n")}\n`);

/** The three instruments see small concentrations differently well: their limits of detection differ, as those of laboratories do. */
const LUMINEX = { blank: 55, blankSd: 5.6, top: 24_000, middle: 900, slope: 1, cv: 0.05 } as const;
const LAYOUTS: Readonly<Record<"bioPlex" | "xponent" | "msd", Layout>> = {
  bioPlex: { vendor: "bio-plex", ...LUMINEX, highestStandard: 2500 },
  xponent: { vendor: "xponent", ...LUMINEX, blankSd: 7.4, highestStandard: 4000 },
  msd: {
    vendor: "msd",
    blank: 480,
    blankSd: 34,
    top: 1_400_000,
    middle: 15_000,
    slope: 1,
    cv: 0.06,
    highestStandard: 4000,
  },
};

const folder = new URL("plates/", import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const plates = (own: readonly Sample[], prefix: string, layoutAt: (plate: number) => Layout): void => {
  const map = [["plate", "well", "sample", "type", "expected_conc"]];
  for (let i = 0; i * SAMPLES_PER_PLATE < own.length; i++) {
    const plate = `${prefix}${i + 1}`;
    const layout = layoutAt(i);
    const made = madePlate(
      plate,
      layout,
      own.slice(i * SAMPLES_PER_PLATE, (i + 1) * SAMPLES_PER_PLATE),
      random,
      normal,
    );
    writeFileSync(new URL(`synthetic-${layout.vendor}-${plate}.csv`, folder), made.text);
    if (layout.vendor === "msd") map.push(...made.map.map((row) => [...row]));
  }
  if (map.length > 1)
    writeFileSync(
      new URL("synthetic-msd-map.csv", folder),
      `${map.map((row) => row.join(",")).join("\n")}\n`,
    );
};
plates(samples.A, "A", () => LAYOUTS.bioPlex);
plates(samples.B, "B", (i) => (i < 4 ? LAYOUTS.xponent : LAYOUTS.msd));
