import { fileURLToPath } from "node:url";

/** The built page: the same way from src/cli and from dist/cli. */
export const pageFile = (): string => fileURLToPath(new URL("../../dist/cistern.html", import.meta.url));
