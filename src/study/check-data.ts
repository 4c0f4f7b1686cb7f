/** What the section `data:` of a protocol says, against the rest of it. */
import { nearest } from "../cohort/nearest.ts";
import { needed, outsideStudy, unknownName, wrongShape } from "../core/issues/protocol.ts";
import { isInside, type Report } from "./check-plates.ts";
import type { Protocol } from "./protocol.ts";

export function checkData({ data, variables }: Protocol, report: Report): void {
  const dates = Object.entries(variables)
    .filter(([, { type }]) => type === "date")
    .map(([name]) => name);
  for (const [i, { file, long, repeated }] of data.entries()) {
    const path = ["data", i];
    if (!isInside(file)) report([...path, "file"], outsideStudy(file));
    if (long !== undefined && repeated !== undefined)
      report([...path, "repeated"], wrongShape("repeated: inside long:, where a file has it", "both"), {
        key: true,
      });
    for (const [key, spec, rule] of [
      ["long", long, long?.repeated],
      ["repeated", repeated, repeated?.rule],
    ] as const) {
      if (spec === undefined) continue;
      const at = [...path, key];
      const { to, before, after } = spec;
      if (to !== undefined && !dates.includes(to))
        report([...at, "to"], unknownName("a variable of type date", to, dates, nearest(to, dates)));
      const given = [to, before, after].filter((one) => one !== undefined).length;
      if (rule === "nearest" && given < 3)
        report(
          at,
          needed(
            "to:, before: and after:",
            "nearest asks: to which date, and within how many days",
            "write such as {to: lp_date, before: 30, after: 30}",
          ),
          { key: true },
        );
      if (rule !== "nearest" && given > 0)
        report(at, wrongShape("to:, before: and after: only beside nearest", rule ?? ""), { key: true });
      if (key === "long" && rule === "nearest" && spec.date === undefined)
        report(at, needed("date:", "nearest is told by the date of each sample", "name its header"), {
          key: true,
        });
    }
  }
}
