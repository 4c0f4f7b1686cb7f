/** `cistern open` over real HTTP: what it serves, what it writes, and every request that it refuses. */
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { openCommand } from "../src/cli/commands/open.ts";
import type { Io } from "../src/cli/io.ts";
import { main } from "../src/cli/main.ts";
import { pageFile } from "../src/cli/page-file.ts";
import { readPage } from "../src/cli/open/page.ts";
import { describeIssue } from "../src/core/issues/issue.ts";
import { type RunningServer, startServer } from "../src/cli/open/server.ts";
import type { Conflict, Problem, StudyListing } from "../src/session/server-api.ts";
import { type Browser, connect, type ServerError } from "../src/web/state/server.ts";

const TOKEN = "the-key-of-this-start";
const PROTOCOL = readFileSync(new URL("../examples/csf-panel/study.yaml", import.meta.url), "utf8");
const TABLE = "data/csf-panel.csv";
const META = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-abc='; connect-src 'none'; style-src 'sha256-def='">`;
const PAGE = `<!doctype html><html><head>${META}<script>"${META}"</script></head><body>connect-src 'none' in words: $&</body></html>`;

const made: string[] = [];
const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cistern-open-"));
  made.push(folder);
  return folder;
}

function newStudy(): string {
  const folder = join(newFolder(), "csf-panel");
  for (const part of ["study.yaml", "data"])
    cpSync(new URL(`../examples/csf-panel/${part}`, import.meta.url), join(folder, part), {
      recursive: true,
    });
  return folder;
}

function pageIn(html: string): string {
  const file = join(newFolder(), "cistern.html");
  writeFileSync(file, html);
  return file;
}

const PAGE_FILE = pageIn(PAGE);

async function serve(folder = newStudy()): Promise<{ folder: string; port: number; origin: string }> {
  const page = readPage(PAGE_FILE);
  if ("issues" in page) throw new Error("no page");
  const server = await startServer({ folder, page, token: TOKEN, port: 0 });
  if ("issues" in server) throw new Error("not started");
  running.push(server);
  return { folder, port: server.port, origin: `http://127.0.0.1:${server.port}` };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly message: string;
}

/** A request as it is written, with a path that nobody tidies and any header. */
function ask(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | Uint8Array,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: {
          Host: `127.0.0.1:${port}`,
          ...(path.startsWith("/api") ? { Authorization: `Bearer ${TOKEN}` } : {}),
          ...headers,
        },
      },
      (got) => {
        const chunks: Buffer[] = [];
        got.on("data", (chunk: Buffer) => chunks.push(chunk));
        got.on("end", () => {
          const bytes = Buffer.concat(chunks);
          let message = "";
          try {
            message = (JSON.parse(bytes.toString()) as Problem).message;
          } catch {
            // Not a refusal.
          }
          resolve({ status: got.statusCode ?? 0, headers: got.headers, bytes, message });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const etagOf = (text: string): string => `"${sha256(Buffer.from(text))}"`;
const listing = async (port: number): Promise<StudyListing> =>
  JSON.parse((await ask(port, "GET", "/api/study")).bytes.toString()) as StudyListing;

/** Everything below a folder, so that a test can say that nothing was written. */
const snapshot = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return statSync(path).isFile() ? `${name} ${sha256(readFileSync(path))}` : name;
    })
    .join("\n");

describe("the page", () => {
  it("is served with a policy that allows its own origin, in the page and in the header", async () => {
    const { port } = await serve();
    const got = await ask(port, "GET", "/");
    expect(got.status).toBe(200);
    expect(got.headers["content-type"]).toMatch(/^text\/html/);
    const policy =
      "default-src 'none'; script-src 'sha256-abc='; connect-src 'self'; style-src 'sha256-def='";
    expect(got.headers["content-security-policy"]).toBe(`${policy}; frame-ancestors 'none'`);
    expect(got.bytes.toString()).toBe(
      PAGE.replace(META, META.replace("connect-src 'none'", "connect-src 'self'")),
    );
  });

  it.skipIf(!existsSync(pageFile()))(
    "is the one that was built, with its policy changed and nothing else",
    () => {
      const read = readPage(pageFile());
      if ("issues" in read) throw new Error(read.issues.map(describeIssue).join());
      const built = readFileSync(pageFile(), "utf8");
      expect(read.html.replace("connect-src 'self'", "connect-src 'none'")).toBe(built);
      expect(read.policy).toContain("connect-src 'self'; form-action 'none'");
    },
  );

  it("and every other answer carry the headers that keep other pages out", async () => {
    const { port } = await serve();
    for (const path of ["/", "/api/study", "/nothing", "/api/files/none.csv"])
      expect((await ask(port, "GET", path)).headers, path).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
        "content-security-policy": expect.stringContaining("frame-ancestors 'none'") as string,
      });
    const refused = await ask(port, "GET", "/", { Host: "evil.example" });
    expect(refused.headers["x-content-type-options"]).toBe("nosniff");
    expect((await ask(port, "GET", "/")).headers["access-control-allow-origin"]).toBeUndefined();
  });

  it.each([
    ["no policy", "<!doctype html>", "got none"],
    ["two policies", META + META, "got 2 policies"],
    ["a policy that allows connections", META.replace("connect-src 'none'; ", ""), "got one without it"],
  ])("is refused with %s", (_, html, words) => {
    const read = readPage(pageIn(html));
    expect("issues" in read && read.issues[0]?.code).toBe("page-unprotected");
    expect("issues" in read && `got ${read.issues[0]?.got}`).toBe(words);
  });
});

