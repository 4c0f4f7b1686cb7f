/** Compares an answer with the expected one, leaf by leaf. */
export interface Difference {
  readonly path: string;
  readonly want: string;
  readonly got: string;
  /** |got - want| / |want|; 0 where equal, Infinity where one is not a number. */
  readonly error: number;
  readonly ok: boolean;
}

/** Relative error: exact for 0 and infinities, so a tiny probability never passes by absolute slack. */
export function relativeError(got: number, want: number): number {
  if (got === want) return 0;
  if (want === 0 || !Number.isFinite(want) || !Number.isFinite(got)) return Infinity;
  return Math.abs(got - want) / Math.abs(want);
}

/**
 * Every leaf of `want` against the same path of `got`; members of `got` that are not wanted are ignored.
 * JSON has no infinities: the reference files write them "Inf" and "-Inf".
 * A number passes when its relative error is at most `tol.rel` or its absolute one at most `tol.abs`.
 */
export function differences(
  got: unknown,
  want: unknown,
  tol: { rel: number; abs: number },
  path = "",
): Difference[] {
  if (want === "Inf" || want === "-Inf")
    return differences(got, want === "Inf" ? Infinity : -Infinity, tol, path);
  if (typeof want === "number") {
    if (typeof got !== "number")
      return [{ path, want: String(want), got: String(got), error: Infinity, ok: false }];
    const error = relativeError(got, want);
    const near = Math.abs(got - want) <= tol.abs;
    return [
      {
        path,
        want: String(want),
        got: String(got),
        error: near && error > tol.rel ? 0 : error,
        ok: error <= tol.rel || near,
      },
    ];
  }
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length)
      return [
        {
          path,
          want: `${want.length} entries`,
          got: Array.isArray(got) ? `${got.length} entries` : String(got),
          error: Infinity,
          ok: false,
        },
      ];
    return want.flatMap((w, i) => differences(got[i], w, tol, `${path}[${i}]`));
  }
  if (typeof want === "object" && want !== null) {
    if (typeof got !== "object" || got === null)
      return [{ path, want: "an object", got: String(got), error: Infinity, ok: false }];
    return Object.entries(want).flatMap(([key, w]) =>
      differences((got as Record<string, unknown>)[key], w, tol, `${path}.${key}`),
    );
  }
  const ok = got === want;
  return [{ path, want: String(want), got: String(got), error: ok ? 0 : Infinity, ok }];
}
