/**
 * Debian's Firefox by its own remote control: playwright asks Firefox ESR for commands that it does not have yet.
 *
 * Marionette speaks WebDriver's commands as JSON over a local socket: `length:[0, id, name, parameters]`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Firefox {
  readonly downloads: string;
  readonly go: (url: string) => Promise<void>;
  /** Clicks the first thing that the CSS selector finds, as a mouse does. */
  readonly click: (selector: string) => Promise<void>;
  /** What a script returns. */
  readonly tell: <T>(script: string) => Promise<T>;
  /** Waits until a script returns something true. */
  readonly until: (script: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 60_000;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function eventually<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(50)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not come`);
}

function commands(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(problem: Error): void }>();
  let unread: Buffer = Buffer.alloc(0);
  let count = 0;
  socket.on("data", (data) => {
    unread = Buffer.concat([unread, Buffer.from(data)]);
    for (;;) {
      const colon = unread.indexOf(":");
      const length = Number(unread.subarray(0, Math.max(0, colon)));
      if (colon < 0 || unread.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(unread.subarray(colon + 1, colon + 1 + length).toString());
      unread = unread.subarray(colon + 1 + length);
      // The first message is a greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as [number, number, { message: string } | null, unknown];
      if (error === null) waiting.get(id)?.resolve(result);
      else waiting.get(id)?.reject(new Error(error.message));
      waiting.delete(id);
    }
  });
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify([0, ++count, name, parameters]);
      waiting.set(count, { resolve, reject });
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

export async function startFirefox(program: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), "cistern-firefox-"));
  const downloads = mkdtempSync(join(tmpdir(), "cistern-downloads-"));
  const wishes: Readonly<Record<string, unknown>> = {
    "marionette.port": 0,
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.always_ask_before_handling_new_types": false,
    "app.update.auto": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "toolkit.telemetry.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
  };
  writeFileSync(
    join(profile, "user.js"),
    Object.entries(wishes)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(""),
  );
  const firefox: ChildProcess = spawn(
    program,
    ["--headless", "--marionette", "--no-remote", "--profile", profile],
    { stdio: "ignore", env: { ...process.env, HOME: profile }, detached: true },
  );
  const portFile = join(profile, "MarionetteActivePort");
  const port = await eventually("Firefox", () =>
    existsSync(portFile) && readFileSync(portFile, "utf8") !== ""
      ? Number(readFileSync(portFile, "utf8"))
      : undefined,
  );
  const socket = connect(port, "127.0.0.1");
  const send = commands(socket);
  await send("WebDriver:NewSession", {});

  const tell = async <T>(script: string): Promise<T> =>
    ((await send("WebDriver:ExecuteScript", { script, args: [] })) as { value: T }).value;
  return {
    downloads,
    tell,
    async go(url) {
      await send("WebDriver:Navigate", { url });
    },
    async click(selector) {
      const { value } = (await send("WebDriver:FindElement", { using: "css selector", value: selector })) as {
        value: Readonly<Record<string, string>>;
      };
      // The page scrolls smoothly, which Firefox's own click does not wait for.
      await send("WebDriver:ExecuteScript", {
        script: "arguments[0].scrollIntoView({ behavior: 'instant', block: 'center' })",
        args: [value],
      });
      await send("WebDriver:ElementClick", { id: value[ELEMENT] });
    },
    async until(script) {
      await eventually(script, async () => ((await tell<boolean>(script)) ? true : undefined));
    },
    async close() {
      const ended = new Promise((done) => firefox.once("exit", done));
      // It may end before it answers.
      void send("Marionette:Quit", { flags: ["eForceQuit"] });
      await Promise.race([ended, pause(5000)]);
      // With its helpers, which would write into the profile for a while longer.
      try {
        process.kill(-firefox.pid!, "SIGKILL");
      } catch (problem) {
        if ((problem as NodeJS.ErrnoException).code !== "ESRCH") throw problem;
      }
      socket.destroy();
      // Its helpers may write for a moment longer.
      for (const folder of [profile, downloads])
        rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
