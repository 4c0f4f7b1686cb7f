/** Every kind of question. Adding one is adding a folder, a line here and one in schema.ts. */
import { association } from "./association/index.ts";
import { describe } from "./describe/index.ts";
import { detectability } from "./detectability/index.ts";
import type { QuestionKind } from "./kind.ts";
import { reiber } from "./reiber/index.ts";
import { regression } from "./regression/index.ts";
import type { QuestionSpec } from "./schema.ts";

const kinds = { describe, detectability, association, regression, reiber };

/** The kind that a question names. The registry hides each kind's own types: a kind only ever meets its own specs and answers. */
export function kindOf(kind: QuestionSpec["kind"]): QuestionKind<QuestionSpec, unknown> {
  const found: unknown = kinds[kind];
  return found as QuestionKind<QuestionSpec, unknown>;
}
