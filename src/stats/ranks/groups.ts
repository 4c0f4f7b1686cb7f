import { tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { checkSample, type Sample } from "../describe/sample.ts";

/** Reasons to refuse a list of groups: fewer than two of them, or a group with a fault of its own. */
export function checkGroups(groups: readonly Sample[], leastPerGroup: number): Issue[] {
  return [
    ...(groups.length < 2 ? [tooFew("groups", "groups", 2, groups.length)] : []),
    ...groups.flatMap((group, g) => checkSample(`groups[${g}]`, group, leastPerGroup)),
  ];
}