describe("who may ask", () => {
  it("listens on the loopback address alone", async () => {
    const { port } = await serve();
    await expect(
      new Promise((resolve, reject) => {
        const socket = connectSocket({ host: "::1", port }, () => resolve("connected"));
        socket.on("error", reject);
      }),
    ).rejects.toThrow();
  });

  it("refuses a Host that is not this machine by its own name and port", async () => {
    const { port } = await serve();
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port + 1}`,
      `127.0.0.1.evil.example:${port}`,
      `0.0.0.0:${port}`,
    ])
      for (const path of ["/", "/api/study"]) {
        const got = await ask(port, "GET", path, { Host: host });
        expect([got.status, got.message], host).toEqual([
          403,
          `Host: expected a request to 127.0.0.1 or localhost at this port, got ${JSON.stringify(host)}; open the address that \`cistern open\` printed`,
        ]);
      }
    expect((await ask(port, "GET", "/api/study", { Host: `localhost:${port}` })).status).toBe(200);
  });

  it("refuses an Origin and a Sec-Fetch-Site that are not its own", async () => {
    const { port, origin } = await serve();
    for (const other of [
      "https://evil.example",
      "null",
      `https://127.0.0.1:${port}`,
      "http://127.0.0.1:1",
      `http://localhost:${port}`,
    ]) {
      const got = await ask(port, "GET", "/api/study", { Origin: other });
      expect([got.status, got.message], other).toEqual([
        403,
        `Origin: expected a request of the page served here, got ${JSON.stringify(other)}; open the address that \`cistern open\` printed`,
      ]);
    }
    for (const site of ["cross-site", "same-site"])
      for (const path of ["/", "/api/study"])
        expect((await ask(port, "GET", path, { "Sec-Fetch-Site": site })).status).toBe(403);
    for (const headers of [
      { Origin: origin },
      { "Sec-Fetch-Site": "same-origin" },
      { "Sec-Fetch-Site": "none" },
    ])
      expect((await ask(port, "GET", "/api/study", headers)).status).toBe(200);
    const preflight = await ask(port, "OPTIONS", "/api/study", { Origin: "https://evil.example" });
    expect(preflight.status).toBe(403);
    expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("refuses no key and a wrong one, on every path of the API", async () => {
    const { port, folder } = await serve();
    const before = snapshot(folder);
    for (const authorization of [
      "",
      "Bearer",
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      TOKEN,
      `Basic ${TOKEN}`,
    ])
      for (const [method, path] of [
        ["GET", "/api/study"],
        ["GET", "/api/files/study.yaml"],
        ["PUT", "/api/files/study.yaml"],
        ["POST", "/api/results"],
        ["GET", "/api/nothing"],
      ] as const) {
        const got = await ask(port, method, path, {
          Authorization: authorization,
          "If-Match": etagOf(PROTOCOL),
        });
        expect(got.status, `${method} ${path} ${authorization}`).toBe(401);
        expect(got.headers["www-authenticate"]).toBe("Bearer");
        expect(got.message).toBe(
          "Authorization: expected the key that this start of `cistern open` printed, got none or another one; open the address that `cistern open` printed",
        );
      }
    expect(snapshot(folder)).toBe(before);
  });

  it("takes no key from the address", async () => {
    const { port } = await serve();
    expect((await ask(port, "GET", `/api/study?token=${TOKEN}`, { Authorization: "" })).status).toBe(401);
  });
});

