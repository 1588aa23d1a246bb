#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many replies a second `ekb serve` gives, beside its own constant replies: http_rate.py KB [SECONDS]. Needs wrk.

A constant reply is a file of the page: a small one, and one as large as each reply that it stands beside, since cpprestsdk sends a
body in pieces of 4 kB, one task each, so that size tells. Replies are pages of ten trials, an answer's without the claims beside those
that answer. Kept ones are of one request again and again; for those anew the same is spelled in another way each time (letters
percent-encoded), which is another address to what keeps replies. Client and server share the machine, so the ratios are of the server's
own processor time.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

EKB = Path(__file__).resolve().parents[2] / "build/release/ekb"
TARGETS = {"answer": "/api/v1/ask?limit=10&other_claims=0&q=does+metformin+change+HbA1c",
           "search": "/api/v1/search?limit=10&q=intervention:metformin+endpoint:HbA1c"}
ANEW = """local head, query, n = "%s=", "%s", 0
request = function()
    n = n + 1
    local bits = n
    local spelled = query:gsub("%%a", function(letter)
        local encoded = bits %% 2 == 1
        bits = math.floor(bits / 2)
        return encoded and string.format("%%%%%%02X", letter:byte()) or letter
    end)
    return wrk.format("GET", head .. spelled)
end"""


@dataclass
class Row:
    """Of one kind of reply: how many a second, the server's processor time for each in ms, and the bytes of its body."""
    name: str
    rate: float
    cpu: float
    size: int


class Server:
    """`ekb serve` with a page of these files beside its index.html."""

    def __init__(self, kb, files, ekb=EKB):
        self.page = tempfile.TemporaryDirectory()
        for name, text in {"index.html": "<!doctype html>", **files}.items():
            (Path(self.page.name) / name).write_text(text)
        self.process = subprocess.Popen([ekb, "--kb", kb, "serve", "--listen", "127.0.0.1:0", "--web", self.page.name],
                                        stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.page.cleanup()

    def cpu_seconds(self):
        """Of all its threads, in steps of a nanosecond where /proc/PID/stat counts ticks; none of them ends before the server."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def size(self, target, gzip=False):
        request = urllib.request.Request(self.url + target, headers={"Accept-Encoding": "gzip"} if gzip else {})
        with urllib.request.urlopen(request) as reply:
            return len(reply.read())

    def load(self, name, target, seconds, anew=False, gzip=False):
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            script.write(ANEW % tuple(target.rsplit("=", 1)) if anew else "")
            script.flush()
            command = ["wrk", "-t1", "-c16", f"-d{seconds}", *(["-s", script.name] if anew else []),
                       *(["-H", "Accept-Encoding: gzip"] if gzip else []), self.url + target]
            began = self.cpu_seconds()
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            took = self.cpu_seconds() - began
        if "Non-2xx" in out:
            raise SystemExit(f"bench: {target} gave errors: {out}")
        replies = int(re.search(r"(\d+) requests in", out)[1])
        return Row(name, float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), 1000 * took / replies, self.size(target, gzip))


def measure(kb, seconds):
    """(row, the constant reply of 16 bytes, that of as many bytes as the row's) of each kind."""
    with Server(kb, {}) as server:
        sizes = {(name, gzip): server.size(target, gzip) for name, target in TARGETS.items() for gzip in (False, True)}
    files = {f"{name}{'-gzip' if gzip else ''}.txt": "x" * size for (name, gzip), size in sizes.items()}
    with Server(kb, files) as server:
        least = server.load("constant reply of 16 bytes", "/", seconds)
        rows = [(least, least, least)]
        for name, target in TARGETS.items():
            for gzip in (False, True):
                what = f"{name}{', gzip' if gzip else ''}"
                same = server.load(f"constant reply of its size ({what}, {sizes[name, gzip] / 1000:.0f} kB)",
                                   f"/{name}{'-gzip' if gzip else ''}.txt", seconds)
                rows += [(same, least, same),
                         (server.load(f"{name}, kept{', gzip' if gzip else ''}", target, seconds, gzip=gzip), least, same),
                         (server.load(f"{name}, anew{', gzip' if gzip else ''}", target, seconds, anew=True, gzip=gzip), least, same)]
        return rows


def told(row, least, same):
    """A row's figures in words. What follows the colon is by processor time."""
    words = f"{row.rate:,.0f} a second; {row.cpu:.3f} ms of processor each"
    if row is not least:
        words += f": {least.cpu / row.cpu:.2f} of the constant reply's rate"
    if row is not same:
        words += f", {same.cpu / row.cpu:.2f} of that of its size"
    return words


if __name__ == "__main__":
    if not shutil.which("wrk"):
        raise SystemExit("bench: wrk is not installed")
    for each in measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5):
        print(f"{each[0].name}: {told(*each)}")
