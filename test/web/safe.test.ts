/** The page sends nothing, and nothing that a file says runs or breaks it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, openPage, startChromium } from "./browser.ts";
import { answersCounted, EXAMPLES, openExample, questions, savedBy, view } from "./steps.ts";

const FIXTURES = resolve(import.meta.dirname, "../../../shared/fixtures/public");

/** Ways out of a page, each with the directive that shuts it. */
const WAYS: readonly { readonly way: string; readonly script: string; readonly shut: string }[] = [
  { way: "fetch", script: "fetch(URL).catch(() => {})", shut: "connect-src" },
  {
    way: "XMLHttpRequest",
    script: "const x = new XMLHttpRequest(); x.open('GET', URL); x.send()",
    shut: "connect-src",
  },
  { way: "WebSocket", script: "new WebSocket(URL.replace('http', 'ws'))", shut: "connect-src" },
  { way: "EventSource", script: "new EventSource(URL)", shut: "connect-src" },
  { way: "beacon", script: "navigator.sendBeacon(URL, 'x')", shut: "connect-src" },
  { way: "image", script: "new Image().src = URL", shut: "img-src" },
  {
    way: "script from elsewhere",
    script: "const s = document.createElement('script'); s.src = URL; document.body.append(s)",
    shut: "script-src-elem",
  },
  {
    way: "script element",
    script:
      "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)",
    shut: "script-src-elem",
  },
  {
    way: "inline handler",
    script:
      "const d = document.createElement('div'); d.innerHTML = '<b onclick=\"window.hacked = 1\">x</b>'; document.body.append(d); d.firstChild.click()",
    shut: "script-src-attr",
  },
  {
    way: "style from elsewhere",
    script:
      "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = URL; document.head.append(l)",
    shut: "style-src-elem",
  },
  {
    way: "form",
    script:
      "const f = document.createElement('form'); f.method = 'post'; f.action = URL; document.body.append(f); f.submit()",
    shut: "form-action",
  },
  {
    way: "prefetch",
    script:
      "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = URL; document.head.append(l)",
    shut: "default-src",
  },
  {
    way: "frame",
    script: "const f = document.createElement('iframe'); f.src = URL; document.body.append(f)",
    shut: "frame-src",
  },
  {
    way: "object",
    script: "const o = document.createElement('object'); o.data = URL; document.body.append(o)",
    shut: "object-src",
  },
  {
    way: "video",
    script: "const v = document.createElement('video'); v.src = URL; document.body.append(v)",
    shut: "media-src",
  },
  {
    way: "base address",
    script: "const b = document.createElement('base'); b.href = URL; document.head.append(b)",
    shut: "base-uri",
  },
  { way: "worker", script: "new Worker('data:text/javascript,fetch(\"' + URL + '\")')", shut: "worker-src" },
];

const IN_WORKER: typeof WAYS = [
  ...WAYS.slice(0, 4),
  { way: "importScripts", script: "try { importScripts(URL) } catch {}", shut: "script-src-elem" },
];

/** Texts that would do harm where they were taken for markup, a formula or a direction of writing. */
const HOSTILE = {
  image: "<img src=x onerror=window.hacked=1>",
  script: "</script><script>window.hacked=1</script>",
  address: "javascript:window.hacked=1",
  formula: "=cmd|'/c calc'!A1",
  sum: "@SUM(1+1)",
  bidi: "\u202Egnp.exe\u2066\u200F",
  long: "x".repeat(10_000),
};

