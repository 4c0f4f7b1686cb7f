import { censoredLogRank } from "../../../src/stats/censored/censored-log-rank.ts";
import { petoPeto } from "../../../src/stats/censored/peto-peto.ts";
import { censoredGroups, type GroupedNondetects } from "../censored-groups.ts";

export default function adapter(input: GroupedNondetects): unknown {
  const groups = censoredGroups(input);
  const got = petoPeto(groups);
  const logRank = censoredLogRank(groups);
  return {
    chisq: got.statistic,
    df: got.df,
    p: got.pValue,
    log_p: got.logPValue,
    observed: got.groups.map((group) => group.observed),
    expected: got.groups.map((group) => group.expected),
    var: got.covariance,
    logrank_chisq: logRank.statistic,
    logrank_p: logRank.pValue,
  };
}
