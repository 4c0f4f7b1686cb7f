/** The protocol's forms and text in a browser: either changes the other, problems stand at their place. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, type OpenPage, openPage, PAGE, startChromium } from "./browser.ts";

/** What axe finds on the page, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary ?? ""}`),
  );
}

describe.skipIf(!hasChromium || !existsSync(fileURLToPath(PAGE)))("the protocol view", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function protocolView(options: Parameters<typeof openPage>[1] = {}): Promise<OpenPage> {
    const opened = await openPage(browser, options);
    const { page } = opened;
    await page.getByRole("button", { name: /Interleukin-6/ }).click();
    await page.locator(".question").first().waitFor();
    await page.getByRole("button", { name: "Protocol", exact: true }).click();
    await page.locator(".cm-content").waitFor();
    return opened;
  }

  /** Opens or closes parts of the outline, and entries in them, by their headings. */
  const section = async (page: Page, ...names: readonly string[]): Promise<void> => {
    for (const name of names) await page.getByRole("heading", { name, exact: true }).first().click();
  };

  const line = (page: Page, text: string) => page.locator(".cm-line", { hasText: text });

  /** Puts other words in place of a line of the text. */
  async function rewrite(page: Page, before: string, after: string): Promise<void> {
    await page.locator(".yaml").scrollIntoViewIfNeeded();
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 60 && (await line(page, before).count()) === 0; i++)
      await page.keyboard.press("ArrowDown");
    await line(page, before).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.type(after);
  }

  /** Only the lines around what is seen are on the page. */
  async function scrolledTo(page: Page, text: string): Promise<void> {
    await expect
      .poll(async () => {
        for (let top = 0; top < 6000; top += 250) {
          await page.locator(".cm-scroller").evaluate((scroller, to) => scroller.scrollTo(0, to), top);
          await page.evaluate(
            "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))",
          );
          if ((await line(page, text).count()) === 1) return true;
        }
        return false;
      })
      .toBe(true);
  }

  it("writes what a form changes into the text, and keeps its comments", async () => {
    const { page, problems, context } = await protocolView();
    await section(page, "Study", "Analytes");
    await page.locator("summary", { hasText: "il6, at or above the lod" }).click();
    const unit = page.getByLabel("Unit", { exact: true }).first();
    await unit.fill("ng/L");
    await unit.press("Enter");
    await page.getByLabel("Detected when").selectOption("reported");
    await scrolledTo(page, "detection: reported");
    expect(await line(page, "unit: ng/L").count()).toBe(1);
    expect(await line(page, "# Stated before the data were seen").count()).toBe(1);
    expect(await page.getByText("the laboratory printed a plain number").count()).toBe(1);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await line(page, "detection: above-lod").waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it("follows the text in the forms, and undoes typing from inside the editor", async () => {
    const { page, problems, context } = await protocolView();
    const design = page.getByLabel("Design");
    await rewrite(page, "design: cross-sectional", "design: cohort");
    await expect.poll(() => design.inputValue()).toBe("cohort");
    await page.keyboard.press("Control+z");
    await expect.poll(() => design.inputValue()).toBe("cross-sectional");
    expect(await line(page, "design: cross-sectional").count()).toBe(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("shows a problem in the text, in the list and at the field", async () => {
    const { page, problems, context } = await protocolView();
    await rewrite(page, "design: cross-sectional", "design: cohrt");
    await page.keyboard.press("Escape");
    const problem = page.getByRole("list", { name: "Problems of the protocol" }).getByRole("button");
    await problem.waitFor();
    expect(await problem.textContent()).toContain("did you mean cohort?");
    expect(await page.locator(".cm-lintRange-error").textContent()).toBe("cohrt");
    const design = page.getByLabel("Design");
    expect(await design.getAttribute("aria-invalid")).toBe("true");
    const described = (await design.getAttribute("aria-describedby"))!.split(" ").at(-1)!;
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain("did you mean cohort?");

    await page.getByLabel("Title", { exact: true }).focus();
    await problem.click();
    await page.keyboard.type("trial");
    await line(page, "design: trial").waitFor();
    await page.getByText("No problem in the protocol.").waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it("completes keys, words and names where they may stand", async () => {
    const { page, problems, context } = await protocolView();
    const offered = page.locator(".cm-tooltip-autocomplete li");
    await rewrite(page, "design: cross-sectional", "design: ");
    await page.keyboard.press("Control+Space");
    await expect.poll(() => offered.allTextContents()).toHaveLength(4);
    await offered.filter({ hasText: "trial" }).click();
    await line(page, "design: trial").waitFor();
    await page.locator(".cm-scroller").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await line(page, "seed: 20200604").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("fam");
    await page.waitForTimeout(300);
    // `families` stands there already, and is offered nowhere again.
    expect(await offered.count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("is left by Escape and Tab, and a field that was left by Escape says nothing", async () => {
    const { page, problems, context } = await protocolView();
    await line(page, "design: cross").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.locator(".yaml:focus-within").count()).toBe(0);
    const title = page.getByLabel("Title", { exact: true });
    const before = await title.inputValue();
    await title.fill("Something else");
    await title.press("Escape");
    expect(await title.inputValue()).toBe(before);
    expect(await page.getByRole("button", { name: "Undo", exact: true }).isDisabled()).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("builds a question from its fields, and it is answered", async () => {
    const { page, problems, context } = await protocolView();
    await page
      .locator("summary", { has: page.getByRole("heading", { name: "Questions", exact: true }) })
      .press("Enter");
    await page.getByLabel("Add a question", { exact: true }).selectOption("detectability");
    await page.getByRole("button", { name: "Add (add a question)" }).click();
    const groups = page.getByLabel("Groups", { exact: true });
    await groups.waitFor();
    await page.getByLabel("Analyte", { exact: true }).selectOption("il6");
    await groups.selectOption("sex");
    await page.getByLabel("Comparisons", { exact: true }).selectOption("reference");
    await page.getByLabel("Family of tests", { exact: true }).selectOption("phenotypes");
    await page.getByText("No problem in the protocol.").waitFor();
    await page.getByRole("button", { name: "Answers", exact: true }).click();
    await page.getByRole("heading", { name: /IL-6.*Sex/ }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it("finds words in the text, and refuses a form's change that the text leaves no place for", async () => {
    const { page, problems, context } = await protocolView();
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+f");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type("seed");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await line(page, "seed: 20200604").waitFor();
    await rewrite(page, "- { name: Cistern", "- Cistern");
    await expect.poll(() => page.getByLabel("Name of author 1").inputValue()).toBe("Cistern");
    const affiliation = page.getByLabel("Affiliation of author 1");
    await affiliation.fill("Prague");
    await affiliation.press("Enter");
    await line(page, "affiliation: Prague").waitFor();
    await section(page, "Study", "Variables", "subject");
    await rewrite(page, "subject: { type: id }", "subject: id");
    await page.keyboard.press("Escape");
    await page.getByRole("list", { name: "Problems of the protocol" }).waitFor();
    const unit = page.getByLabel("Unit", { exact: true });
    await unit.fill("none");
    await unit.press("Enter");
    await page.getByRole("alert").getByText("Nothing was changed").waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it("is used by the keyboard alone", async () => {
    const { page, problems, context } = await protocolView();
    const tabTo = async (label: string): Promise<void> => {
      for (let i = 0; i < 150; i++) {
        await page.keyboard.press("Tab");
        const here = page.locator(":focus");
        if ((await here.count()) !== 1) break;
        const said = await here.evaluate((node) => {
          const { labels, textContent } = node as unknown as {
            labels?: readonly { textContent: string }[];
            textContent: string;
          };
          return (node.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? textContent).trim();
        });
        if (said.startsWith(label)) return;
      }
      throw new Error(`no way to ${label}`);
    };
    await page.locator("#main").focus();
    await tabTo("Questions");
    await page.keyboard.press("Enter");
    await tabTo("Add a question");
    await page.keyboard.type("Det");
    await page.keyboard.press("Enter");
    await page.locator("summary:focus", { hasText: "detectability" }).waitFor();
    await tabTo("Analyte");
    await page.keyboard.type("IL-6");
    await tabTo("Groups");
    await page.keyboard.type("Sex");
    await tabTo("Comparisons");
    await page.keyboard.type("ref");
    await tabTo("Family");
    await page.keyboard.type("Each");
    await page.getByText("No problem in the protocol.").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("several groups are compared", { exact: false }).first().waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each([
    ["light", { viewport: { width: 1440, height: 900 } }],
    ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" as const }],
    ["narrow", { viewport: { width: 800, height: 900 } }],
    ["at 200 %", { viewport: { width: 640, height: 450 } }],
  ])("is accessible: %s", async (_, options) => {
    const { page, problems, context } = await protocolView(options);
    await section(
      page,
      "Data files",
      "Variables",
      "Diagnosis",
      "Analytes",
      "Derived columns",
      "Families of tests",
    );
    await section(
      page,
      "Questions",
      "Who are the subjects?",
      "In RR-MS, does detectable IL-6 signal disease activity on its own?",
      "Settings",
    );
    expect(await violations(page)).toEqual([]);
    const wide = await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await rewrite(page, "design: cross-sectional", "design: cohrt");
    await page.keyboard.press("Escape");
    await page.getByRole("list", { name: "Problems of the protocol" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
