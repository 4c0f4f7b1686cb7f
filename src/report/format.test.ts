import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMarkup } from "../../tools/markup.ts";
import { type Format, count, pValue, say, share } from "../questions/answer.ts";
import { roundTo } from "./digits.ts";
import { exactValue, formatSlot, proseToHtml, proseToText } from "./format.ts";

/** Thin space, no-break space and true minus made visible. */
const visible = (text: string): string =>
  text.replaceAll("\u202f", "_").replaceAll("\u00a0", "~").replaceAll("\u2212", "−");

const words = (value: number | null, as: Format): string =>
  visible(formatSlot({ value, as }, { missing: "words" }));

describe("formatSlot", () => {
  it.each([
    ["count", 0, "0"],
    ["count", 9999, "9999"],
    ["count", 10_000, "10_000"],
    ["count", 59_812_345, "59_812_345"],
    ["count", -14, "−14"],
    ["share", 0, "0%"],
    ["share", 1, "100%"],
    ["share", 0.241, "24%"],
    ["share", 0.145, "15%"],
    ["share", 0.05, "5.0%"],
    ["share", 0.0996, "10%"],
    ["share", 0.95, "95%"],
    ["share", 0.99, "99%"],
    ["share", 0.994, "99.4%"],
    ["share", 0.0004, "<~0.1%"],
    ["share", 0.9996, ">~99.9%"],
    ["difference", 0.276, "+28~pp"],
    ["difference", -0.034, "−3.4~pp"],
    ["difference", 0, "0.0~pp"],
    ["difference", -0.0001, "0.0~pp"],
    ["p-value", 0.032, "0.032"],
    ["p-value", 0.001, "0.001"],
    ["p-value", 0.00099, "<~0.001"],
    ["p-value", 7.7e-29, "<~0.001"],
    ["p-value", 0, "<~0.001"],
    ["p-value", 1, ">~0.999"],
    ["p-value", 0.9996, ">~0.999"],
    ["p-value", 0.05, "0.050"],
    ["p-value", 0.0496, "0.0496"],
    ["p-value", 0.04996, "0.04996"],
    ["p-value", 0.0503, "0.0503"],
    ["ratio", 2.13, "2.13"],
    ["ratio", 0.45, "0.45"],
    ["ratio", 0.0123, "0.012"],
    ["ratio", 9.996, "10.0"],
    ["ratio", 12.36, "12.4"],
    ["ratio", 99.96, "100"],
    ["ratio", 1234.5, "1235"],
    ["ratio", 0.998, "0.998"],
    ["ratio", 1, "1.00"],
    ["ratio", Infinity, "∞"],
    ["ratio", 0, "0"],
    ["number", 212.44, "212"],
    ["number", 1234.5, "1235"],
    ["number", 0.00123, "0.00123"],
    ["number", 9.996, "10.0"],
    ["number", 5, "5.00"],
    ["number", -3.24159, "−3.24"],
    ["number", 1.234e-7, "1.23~×~10⁻⁷"],
    ["statistic", 37.824, "37.82"],
    ["statistic", 0.0042, "0.0042"],
    ["statistic", -1.959964, "−1.96"],
    ["plain", 0.2, "0.2"],
    ["plain", 2026, "2026"],
    ["plain", -7, "−7"],
  ] satisfies [Format, number, string][])("%s %d is %s", (as, value, expected) => {
    expect(words(value, as)).toBe(expected);
  });

  it("gives a share on 1000 or more a decimal", () => {
    expect(formatSlot(share(0.2412), { missing: "words", n: 1000 })).toBe("24.1%");
  });

  it("says why a number is missing, or leaves a dash for a footnote", () => {
    const missing = share(null, "no subject was measured");
    expect(formatSlot(missing, { missing: "words" })).toBe("not computed (no subject was measured)");
    expect(formatSlot(missing, { missing: "dash" })).toBe("—");
    expect(formatSlot(pValue(null), { missing: "words" })).toBe("not computed");
  });

  it("never prints a p-value as none or certain, whatever it is", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (p) => {
        expect(Number(words(p, "p-value"))).not.toBe(0);
        expect(Number(words(p, "p-value"))).not.toBe(1);
      }),
    );
  });

  it("keeps a p-value on its side of 0.05", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.049, max: 0.051, noNaN: true }), (p) => {
        fc.pre(Math.abs(p - 0.05) > 1e-7);
        expect(Number(words(p, "p-value")) < 0.05).toBe(p < 0.05);
      }),
    );
  });

  it("prints 0% and 100% for nothing but 0 and 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 5000 }), (x, n) => {
        const text = formatSlot(share(x), { missing: "words", n });
        if (x !== 0) expect(text).not.toMatch(/^0(\.0)?%$/);
        if (x !== 1) expect(text).not.toMatch(/^100(\.0)?%$/);
      }),
    );
  });

  it("reads back within half a unit of its last digit", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e8, noNaN: true }), (x) => {
        const text = words(x, "number").replaceAll("_", "");
        const decimals = text.split(".")[1]?.length ?? 0;
        expect(Math.abs(Number(text) - x)).toBeLessThanOrEqual(0.5 * 10 ** -decimals * (1 + 1e-9));
      }),
    );
  });
});

describe("roundTo", () => {
  it.each([
    [0.285, 2, 0.29],
    [1.005, 2, 1.01],
    [-2.5, 0, -3],
    [1.2e-7, 8, 1.2e-7],
  ])("%d to %d decimals is %d, halves away from zero", (x, decimals, expected) => {
    expect(roundTo(x, decimals)).toBe(expected);
  });
});

describe("exactValue", () => {
  it("is given where a bound stands on the page", () => {
    expect(exactValue(pValue(7.69e-29))).toBe("7.7e-29");
    expect(exactValue(pValue(0.9996))).toBe("0.9996");
    expect(exactValue(pValue(0.032))).toBeUndefined();
  });
});

describe("prose", () => {
  it("joins an equals sign to its number and drops it before a bound", () => {
    expect(visible(proseToText(say`adjusted p = ${pValue(0.032)}.`))).toBe("adjusted p~=~0.032.");
    expect(visible(proseToText(say`adjusted p = ${pValue(1e-9)}.`))).toBe("adjusted p~<~0.001.");
    expect(visible(proseToText(say`p = ${pValue(null, "one group")}`))).toBe("p~not computed (one group)");
  });

  it("carries the exact value of a bound as a title", () => {
    expect(proseToHtml([pValue(7.7e-29)])).toBe(`<span class="num" title="7.7e-29">&lt;\u00a00.001</span>`);
  });

  it("holds a name like IL-6 together", () => {
    expect(proseToHtml(["IL-6 <b>"])).toBe(`<span class="num">IL-6</span> &lt;b&gt;`);
  });

  it("marks a dash with its footnote", () => {
    expect(proseToHtml([share(null, "none")], { missing: "dash" }, () => "<sup>a</sup>")).toContain(
      `not computed</span><sup>a</sup></span>`,
    );
  });

  it("lets no label become markup", () => {
    const label = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "<script>alert(1)</script>",
        `" onload="x`,
        "&lt;",
        "</td>",
        "\u0000<",
        "\ud800",
        "\u202eevil",
      ),
    );
    fc.assert(
      fc.property(fc.array(label), label, (labels, why) => {
        const html = proseToHtml([...labels, share(null, why), count(3)], { missing: "dash" });
        const names = readMarkup(`<p>${html}</p>`, "html").map((tag) => tag.name);
        expect(names.every((name) => name === "p" || name === "span")).toBe(true);
        expect(html).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]|\p{Surrogate}/u);
      }),
    );
  });
});
