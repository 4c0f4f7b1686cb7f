/** Page and command line give the same bytes; the page sends nothing. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { CIS, MG } from "../real-protocols.ts";
import { hasChromium, openPage, startChromium } from "./browser.ts";

const root = resolve(import.meta.dirname, "../..");
const data = resolve(root, "../shared/data");
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Study {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

const textsIn = (name: string, below: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, "examples", name, below)).map((file) => [
      `${below}/${file}`,
      readFileSync(join(root, "examples", name, below, file), "utf8"),
    ]),
  );

const example = (name: string, ...folders: readonly string[]): Study => ({
  name,
  files: {
    "study.yaml": readFileSync(join(root, "examples", name, "study.yaml"), "utf8"),
    ...Object.fromEntries(folders.flatMap((below) => Object.entries(textsIn(name, below)))),
  },
});

const real = (name: string, protocol: string, fix: (text: string) => string = (text) => text): Study => ({
  name,
  files: { "study.yaml": protocol, [name]: fix(readFileSync(join(data, name), "utf8")) },
});

const STUDIES: readonly Study[] = [
  example("ms-il6", "data", "plates"),
  example("csf-panel", "data"),
  ...(existsSync(data)
    ? [
        real("mg_cytokine.csv", MG),
        real("mexican_cis_ms.csv", CIS, (text) => text.replace("\n217,1,35,", "\n127,1,35,")),
      ]
    : []),
];

/** The study as a folder on the disk. */
function written({ files }: Study): string {
  const folder = mkdtempSync(join(tmpdir(), "cistern-web-"));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function fromCommandLine(folder: string): Promise<string> {
  const err: string[] = [];
  const code = await main(["run", folder, "-q"], {
    out() {},
    err: (line) => err.push(line),
    columns: 100,
    interactive: false,
    cwd: folder,
    now: () => new Date(0),
    stopped: () => false,
  });
  expect(err.join("\n")).toBe("");
  expect(code).toBe(0);
  return readFileSync(join(folder, "results", "answers.json"), "utf8");
}

async function fromPage(page: Page, folder: string): Promise<string> {
  await page.getByTestId("folder").setInputFiles(folder);
  await page.getByRole("heading", { name: "Answers" }).waitFor();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save answers (JSON)" }).click();
  return readFileSync(await (await saving).path(), "utf8");
}

it("has a browser where it must", () => {
  if (process.env["CI"] === "true") expect(hasChromium, "/usr/bin/chromium").toBe(true);
});

describe.skipIf(!hasChromium)("the page's answers", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  it.each(STUDIES)("are those of the command line, byte for byte: $name", async (study) => {
    const folder = written(study);
    const { page, problems, context } = await openPage(browser);
    const onPage = await fromPage(page, folder);
    expect(problems).toEqual([]);
    await context.close();
    expect(onPage).toBe(await fromCommandLine(folder));
  });
});
