/** What the protocol may say under questions: one schema per kind, told apart by `kind`. */
import * as z from "zod";
import { associationSchema } from "./association/schema.ts";
import { describeSchema } from "./describe/schema.ts";
import { detectabilitySchema } from "./detectability/schema.ts";
import { reiberSchema } from "./reiber/schema.ts";
import { regressionSchema } from "./regression/schema.ts";

export const questionSchema = z.discriminatedUnion("kind", [
  describeSchema,
  detectabilitySchema,
  associationSchema,
  regressionSchema,
  reiberSchema,
]);

export type QuestionSpec = z.infer<typeof questionSchema>;

export const questionKinds = questionSchema.options.map((option) => option.shape.kind.value);
