import { INTERCEPT } from "../../../src/stats/regression/design.ts";
import { detectSeparation } from "../../../src/stats/regression/separation.ts";

export default function separation(input: {
  x?: (number | number[])[];
  X?: number[][];
  y: number[];
  weights?: number[] | null;
  names?: string[] | null;
}): unknown {
  const rows = input.X ?? input.x!.map((value) => [1, ...(typeof value === "number" ? [value] : value)]);
  const names =
    input.names?.length === rows[0]!.length
      ? input.names
      : rows[0]!.map((_, k) => (k === 0 ? INTERCEPT : `x${k}`));
  const found = detectSeparation({
    names,
    rows,
    y: input.y,
    ...(input.weights ? { weights: input.weights } : {}),
  });
  return {
    separation: found.kind,
    ml_finite: found.kind === "none",
    infinite: found.infinite.map(({ name }) => name),
    direction: found.infinite.map(({ direction }) => direction),
  };
}
