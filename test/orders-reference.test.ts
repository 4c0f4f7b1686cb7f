/** Rank correlations and rank tests of several groups against test/reference/generate/orders.py: every order in whole numbers, tails at 50 digits. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dunn, friedman, jonckheereTerpstra, kendallTauB, spearmanCorrelation } from "../src/stats/index.ts";
import { relativeError } from "../tools/conform/compare.ts";

interface Input {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly groups: readonly (readonly number[])[];
  readonly blocks: readonly (readonly number[])[];
}

interface Case {
  readonly method: string;
  readonly input: Input;
  readonly expect: Readonly<Record<string, number>>;
}

const { source, cases } = JSON.parse(readFileSync("test/reference/orders.json", "utf8")) as {
  readonly source: string;
  readonly cases: readonly Case[];
};

const options = { confidence: 0.95 };

function jonckheere({ groups }: Input): object {
  const result = jonckheereTerpstra(groups, { alternative: "two-sided" });
  return { ...result, exactPValue: result.exact?.twoSided };
}

/** The method's answer, and the relative error that its page states. */
const methods: Readonly<Record<string, readonly [(input: Input) => object, number]>> = {
  dunn: [({ groups }) => dunn(groups).pairs[0]!, 1e-14],
  friedman: [({ blocks }) => friedman(blocks), 1e-13],
  "jonckheere-terpstra": [jonckheere, 1e-14],
  "kendall-tau-b": [({ x, y }) => kendallTauB(x, y, options), 1e-14],
  "spearman-correlation": [({ x, y }) => spearmanCorrelation(x, y, options), 1e-14],
};

describe(`against ${source}`, () => {
  it.each(Object.entries(methods))("%s", (method, [answer, tolerance]) => {
    const own = cases.filter((one) => one.method === method);
    expect(own.length).toBeGreaterThan(4);
    for (const { input, expect: wanted } of own) {
      const got = answer(input) as Readonly<Record<string, number>>;
      for (const [name, value] of Object.entries(wanted))
        expect(relativeError(got[name]!, value), `${name} of ${JSON.stringify(input)}`).toBeLessThanOrEqual(
          tolerance,
        );
    }
  });
});
