import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { differenceOf } from "./difference.ts";
import { documented, documentedIn, publicNames, wantedIn } from "./docstrings.ts";
import { evaluate } from "./evaluate.ts";

const all = documented();
const names = publicNames();
const isPublic = ({ file, name, comment }: (typeof all)[number]): boolean =>
  names.has(file) && (names.get(file)?.has(name) ?? true) && !comment.includes("@internal");
const literal = (code: string): unknown => evaluate(`(${code})`);

describe("the examples in the engine's comments", () => {
  const runnable = all.flatMap(({ file, name, example }) => {
    const wanted = example === null ? null : wantedIn(example, literal);
    return wanted === null ? [] : [{ title: `${file} ${name}`, file, ...wanted }];
  });

  it("are found", () => {
    expect(runnable.length).toBeGreaterThan(120);
  });

  it.each(runnable)("$title", async ({ file, code, value, tolerance }) => {
    const own = (await import(resolve(file))) as Record<string, unknown>;
    expect(differenceOf(evaluate(code, own), value)).toBeLessThanOrEqual(tolerance);
  });

  it("can all be run", () => {
    const other = all.filter(({ example }) => example !== null && wantedIn(example, literal) === null);
    expect(other.map(({ file, name, example }) => `${file} ${name}: ${example}`)).toEqual([]);
  });

  it("are there for every public function", () => {
    const without = all.filter((entry) => isPublic(entry) && entry.example === null);
    expect(without.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});

describe("reading the comments", () => {
  it("takes the comment that ends at the function, and its example over several lines", () => {
    const text = `/** First. @example a(1) // 2 */
export const a = (x: number): number => 2 * x;
export function b(): void {}
/** A shape. */
export interface C {}
/**
 * Third.
 *
 * @example
 * d(
 *   1,
 * ).x // 0.25
 * @throws never
 */
export function d(): void {}
`;
    expect(documentedIn(text, "f.ts").map(({ name, example }) => [name, example])).toEqual([
      ["a", "a(1) // 2"],
      ["b", null],
      ["d", "d( 1, ).x // 0.25"],
    ]);
  });

  it("knows how a value is written", () => {
    const literal = (code: string): unknown => JSON.parse(code);
    expect(wantedIn("f(1) // 0.123...", literal)).toMatchObject({ code: "f(1)", value: 0.123 });
    expect(wantedIn("f(1) // 0.123...", literal)!.tolerance).toBeCloseTo(0.001 / 0.123, 12);
    expect(wantedIn("f(1) // 2.5, two and a half", literal)).toMatchObject({ value: 2.5, tolerance: 1e-12 });
    expect(wantedIn("f(1) // about [1, 2]", literal)).toEqual({
      code: "f(1)",
      value: [1, 2],
      tolerance: 1e-9,
    });
    expect(wantedIn("f(1)", literal)).toBeNull();
    expect(wantedIn("f(1) // words", literal)).toBeNull();
  });
});
