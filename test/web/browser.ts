/** Debian's Chromium with dist/cistern.html opened from the disk. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

export const PAGE = pathToFileURL(resolve(import.meta.dirname, "../../dist/cistern.html")).href;

const CHROMIUM = "/usr/bin/chromium";

export const hasChromium = existsSync(CHROMIUM);

export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong on the page: errors, console errors, requests other than the page itself. */
  readonly problems: string[];
}

export async function openPage(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (url !== PAGE && !/^(?:blob|data):/.test(url)) problems.push(`request: ${url}`);
  });
  await page.goto(PAGE);
  await page.getByRole("heading", { name: "Cistern", level: 1 }).waitFor();
  return { page, context, problems };
}
