import { gehan } from "../../../src/stats/censored/gehan.ts";
import { censoredGroups, type GroupedNondetects } from "../censored-groups.ts";

export default function adapter(input: GroupedNondetects): unknown {
  const got = gehan(censoredGroups(input));
  return {
    chisq: got.statistic,
    df: got.df,
    p: got.pValue,
    log_p: got.logPValue,
    observed: got.groups.map((group) => group.observed),
    expected: got.groups.map((group) => group.expected),
    perm_chisq: got.permutation.statistic,
    perm_df: got.permutation.df,
    perm_p: got.permutation.pValue,
    scores_sum: got.groups.map((group) => group.scoreSum),
  };
}
