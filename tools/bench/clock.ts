/** Timing of our own calls: batches long enough for the clock, medians of several. */

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function batch(call: () => unknown, count: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    const result = call();
    if (result instanceof Promise) await result;
  }
  return Number(process.hrtime.bigint() - start) / 1e6 / count;
}

const WARM_UP_MS = 100;
const BATCH_MS = 10;

/** Runs a call until it is compiled, and gives a timer of it: milliseconds a call, from one batch. */
export async function timerOf(call: () => unknown): Promise<() => Promise<number>> {
  let once = await batch(call, 1);
  for (let spent = once; spent < WARM_UP_MS; spent += once * 8) once = await batch(call, 8);
  const count = Math.max(1, Math.ceil(BATCH_MS / Math.max(once, 1e-6)));
  return () => batch(call, count);
}

/** Slope of log milliseconds on log size: cost grows with size to this power. */
export function exponentOf(sizes: readonly number[], ms: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = ms.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [centreX, centreY] = [mean(x), mean(y)];
  const products = x.reduce((sum, value, i) => sum + (value - centreX) * (y[i]! - centreY), 0);
  return products / x.reduce((sum, value) => sum + (value - centreX) ** 2, 0);
}
