/** Every view for everybody: axe, focus that is seen, narrow windows and magnified pages, announcements, calm. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultsOf } from "./axe.ts";
import { hasChromium, openPage, startChromium } from "./browser.ts";
import { answersCounted, EXAMPLES, openExample, questions, view } from "./steps.ts";

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

const WINDOWS: readonly (readonly [string, Options])[] = [
  ["1280 wide, light", { viewport: { width: 1280, height: 900 } }],
  ["1280 wide, dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ["900 wide, light", { viewport: { width: 900, height: 900 } }],
  ["900 wide, dark", { viewport: { width: 900, height: 900 }, colorScheme: "dark" }],
  ["420 wide, light", { viewport: { width: 420, height: 900 } }],
  ["420 wide, dark", { viewport: { width: 420, height: 900 }, colorScheme: "dark" }],
  ["at 200 %", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ["320 wide", { viewport: { width: 320, height: 640 } }],
];

/** What can have the focus by Tab, and is seen. */
const FOCUSABLE = "a[href], button:not(:disabled), input, select, textarea, summary, [tabindex='0']";

describe.skipIf(!hasChromium)("access", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  /** Visits every view and every state that a view can be in. */
  async function everyView(page: Page, look: (name: string) => Promise<void>): Promise<void> {
    await page.getByTestId("files").setInputFiles({
      name: "broken.xlsx",
      mimeType: "application/octet-stream",
      buffer: Buffer.from("PK\u0003\u0004 not a workbook"),
    });
    await page.locator(".refusal").waitFor();
    await look("start, a file refused");
    await openExample(page, EXAMPLES[0]!);
    const second = questions(page).nth(1);
    await second.getByText("Change this question").click();
    await second.getByText("Numbers behind the figure").first().click();
    await second.locator(".surface").first().focus();
    await look("answers");
    await view(page, "Data").click();
    await page.getByRole("grid").waitFor();
    await page.locator(".grid-cell").first().click();
    await look("data");
    await view(page, "Report").click();
    await page.locator("iframe").waitFor();
    await look("report");
    await view(page, "Protocol").click();
    await page.locator(".cm-content").waitFor();
    await look("protocol");
    // The last character makes the text unreadable as YAML.
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("{");
    await page.getByText("The protocol has").first().or(page.locator(".top .count")).first().waitFor();
    await page.waitForTimeout(1500);
    await look("protocol, with an error");
    for (const name of ["Answers", "Data"] as const) {
      await view(page, name).click();
      await page.waitForTimeout(300);
      await look(`${name.toLowerCase()}, with an error`);
    }
  }

  it.each(WINDOWS)("axe finds nothing, and nothing is wider than the window: %s", async (_, options) => {
    const { page, problems, context } = await openPage(browser, options);
    const faults: string[] = [];
    await everyView(page, async (name) => {
      faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      const over = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      if (over > 0) faults.push(`${name}: ${over} pixels wider than the window`);
    });
    expect(faults).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each([
    ["light", {}],
    ["dark", { colorScheme: "dark" as const }],
    ["forced colours", { forcedColors: "active" as const }],
  ])("shows where the focus is, everywhere: %s", async (_, options) => {
    const { page, context } = await openPage(browser, options);
    const unseen: string[] = [];
    await everyView(page, async (name) => {
      // A focus by key press: the first Tab makes it one that is to be shown.
      await page.keyboard.press("Shift+Tab");
      const found = await page.evaluate<string[]>(`(() => {
        const out = [];
        for (const e of document.querySelectorAll(${JSON.stringify(FOCUSABLE)})) {
          if (e.hidden || e.getClientRects().length === 0 || e.tagName === "IFRAME") continue;
          e.focus({ preventScroll: true });
          if (document.activeElement !== e) continue;
          const shows = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none";
          const around = (x) => x !== null && x !== document.body && (shows(getComputedStyle(x)) || (x.contains(e) && x.parentElement !== null && x.matches(":focus-within") && around(x.parentElement)));
          const marked = document.getElementById(e.getAttribute("aria-activedescendant") ?? "");
          if (!around(e) && !(marked && shows(getComputedStyle(marked))))
            out.push(e.tagName + "." + e.className + " " + (e.getAttribute("aria-label") ?? e.textContent).slice(0, 40));
        }
        return out;
      })()`);
      unseen.push(...found.map((what) => `${name}: ${what}`));
    });
    expect(unseen).toEqual([]);
    await context.close();
  });

  it("moves nothing by itself where less motion is wished", async () => {
    const { page, context } = await openPage(browser, { reducedMotion: "reduce" });
    const moving: string[] = [];
    await everyView(page, async (name) => {
      const found = await page.evaluate<string[]>(
        `[...(getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["smooth scrolling"] : []),
          ...document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 10).map((a) => a.effect.target.className + " " + (a.animationName ?? a.transitionProperty))]`,
      );
      moving.push(...found.map((what) => `${name}: ${what}`));
    });
    expect(moving.filter((what) => !what.includes("opacity"))).toEqual([]);
    await context.close();
  });

  it("announces an answer", async () => {
    const { page, context } = await openPage(browser);
    await openExample(page, EXAMPLES[1]!);
    await page.evaluate(`window.announced = [];
      for (const live of document.querySelectorAll("[aria-live]"))
        new MutationObserver(() => announced.push(live.textContent)).observe(live, { childList: true, subtree: true, characterData: true });`);
    await page.locator("#ask").getByRole("button", { name: "Ask", exact: true }).click();
    await answersCounted(page, 5);
    await expect
      .poll(() => page.evaluate<string>("announced.join(' ')"))
      .toMatch(/5 questions answered\. .*MCP-2/);
    await context.close();
  });

  it("leaves the words in place whose change is being answered", async () => {
    const { page, context } = await openPage(browser);
    await openExample(page, EXAMPLES[0]!);
    const second = questions(page).nth(1);
    await second.getByText("Change this question").click();
    const groups = second.getByLabel("Groups", { exact: true });
    await groups.scrollIntoViewIfNeeded();
    const place = await groups.boundingBox();
    const was = await second.locator(".headline").innerText();
    await groups.selectOption("sex");
    await expect.poll(() => second.locator(".headline").innerText()).not.toBe(was);
    expect(await groups.boundingBox()).toEqual(place);
    await context.close();
  });
});
