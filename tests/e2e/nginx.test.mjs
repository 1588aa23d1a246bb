// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped nginx file in front of a real server: what the server's own listener cannot do, nginx does.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { knowledgeBase, root, server } from "./program.mjs";

const nginx = "/usr/sbin/nginx";
const skip = existsSync(nginx) ? false : "nginx is not installed (nginx-light)";
let kb, ekb, folder, child, port;

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });

/** The shipped file with this test's ports, and with time limits that a test can wait for. */
async function shippedFile() {
  const shipped = await readFile(path.join(root, "packaging/nginx/ekb.conf"), "utf8");
  const changes = [
    ["server 127.0.0.1:8080;", `server ${new URL(ekb.url).host};`],
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ["client_header_timeout 10s;", "client_header_timeout 1s;"],
    ["client_body_timeout 10s;", "client_body_timeout 1s;"],
  ];
  return changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `${from} is not in the shipped file`);
    return text.replace(from, to);
  }, shipped);
}

async function startNginx() {
  folder = await mkdtemp(path.join(tmpdir(), "ekb-nginx-"));
  await writeFile(path.join(folder, "ekb.conf"), await shippedFile());
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n");
  await writeFile(
    path.join(folder, "nginx.conf"),
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\naccess_log off;\n${temporary}\ninclude ${folder}/ekb.conf;\n}\n`,
  );
  child = spawn(nginx, ["-p", folder, "-c", path.join(folder, "nginx.conf")], { stdio: "inherit" });
  for (let i = 0; i < 100; i += 1) {
    if (await new Promise((resolve) => net.connect(port, "127.0.0.1").on("connect", function connected() { this.destroy(); resolve(true); }).on("error", () => resolve(false)))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx did not start: ${await readFile(path.join(folder, "error.log"), "utf8").catch(() => "")}`);
}

before(async () => {
  if (skip) return;
  kb = await knowledgeBase();
  ekb = await server(kb.folder);
  port = await freePort();
  await startNginx();
});
after(async () => {
  if (child) {
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
  await ekb?.stop();
  await kb?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** All that comes back until the connection is closed, or `quiet` ms are silent. */
function exchange(raw, { quiet = 4000, localAddress } = {}) {
  return new Promise((resolve, reject) => {
    let all = "";
    const socket = net.connect({ port, host: "127.0.0.1", ...(localAddress ? { localAddress } : {}) }, () => socket.write(raw));
    socket.setTimeout(quiet, () => socket.destroy());
    socket.on("data", (bytes) => (all += bytes.toString("latin1")));
    socket.on("close", () => resolve(all));
    socket.on("error", (error) => (all ? resolve(all) : reject(error)));
  });
}

const get = (target, headers = "") => `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
const status = (reply) => Number(/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1]);

test("page and API are the same as without it", { skip }, async () => {
  for (const target of ["/", "/api/v1/health", "/api/v1/ask?q=which+B12+trials+used+ALSFRS-R", "/api/v1/documents/doi:10.1136%2Fjnnp-2018-319294", "/api/v1/nothing"]) {
    const [direct, through] = await Promise.all([fetch(ekb.url + target), fetch(`http://127.0.0.1:${port}${target}`)]);
    assert.equal(through.status, direct.status, target);
    assert.equal(await through.text(), await direct.text(), target);
    for (const name of ["content-type", "etag", "content-security-policy", "x-content-type-options", "access-control-allow-origin", "content-encoding"]) {
      assert.equal(through.headers.get(name), direct.headers.get(name), `${target} ${name}`);
    }
  }
});

