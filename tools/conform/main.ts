/** `npm run conform -- DIR [--strict]`: every reference case in DIR through the public library. See docs/conform.md. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { differences, type Difference } from "./compare.ts";
import { main as fixtures } from "./fixtures/main.ts";

interface Case {
  readonly case: string;
  readonly function: string;
  readonly input: Record<string, unknown>;
  readonly expected: unknown;
  readonly tol: { readonly rel: number; readonly abs: number };
}
type Adapter = (input: Record<string, never>) => unknown;

interface Score {
  cases: number;
  passed: number;
  worst: number;
}

const usage =
  "usage: npm run conform -- DIR [--strict] [--list]\n       npm run conform -- --fixtures DIR [--files DIR2] [--list]\n";

function jsonFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const inner = join(path, name);
      if (statSync(inner).isDirectory()) return jsonFiles(inner);
      return name.endsWith(".json") ? [inner] : [];
    });
}

async function adapters(): Promise<Map<string, Adapter>> {
  const folder = new URL("./adapters/", import.meta.url);
  const found = new Map<string, Adapter>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".ts")) continue;
    const module = (await import(new URL(name, folder).href)) as { default: Adapter };
    found.set(name.slice(0, -3), module.default);
  }
  return found;
}

function run(adapter: Adapter, item: Case): Difference[] {
  try {
    return differences(adapter(item.input as Record<string, never>), item.expected, item.tol);
  } catch (problem) {
    return [
      {
        path: "",
        want: "an answer",
        got: problem instanceof Error ? problem.message : String(problem),
        error: Infinity,
        ok: false,
      },
    ];
  }
}

export async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--fixtures")) return fixtures(args);
  const flags = args.filter((a) => a.startsWith("--"));
  const folders = args.filter((a) => !a.startsWith("--"));
  const strict = flags.includes("--strict");
  const unknown = flags.find((f) => f !== "--strict" && f !== "--list");
  if (folders.length === 0 || unknown !== undefined) {
    process.stderr.write(unknown === undefined ? usage : `conform: no option ${unknown}\n${usage}`);
    return 2;
  }
  const absent = folders.find((f) => !existsSync(f));
  if (absent !== undefined) {
    process.stderr.write(`conform: no folder or file ${absent}\n`);
    return 2;
  }
  const known = await adapters();
  const scores = new Map<string, Score>();
  const missing = new Map<string, number>();
  let passed = 0;
  let failed = 0;
  for (const file of folders.flatMap(jsonFiles)) {
    let cases: unknown;
    try {
      cases = JSON.parse(readFileSync(file, "utf8"));
    } catch (problem) {
      process.stderr.write(`conform: ${file} is not JSON: ${(problem as Error).message}\n`);
      return 2;
    }
    if (!Array.isArray(cases)) {
      process.stderr.write(`conform: ${file}: expected a list of cases, got ${typeof cases}\n`);
      return 2;
    }
    for (const item of cases as Case[]) {
      const adapter = known.get(item.function);
      if (adapter === undefined) {
        missing.set(item.function, (missing.get(item.function) ?? 0) + 1);
        continue;
      }
      const found = run(adapter, item);
      const wrong = found.filter((d) => !d.ok);
      const score = scores.get(item.function) ?? { cases: 0, passed: 0, worst: 0 };
      score.cases++;
      score.worst = Math.max(score.worst, ...found.map((d) => d.error));
      if (wrong.length === 0) {
        score.passed++;
        passed++;
      } else {
        failed++;
        for (const d of wrong.slice(0, flags.includes("--list") ? Infinity : 5))
          process.stdout.write(
            `DIFFERS ${item.case}${d.path}: expected ${d.want}, got ${d.got} (relative error ${d.error.toExponential(1)})\n`,
          );
      }
      scores.set(item.function, score);
    }
  }
  const width = Math.max(8, ...[...scores.keys()].map((name) => name.length));
  process.stdout.write(`${"function".padEnd(width)}  cases  passed  worst relative error\n`);
  for (const [name, s] of [...scores].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(
      `${name.padEnd(width)}  ${String(s.cases).padStart(5)}  ${String(s.passed).padStart(6)}  ${s.worst.toExponential(1)}\n`,
    );
  for (const [name, count] of [...missing].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(`no adapter: ${name} (${count} cases)\n`);
  if (strict) for (const count of missing.values()) failed += count;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
