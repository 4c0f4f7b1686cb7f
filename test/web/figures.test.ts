/** What leaves the page as a picture: files of SVG and PNG, the clipboard, paper. */
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, openPage, PAGE, startChromium } from "./browser.ts";
import { EXAMPLES, openExample, questions, savedBy } from "./steps.ts";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe.skipIf(!hasChromium)("figures leave the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it("as SVG, as PNG and by the clipboard, with the mark of invented data", async () => {
    const { page, problems, context } = await openPage(browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openExample(page, EXAMPLES[0]!);
    const figure = questions(page).nth(1).locator("figure").first();
    const button = (name: string) => figure.getByRole("button", { name, exact: true });

    const svg = await savedBy(page, () => button("SVG").click());
    expect(svg.name).toMatch(/^synthetic-.*\.svg$/);
    const [root, error, words] = await page.evaluate<[string, number, string]>(
      `(() => { const d = new DOMParser().parseFromString(${JSON.stringify(svg.text)}, "image/svg+xml");
        return [d.documentElement.tagName, d.querySelectorAll("parsererror").length, d.documentElement.textContent]; })()`,
    );
    expect([root, error]).toEqual(["svg", 0]);
    expect(words).toContain("Synthetic data, not from patients");

    const png = await savedBy(page, () => button("PNG").click());
    expect(png.name).toBe(svg.name.replace(/svg$/, "png"));
    const bytes = readFileSync(png.path);
    expect([...bytes.subarray(0, 8)]).toEqual(PNG);
    const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(svg.text)![1]);
    expect(bytes.readUInt32BE(16)).toBe(Math.round(2 * width));

    await button("Copy").click();
    await page.getByText("The figure is on the clipboard.").waitFor();
    expect(
      await page.evaluate<string[]>(
        "navigator.clipboard.read().then((items) => items.flatMap((i) => i.types))",
      ),
    ).toEqual(["image/png"]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("on paper: every sheet of invented data is marked, and no button is printed", async () => {
    const { page, context } = await openPage(browser);
    await page.emulateMedia({ media: "print" });
    const printed = async (): Promise<readonly [string, number]> => [
      await page.evaluate<string>("getComputedStyle(document.body).page"),
      await page.locator("button:visible").count(),
    ];
    await openExample(page, EXAMPLES[0]!);
    expect(await printed()).toEqual(["synthetic", 0]);
    await page.goto(PAGE);
    await openExample(page, EXAMPLES[1]!);
    expect(await printed()).toEqual(["auto", 0]);
    await context.close();
  });
});
