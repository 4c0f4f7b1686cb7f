// Makes dist/cistern.html: page, worker, styles, fonts and the two examples in one file that makes no request.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { style as reportStyle } from "../src/report/page/style.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

const shared: BuildOptions = {
  bundle: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: ["es2022", "chrome110", "firefox115", "safari16"],
  minify: true,
  // A script that ends inside a script would end the outer one.
  supported: { "inline-script": false },
  jsx: "automatic",
  define: {
    CISTERN_VERSION: JSON.stringify(version),
    "process.env.NODE_ENV": '"production"',
  },
  // The package's entry for browsers brings the Buffer that it needs.
  alias: { "csv-parse/sync": "csv-parse/browser/esm/sync" },
  legalComments: "none",
  logLevel: "warning",
};

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({ ...shared, entryPoints: [entry] });
  return outputFiles![0]!.text;
}

const font = (weight: number, file: string): string =>
  `@font-face{font-family:"Source Sans 3";font-weight:${weight};font-display:block;src:url(data:font/woff2;base64,${readFileSync(
    `node_modules/source-sans/WOFF2/TTF/${file}`,
  ).toString("base64")}) format("woff2")}`;

function example(name: string): { name: string; protocol: string; files: Record<string, string> } {
  const folder = join("examples", name);
  const files = ["data", "plates"].flatMap((below) =>
    existsSync(join(folder, below)) ? readdirSync(join(folder, below)).map((file) => `${below}/${file}`) : [],
  );
  return {
    name,
    protocol: readFileSync(join(folder, "study.yaml"), "utf8"),
    files: Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")])),
  };
}

/** Text inside a script element may not close it, nor open a comment. */
const insideScript = (text: string): string =>
  text.replaceAll("<!--", "<\\!--").replace(/<\/(script)/gi, "<\\/$1");

const hashed = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const css = await build({
  ...shared,
  entryPoints: ["src/web/style.css"],
  loader: { ".css": "css" },
});
const style = `${font(400, "SourceSans3-Regular.ttf.woff2")}${font(600, "SourceSans3-Semibold.ttf.woff2")}${css.outputFiles![0]!.text}`;
const page = insideScript(await bundled("src/web/main.tsx"));
const engine = insideScript(await bundled("src/web/worker/worker.ts"));
const examples = JSON.stringify(["ms-il6", "csf-panel"].map(example)).replaceAll("<", "\\u003c");

const policy = [
  "default-src 'none'",
  `script-src ${hashed(page)}`,
  // The page's own style and the two of the report, which is previewed inside the page.
  `style-src ${[style, reportStyle(false), reportStyle(true)].map(hashed).join(" ")}`,
  "font-src data:",
  "img-src data: blob:",
  "worker-src blob:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

const parts: Readonly<Record<string, string>> = { policy, style, examples, engine, page };
const html = readFileSync("src/web/index.html", "utf8").replace(
  /\{\{(\w+)\}\}/g,
  (_, name: string) => parts[name]!,
);
mkdirSync("dist", { recursive: true });
writeFileSync("dist/cistern.html", html);
if (html.length > 4_000_000) throw new Error(`dist/cistern.html has ${html.length} bytes, more than 4 MB`);
