/** `cistern plate` with its curves: what is written, what is refused, and how often the truth of made plates lies in the intervals. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { joinMap } from "../src/assay/read/join-map.ts";
import { readPlateFile } from "../src/assay/read/read-plate-file.ts";
import { DEFAULT_CHOICES } from "../src/assay/results/choices.ts";
import { plateResult } from "../src/assay/results/plate-result.ts";
import { main } from "../src/cli/main.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const HEAD = "plate,well,type,sample,analyte,dilution,expected_conc,od,unit\n";
const SIGNALS = [20, 48, 148, 400, 729, 921, 986, 1004];

function plateText(plate: string, signals: readonly number[]): string {
  const rows = signals.map(
    (signal, i) => `${plate},A${i + 1},standard,S${i + 1},IL-6,1,${4 ** i},${signal},pg/mL`,
  );
  return [
    ...rows,
    `${plate},B1,blank,Blank,IL-6,1,,9,pg/mL`,
    `${plate},B2,blank,Blank,IL-6,1,,11,pg/mL`,
    `${plate},C1,unknown,=cmd(),IL-6,2,,500,pg/mL`,
    `${plate},C2,unknown,MS-2,IL-6,2,,10,pg/mL`,
    "",
  ].join("\n");
}

async function run(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "cistern-results-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(["plate", ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    columns: 100,
    interactive: false,
    cwd: folder,
    now: () => new Date(0),
    stopped: () => false,
  });
  const written = (name: string): string => readFileSync(join(folder, "plate-results", name), "utf8");
  return { code, out: out.join("\n"), err: err.join("\n"), folder, written };
}

describe("cistern plate", () => {
  it("writes one row per sample, and every choice and criterion", async () => {
    const { code, out, written } = await run({ "a.csv": HEAD + plateText("P1", SIGNALS) }, "a.csv");
    expect(code).toBe(0);
    const [head, ...lines] = written("measurements.csv").trimEnd().split("\n");
    expect(head?.split(",").slice(6, 9)).toEqual(["concentration", "lower", "upper"]);
    expect(lines.map((line) => line.split(",").slice(0, 6).join(","))).toEqual([
      "P1,C1,'=cmd(),unknown,IL-6,500",
      "P1,C2,MS-2,unknown,IL-6,10",
    ]);
    expect(lines[1]).toContain(",belowLod,no,");
    const qc = JSON.parse(written("qc.json")) as Record<string, unknown>;
    expect(qc).toMatchObject({
      program: "Cistern",
      format: "cistern-plate-qc-1",
      choices: { curve: "5PL-or-4PL", weighting: "1/y2", limit: { name: "blank+2.5sd" } },
    });
    expect(out).toMatch(/^P1: (?:PASS|FAIL)/);
    expect(written("report.html")).toContain("<h1>P1</h1>");
  });

  it("takes the choices from the command line, and refuses others", async () => {
    const file = { "a.csv": HEAD + plateText("P1", SIGNALS) };
    const args = ["--curve", "4PL", "--weights", "1/y", "--background", "subtracted", "--limit", "blank+3sd"];
    const { code, written } = await run(file, "a.csv", ...args);
    expect(code).toBe(0);
    expect(JSON.parse(written("qc.json"))).toMatchObject({
      choices: { curve: "4PL", weighting: "1/y", background: "subtracted", limit: { k: 3 } },
      plates: [{ analytes: [{ curve: { model: "4PL", background: "subtracted", backgroundSignal: 10 } }] }],
    });
    expect((await run(file, "a.csv", "--limit", "3sd")).code).toBe(2);
    expect((await run(file, "a.csv", "--curve", "6PL")).code).toBe(2);
  });

  it("judges controls by the laboratory's targets, and refuses targets that it cannot read", async () => {
    const control = "P1,D1,control,QC1,IL-6,1,,400,pg/mL\n";
    const files = {
      "a.csv": HEAD + plateText("P1", SIGNALS) + control,
      "qc.csv": "control,analyte,mean,sd,runs\nQC1,IL-6,64,5,25\nQC2,IL-6,64,5,25\n",
      "bad.csv": "control,analyte,mean,sd\nQC1,IL-6,64,5\n",
    };
    const { code, err, written } = await run(files, "a.csv", "--controls", "qc.csv");
    expect(code).toBe(0);
    expect(err).toContain('got no reading of "QC2, IL-6"');
    expect(JSON.parse(written("qc.json"))).toMatchObject({
      controlCharts: [
        { target: { control: "QC1" }, readings: [{ plate: "P1", broken: [] }] },
        { readings: [] },
      ],
    });
    expect((await run(files, "a.csv", "--controls", "bad.csv")).code).toBe(1);
  });

  it("says what a plate lacks while another comes through", async () => {
    const upsideDown = [...SIGNALS].reverse();
    const text = HEAD + plateText("P1", upsideDown) + plateText("P2", SIGNALS);
    const { code, out, err, written } = await run({ "a.csv": text }, "a.csv", "--curve", "4PL");
    expect(code).toBe(0);
    expect(err).toContain("error: P1, IL-6: curve: expected");
    expect(out).toContain("P1: FAIL (1 of 1 analytes); 0 of 1 curves good");
    expect(written("measurements.csv")).toMatch(/P1,C1,[^\n]*,,,,pg\/mL,2,invalid,/);
    expect(written("measurements.csv")).toMatch(/P2,C1,[^\n]*quantified,yes/);
  });

  it("writes nothing without a standard, or over a folder that is there", async () => {
    const none = HEAD + "P1,C1,unknown,MS-1,IL-6,2,,500,pg/mL\n";
    const refused = await run({ "a.csv": none }, "a.csv");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("take the concentrations as printed with --printed; nothing was written");
    expect(existsSync(join(refused.folder, "plate-results"))).toBe(false);
    const there = await run({ "a.csv": HEAD + plateText("P1", SIGNALS), mine: "" }, "a.csv", "--out", "mine");
    expect(there.code).toBe(1);
    expect(readFileSync(join(there.folder, "mine"), "utf8")).toBe("");
  });
});

const shared = ["../../shared/", "../../../shared/"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, "fixtures/public")));

interface ExpectedRow {
  readonly well?: string;
  readonly trueConc?: number | null;
}
interface ExpectedPlate {
  readonly rows: readonly ExpectedRow[];
  readonly truth?: Readonly<Record<string, { readonly true: number }>>;
}

/** True concentrations by sample and by well. */
function truthOf({ rows, truth = {} }: ExpectedPlate): ReadonlyMap<string, number> {
  return new Map([
    ...Object.entries(truth).map(([sample, { true: value }]) => [`sample ${sample}`, value] as const),
    ...rows.flatMap(({ well, trueConc }) =>
      well === undefined || trueConc === undefined || trueConc === null ? [] : [[well, trueConc] as const],
    ),
  ]);
}