test("an export comes whole in every format, compressed or not, and its head and tag alone where they are asked for", { skip }, async () => {
  for (const format of ["json", "ndjson", "csv", "ris", "nbib", "bibtex", "csl-json", "metafor", "arms", "fhir"]) {
    const target = `/api/v1/export?q=ALSFRS-R&format=${format}`;
    const timeless = (text) => text.replace(/"run":"[^"]*"/, "");
    const [direct, through] = await Promise.all([`${ekb.url}${target}`, `http://127.0.0.1:${port}${target}`].map((url) => fetch(url)));
    assert.equal(through.status, 200, format);
    assert.equal(through.headers.get("content-length"), null, "sent while it is made");
    assert.equal(through.headers.get("content-encoding"), direct.headers.get("content-encoding"), format);
    const text = await through.text();
    assert.ok(text.length > 100, format);
    assert.equal(timeless(text), timeless(await direct.text()), format);
    assert.equal(timeless(await (await fetch(direct.url, { headers: { "Accept-Encoding": "identity" } })).text()), timeless(text), format);
    const head = await fetch(through.url, { method: "HEAD" });
    assert.equal(head.headers.get("etag"), through.headers.get("etag"));
    assert.equal((await fetch(through.url, { headers: { "If-None-Match": through.headers.get("etag") } })).status, 304, format);
    assert.match(await exchange(`GET ${target} HTTP/1.0\r\nHost: x\r\n\r\n`), /^HTTP\/1\.1 200 /);
  }
});

test("a client that has the content is told so through it", { skip }, async () => {
  const url = `http://127.0.0.1:${port}/api/v1/ask?q=B12`;
  const tag = (await fetch(url)).headers.get("etag");
  assert.equal((await fetch(url, { headers: { "If-None-Match": tag } })).status, 304);
});