describe("GET /api/study", () => {
  it("lists the protocol and the data that it names", async () => {
    const { port, folder } = await serve();
    writeFileSync(join(folder, "data", "key-to-names.csv"), "private");
    const found = await listing(port);
    const version = (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
    expect(found).toEqual({
      name: "csf-panel",
      protocol: "study.yaml",
      files: ["study.yaml", TABLE].map((path) => {
        const bytes = readFileSync(join(folder, path));
        return { path, size: bytes.length, sha256: sha256(bytes) };
      }),
      issues: [],
      version,
    });
  });

  it("lists every table below the folder when the protocol has errors", async () => {
    const { port, folder } = await serve();
    writeFileSync(join(folder, "study.yaml"), "cistern: 1\n  titel: [");
    for (const name of [
      "b.tsv",
      "a.XLSX",
      "data/deep/c.txt",
      "results/tables/t.csv",
      ".git/d.csv",
      "notes.docx",
      "node_modules/e.csv",
    ]) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), "x");
    }
    const found = await listing(port);
    expect(found.files.map(({ path }) => path)).toEqual([
      "study.yaml",
      "a.XLSX",
      "b.tsv",
      TABLE,
      "data/deep/c.txt",
    ]);
    for (let i = 0; i < 250; i++) writeFileSync(join(folder, "data", `t${i}.csv`), "x");
    const many = await listing(port);
    expect(many.files.length).toBe(201);
    expect(many.issues.map(({ code }) => code)).toEqual(["list-cut"]);
  });

  it("says which named files cannot be given, and why", async () => {
    const { port, folder } = await serve();
    const outside = newFolder();
    writeFileSync(join(outside, "secret.csv"), "secret");
    rmSync(join(folder, TABLE));
    symlinkSync(join(outside, "secret.csv"), join(folder, TABLE));
    const found = await listing(port);
    expect(found.files.map(({ path }) => path)).toEqual(["study.yaml"]);
    expect(found.issues.map(({ code, at }) => [code, at.file])).toEqual([["outside-study", TABLE]]);
    rmSync(join(folder, TABLE));
    expect((await listing(port)).issues.map(({ code }) => code)).toEqual(["not-readable"]);
    writeFileSync(join(folder, TABLE), "");
    truncateSync(join(folder, TABLE), 257 * 1048576);
    expect((await listing(port)).issues.map(({ code }) => code)).toEqual(["too-large"]);
    expect((await ask(port, "GET", `/api/files/${TABLE}`)).status).toBe(413);
  });
});

describe("GET /api/files", () => {
  it("gives bytes with their ETag, never as something a browser would run", async () => {
    const { port, folder } = await serve();
    for (const path of ["study.yaml", TABLE]) {
      const got = await ask(port, "GET", `/api/files/${path}`);
      const bytes = readFileSync(join(folder, path));
      expect(got.bytes.equals(bytes)).toBe(true);
      expect(got.headers.etag).toBe(`"${sha256(bytes)}"`);
      expect(got.headers["content-type"]).toBe("application/octet-stream");
    }
  });

  it("gives names with spaces, accents and %-signs", async () => {
    const { port, folder } = await serve();
    writeFileSync(join(folder, "Zelldaten 50% äé#?.csv"), "x");
    const got = await ask(port, "GET", `/api/files/${encodeURIComponent("Zelldaten 50% äé#?.csv")}`);
    expect([got.status, got.bytes.toString()]).toEqual([200, "x"]);
  });

  it("gives a file of another kind only when the protocol names it", async () => {
    const { port, folder } = await serve();
    cpSync(join(folder, TABLE), join(folder, "data/cohort.dat"));
    expect((await ask(port, "GET", "/api/files/data/cohort.dat")).status).toBe(403);
    writeFileSync(join(folder, "study.yaml"), PROTOCOL.replace(TABLE, "./data/cohort.dat"));
    expect((await ask(port, "GET", "/api/files/data/cohort.dat")).status).toBe(200);
    expect((await listing(port)).files.map(({ path }) => path)).toEqual(["study.yaml", "data/cohort.dat"]);
  });

  it("follows a link that stays inside", async () => {
    const { port, folder } = await serve();
    symlinkSync(join(folder, TABLE), join(folder, "link.csv"));
    expect((await ask(port, "GET", "/api/files/link.csv")).status).toBe(200);
  });

  it("refuses every way out of the study", async () => {
    const { port, folder } = await serve();
    const parent = join(folder, "..");
    writeFileSync(join(parent, "secret.csv"), "secret");
    mkdirSync(join(parent, "csf-panel-other"));
    writeFileSync(join(parent, "csf-panel-other", "secret.csv"), "secret");
    symlinkSync(join(parent, "secret.csv"), join(folder, "link.csv"));
    symlinkSync(parent, join(folder, "up"));
    symlinkSync(join(parent, "csf-panel-other"), join(folder, "beside"));
    symlinkSync(join(folder, "round.csv"), join(folder, "round.csv"));
    const absolute = encodeURIComponent(join(parent, "secret.csv"));
    for (const path of [
      "/api/files/../secret.csv",
      "/api/files/data/../../secret.csv",
      "/api/files/%2e%2e/secret.csv",
      "/api/files/..%2fsecret.csv",
      "/api/files/..%2Fcsf-panel-other%2Fsecret.csv",
      "/api/files/data%2f..%2f..%2fsecret.csv",
      "/api/files/..%5csecret.csv",
      "/api/files/..\\secret.csv",
      `/api/files/${absolute}`,
      `/api/files/${join(parent, "secret.csv")}`,
      "/api/files/C:%5csecret.csv",
      "/api/files/link.csv",
      "/api/files/up/secret.csv",
      "/api/files/beside/secret.csv",
      "/api/files/round.csv",
      "/api/files/secret.csv%00",
      "/api/files/%00",
      "/api/files/",
      "/api/files/data",
      "/api/files/data/none.csv",
      "/api/files/.git/config",
      "/api/files/study.yaml/x.csv",
      "/api/files/STUDY.YAML",
      "/etc/passwd",
    ]) {
      const got = await ask(port, "GET", path);
      expect([400, 403, 404], `${path} ${got.status}`).toContain(got.status);
      expect(got.bytes.toString(), path).not.toMatch(/^secret/);
      // No message shows where on this machine the study is.
      if (!path.includes("secret.csv") || !path.includes("cistern-open"))
        expect(got.message, path).not.toContain(tmpdir());
    }
    expect((await ask(port, "GET", "/api/files/up/secret.csv")).message).toBe(
      "up/secret.csv: expected a file inside the study folder, got a link that leads out of it; copy the file itself into the study folder",
    );
    expect((await ask(port, "GET", "/api/files/..%2fsecret.csv")).message).toContain(
      'expected a file inside the study folder, got "../secret.csv"',
    );
  });

  it("refuses a folder and a %-sign that means nothing, in words", async () => {
    const { port, folder } = await serve();
    mkdirSync(join(folder, "odd.csv"));
    expect(await ask(port, "GET", "/api/files/odd.csv")).toMatchObject({
      status: 404,
      message: "odd.csv: expected a file, got something else, such as a folder; correct the name",
    });
    expect(await ask(port, "GET", "/api/files/%zz.csv")).toMatchObject({
      status: 400,
      message: 'expected a path with correct %-signs, got "/api/files/%zz.csv"; correct the address',
    });
  });
});

