import { type Measure, ROUNDS } from "./measure.ts";

export interface Machine {
  readonly processor: string;
  /** Node and the peers, with versions. */
  readonly programs: readonly string[];
}

/** Milliseconds with three digits. */
export function writeMs(ms: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(ms)));
  return ms.toFixed(Math.min(digits, 8));
}

const ratio = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toPrecision(2));

function row({ entry, ms, peers, growth }: Measure): string {
  const compared = peers.length === 0 ? ["", "", ""] : peers.map(peerCells).reduce(joined);
  const promise = entry.promiseMs === undefined ? "" : promised(ms, entry.promiseMs);
  const cost = growth === null ? "" : growth.exponent.toFixed(2);
  return `| ${[entry.method, entry.setting, writeMs(ms), ...compared, promise, cost].join(" | ")} |`;

  function peerCells(peer: Measure["peers"][number]): readonly string[] {
    const name = peer.name.split(" ")[0]!;
    return peer.ms === null ? [name, peer.problem ?? "", ""] : [name, writeMs(peer.ms), ratio(peer.ms / ms)];
  }
}

const joined = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.map((cell, i) => `${cell}; ${b[i]!}`);

const promised = (ms: number, promise: number): string =>
  `${promise} ms: ${ms <= promise ? "kept" : "not kept"}`;

function growthRow({ entry, growth }: Measure): string[] {
  if (growth === null) return [];
  const points = growth.sizes.map((size, i) => `${size}: ${writeMs(growth.ms[i]!)}`).join(", ");
  return [`| ${entry.method} | ${entry.setting} | ${points} | ${growth.exponent.toFixed(2)} |`];
}

/** docs/benchmarks.md. */
export const benchmarkPage = (
  measures: readonly Measure[],
  { processor, programs }: Machine,
  wholeProcess: readonly string[],
): string => `# Benchmarks

Written by \`npm run bench\`, never by hand. ${processor}; ${programs.join("; ")}.

Ours and the peer take turns in one run, each timed inside its own process after a warm-up, medians of ${ROUNDS} turns. Quote the ratio, not the
milliseconds: it is the peer's time over ours. The exponent is that of the cost over the sizes below: 1 is linear.

## One call

| method | setting | ours, ms | peer | peer, ms | ratio | promise | exponent |
|---|---|---:|---|---:|---:|---|---:|
${measures.map(row).join("\n")}

## How the cost grows

| method | setting | size: ms | exponent |
|---|---|---|---:|
${measures.flatMap(growthRow).join("\n")}

## The whole program

${wholeProcess.length === 0 ? "Not run." : wholeProcess.map((line) => `- ${line}`).join("\n")}
`;