describe.skipIf(!hasChromium)("safety of the page", () => {
  let browser: Browser;
  let elsewhere: Server;
  let address: string;
  const arrived: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "cistern-safe-"));

  beforeAll(async () => {
    browser = await startChromium();
    elsewhere = createServer((request, response) => {
      arrived.push(`${request.method} ${request.url}`);
      response.end("window.hacked = 1");
    });
    await new Promise<void>((done) => elsewhere.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    await browser?.close();
    elsewhere?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const hacked = (page: Page): Promise<boolean> => page.evaluate<boolean>("'hacked' in window");

  /** The page stays as wide as its window, and its header leaves room for the rest. */
  async function expectOrder(page: Page): Promise<void> {
    const [over, top] = await page.evaluate<[number, number]>(
      `[document.documentElement.scrollWidth - document.documentElement.clientWidth, document.querySelector(".top").offsetHeight]`,
    );
    expect(over).toBeLessThanOrEqual(0);
    expect(top).toBeLessThan(250);
  }

  it("makes no request on the whole way", async () => {
    const { page, problems, context } = await openPage(browser);
    await openExample(page, EXAMPLES[0]!);
    for (const name of ["Data", "Protocol", "Report", "Answers"] as const) {
      await view(page, name).click();
      await page.waitForTimeout(300);
    }
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each(WAYS)("shuts this way out: $way", async ({ way, script, shut }) => {
    const { page, context } = await openPage(browser);
    await page.evaluate(
      `window.violations = []; addEventListener("securitypolicyviolation", (e) => violations.push(e.effectiveDirective))`,
    );
    await page.evaluate(
      `{ const URL = ${JSON.stringify(`${address}${encodeURIComponent(way)}`)}; ${script} }`,
    );
    await expect.poll(() => page.evaluate<string[]>("violations")).toContain(shut);
    expect(await hacked(page)).toBe(false);
    expect(arrived).toEqual([]);
    await context.close();
  });

  it.each(IN_WORKER)("shuts this way out of the worker: $way", async ({ way, script, shut }) => {
    const { page, context } = await openPage(browser);
    await expect.poll(() => page.workers().length).toBe(1);
    const worker = page.workers()[0]!;
    await worker.evaluate(
      `self.violations = []; addEventListener("securitypolicyviolation", (e) => violations.push(e.effectiveDirective))`,
    );
    await worker.evaluate(
      `{ const URL = ${JSON.stringify(`${address}${encodeURIComponent(way)}`)}; ${script} }`,
    );
    await expect.poll(() => worker.evaluate<string[]>("violations")).toContain(shut);
    expect(arrived).toEqual([]);
    await context.close();
  });

  /** A study whose every name, label, level and cell is hostile. */
  function hostileStudy(): string {
    const place = join(folder, "hostile");
    mkdirSync(place, { recursive: true });
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const groups = [HOSTILE.image, HOSTILE.script, HOSTILE.formula, HOSTILE.bidi, HOSTILE.long, HOSTILE.sum];
    const header = ["id", HOSTILE.image, HOSTILE.long, HOSTILE.bidi, HOSTILE.address];
    const rows = Array.from({ length: 60 }, (_, i) =>
      [
        `P${i}`,
        groups[i % groups.length]!,
        `${20 + i}`,
        i % 3 === 0 ? "<1" : `${1 + i / 10}`,
        i === 7 ? HOSTILE.long : HOSTILE.formula,
      ]
        .map(quote)
        .join(","),
    );
    writeFileSync(join(place, "table.csv"), `${header.map(quote).join(",")}\n${rows.join("\n")}\n`);
    const said = JSON.stringify;
    writeFileSync(
      join(place, "study.yaml"),
      `cistern: 1
design: cross-sectional\ntitle: ${said(`${HOSTILE.image}${HOSTILE.script}${HOSTILE.long}`)}
description: ${said(HOSTILE.script)}
data:
  - file: table.csv
variables:
  id: { type: id, label: ${said(HOSTILE.bidi)} }
  group:
    type: nominal
    column: ${said(HOSTILE.image)}
    label: ${said(HOSTILE.image)}
    levels:
${groups.map((group) => `      - { value: ${said(group)}, label: ${said(group)} }`).join("\n")}
    reference: ${said(HOSTILE.image)}
  age: { type: continuous, column: ${said(HOSTILE.long)}, label: ${said(HOSTILE.long)}, unit: ${said(HOSTILE.image)} }
  il6: { type: concentration, column: ${said(HOSTILE.bidi)}, label: ${said(HOSTILE.script)} }
  note: { type: nominal, column: ${said(HOSTILE.address)}, label: ${said(HOSTILE.address)}, levels: [${said(HOSTILE.formula)}, ${said(HOSTILE.long)}] }
analytes:
  il6:
    label: ${said(HOSTILE.script)}
    unit: ${said(HOSTILE.formula)}
    detection: any-number
families:
  all: { label: ${said(HOSTILE.image)}, method: holm }
questions:
  - { id: who, kind: describe, title: ${said(HOSTILE.image)}, by: group, variables: [age, il6, note] }
  - { id: seen, kind: detectability, title: ${said(HOSTILE.long)}, analyte: il6, by: group, compare: reference, family: all }
settings: { confidence: 0.95, seed: 1 }
`,
    );
    return place;
  }

  it.each([
    ["wide", { width: 1280, height: 900 }],
    ["narrow", { width: 420, height: 900 }],
  ])("shows hostile labels as text, in order: %s", async (_, viewport) => {
    const { page, problems, context } = await openPage(browser, { viewport });
    await page.getByTestId("folder").setInputFiles(hostileStudy());
    await answersCounted(page, 2);
    expect(await questions(page).first().locator("h2").textContent()).toBe(HOSTILE.image);
    await expectOrder(page);
    for (const name of ["Data", "Protocol", "Report"] as const) {
      await view(page, name).click();
      await page.waitForTimeout(500);
      await expectOrder(page);
    }
    const report = await savedBy(page, () =>
      page.getByRole("button", { name: "Save report (HTML)" }).click(),
    );
    expect(report.text.includes("<img")).toBe(false);
    expect(report.text.includes("<script>window")).toBe(false);
    expect(await hacked(page)).toBe(false);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("saves tables whose cells no spreadsheet takes for formulas", async () => {
    const { page, context } = await openPage(browser);
    await page.getByTestId("folder").setInputFiles(hostileStudy());
    await answersCounted(page, 2);
    const saves = page.getByRole("button", { name: /^Save table/ });
    let formulas = 0;
    for (let i = 0; i < (await saves.count()); i++) {
      const { text } = await savedBy(page, () => saves.nth(i).click());
      const cells = parse(text, { relaxColumnCount: true, bom: true }).flat();
      formulas += cells.filter((cell) => cell.includes("cmd|")).length;
      expect(cells.filter((cell) => /^[=@\t\r]|^[-+](?![\d.∞])/.test(cell))).toEqual([]);
    }
    expect(formulas).toBeGreaterThan(0);
    await context.close();
  });

  it("opens a table alone with hostile headers and cells", async () => {
    const { page, problems, context } = await openPage(browser);
    const table = join(folder, "alone.csv");
    writeFileSync(table, readFileSync(join(hostileStudy(), "table.csv")));
    await page.getByTestId("files").setInputFiles(table);
    await page.getByRole("grid").waitFor();
    await expectOrder(page);
    await view(page, "Answers").click();
    await page.waitForTimeout(1000);
    await expectOrder(page);
    expect(await hacked(page)).toBe(false);
    expect(problems).toEqual([]);
    await context.close();
  });

  it.skipIf(!existsSync(FIXTURES))(
    "refuses harmful and broken files with a sentence, and goes on",
    async () => {
      const { page, problems, context } = await openPage(browser);
      for (const name of [
        "zip_bomb.xlsx",
        "xxe_external_entity.xlsx",
        "truncated.xlsx",
        "cohort_unclosed_quote.csv",
      ]) {
        await page.getByTestId("files").setInputFiles(join(FIXTURES, name));
        const refusal = page.getByRole("alert").filter({ hasText: name });
        await refusal.waitFor({ timeout: 60_000 });
        const words = await refusal.innerText();
        expect(words).toMatch(/\w+ \w+ \w+/);
        expect(words).not.toContain("root:");
      }
      await openExample(page, EXAMPLES[1]!);
      expect(problems).toEqual([]);
      await context.close();
    },
  );
});
