/** Quantile of sorted numbers by linear interpolation between order statistics (type 7 of Hyndman and Fan, R's default). */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return a + (b - a) * (at - low);
}

/** The same of numbers in any order, without sorting them all; it changes their order. None may be NaN. */
export function quantileInPlace(values: Float64Array, p: number): number {
  const at = (values.length - 1) * p;
  const low = Math.floor(at);
  const a = orderStatistic(values, low);
  if (at === low) return a;
  // What lies behind is not smaller: the next order statistic is the smallest of it.
  let b = Infinity;
  for (let i = low + 1; i < values.length; i++) if (values[i]! < b) b = values[i]!;
  return a + (b - a) * (at - low);
}

/** The k-th smallest, from 0, put at its place with none larger before and none smaller behind it (Hoare's selection). */
function orderStatistic(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const pivot = medianOfThree(values[low]!, values[middle]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const moved = values[i]!;
        values[i] = values[j]!;
        values[j] = moved;
        i++;
        j--;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