describe("PUT /api/files/study.yaml", () => {
  const CHANGED = `${PROTOCOL}# changed\n`;
  const put = (port: number, text: string | Uint8Array, headers: Record<string, string>): Promise<Answer> =>
    ask(port, "PUT", "/api/files/study.yaml", headers, text);

  it("stores the text and answers its new ETag", async () => {
    const { port, folder } = await serve();
    chmodSync(join(folder, "study.yaml"), 0o640);
    const got = await put(port, CHANGED, { "If-Match": etagOf(PROTOCOL) });
    expect(got.status).toBe(200);
    expect(got.headers.etag).toBe(etagOf(CHANGED));
    expect(readFileSync(join(folder, "study.yaml"), "utf8")).toBe(CHANGED);
    expect(statSync(join(folder, "study.yaml")).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(["data", "study.yaml"]);
  });

  it("shows a conflict, and loses the work of neither tab", async () => {
    const { port, folder } = await serve();
    const [one, two] = [`${PROTOCOL}# one\n`, `${PROTOCOL}# two\n`];
    const answers = await Promise.all([
      put(port, one, { "If-Match": etagOf(PROTOCOL) }),
      put(port, two, { "If-Match": etagOf(PROTOCOL) }),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
    const winner = answers[0]?.status === 200 ? one : two;
    expect(readFileSync(join(folder, "study.yaml"), "utf8")).toBe(winner);
    const lost = answers.find(({ status }) => status === 412)!;
    expect(lost.headers.etag).toBe(etagOf(winner));
    const conflict = JSON.parse(lost.bytes.toString()) as Conflict;
    expect(conflict.current).toEqual({ text: winner, etag: etagOf(winner) });
    expect(conflict.message).toBe(
      "study.yaml: expected the text that the page had read, got a text that another tab or program has written since; nothing was overwritten: compare the two, and choose",
    );
  });

  it("sees the change of an editor, and a file that is gone", async () => {
    const { port, folder } = await serve();
    const file = join(folder, "study.yaml");
    writeFileSync(file, "mine");
    expect((await put(port, CHANGED, { "If-Match": etagOf(PROTOCOL) })).status).toBe(412);
    expect(readFileSync(file, "utf8")).toBe("mine");
    rmSync(file);
    const gone = await put(port, CHANGED, { "If-Match": etagOf(PROTOCOL) });
    expect(gone.status).toBe(412);
    expect((JSON.parse(gone.bytes.toString()) as Conflict).current).toBeNull();
    expect(existsSync(file)).toBe(false);
    expect((await put(port, CHANGED, { "If-None-Match": "*" })).status).toBe(200);
    expect((await put(port, PROTOCOL, { "If-None-Match": "*" })).status).toBe(412);
    expect(readFileSync(file, "utf8")).toBe(CHANGED);
  });

  it.each<[string, Record<string, string>, string | Uint8Array, number, string]>([
    [
      "no basis",
      {},
      CHANGED,
      428,
      'If-Match: expected the ETag of the text that was changed, such as If-Match: "1a2b...", got none; read study.yaml first, and send its ETag',
    ],
    ["any basis", { "If-Match": "*" }, CHANGED, 412, "expected the text that the page had read"],
    ["a weak basis", { "If-Match": `W/${etagOf(PROTOCOL)}` }, CHANGED, 412, "expected the text"],
    [
      "bytes that are no text",
      { "If-Match": etagOf(PROTOCOL) },
      Buffer.from([0x61, 0xff]),
      400,
      "study.yaml: expected text in UTF-8, got bytes that are not; save it as UTF-8",
    ],
    [
      "more than 2 MB",
      { "If-Match": etagOf(PROTOCOL) },
      "x".repeat(2_000_001),
      413,
      "expected a protocol of at most 2 MB, got more",
    ],
    [
      "more than 2 MB in pieces",
      { "If-Match": etagOf(PROTOCOL), "Transfer-Encoding": "chunked" },
      "x".repeat(2_000_001),
      413,
      "at most 2 MB",
    ],
  ])("refuses %s", async (_, headers, text, status, words) => {
    const { port, folder } = await serve();
    const before = snapshot(folder);
    const got = await put(port, text, headers);
    expect(got.status).toBe(status);
    expect(got.message).toContain(words);
    expect(snapshot(folder)).toBe(before);
  });

  it("writes nothing else, least of all data", async () => {
    const { port, folder } = await serve();
    const before = snapshot(join(folder, ".."));
    const headers = { "If-Match": etagOf(PROTOCOL), "If-None-Match": "*" };
    for (const path of [
      TABLE,
      "new.csv",
      "data/study.yaml",
      "../study.yaml",
      "..%2fstudy.yaml",
      "study.yaml%00",
      "Study.yaml",
      "results/report.html",
      ".git/hooks/post-commit",
    ]) {
      const got = await ask(port, "PUT", `/api/files/${path}`, headers, "x");
      expect([403, 404], path).toContain(got.status);
    }
    expect((await ask(port, "PUT", `/api/files/${TABLE}`, headers, "x")).message).toBe(
      `${TABLE}: expected study.yaml, the only file that the page may write, got "${TABLE}"; data are never written: change the file with the program that made it`,
    );
    for (const [method, path, allow] of [
      ["DELETE", "/api/files/study.yaml", "GET, PUT"],
      ["PATCH", "/api/files/study.yaml", "GET, PUT"],
      ["POST", "/api/files/study.yaml", "GET, PUT"],
      ["PUT", "/api/study", "GET"],
      ["PUT", "/api/results", "POST"],
      ["GET", "/api/results", "POST"],
      ["POST", "/", "GET"],
    ] as const) {
      const got = await ask(
        port,
        method,
        path,
        {},
        method === "GET" || method === "DELETE" ? undefined : "x",
      );
      expect([got.status, got.headers["allow"]], `${method} ${path}`).toEqual([405, allow]);
      expect(got.message).toContain("only study.yaml and the results of a run can be written");
    }
    expect(snapshot(join(folder, ".."))).toBe(before);
  });

  it("does not write through links that lead outside", async () => {
    const { port, folder } = await serve();
    const outside = newFolder();
    writeFileSync(join(outside, "study.yaml"), PROTOCOL);
    symlinkSync(join(outside, "study.yaml"), join(folder, `.study.yaml-new-${process.pid}`));
    expect((await put(port, CHANGED, { "If-Match": etagOf(PROTOCOL) })).status).toBe(200);
    expect(readFileSync(join(outside, "study.yaml"), "utf8")).toBe(PROTOCOL);
    rmSync(join(folder, "study.yaml"));
    symlinkSync(join(outside, "study.yaml"), join(folder, "study.yaml"));
    expect((await put(port, CHANGED, { "If-Match": etagOf(PROTOCOL) })).status).toBe(403);
    expect((await ask(port, "GET", "/api/files/study.yaml")).status).toBe(403);
    expect(readFileSync(join(outside, "study.yaml"), "utf8")).toBe(PROTOCOL);
  });
});

describe("POST /api/results", () => {
  const RESULTS: Readonly<Record<string, string>> = {
    "report.html": "<p>report</p>",
    "tables/a.csv": "a\n1\n",
    "figures/a.svg": "<svg/>",
    "reproduce.R": "1",
    "provenance.json": JSON.stringify({
      program: "Cistern",
      outputs: ["figures/a.svg", "provenance.json", "report.html", "reproduce.R", "tables/a.csv"],
    }),
  };
  const post = (port: number, value: unknown): Promise<Answer> =>
    ask(port, "POST", "/api/results", {}, typeof value === "string" ? value : JSON.stringify(value));

  it("writes the folder whole, and again over its own", async () => {
    const { port, folder } = await serve();
    for (let i = 0; i < 2; i++) {
      const got = await post(port, RESULTS);
      expect([got.status, got.bytes.toString()]).toEqual([200, '{"folder":"results"}']);
    }
    for (const [name, text] of Object.entries(RESULTS))
      expect(readFileSync(join(folder, "results", name), "utf8")).toBe(text);
    expect(readdirSync(folder).sort()).toEqual(["data", "results", "study.yaml"]);
  });

  it("leaves a folder alone that holds something else", async () => {
    const { port, folder } = await serve();
    mkdirSync(join(folder, "results"));
    writeFileSync(join(folder, "results", "notes.docx"), "mine");
    const got = await post(port, RESULTS);
    expect([got.status, got.message]).toEqual([
      409,
      'results: expected only files that a run wrote, since the folder is replaced whole, got "notes.docx"; move them elsewhere, then run again',
    ]);
    expect(readdirSync(join(folder, "results"))).toEqual(["notes.docx"]);
  });

  it("does not write through a link", async () => {
    const { port, folder } = await serve();
    const outside = newFolder();
    symlinkSync(outside, join(folder, "results"));
    expect((await post(port, RESULTS)).status).toBe(200);
    expect(readdirSync(outside)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "results: expected JSON, got a text that is not"],
    ["nothing", "", "expected JSON"],
    ["null", null, "expected a map of paths to texts, got null"],
    ["a list", [], "expected a map of paths to texts, got []"],
    ["a number as text", { ...RESULTS, "tables/a.csv": 1 }, 'expected text for "tables/a.csv", got 1'],
    ["a way out", { ...RESULTS, "../evil.html": "x" }, 'got "../evil.html"'],
    [
      "a way out below a folder",
      { ...RESULTS, "tables/../../evil.html": "x" },
      'got "tables/../../evil.html"',
    ],
    ["an absolute name", { ...RESULTS, "/evil.html": "x" }, 'got "/evil.html"'],
    ["another folder", { ...RESULTS, "data/evil.csv": "x" }, 'got "data/evil.csv"'],
    ["a backslash", { ...RESULTS, "tables\\evil.csv": "x" }, 'got "tables\\\\evil.csv"'],
    ["another kind of file", { ...RESULTS, "evil.sh": "x" }, 'got "evil.sh"'],
    [
      "no provenance",
      { "report.html": "x" },
      "expected a provenance.json that lists these files, got none or another one",
    ],
    [
      "a provenance of other files",
      { ...RESULTS, "answers.json": "{}" },
      "expected a provenance.json that lists these files",
    ],
    ["a provenance that is not one", { "provenance.json": "null" }, "expected a provenance.json"],
    [
      "too many files",
      Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`${i}.csv`, ""])),
      "expected at most 5000 files, got 5001",
    ],
  ])("refuses %s with 400, and writes nothing", async (_, value, words) => {
    const { port, folder } = await serve();
    const before = snapshot(join(folder, ".."));
    const got = await post(port, value);
    expect(got.status).toBe(400);
    expect(got.message).toContain(words);
    expect(snapshot(join(folder, ".."))).toBe(before);
  });

  it("refuses a body beyond 200 MB before it is read", async () => {
    const { port } = await serve();
    const got = await new Promise<string>((resolve, reject) => {
      const socket = connectSocket({ host: "127.0.0.1", port }, () =>
        socket.write(
          `POST /api/results HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 200000001\r\n\r\n{`,
        ),
      );
      socket.once("data", (chunk) => {
        resolve(chunk.toString());
        socket.destroy();
      });
      socket.on("error", reject);
    });
    expect(got).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe("requests that are none", () => {
  it("answers 404 in words elsewhere", async () => {
    const { port } = await serve();
    for (const path of ["/favicon.ico", "/index.html", "/api", "/api/", "/api/study/x", "//evil.example/"]) {
      const got = await ask(port, "GET", path);
      expect([got.status, got.message.startsWith("expected the page or its files")], path).toEqual([
        404,
        true,
      ]);
    }
  });

  it.each([
    ["a proxy's request", "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
    ["no Host", "GET / HTTP/1.1\r\n\r\n"],
    ["two Hosts", "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\n\r\n"],
    ["no HTTP", "hello\r\n\r\n"],
  ])("survives %s", async (_, text) => {
    const { port } = await serve();
    const got = await new Promise<string>((resolve, reject) => {
      const socket = connectSocket({ host: "127.0.0.1", port }, () =>
        socket.write(text.replace("PORT", String(port))),
      );
      socket.once("data", (chunk) => {
        resolve(chunk.toString());
        socket.destroy();
      });
      socket.on("error", reject);
    });
    expect(got).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await ask(port, "GET", "/")).status).toBe(200);
  });
});

describe("cistern open", () => {
  interface Opened {
    readonly code: Promise<number>;
    readonly out: string[];
    readonly err: string[];
    stop(): void;
  }

  function open(folder: string, port = 0, page = PAGE_FILE, interactive = false, browser = true): Opened {
    const [out, err]: [string[], string[]] = [[], []];
    let stopped = false;
    const io: Io = {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      columns: 100,
      interactive,
      cwd: join(folder, ".."),
      now: () => new Date(0),
      stopped: () => stopped,
    };
    const code = openCommand(folder, { port, browser }, io, page);
    return {
      code,
      out,
      err,
      stop: () => {
        stopped = true;
      },
    };
  }

  it("prints the address with a new key, serves, and ends when asked", async () => {
    const folder = newStudy();
    const addresses: string[] = [];
    for (let i = 0; i < 2; i++) {
      const opened = open(folder);
      await expect.poll(() => opened.out.length, { timeout: 5000 }).toBe(1);
      const address = new URL(opened.out[0]!);
      addresses.push(address.hash);
      expect(opened.out[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
      expect(opened.err.join("\n")).toContain("csf-panel is open at this address, for this machine alone");
      expect(await (await fetch(address.origin)).text()).toContain("connect-src 'self'");
      const token = address.hash.slice("#token=".length);
      const study = await fetch(`${address.origin}/api/study`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(((await study.json()) as StudyListing).name).toBe("csf-panel");
      opened.stop();
      expect(await opened.code).toBe(0);
      await expect(fetch(address.origin)).rejects.toThrow();
    }
    expect(new Set(addresses).size).toBe(2);
  });

  it.runIf(process.platform === "linux")("starts a browser for a person, unless told not to", async () => {
    const bin = newFolder();
    const told = join(bin, "told");
    const path = process.env["PATH"];
    writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\nprintf '%s|' "$@" > ${told}\n`, { mode: 0o755 });
    try {
      process.env["PATH"] = `${bin}:${path}`;
      const quiet = open(newStudy(), 0, PAGE_FILE, true, false);
      await expect.poll(() => quiet.out.length, { timeout: 5000 }).toBe(1);
      quiet.stop();
      await quiet.code;
      expect(existsSync(told)).toBe(false);

      const opened = open(newStudy(), 0, PAGE_FILE, true);
      await expect.poll(() => opened.out.length, { timeout: 5000 }).toBe(1);
      await expect
        .poll(() => (existsSync(told) ? readFileSync(told, "utf8") : ""), { timeout: 5000 })
        .toBe(`${opened.out[0]}|`);
      opened.stop();
      expect(await opened.code).toBe(0);

      process.env["PATH"] = newFolder();
      const without = open(newStudy(), 0, PAGE_FILE, true);
      await expect
        .poll(() => without.err.at(-1), { timeout: 5000 })
        .toBe("No browser could be started: open the address above in one.");
      without.stop();
      expect(await without.code).toBe(0);
    } finally {
      process.env["PATH"] = path;
    }
  });

  it("refuses what it cannot open, with exit code 1", async () => {
    const { port, folder } = await serve();
    const taken = open(folder, port);
    expect(await taken.code).toBe(1);
    expect(taken.err).toEqual([
      `error: --port: expected a free port, got ${port}, which another program uses; leave out --port, and a free one is found`,
    ]);
    const empty = open(newFolder());
    expect(await empty.code).toBe(1);
    expect(empty.err[0]).toContain("expected a study folder with a file study.yaml");
    writeFileSync(join(folder, "..", "a.cistern"), "x");
    const saved = open(join(folder, "..", "a.cistern"));
    expect(await saved.code).toBe(1);
    expect(saved.err).toEqual([
      "error: a.cistern: expected a study folder, got a saved study; make a folder of it with `cistern unpack`, or drop the file on the page of another study",
    ]);
    const unbuilt = open(folder, 0, join(folder, "none.html"));
    expect(await unbuilt.code).toBe(1);
    expect(unbuilt.err).toEqual([
      "error: expected the page dist/cistern.html, got no such file; build it: npm run build",
    ]);
  });

  it("refuses a port that is none, with exit code 2", async () => {
    for (const port of ["80", "65536", "-1", "http", "1e4", ""]) {
      const err: string[] = [];
      const io: Io = {
        out() {},
        err: (line) => err.push(line),
        columns: 100,
        interactive: false,
        cwd: newFolder(),
        now: () => new Date(0),
        stopped: () => true,
      };
      expect(await main(["open", `--port=${port}`], io), port).toBe(2);
      expect(err.join("\n")).toContain("expected 0 (any free port) or a number from 1024 to 65535");
    }
  });
});

describe("the page's side", () => {
  function tab(origin: string, hash: string, kept = new Map<string, string>()): Browser & { urls: string[] } {
    const urls: string[] = [];
    return {
      urls,
      location: { protocol: new URL(origin).protocol, origin, pathname: "/", search: "", hash },
      history: { replaceState: (_data, _unused, url) => urls.push(url) },
      sessionStorage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => kept.set(key, value),
      },
    };
  }

  it("takes the key out of the address, and finds it again after a reload", async () => {
    const { origin } = await serve();
    const kept = new Map<string, string>();
    const first = tab(origin, `#token=${TOKEN}`, kept);
    expect((await connect(first)!.readStudy()).name).toBe("csf-panel");
    expect(first.urls).toEqual(["/"]);
    const reloaded = tab(origin, "", kept);
    expect((await connect(reloaded)!.readStudy()).name).toBe("csf-panel");
    expect(reloaded.urls).toEqual([]);
  });

  it("is not there on a page from a disk, or without a key", () => {
    expect(connect(tab("file:///", `#token=${TOKEN}`))).toBeNull();
    expect(connect(tab("http://127.0.0.1:5000", ""))).toBeNull();
    const closed = tab("http://127.0.0.1:5000", "");
    const refusing = {
      getItem: () => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("denied");
      },
    };
    expect(connect({ ...closed, sessionStorage: refusing })).toBeNull();
    expect(connect({ ...tab("http://127.0.0.1:5000", "#token=x"), sessionStorage: refusing })).not.toBeNull();
  });

  it("reads the study whole, with the reasons for what is missing", async () => {
    const { origin, folder } = await serve();
    const server = connect(tab(origin, `#token=${TOKEN}`))!;
    const study = await server.readStudy();
    expect(study.protocol).toEqual({ text: PROTOCOL, etag: etagOf(PROTOCOL) });
    expect([...study.files.keys()]).toEqual([TABLE]);
    expect(Buffer.from(study.files.get(TABLE)!).equals(readFileSync(join(folder, TABLE)))).toBe(true);
    expect(study.issues).toEqual([]);
    rmSync(join(folder, TABLE));
    const without = await server.readStudy();
    expect(without.files.size).toBe(0);
    expect(without.issues.map(({ at }) => at.file)).toEqual([TABLE]);
  });

  it("saves the protocol, and hands over a conflict", async () => {
    const { origin, folder } = await serve();
    const server = connect(tab(origin, `#token=${TOKEN}`))!;
    const { protocol } = await server.readStudy();
    const changed = `${PROTOCOL}# é\n`;
    expect(await server.saveProtocol(changed, protocol.etag)).toEqual({ saved: etagOf(changed) });
    expect(await server.saveProtocol("later", protocol.etag)).toEqual({
      conflict: { text: changed, etag: etagOf(changed) },
    });
    rmSync(join(folder, "study.yaml"));
    expect(await server.saveProtocol("later", etagOf(changed))).toEqual({ conflict: null });
    expect(await server.saveProtocol("later", null)).toEqual({ saved: etagOf("later") });
    expect(readFileSync(join(folder, "study.yaml"), "utf8")).toBe("later");
  });

  it("saves results, and gives refusals as sentences", async () => {
    const { origin, folder } = await serve();
    const server = connect(tab(origin, `#token=${TOKEN}`))!;
    const provenance = JSON.stringify({ program: "Cistern", outputs: ["provenance.json"] });
    await server.saveResults(new Map([["provenance.json", provenance]]));
    expect(readdirSync(join(folder, "results"))).toEqual(["provenance.json"]);
    await expect(server.saveResults(new Map([["a.csv", ""]]))).rejects.toThrow(
      "results: expected a provenance.json that lists these files, got none or another one; reload the page: it and `cistern open` may be of two versions",
    );
    await expect(connect(tab(origin, "#token=old"))!.readStudy()).rejects.toThrow(
      "expected the key that this start of `cistern open` printed",
    );
  });

  it("says that the server is gone", async () => {
    const { origin } = await serve();
    const server = connect(tab(origin, `#token=${TOKEN}`))!;
    await running.pop()!.close();
    const lost: ServerError = await server.saveProtocol("x", "y").then(
      () => expect.unreachable(),
      (problem: ServerError) => problem,
    );
    expect(lost.name).toBe("ServerError");
    expect(lost.message).toBe(
      "expected an answer of `cistern open`, got none; your changes are kept in this tab: start `cistern open` again in a terminal, or save the study as a file",
    );
  });
});