test("HEAD, OPTIONS and refused methods keep their meaning", { skip }, async () => {
  const head = await exchange("HEAD /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  assert.equal(status(head), 200);
  assert.match(head, /Content-Length: [1-9]/i);
  assert.ok(head.endsWith("\r\n\r\n"), "no body");
  assert.match(await exchange("OPTIONS /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200.*Allow: GET, HEAD, OPTIONS/s);
  assert.equal(status(await exchange("TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secret\r\nConnection: close\r\n\r\n")), 405);
  assert.match(await exchange("DELETE /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 405.*problem\+json/s);
});

test("requests sent one behind the other are all answered", { skip }, async () => {
  const replies = await exchange("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3) + get("/api/v1/health"));
  assert.equal(replies.match(/HTTP\/1\.1 200/g)?.length, 4);
});

test("a client that stalls in its header or body is cut off", { skip }, async () => {
  for (const raw of ["GET / HTTP/1.1\r\nHost: x\r\n", "POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"]) {
    const began = Date.now();
    const reply = await exchange(raw, { quiet: 10_000 });
    assert.ok(Date.now() - began < 4000, raw);
    assert.ok(reply === "" || status(reply) === 408, reply.slice(0, 60));
  }
});

test("headers and bodies have limits, and errors the API's shape", { skip }, async () => {
  assert.equal(status(await exchange(get("/", `X-Long: ${"a".repeat(100_000)}\r\n`))), 400);
  const large = await exchange("POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n");
  assert.equal(status(large), 413);
  assert.match(large, /Content-Type: application\/problem\+json/);
  assert.equal(JSON.parse(large.split("\r\n\r\n")[1]).status, 413);
});

test("heads that are not as they must be are refused or put right", { skip }, async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `X-${i}: 1\r\n`).join("");
  assert.equal(status(await exchange(get("/", many))), 400);
  assert.equal(status(await exchange("GET / HTTP/1.1\r\n\r\n")), 400, "no Host");
  assert.equal(status(await exchange("GET / HTTP/9.9\r\nHost: x\r\n\r\n")), 505);
  assert.equal(status(await exchange(get("/", "X-Nul: a\0b\r\n"))), 400);
  assert.equal(status(await exchange(get("/%zz"))), 400);
  assert.match(await exchange("get / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /400 Bad Request/);
  assert.equal(status(await exchange("GET /api/v1/health HTTP/1.1\nHost: x\nConnection: close\n\n")), 200, "bare line feeds");
});

test("an address with a character that none may hold is refused in the API's shape", { skip }, async () => {
  for (const target of ["/api/v1/search?q=n:>100", "/api/v1/ask?q=<b>", "/api/v1/ask?q=\"zinc\"", "/api/v1/ask?q=a|b", "/api/v1/ask?q=caf\xe9", "/api/v1/documents/[1]"]) {
    const reply = await exchange(get(target));
    assert.equal(status(reply), 400, target);
    assert.match(reply, /Content-Type: application\/problem\+json/, target);
    const problem = JSON.parse(reply.split("\r\n\r\n")[1]);
    assert.equal(problem.type, "urn:ekb:problem:malformed_request", target);
    assert.match(problem.hint, /percent-encode/);
  }
  for (const target of ["/api/v1/search?q=n:%3E100", "/api/v1/ask?q=zinc+(or~copper)*'!$;@/?", "/api/v1/documents/doi:10.1%2F2"])
    assert.doesNotMatch(await exchange(get(target)), /percent-encode/, target);
});

test("a body that waits to be asked for is asked for, and a broken chunk is refused", { skip }, async () => {
  const began = Date.now();
  const expecting = await exchange("PUT /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n{}{}");
  assert.match(expecting, /HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 405/);
  assert.ok(Date.now() - began < 1000);
  assert.equal(status(await exchange("POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")), 400);
});

test("clients that do not read their replies hold up nobody", { skip }, async () => {
  const sockets = await Promise.all(Array.from({ length: 20 }, () => new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1", localAddress: "127.0.0.5" }, () => {
      socket.pause();
      socket.write("GET /api/v1/ask?q=ALSFRS-R&limit=1000 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5), () => resolve(socket));
    });
  })));
  assert.equal(status(await exchange(get("/api/v1/health"))), 200);
  for (const socket of sockets) socket.destroy();
});

test("lengths that disagree are refused, and chunks are put together", { skip }, async () => {
  assert.equal(status(await exchange("POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")), 400);
  const chunked = await exchange("POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
  assert.equal(status(chunked), 405, "it reaches the API, which takes no POST there");
});

test("figures for the operator are not for the network", { skip }, async () => {
  assert.equal(status(await exchange(get("/api/v1/metrics"))), 200);
  assert.equal(status(await exchange(get("/api/v1/metrics"), { localAddress: "127.0.0.2" })), 403);
});

test("a client that asks without end is asked to wait", { skip }, async () => {
  // nginx refuses this path itself, after it has counted the request: the server behind it may be as slow as it likes.
  const replies = await exchange("GET /api/v1/metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(400) + get("/api/v1/health"), { localAddress: "127.0.0.3" });
  assert.match(replies, /HTTP\/1\.1 429 .*?Content-Type: application\/problem\+json.*?Retry-After: 1\r\n/s);
});

test("without the server behind it, the reply says so and when to come again", { skip }, async () => {
  const { hostname, port: upstream } = new URL(ekb.url);
  await ekb.stop();
  ekb = null;
  const reply = await exchange(get("/api/v1/health"), { localAddress: "127.0.0.4" });
  assert.equal(status(reply), 503);
  assert.match(reply, /Retry-After: 5\r\n/);
  assert.equal(JSON.parse(reply.split("\r\n\r\n")[1]).type, "urn:ekb:problem:unavailable");

  // Nor does it make a whole reply of one that broke off: the last chunk is missing behind it too.
  const breaking = net.createServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")));
  await new Promise((resolve) => breaking.listen(Number(upstream), hostname, resolve));
  const broken = await exchange("GET /api/v1/export?q=zinc HTTP/1.1\r\nHost: x\r\n\r\n", { localAddress: "127.0.0.6" });
  breaking.close();
  assert.equal(status(broken), 200);
  assert.match(broken, /half/);
  assert.ok(!broken.endsWith("0\r\n\r\n"), "the client sees that it is cut short");
});
