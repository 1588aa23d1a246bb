#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many replies a second `ekb serve` gives, beside its own constant reply: http_rate.py KB [SECONDS]. Needs wrk.

A constant reply is a file of the page, small or as large as the answer; an answer is of ten trials, without the claims
beside those that answer. cpprestsdk sends a body in pieces of 4 kB, one task each, so that size tells. Kept answers are of one question asked again and again; others are each of another page of the same question, which is
searched anew. Client and server share the machine, so the ratio by the server's own processor time is printed too.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EKB = Path(__file__).resolve().parents[2] / "build/release/ekb"
ASK = "/api/v1/ask?q=does+metformin+change+HbA1c&limit=10&other_claims=0"
SEARCH = "/api/v1/search?q=intervention:metformin+endpoint:HbA1c&limit=10"
ANEW = """local n = 0
request = function() n = n + 1; return wrk.format("GET", "%s&offset=" .. n %% 100000) end"""


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(server, url, target, seconds, anew=False, gzip=False):
    """Replies a second, and milliseconds of the server's processor for each."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(ANEW % target if anew else "")
        script.flush()
        command = ["wrk", "-t1", "-c16", f"-d{seconds}", *(["-s", script.name] if anew else []),
                   *(["-H", "Accept-Encoding: gzip"] if gzip else []), url + target]
        began = cpu_seconds(server.pid)
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        took = cpu_seconds(server.pid) - began
    replies = int(re.search(r"(\d+) requests in", out)[1])
    if "Non-2xx" in out:
        raise SystemExit(f"bench: {target} gave errors: {out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), 1000 * took / replies


def measure(kb, seconds):
    """(name, replies a second, ms of processor a reply) of each kind."""
    with tempfile.TemporaryDirectory() as page:
        (Path(page) / "index.html").write_text("<!doctype html>")
        (Path(page) / "large.txt").write_text("x" * 30_000)
        server = subprocess.Popen([EKB, "--kb", kb, "serve", "--listen", "127.0.0.1:0", "--web", page],
                                  stdout=subprocess.PIPE, text=True)
        try:
            url = server.stdout.readline().split()[-1]
            return [("constant reply of 16 bytes", *load(server, url, "/", seconds)),
                    ("constant reply of 30 kB", *load(server, url, "/large.txt", seconds)),
                    ("answer, kept", *load(server, url, ASK, seconds)),
                    ("answer, kept, gzip", *load(server, url, ASK, seconds, gzip=True)),
                    ("search, kept", *load(server, url, SEARCH, seconds)),
                    ("answer, anew", *load(server, url, ASK, seconds, anew=True)),
                    ("search, anew", *load(server, url, SEARCH, seconds, anew=True))]
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    if not shutil.which("wrk"):
        raise SystemExit("bench: wrk is not installed")
    rows = measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
    for name, rate, cpu in rows:
        print(f"{name}: {rate:.0f} a second, {rate / rows[0][1]:.2f}; {cpu:.3f} ms, {rows[0][2] / cpu:.2f}")
