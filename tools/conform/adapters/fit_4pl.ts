import { type LogisticCase, logisticCase } from "../logistic-case.ts";

export default function fit4pl(input: LogisticCase): unknown {
  return logisticCase(input, "4PL");
}
