import { measuredIn, reportText } from "./measured.ts";
import { indexPage, methodPage } from "./page.ts";
import { homesOf } from "./sources.ts";
import { subjects } from "./subjects.ts";

export const FOLDER = "docs/methods";

/** Every page of docs/methods by its file name. */
export async function pages(): Promise<ReadonlyMap<string, string>> {
  const list = await subjects();
  const calibration = reportText("docs/calibration.md");
  const speed = reportText("docs/benchmarks.md");
  const written = list.flatMap(({ title, methods }) =>
    methods.map((method): [string, string] => [
      `${method.id}.md`,
      methodPage(method, {
        subject: title,
        homes: homesOf(method),
        calibration: measuredIn(calibration, method.id),
        speed: measuredIn(speed, method.id),
      }),
    ]),
  );
  return new Map([["index.md", indexPage(list)], ...written]);
}
