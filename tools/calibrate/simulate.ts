import { randomStream } from "../../src/core/random.ts";
import type { Calibration } from "./calibration.ts";
import { nameOf, seedOf } from "./cases.ts";

/** How often the method of this entry errs in its runs; the stream is fixed by the entry's name. */
export function simulate(entry: Calibration): number {
  const random = randomStream(seedOf(nameOf(entry)));
  let errors = 0;
  for (let run = 0; run < entry.runs; run++) if (entry.once(random) === (entry.kind === "size")) errors++;
  return errors;
}
