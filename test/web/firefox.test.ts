/** The main way through the page in Debian's Firefox: example, answer, one more question, report. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PAGE } from "./browser.ts";
import { startFirefox } from "./marionette.ts";

const FIREFOX = "/usr/bin/firefox-esr";

it.skipIf(!existsSync(FIREFOX))("goes the main way in Firefox", async () => {
  const firefox = await startFirefox(FIREFOX);
  await firefox.go(PAGE);
  await firefox.tell(`window.problems = []; addEventListener("error", (e) => problems.push(e.message));
    addEventListener("securitypolicyviolation", (e) => problems.push(e.effectiveDirective))`);
  await firefox.until("return document.querySelectorAll('.card').length >= 2");
  await firefox.click(".card");
  await firefox.until("return document.querySelectorAll('section.question').length === 9");
  await firefox.click("#ask button.primary");
  await firefox.until("return document.querySelectorAll('section.question').length === 10");
  expect(
    await firefox.tell(
      "return [...document.querySelectorAll('section.question .headline')].at(-1).textContent",
    ),
  ).toMatch(/IL-6 was detected in/);
  await firefox.click(".top nav li:last-child button");
  await firefox.until("return document.querySelector('.report-bar .primary:enabled') !== null");
  await firefox.click(".report-bar .primary");
  const report = join(firefox.downloads, "ms-il6-report.html");
  await expect.poll(() => readdirSync(firefox.downloads)).toEqual(["ms-il6-report.html"]);
  await expect.poll(() => readFileSync(report, "utf8").trimEnd().endsWith("</html>")).toBe(true);
  expect(await firefox.tell("return problems")).toEqual([]);
  await firefox.close();
});
