/** Pieces that the schemas of several question kinds share. */
import * as z from "zod";

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "a short name of small letters, digits and hyphens, such as il6-by-diagnosis")
  .describe("Short name of this question: small letters, digits, hyphens. Names its files.");

export const columnName = z.string().min(1).describe("Name of a variable or derived column of this protocol");

export const expression = z
  .string()
  .min(1)
  .describe('Condition in the expression language, such as: detected(il6) and diagnosis in ("RR", "SP")');

export const questionBase = {
  id: identifier,
  title: z.string().min(1).optional().describe("The question in words; made from the rest when left out"),
  where: expression.optional().describe("Only subjects for whom this is true are counted"),
};

export const family = z
  .string()
  .min(1)
  .describe("Name of the multiplicity family, declared under families:, in which its p-values are adjusted");
