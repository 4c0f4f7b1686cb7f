/** Opens an address in the person's browser. */
import { spawn } from "node:child_process";

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  // `start` is a word of the shell; this is what it calls.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Without a shell, and without waiting for the browser; `failed` is called where there is none. */
export function openBrowser(address: string, failed: () => void): void {
  const [command, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true, shell: false });
  child.once("error", failed);
  child.unref();
}
