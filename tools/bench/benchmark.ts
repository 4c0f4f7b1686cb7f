/** The same work in another program, where it is installed: `setup` runs once and is not timed, `call` is timed. */
interface Peer {
  readonly setup: string;
  readonly call: string;
}

/** One timed call of a method, beside the same in R or SciPy in the same run, and how its cost grows. */
export interface Benchmark {
  /** Id of the method in the registry. */
  readonly method: string;
  /** What is computed, in a few words: "300 v 300 without ties". */
  readonly setting: string;
  /** The milliseconds that we promise, where we do. */
  readonly promiseMs?: number;
  readonly ours: () => unknown;
  readonly r?: Peer;
  readonly python?: Peer;
  /** Sizes over a decade and the call for each: gives the exponent of the cost. */
  readonly growth?: { readonly sizes: readonly number[]; readonly at: (n: number) => () => unknown };
}
