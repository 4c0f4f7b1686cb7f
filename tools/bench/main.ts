/**
 * `npm run bench [-- --only TEXT]`: every benchmark of tools/bench/cases beside R or Python where these are installed, then the main job as a
 * whole process.
 *
 * Writes docs/benchmarks.md, unless --only asks for the entries whose method or setting holds a text. Ends with 1 when a promise is not kept.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { benchmarks } from "./cases.ts";
import { largeTables } from "./large-tables.ts";
import { type Measure, measure, type Peers } from "./measure.ts";
import { benchmarkPage, writeMs } from "./page.ts";
import { type Language, startPeer } from "./peer.ts";
import { wholeProcess } from "./whole-process.ts";

const PAGE = "docs/benchmarks.md";
/** A peer's call that takes longer than this is given up. */
const PEER_LIMIT_MS = 300_000;
const WHOLE_PROCESS_RUNS = 7;
const LARGE_TABLE_RUNS = 3;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function line({ entry, ms, peers, growth }: Measure): string {
  const others = peers.map((peer) =>
    peer.ms === null
      ? `${peer.name}: ${peer.problem}`
      : `${peer.name} ${writeMs(peer.ms)} ms, ratio ${(peer.ms / ms).toPrecision(3)}`,
  );
  const promise =
    entry.promiseMs === undefined
      ? []
      : [`promise ${entry.promiseMs} ms ${ms <= entry.promiseMs ? "kept" : "NOT KEPT"}`];
  const cost =
    growth === null
      ? []
      : [
          `exponent ${growth.exponent.toFixed(2)} over ${growth.sizes.map((size, i) => `${size}: ${writeMs(growth.ms[i]!)}`).join(", ")}`,
        ];
  return [`${entry.method}, ${entry.setting}: ${writeMs(ms)} ms`, ...others, ...promise, ...cost].join("; ");
}

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0 && (args.length !== 2 || args[0] !== "--only")) {
    process.stderr.write("usage: npm run bench [-- --only TEXT]\n");
    return 2;
  }
  const only = args[1];
  const entries = (await benchmarks()).filter(
    ({ method, setting }) => only === undefined || `${method} ${setting}`.includes(only),
  );
  if (entries.length === 0) {
    process.stderr.write(`bench: no entry with ${only ?? "anything"}\n`);
    return 2;
  }
  const peers: Partial<Record<Language, NonNullable<Peers[Language]>>> = {};
  for (const language of ["r", "python"] as const) {
    const peer = await startPeer(language, PEER_LIMIT_MS);
    if (peer !== null) peers[language] = peer;
  }
  const measures: Measure[] = [];
  for (const [i, entry] of entries.entries()) {
    const measured = await measure(entry, peers);
    measures.push(measured);
    say(`[${i + 1}/${entries.length}] ${line(measured)}`);
  }
  const programs = [`Node ${process.versions.node}`, ...Object.values(peers).map(({ name }) => name)];
  for (const peer of Object.values(peers)) peer.close();
  if (only === undefined) {
    const whole = [...(await wholeProcess(WHOLE_PROCESS_RUNS)), ...(await largeTables(LARGE_TABLE_RUNS))];
    for (const text of whole) say(text);
    const processor = cpus()[0]?.model ?? "unknown processor";
    writeFileSync(PAGE, benchmarkPage(measures, { processor, programs }, whole));
  }
  const broken = measures.filter(({ entry, ms }) => ms > (entry.promiseMs ?? Infinity)).length;
  say(`${measures.length} benchmarks, ${broken} promises not kept`);
  return broken === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
