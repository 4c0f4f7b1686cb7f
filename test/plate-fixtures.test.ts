/** Files of instruments that stay outside the project, real and made, with what should be read in them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { joinMap } from "../src/assay/read/join-map.ts";
import { readPlateFile } from "../src/assay/read/read-plate-file.ts";
import type { Fixture } from "../tools/conform/fixtures/comparer.ts";
import { instruments } from "../tools/conform/fixtures/instruments.ts";

const shared = ["../../shared/", "../../../shared/"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, "fixtures")));

it("has the instruments' files at hand where it must", () => {
  if (process.env["CI"] === "true") expect(shared, "../shared/fixtures").toBeDefined();
});

const SUFFIX = ".expected.json";

function fixturesOf(folder: string, files: string | null): Fixture[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(SUFFIX))
    .flatMap((name) => {
      const expected = JSON.parse(readFileSync(join(folder, name), "utf8")) as Fixture["expected"];
      const path = join(files ?? folder, name.slice(0, -SUFFIX.length));
      if (!instruments.accepts(expected) || !existsSync(path)) return [];
      const sibling = (other: string): Uint8Array | null => {
        const beside = join(dirname(path), other);
        return existsSync(beside) ? readFileSync(beside) : null;
      };
      return [{ name: basename(path), path, bytes: readFileSync(path), expected, sibling }];
    });
}

const all =
  shared === undefined
    ? []
    : [
        ...fixturesOf(join(shared, "fixtures/public"), null),
        ...fixturesOf(join(shared, "fixtures/real_expected"), join(shared, "data/instrument_exports")),
      ];

describe.skipIf(shared === undefined)("instruments' files", () => {
  it("are all there", () => {
    expect(all.length).toBeGreaterThanOrEqual(36);
  });

  it.each(all.map((fixture) => ({ name: fixture.name, fixture })))(
    "$name reads as expected",
    async ({ fixture }) => {
      expect(await instruments.compare(fixture)).toEqual([]);
    },
  );

  it("a changed cell is noticed", async () => {
    const fixture = all.find(({ name }) => name === "bioplex_il6.csv");
    if (fixture === undefined) throw new Error("bioplex_il6.csv is not there");
    const text = new TextDecoder()
      .decode(fixture.bytes)
      .replace("2,2199.95", "2,2299.95")
      .replace(",2199.95,", ",2299.95,");
    const bytes = new TextEncoder().encode(text);
    const found = await instruments.compare({ ...fixture, bytes });
    expect(found.length).toBeGreaterThan(0);
    const { issues } = await readPlateFile(bytes, fixture.name, { minimumBeads: 35 });
    expect(issues.map(({ code }) => code)).toContain("printed-concentration-disagrees");
  });

  it.each([
    ["CovidOISExPONTENT.csv", "CovidOISExPONTENT_layout.csv", []],
    // Three samples of this plate have other names in the file, and it stops after 49 wells.
    ["CovidOISExPONTENT_CO.csv", "CovidOISExPONTENT_CO_layout.xlsx", ["map-conflict", "map-without-well"]],
  ])("%s meets its layout", async (name, layout, codes) => {
    const fixture = all.find((one) => one.name === name);
    const bytes = fixture?.sibling(layout) ?? null;
    if (fixture === undefined || bytes === null) throw new Error(`${name} or ${layout} is not there`);
    const { plates } = await readPlateFile(fixture.bytes, name, { minimumBeads: 35 });
    const { map } = await readPlateFile(bytes, layout, { minimumBeads: 35 });
    if (map === null) throw new Error(`${layout} is no plate map`);
    const joined = joinMap(plates, name, map);
    expect(joined.issues.map(({ code }) => code)).toEqual(codes);
    const inA2 = joined.plates[0]?.rows.find((row) => row.wells[0] === "A2");
    expect(inA2).toMatchObject({ sample: "1/50", type: "standard" });
  });

  it("a wrong layout is noticed on both sides", async () => {
    const fixture = all.find(({ name }) => name === "simoa_hdx_il6.csv");
    if (fixture === undefined) throw new Error("simoa_hdx_il6.csv is not there");
    const { plates } = await readPlateFile(fixture.bytes, fixture.name, { minimumBeads: 35 });
    const wrong = new TextEncoder().encode(
      "well,sample,dilution\nA1,Standard1,1\nA4,MS-0099,8\nP24,MS-0002,4\n",
    );
    const { map } = await readPlateFile(wrong, "wrong.csv", { minimumBeads: 35 });
    if (map === null) throw new Error("no map");
    const { issues } = joinMap(plates, fixture.name, map);
    expect(issues.map(({ code }) => code)).toEqual(["well-without-map", "map-conflict", "map-without-well"]);
    expect(issues[1]?.got).toBe(
      "A4: sample MS-0001 in the file, MS-0099 in the map, A4: dilution 4 in the file, 8 in the map",
    );
  });

  it("damaged bytes are refused or listed, and never thrown", async () => {
    for (const { name, bytes } of all.filter((fixture) => fixture.bytes.length < 60_000)) {
      for (let k = 1; k <= 6; k++) {
        const damaged = new Uint8Array(bytes);
        for (let i = k * 97; i < damaged.length; i += 1009 * k)
          damaged[i] = [0, 34, 44, 10, 255, 59][k - 1] ?? 0;
        const { issues } = await readPlateFile(damaged, name, { minimumBeads: 35 });
        expect(Array.isArray(issues)).toBe(true);
      }
    }
  });
});
