/** The page that `cistern open` serves: two tabs on one folder lose nothing of each other. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readPage } from "../../src/cli/open/page.ts";
import { type RunningServer, startServer } from "../../src/cli/open/server.ts";
import { hasChromium, startChromium } from "./browser.ts";

const root = resolve(import.meta.dirname, "../..");

describe.skipIf(!hasChromium)("a served study", () => {
  let browser: Browser;
  let server: RunningServer;
  let folder: string;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "cistern-folder-"));
    for (const part of ["study.yaml", "data", "plates"])
      cpSync(join(root, "examples/ms-il6", part), join(folder, part), { recursive: true });
    const page = readPage(join(root, "dist/cistern.html"));
    if ("issues" in page) throw new Error("dist/cistern.html is not built");
    const started = await startServer({ folder, page, token: "the-key", port: 0 });
    if ("issues" in started) throw new Error("not started");
    server = started;
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const protocol = (): string => readFileSync(join(folder, "study.yaml"), "utf8");

  async function tab(problems: string[] = []): Promise<Page> {
    const page = await browser.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      // A conflict is a 412 on purpose, and the browser tells of it.
      if (message.type() === "error" && !message.text().includes("412")) problems.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${server.port}/#token=the-key`);
    await page.locator(".question").first().waitFor();
    return page;
  }

  async function ask(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator(".question:has(h2[tabindex])").waitFor();
  }

  it("is answered, saved as it is changed, and its results written", async () => {
    const problems: string[] = [];
    const page = await tab(problems);
    expect(page.url()).not.toContain("token");
    await ask(page);
    await page.getByText("Saved in the folder").waitFor();
    expect(protocol()).toContain("il6-by-diagnosis");
    expect(protocol()).toContain("# Stated before the data were seen");
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.getByRole("button", { name: "Write results to the folder" }).click();
    await page.getByText("Written to results/").waitFor();
    expect(existsSync(join(folder, "results/report.html"))).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("two tabs: the later one is asked, and either choice keeps both versions", async () => {
    const first = await tab();
    const second = await tab();
    await ask(first);
    await first.getByText("Saved in the folder").waitFor();
    const theirs = protocol();
    await second
      .getByRole("button", { name: "Change this question" })
      .or(second.getByText("Change this question"))
      .first()
      .click();
    await second.getByRole("button", { name: "Move down" }).first().click();
    await second.getByRole("heading", { name: /changed elsewhere/ }).waitFor();
    expect(protocol()).toBe(theirs);
    await second.getByRole("button", { name: "Take the folder’s version" }).click();
    await second.getByRole("heading", { name: /changed elsewhere/ }).waitFor({ state: "detached" });
    await second.locator("#main").getByText("Is IL-6 detected more or less often").first().waitFor();
    await second.getByRole("button", { name: "Undo" }).click();
    await expect.poll(protocol, { timeout: 20_000 }).not.toContain("il6-by-diagnosis");
    await first.close();
    await second.close();
  });

  it("an editor's change is not overwritten unless the person says so", async () => {
    const page = await tab();
    const edited = protocol().replace("seed: 20200604", "seed: 7");
    writeFileSync(join(folder, "study.yaml"), edited);
    await ask(page);
    await page.getByRole("heading", { name: /changed elsewhere/ }).waitFor();
    expect(protocol()).toBe(edited);
    expect(await page.locator(".versions").innerText()).toContain("seed: 7");
    await page.getByRole("button", { name: "Write this page’s version" }).click();
    await expect.poll(protocol, { timeout: 20_000 }).toContain("il6-by-diagnosis");
    await page.close();
  });
});
