/** `npm run docs`: writes docs/recipes.md, and docs/methods from the registry, and takes away the pages of methods that are gone. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { FOLDER, pages } from "./pages.ts";
import { RECIPES_PAGE, recipesPage } from "./recipes.ts";

const written = await pages();
mkdirSync(FOLDER, { recursive: true });
for (const name of readdirSync(FOLDER)) if (!written.has(name)) rmSync(`${FOLDER}/${name}`);
for (const [name, text] of written) writeFileSync(`${FOLDER}/${name}`, text);
writeFileSync(RECIPES_PAGE, recipesPage());
process.stdout.write(`${written.size} pages in ${FOLDER}\n`);
