/** `cistern plate --printed`: what a person sees, what is written, and what is not. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../src/cli/main.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly folder: string;
  readonly written: string | null;
}

async function run(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "cistern-plate-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(["plate", "--printed", ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    columns: 100,
    interactive: false,
    cwd: folder,
    now: () => new Date(0),
    stopped: () => false,
  });
  const path = join(folder, "measurements.csv");
  const written = existsSync(path) ? readFileSync(path, "utf8") : null;
  return { code, out: out.join("\n"), err: err.join("\n"), folder, written };
}

const LONG = `plate,well,sample,analyte,dilution,od,conc,unit
P1,A1,Standard1,IL-6,1,1.500,100.5,pg/mL
P1,B1,MS-1,IL-6,2,0.050,<1.2,pg/mL
P1,C1,=cmd(),IL-6,2,0.250,5.25,pg/mL
P1,D1,MS-3,IL-6,2,3.900,>200,pg/mL
`;

describe("cistern plate --printed", () => {
  it("writes every counted row with status, bound and raw text", async () => {
    const { code, out, written } = await run({ "a.csv": LONG }, "a.csv");
    expect(code).toBe(0);
    expect(
      written,
    ).toBe(`plate,wells,sample,type,analyte,signal,concentration,lower,upper,unit,dilution,status,detected,probability_above_limit,limit,limit_type,rule,raw,flags
P1,A1,Standard1,standard,IL-6,1.5,100.5,,,pg/mL,1,quantified,yes,,,,as-printed,100.5,
P1,B1,MS-1,unknown,IL-6,0.05,,,,pg/mL,2,belowLloq,unknown,,1.2,reported,as-printed,<1.2,
P1,C1,'=cmd(),unknown,IL-6,0.25,5.25,,,pg/mL,2,quantified,yes,,,,as-printed,5.25,
P1,D1,MS-3,unknown,IL-6,3.9,,,,pg/mL,2,aboveUloq,yes,,200,reported,as-printed,>200,
`);
    expect(out).toBe(
      "P1 (no software named): 1 analyte, 2 quantified, 1 belowLloq, 1 aboveUloq\nmeasurements.csv: concentrations and statuses as printed; no curve was fitted and no limit applied",
    );
  });

  it("writes over nothing", async () => {
    const { code, err, written } = await run({ "a.csv": LONG, "measurements.csv": "mine\n" }, "a.csv");
    expect(code).toBe(1);
    expect(written).toBe("mine\n");
    expect(err).toContain("measurements.csv");
  });

  it("lists every problem and writes nothing, or with --partial what could be read", async () => {
    const bad = LONG.replace("0.250", "0.2x0").replace("P1,D1", "P1,Z9");
    const refused = await run({ "a.csv": bad }, "a.csv");
    expect(refused.code).toBe(1);
    expect(refused.written).toBeNull();
    expect(refused.err).toContain('error: a.csv, row 5: expected a well from A1 to P24, got "Z9"');
    expect(refused.err).toContain("error: a.csv, row 4, column od: expected a number");
    expect(refused.err).toContain("nothing was written; with --partial the rows that could be read are");
    const partial = await run({ "a.csv": bad }, "a.csv", "--partial");
    expect(partial.code).toBe(0);
    expect(partial.written?.split("\n")).toHaveLength(5);
  });

  it("reads several plates, one of them refused, with the map of one", async () => {
    const files = {
      "a.csv": LONG,
      "b.csv": "id,age\n1,2\n",
      "map.csv": "plate,well,sample\nP1,B1,Anna\nP1,A1,Standard1\nP1,C1,Berta\nP1,D1,Carla\n",
    };
    const { code, written, err } = await run(files, "a.csv", "b.csv", "--map", "map.csv", "--partial");
    expect(code).toBe(0);
    expect(err).toContain("error: b.csv: expected one of:");
    expect(written).toContain("P1,B1,Anna,");
  });

  it("multiplies concentrations of the well by the dilution", async () => {
    const columns = Array.from({ length: 12 }, (_, i) => i + 1).join("\t");
    const rows = Array.from({ length: 8 }, () => `\t\t0.5${"\t".repeat(11)}`).join("\n");
    const softmax = `##BLOCKS= 2\nPlate:\tPlate1\n\tTemperature\t${columns}\n${rows}\n~End\nGroup: Unknowns\nSample\tWells\tValues\tResult\tDilution\nP1\tA1\t0.5\t7.5\t4\n\n~End\n`;
    const { written } = await run({ "s.txt": softmax }, "s.txt");
    expect(written).toContain("Plate1,A1,P1,unknown,,0.5,30,,,,4,quantified,yes,");
  });

  it("names a file that is not there, and a wrong number of beads", async () => {
    const absent = await run({}, "none.csv");
    expect(absent.code).toBe(1);
    expect(absent.err).toContain("none.csv");
    expect((await run({ "a.csv": LONG }, "a.csv", "--minimum-beads", "few")).code).toBe(2);
  });
});
