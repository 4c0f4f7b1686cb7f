/** A REDCap project over its API, from a stand-in server on this machine: what is asked, what is written, and what is refused. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fetchCommand } from "../src/cli/commands/fetch.ts";
import type { Io } from "../src/cli/io.ts";
import { main } from "../src/cli/main.ts";
import { isSafeAddress } from "../src/cli/redcap-api.ts";

const TOKEN = "0123456789ABCDEF0123456789ABCDEF";
const RECORDS = "record_id,il6,il6_op\n1,0.5,2\n2,BLD,\n3,1.7,1\n";
const DICTIONARY = [
  '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number","Text Validation Min","Text Validation Max",Identifier?,"Branching Logic (Show field only if...)"',
  "record_id,a,,text,Record,,,,,,,",
  "il6,a,,text,IL-6 (pg/mL),,,number,,,,",
  'il6_op,a,,radio,Operator,"1, = | 2, <",,,,,,',
  "",
].join("\n");

type Answer = (form: URLSearchParams, response: ServerResponse) => void;

const project: Answer = (form, response) => {
  if (form.get("token") !== TOKEN) {
    response
      .writeHead(403)
      .end(JSON.stringify({ error: `You do not have permissions with ${form.get("token")}` }));
    return;
  }
  const answers: Readonly<Record<string, string>> = {
    project: JSON.stringify({ missing_data_codes: "BLD, Below limit of detection | QNS, Insufficient" }),
    metadata: DICTIONARY,
    record: RECORDS,
  };
  response.end(answers[form.get("content") ?? ""]);
};

let server: Server;
let answer: Answer = project;
const asked: URLSearchParams[] = [];
let address = "";
let folder = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(parts).toString());
      asked.push(form);
      answer(form, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  folder = mkdtempSync(join(tmpdir(), "cistern-fetch-"));
});
afterEach(() => {
  answer = project;
  asked.length = 0;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Given {
  readonly at?: string;
  /** Null: the environment has none. */
  readonly token?: string | null;
  readonly fields?: readonly string[];
}

async function run(out: string, { at = address, token = TOKEN, fields }: Given = {}) {
  const said: string[] = [];
  const io = {
    out: (line: string) => said.push(line),
    err: (line: string) => said.push(line),
    cwd: folder,
    columns: 100,
    interactive: false,
    now: () => new Date(0),
    stopped: () => false,
  } satisfies Io;
  const code = await fetchCommand(
    at,
    { out, ...(fields === undefined ? {} : { fields }) },
    token ?? undefined,
    io,
  );
  return { code, said: said.join("\n"), io };
}

describe("cistern fetch", () => {
  it("writes records and dictionary as they came, and says how to go on; the draft then checks", async () => {
    const { code, said, io } = await run("data");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "data/redcap-records.csv"), "utf8")).toBe(RECORDS);
    expect(readFileSync(join(folder, "data/redcap-dictionary.csv"), "utf8")).toBe(DICTIONARY);
    expect(said).toContain(
      'Next: cistern init data/redcap-records.csv --dictionary data/redcap-dictionary.csv --missing-code "BLD=Below limit of detection" "QNS=Insufficient"',
    );
    const init = [
      "init",
      "data/redcap-records.csv",
      "--dictionary",
      "data/redcap-dictionary.csv",
      "--missing-code",
      "BLD=Below limit of detection",
      "QNS=Insufficient",
    ];
    expect(await main(init, io)).toBe(0);
    expect(asked.map((form) => form.get("content"))).toEqual(["project", "metadata", "record"]);
  });

  it("asks for the named fields alone", async () => {
    await run("some", { fields: ["record_id", "il6"] });
    expect(asked[2]?.get("fields[0]")).toBe("record_id");
    expect(asked[2]?.get("fields[1]")).toBe("il6");
  });

  it.each([
    ["no token", { token: null }, "set CISTERN_REDCAP_TOKEN for this one command"],
    ["a token that is none", { token: "secret" }, "32 letters and digits"],
    ["an address without encryption", { at: "http://redcap.example.org/api/" }, "begins with https://"],
    ["an address with a password", { at: "https://me:pw@redcap.example.org/api/" }, "begins with https://"],
    ["a text that is no address", { at: "redcap" }, "begins with https://"],
  ] as readonly [string, Given, string][])("refuses %s before it asks", async (_, with_, text) => {
    const { code, said } = await run("nothing", with_);
    expect(code).toBe(1);
    expect(said).toContain(text);
    expect(asked).toEqual([]);
    expect(readdirSync(folder)).not.toContain("nothing");
  });

  it("tells REDCap's refusal in its words, without the token", async () => {
    const wrong = "F".repeat(32);
    const { code, said } = await run("nothing", { token: wrong });
    expect(code).toBe(1);
    expect(said).toContain('status 403: "You do not have permissions with [token]"');
    expect(said).not.toContain(wrong);
  });

  it("follows nobody elsewhere, and writes nothing when a later answer fails", async () => {
    answer = (_, response) => response.writeHead(302, { location: `${address}other` }).end();
    expect((await run("nothing")).said).toContain("none, or one that leads elsewhere");
    answer = (form, response) => {
      if (form.get("content") === "record") response.destroy();
      else project(form, response);
    };
    expect((await run("nothing")).code).toBe(1);
    expect(readdirSync(folder)).not.toContain("nothing");
  });

  it("overwrites nothing", async () => {
    const { code, said } = await run("data");
    expect(code).toBe(1);
    expect(said).toContain("is not overwritten");
  });
});

it("a token goes over TLS or stays on this machine", () => {
  expect(
    ["https://a.b/api/", "http://127.0.0.1:80/", "http://localhost/api/", "http://[::1]/"].map(isSafeAddress),
  ).toEqual([true, true, true, true]);
  expect(["http://127.0.0.1.evil.org/", "ftp://a/", "http://10.0.0.1/", ""].map(isSafeAddress)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
