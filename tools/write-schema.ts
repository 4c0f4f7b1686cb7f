/** Writes schema/study.schema.json from the protocol's types: npm run schema. */
import { writeFileSync } from "node:fs";
import { protocolJsonSchema } from "../src/study/protocol.ts";

writeFileSync(
  new URL("../schema/study.schema.json", import.meta.url),
  `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`,
);
