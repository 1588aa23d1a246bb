// SPDX-License-Identifier: GPL-3.0-or-later
// Runs build/release/ekb as its users do.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const ekb = path.join(root, "build/release/ekb");
const run = promisify(execFile);

/** A knowledge base in a folder of its own: of the starter set, or empty. */
export async function knowledgeBase({ starter = true } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "ekb-e2e-"));
  if (starter) await run(ekb, ["--kb", folder, "import", path.join(root, "kb/starter")]);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What a command of the program prints; an error where it ends with another status than 0. */
export async function command(folder, ...words) {
  return (await run(ekb, ["--kb", folder, ...words])).stdout;
}

/** `ekb serve` on a free port: `{url, stop}`; `stop` gives the exit status. */
export async function server(folder) {
  const child = spawn(ekb, ["--kb", folder, "serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /^listening on (http:\/\/\S+)$/.exec(line);
      if (found) resolve(found[1]);
    });
    ended.then((status) => reject(new Error(`ekb serve ended with ${status} before it listened`)));
    setTimeout(() => reject(new Error("ekb serve did not listen within 20 s")), 20_000).unref();
  });
  return {
    url,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
