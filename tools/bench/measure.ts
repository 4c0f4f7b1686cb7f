import type { Benchmark } from "./benchmark.ts";
import { exponentOf, median, timerOf } from "./clock.ts";
import type { Language, PeerProcess } from "./peer.ts";

export interface PeerMeasure {
  readonly name: string;
  /** Null where it gave none; `problem` says why. */
  readonly ms: number | null;
  readonly problem: string | null;
}

export interface Growth {
  readonly sizes: readonly number[];
  readonly ms: readonly number[];
  readonly exponent: number;
}

export interface Measure {
  readonly entry: Benchmark;
  readonly ms: number;
  readonly peers: readonly PeerMeasure[];
  readonly growth: Growth | null;
}

export const ROUNDS = 7;
const GROWTH_ROUNDS = 5;
/** Once a benchmark has taken this long it takes no further turns. */
const ENOUGH_MS = 8000;

export type Peers = Readonly<Partial<Record<Language, PeerProcess>>>;

/** Ours and every peer in turns, so that a slow minute of the machine slows all of them. */
export async function measure(entry: Benchmark, peers: Peers): Promise<Measure> {
  const timer = await timerOf(entry.ours);
  const others: { peer: PeerProcess; times: number[]; problem: string | null }[] = [];
  for (const language of ["r", "python"] as const) {
    const [peer, work] = [peers[language], entry[language]];
    if (peer === undefined || work === undefined) continue;
    others.push({ peer, times: [], problem: await peer.prepare(work.setup, work.call) });
  }
  const own: number[] = [];
  const start = process.hrtime.bigint();
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await timer());
    for (const other of others) {
      if (other.problem !== null) continue;
      const time = await other.peer.time();
      if ("ms" in time) other.times.push(time.ms);
      else other.problem = time.problem;
    }
    if (Number(process.hrtime.bigint() - start) / 1e6 > ENOUGH_MS) break;
  }
  return {
    entry,
    ms: median(own),
    peers: others.map(({ peer, times, problem }) => ({
      name: peer.name,
      ms: times.length === 0 ? null : median(times),
      problem,
    })),
    growth: await growthOf(entry),
  };
}

async function growthOf({ growth }: Benchmark): Promise<Growth | null> {
  if (growth === undefined) return null;
  const ms: number[] = [];
  for (const size of growth.sizes) {
    const timer = await timerOf(growth.at(size));
    const times = [await timer()];
    while (times.length < GROWTH_ROUNDS && median(times) * times.length < ENOUGH_MS / 4)
      times.push(await timer());
    ms.push(median(times));
  }
  return { sizes: growth.sizes, ms, exponent: exponentOf(growth.sizes, ms) };
}
