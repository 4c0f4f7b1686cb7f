import { INTERCEPT } from "../../../src/stats/regression/design.ts";
import { detectSeparation } from "../../../src/stats/regression/separation.ts";

export default function separation(input: {
  x?: (number | number[])[];
  X?: number[][];
  y: number[];
  weights?: number[] | null;
  names?: string[] | null;
}): unknown {
  // A matrix without a constant column is one of covariates alone, like x.
  const constant = input.X?.[0]?.some((first, k) => first !== 0 && input.X!.every((row) => row[k] === first));
  const covariates = input.X ?? input.x!.map((value) => (typeof value === "number" ? [value] : value));
  const rows = constant === true ? input.X! : covariates.map((row) => [1, ...row]);
  const given = input.names ?? [];
  const names =
    given.length === rows[0]!.length
      ? given
      : given.length + 1 === rows[0]!.length
        ? [INTERCEPT, ...given]
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