/** Files of one plate each, with a map where the file does not say what the standards hold; the other files have the same wells again. */
const PLATES = [
  ["bioplex_il6.csv"],
  ["elisa_grid_od.csv", "elisa_grid_layout.csv"],
  ["elisa_long.csv"],
  ["gen5_il6.txt"],
  ["msd_workbench_il6.csv"],
  ["simoa_hdx_il6.csv", "elisa_grid_layout.csv"],
  ["softmax_il6_utf16.txt"],
  ["xponent_quoted.csv"],
] as const;

describe.skipIf(shared === undefined)("made plates with known truth", () => {
  it("lies in at least 93 % of the intervals of 95 %; samples without one say why", async () => {
    const folder = join(shared ?? "", "fixtures/public");
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(PLATES.map(([file]) => file)));
    let [held, judged, without] = [0, 0, 0];
    for (const [file, layout] of PLATES) {
      const read = async (name: string) =>
        await readPlateFile(readFileSync(join(folder, name)), name, { minimumBeads: 35 });
      const { map } = layout === undefined ? { map: null } : await read(layout);
      const { plates } = await read(file);
      const joined = map === null ? plates : joinMap(plates, file, map).plates;
      const { plates: expected } = JSON.parse(
        readFileSync(join(folder, `${file}.expected.json`), "utf8"),
      ) as { plates: ExpectedPlate[] };
      const truth = truthOf(expected[0]!);
      for (const { analytes } of joined.map((plate) => plateResult(plate, DEFAULT_CHOICES)))
        for (const sample of analytes.flatMap(({ samples }) => samples)) {
          expect(sample.wells, `${file} ${sample.sample}`).toHaveLength(2);
          if (sample.type === "control") continue;
          const value = truth.get(`sample ${sample.sample}`) ?? truth.get(sample.wells[0] ?? "");
          expect(value, `${file} ${sample.sample}`).toBeDefined();
          if (sample.lower === null) {
            without++;
            expect(sample.concentration).toBeNull();
            expect(sample.flags.length).toBeGreaterThan(0);
            continue;
          }
          judged++;
          if (sample.lower <= value! && value! <= sample.upper!) held++;
        }
    }
    expect(judged + without).toBe(36 * PLATES.length);
    expect(judged).toBeGreaterThanOrEqual(200);
    expect(held / judged).toBeGreaterThan(0.93);
  });
});
