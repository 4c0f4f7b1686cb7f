import { type StreamState, streamStates } from "../../core/random.ts";

/** A part of the work that can be done anywhere: how many draws, and where its own stream of numbers starts. */
export interface Block {
  readonly index: number;
  readonly draws: number;
  readonly stream: StreamState;
}

/**
 * Work cut into blocks: plan -> run each block -> combine. Blocks depend on the options alone, and each has its own stream,
 * so that blocks run by several workers, in any order, give exactly the numbers of a serial run. A statistic is a
 * function and cannot be sent to a worker: each worker makes the same job from the same data and runs the blocks it is
 * given; blocks and parts are plain data.
 */
export interface Job<Part extends { readonly block: number }, Answer> {
  readonly blocks: readonly Block[];
  /** What one block gives. */
  run(block: Block): Part;
  /** The parts of all blocks, in any order. */
  combine(parts: readonly Part[]): Answer;
}

/** Fixed for ever: another size would give other numbers for the same seed. */
const DRAWS_PER_BLOCK = 500;

export function planBlocks(draws: number, seed: number): Block[] {
  const streams = streamStates(seed, Math.ceil(draws / DRAWS_PER_BLOCK));
  return streams.map((stream, index) => ({
    index,
    draws: Math.min(DRAWS_PER_BLOCK, draws - index * DRAWS_PER_BLOCK),
    stream,
  }));
}

/**
 * A job done here and now, block after block.
 *
 * @example runJob(signFlipJob([1, 2, 3, -1], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 })).pValue // 0.375
 */
export const runJob = <Part extends { readonly block: number }, Answer>(job: Job<Part, Answer>): Answer =>
  job.combine(job.blocks.map((block) => job.run(block)));

/** Parts by the number of their block; every block must be there once. */
export function inOrder<Part extends { readonly block: number }>(
  parts: readonly Part[],
  blocks: number,
): Part[] {
  const sorted = [...parts].sort((a, b) => a.block - b.block);
  if (sorted.length !== blocks || sorted.some((part, i) => part.block !== i))
    throw new Error(
      `expected one part of each of ${blocks} blocks, got ${sorted.map((p) => p.block).join(", ")}`,
    );
  return sorted;
}
