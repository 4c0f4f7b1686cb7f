/** Files of instruments that stay outside the project, real and made, with what should be read in them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
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
