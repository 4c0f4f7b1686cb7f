import { type Sample, sorted } from "../describe/sample.ts";

/** Every value of a sample as often as it occurs, in ascending order. */
export function expanded(sample: Sample): Float64Array {
  const { values, counts } = sorted(sample);
  const list = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let end = 0;
  for (const [i, value] of values.entries()) list.fill(value, end, (end += counts[i]!));
  return list;
}

interface Groups {
  /** Group of each pooled value in the data; pooled values ascend. */
  readonly labels: Float64Array;
  /** The pooled values parted by other labels; the lists are written over by the next call. */
  readonly parted: (labels: Float64Array) => readonly Float64Array[];
}

/** Samples as one pooled list with a label for each value. */
export function gatherGroups(samples: readonly Sample[]): Groups {
  const lists = samples.map(expanded);
  const pooled = lists
    .flatMap((list, label) => Array.from(list, (value) => ({ value, label })))
    .sort((a, b) => a.value - b.value || a.label - b.label);
  const values = Float64Array.from(pooled, ({ value }) => value);
  const filled = new Int32Array(samples.length);
  return {
    labels: Float64Array.from(pooled, ({ label }) => label),
    parted(labels) {
      filled.fill(0);
      for (let i = 0; i < labels.length; i++) {
        const label = labels[i]!;
        lists[label]![filled[label]!++] = values[i]!;
      }
      return lists;
    },
  };
}
