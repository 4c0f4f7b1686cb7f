import { type LogisticCase, logisticCase } from "../logistic-case.ts";

export default function fit5pl(input: LogisticCase): unknown {
  return logisticCase(input, "5PL");
}
