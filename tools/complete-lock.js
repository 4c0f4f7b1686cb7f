// Completes package-lock.json with the optional binaries of other platforms. A registry mirror that does not hold them makes
// `npm install` leave them out, and `npm ci` then refuses the whole file. Run after `npm install`: node tools/complete-lock.js
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openharmony",
  "win32",
  "aix",
  "netbsd",
  "openbsd",
  "sunos",
];
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    if (
      lock.packages[`node_modules/${name}`] !== undefined ||
      lock.packages[nested] !== undefined ||
      !/^\d/.test(version)
    )
      continue;
    const parts = name.split("/").at(-1).split("-");
    const os = parts.find((part) => SYSTEMS.includes(part));
    if (os === undefined) continue;
    const after = parts.slice(parts.indexOf(os) + 1);
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [after[0]],
      ...(entry.dev === true ? { dev: true } : {}),
      optional: true,
      os: [os],
      ...(after.includes("musl") ? { libc: ["musl"] } : {}),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} optional packages of other platforms added\n`);
