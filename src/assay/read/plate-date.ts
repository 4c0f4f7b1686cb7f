/** The date of a plate as a member of it, or a remark that it has two readings. */
import type { Issue } from "../../core/issues/issue.ts";
import { ambiguousDate } from "../../core/issues/plate-file.ts";
import { type DayOrder, dayOrder, vendorDate } from "./vendor-date.ts";

export function plateDate(
  written: string,
  file: string,
  issues: Issue[],
  order: DayOrder = dayOrder(written),
): { readonly date?: string } {
  const date = vendorDate(written, order);
  if (date !== null) return { date };
  if (written !== "") issues.push(ambiguousDate(file, written));
  return {};
}
