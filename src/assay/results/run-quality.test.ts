/** Plates with known faults: what is found is what was put in. */
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { readPlateFile } from "../read/read-plate-file.ts";
import { DEFAULT_CHOICES } from "./choices.ts";
import { plateResult, type PlateResult } from "./plate-result.ts";
import { runQuality } from "./run-quality.ts";

const HEAD = "plate,well,type,sample,analyte,dilution,expected_conc,od,unit";
const LEVELS = [1, 4, 16, 64, 256, 1024, 4096, 16384];
const responseAt = (x: number): number => 1010 - 1000 / (1 + x / 100);

interface Content {
  readonly type: string;
  readonly sample: string;
  readonly x: number;
  readonly expected?: number;
}

/** Wells in the order of reading, every signal on the true curve. */
async function plateOf(name: string, contents: readonly Content[], edge = 1): Promise<PlateResult> {
  const standards = LEVELS.flatMap((x, i) =>
    [0, 0].map(() => ({ type: "standard", sample: `Standard${i + 1}`, x, expected: x })),
  );
  const rows = [
    ...standards,
    ...[0, 0].map(() => ({ type: "blank", sample: "Blank", x: 0 })),
    ...contents,
  ].map(({ type, sample, x, expected }: Content, i) => {
    const row = "ABCDEFGH"[i % 8]!;
    const isEdge = row === "A" || row === "H";
    // Away from the curve by turns, so that it has an error.
    const signal = responseAt(x) + (i % 2 === 0 ? 0.5 : -0.5);
    return `${name},${row}${1 + Math.floor(i / 8)},${type},${sample},IL-6,1,${expected ?? ""},${type === "unknown" && isEdge ? edge * signal : signal},pg/mL`;
  });
  const bytes = new TextEncoder().encode(`${HEAD}\n${rows.join("\n")}\n`);
  const { plates } = await readPlateFile(bytes, "a.csv", { minimumBeads: 35 });
  return plateResult(plates[0]!, { ...DEFAULT_CHOICES, curve: "4PL", weighting: "1", background: "ignored" });
}

const options = { confidence: 0.95, seed: 1 };
const samples = (n: number, x: number): readonly Content[] =>
  Array.from({ length: n }, (_, i) => ({ type: "unknown", sample: `S${i + 1}`, x }));

describe("what several plates show", () => {
  it("a control that grows by a tenth from plate to plate", async () => {
    const plates = await Promise.all(
      [0, 1, 2, 3, 4].map((i) =>
        plateOf(
          `P${i}`,
          [0, 1].map(() => ({ type: "control", sample: "QC", x: 50 * 1.1 ** i })),
        ),
      ),
    );
    const { drift } = runQuality(plates, options);
    const found = drift.find(({ follows }) => follows === "QC, concentration");
    expect(relativeError(found!.ratioOverall, 1.1 ** 4)).toBeLessThan(2e-3);
    expect(found!.tau).toBe(1);
    expect(runQuality(plates.slice(0, 3), options).drift).toEqual([]);
  });

  it("the ratio of a plate that reads everything a fifth higher, without samples below the limit", async () => {
    const shared = [5, 20, 80, 300, 900, 0].map((x, i) => ({ type: "unknown", sample: `B${i}`, x }));
    const [one, two] = await Promise.all([
      plateOf("P1", shared),
      plateOf(
        "P2",
        shared.map((each) => ({ ...each, x: 1.2 * each.x })),
      ),
    ]);
    const [found, ...more] = runQuality([one, two], options).bridges;
    expect(more).toEqual([]);
    expect([found!.used, found!.excluded]).toEqual([5, ["B5"]]);
    expect(relativeError(found!.factor, 1 / 1.2)).toBeLessThan(0.02);
  });

  it("outer wells that read a third higher", async () => {
    const [fair, unfair] = await Promise.all([
      plateOf("P1", samples(48, 50)),
      plateOf("P2", samples(48, 50), 1.3),
    ]);
    const [even, uneven] = runQuality([fair, unfair], options).edges;
    expect(relativeError(even!.ratio, 1)).toBeLessThan(0.01);
    expect(relativeError(uneven!.ratio, 1.3)).toBeLessThan(0.01);
    expect(uneven!.pValue).toBeLessThan(1e-4);
  });

  it("groups on plates of their own cannot be told from plates", async () => {
    const plates = [await plateOf("P1", samples(6, 50)), await plateOf("P2", samples(12, 50).slice(6))];
    const groups = new Map(Array.from({ length: 12 }, (_, i) => [`S${i + 1}`, i < 6 ? "MS" : "control"]));
    const [found] = runQuality(plates, { ...options, groups }).balance;
    expect([found!.inseparable, found!.cramersV]).toEqual([true, 1]);
    // All twelve in their places: 1 of choose(12, 6), and its mirror.
    expect(relativeError(found!.pValue, 2 / 924)).toBeLessThan(1e-12);
    expect(runQuality(plates, options).balance).toEqual([]);
  });
});
