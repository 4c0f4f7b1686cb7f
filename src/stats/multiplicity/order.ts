/** Positions of `values` in ascending order of value; equal values keep their order. */
export function ascendingOrder(values: readonly number[]): number[] {
  return values.map((_, i) => i).sort((i, j) => value(values, i) - value(values, j) || i - j);
}

/**
 * From the smallest p-value up: each adjusted value is at least the one before it (step-down).
 * `factor(rank)` multiplies the p-value of that rank; ranks start at 1.
 */
export function stepDown(pValues: readonly number[], factor: (rank: number) => number): number[] {
  const adjusted = [...pValues];
  let largest = 0;
  for (const [k, i] of ascendingOrder(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, factor(k + 1) * value(pValues, i)));
    adjusted[i] = largest;
  }
  return adjusted;
}

/** From the largest p-value down: each adjusted value is at most the one after it (step-up). */
export function stepUp(pValues: readonly number[], factor: (rank: number) => number): number[] {
  const adjusted = [...pValues];
  const order = ascendingOrder(pValues);
  let smallest = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    const i = value(order, k);
    smallest = Math.min(smallest, factor(k + 1) * value(pValues, i));
    adjusted[i] = smallest;
  }
  return adjusted;
}

const value = (values: readonly number[], i: number): number => values[i] as number;
