// Makes of the command line one file per command: a cold start then reads a handful of files instead of some hundreds.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const result = await build({
  entryPoints: ["src/cli/start.ts"],
  outdir: "dist/cli",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Packages written for require() need one.
  banner: {
    js: 'import { createRequire as createRequireOf } from "node:module";\nconst require = createRequireOf(import.meta.url);',
  },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(result.metafile.inputs).flatMap((path) => {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    return found === null ? [] : [found[1]];
  }),
);
const notices = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = ["LICENSE", "LICENSE.md", "license", "LICENCE"].find((candidate) => {
    try {
      readFileSync(`node_modules/${name}/${candidate}`);
      return true;
    } catch {
      return false;
    }
  });
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : readFileSync(`node_modules/${name}/${file}`, "utf8").trim()}\n`;
});
writeFileSync(
  "dist/cli/THIRD-PARTY-NOTICES.txt",
  `dist/cli holds code of these packages:\n\n${notices.join(`\n${"-".repeat(70)}\n\n`)}`,
);
