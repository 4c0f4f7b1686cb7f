// Every sub-path of the installed package, imported and used: run by .ci/package in the folder where it is installed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { InputError, randomStream } from "cistern/core";
import { normal } from "cistern/distributions";
import { cdf } from "cistern/distributions/student-t";
import { logFactorial } from "cistern/num";
import { fisherExact, METHODS } from "cistern/stats";
import { cochranArmitage } from "cistern/stats/contingency";
import { parseMeasurement } from "cistern";

const near = (got, wanted) => assert.ok(Math.abs(got / wanted - 1) < 1e-12, `${got}, expected ${wanted}`);
const options = { alternative: "two-sided", confidence: 0.95 };

assert.equal(randomStream(1).uniform(), randomStream(1).uniform());
near(normal.sf(normal.standard, 10), 7.619853024160527e-24);
near(cdf({ df: 1 }, 1), 0.75);
near(logFactorial(5), Math.log(120));
near(
  fisherExact(
    [
      [3, 1],
      [1, 3],
    ],
    options,
  ).pValue,
  17 / 35,
);
near(
  cochranArmitage([1, 3, 5, 9], [20, 20, 20, 20], { scores: [0, 1, 2, 5] }).exactPValue,
  0.0018122333619386944,
);
assert.throws(
  () =>
    fisherExact(
      [
        [1, -1],
        [1, 1],
      ],
      options,
    ),
  InputError,
);
assert.equal(typeof parseMeasurement, "function");
for (const { id } of METHODS)
  assert.ok(readFileSync(`node_modules/cistern/docs/methods/${id}.md`, "utf8").includes(`\`${id}\``));

// Every folder of stats is a sub-path of its own; what is not public is not reachable.
const folders = [
  ...readFileSync("node_modules/cistern/dist/stats/index.js", "utf8").matchAll(/"\.\/([\w-]+)\/index\.js"/g),
];
assert.ok(folders.length >= 10);
for (const [, folder] of folders) await import(`cistern/stats/${folder}`);
for (const hidden of ["cistern/distributions/discrete-quantile", "cistern/num/pair", "cistern/cli/start"])
  await assert.rejects(import(hidden), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
process.stdout.write(`library: 7 sub-paths and ${folders.length} folders of stats work\n`);
