#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the programs of this folder and the program itself, prints the ratios, and writes docs/performance.md (see run).

What that page tells from "Measured apart" on is written by hand and stays."""
import argparse
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import http_rate

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
BENCH = BUILD / "tests/bench"
EKB = BUILD / "ekb"
HERE = ROOT / "tests/bench"
PAGE_FILE = ROOT / "docs/performance.md"
APART = "\n## Measured apart\n"
MEMORY_FILE_BYTES = 200_000_000
MEMORY_LIMIT_MB = 600


@dataclass
class Run:
    """What a process took: seconds by the clock, seconds of processor, the most resident memory in MB, what it printed."""
    wall: float
    cpu: float
    peak_mb: float
    out: str


def run(*command):
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen([str(part) for part in command], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        out.seek(0)
        text = out.read()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, text)


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    return path


class Table:
    def __init__(self):
        self.rows = []

    def add(self, what, figure, goal=""):
        self.rows.append((what, figure, goal))
        print(f"{what:68} {figure:28} {goal}", flush=True)

    def markdown(self):
        lines = ["| measured | figure | aim |", "|---|---|---|"]
        return "\n".join(lines + [f"| {' | '.join(row)} |" for row in self.rows])


def rate(documents, taken):
    return f"{documents / taken.wall:,.0f} a second; {1000 * taken.cpu / documents:.2f} ms of processor each"


def ratio(taken, peer):
    return f"{taken.wall / peer.wall:.2f} by the clock, {taken.cpu / peer.cpu:.2f} by processor time"


def mean(runs):
    return Run(sum(r.wall for r in runs) / len(runs), sum(r.cpu for r in runs) / len(runs), max(r.peak_mb for r in runs), runs[0].out)


def read_rate(mode, path):
    documents, wall, cpu = (float(word) for word in run(BENCH / "bench_read", mode, path).out.split())
    return f"{documents / wall:,.0f} a second; {1000 * cpu / documents:.3f} ms of processor each"


def abstracts(work, count, table):
    xml, tsv = work / "abstracts.xml.gz", work / "abstracts.tsv"
    run(HERE / "generate.py", "pubmed", count, xml, "--tsv", tsv)
    table.add(f"{count:,} citations from .gz, cut and read, no claims", read_rate("fields", xml), "15,000 a second")
    table.add("the same with claims and concepts", read_rate("extraction", xml))
    alone = run(BENCH / "bench_extraction", xml).out.split()
    table.add("claims found in an abstract, nothing else", f"{float(alone[1]):.2f} ms of processor each", "0.3 ms; not above 1")
    _, _, at_once, by_value, times = run(BENCH / "bench_json", xml).out.split()
    table.add("a citation and its claims as the store's JSON; by way of values", f"{at_once} µs of processor each; {by_value} µs, {times} times as long")

    # The peer before and after, since other work on the machine comes and goes.
    def bare():
        return run(BENCH / "bench_bare_index", "fast", tsv, fresh(work / "bare"))
    kb = fresh(work / "kb")
    before = bare()
    whole = run(EKB, "--kb", kb, "import", xml)
    fast = mean([before, bare()])
    naive = run(BENCH / "bench_bare_index", "naive", tsv, fresh(work / "naive"))
    table.add("bare Xapian, naive loop, the same text", rate(count, naive))
    table.add("bare Xapian, best bulk load, the same text", rate(count, fast))
    table.add("import: read, claims, store, index", rate(count, whole))
    table.add("import against the best bulk load", ratio(whole, fast), "1.5; not above 3")
    table.add("import against the naive loop", ratio(whole, naive), "below 1")
    table.add("peak memory of the import", f"{whole.peak_mb:.0f} MB", f"under {MEMORY_LIMIT_MB} MB")
    again = run(EKB, "--kb", kb, "import", xml)
    table.add("first import against the same again, nothing changed", ratio(whole, again), "20 times")
    reindex = run(EKB, "--kb", kb, "reindex")
    table.add("the index alone, made anew", rate(count, reindex))
    return kb


def full_texts(work, count, table):
    folder, tsv = fresh(work / "full"), work / "full.tsv"
    run(HERE / "generate.py", "jats", count, folder, "--tsv", tsv)
    bare = run(BENCH / "bench_bare_index", "fast", tsv, fresh(work / "bare-full"))
    naive = run(BENCH / "bench_bare_index", "naive", tsv, fresh(work / "naive-full"))
    whole = run(EKB, "--kb", fresh(work / "kb-full"), "import", folder)
    table.add(f"{count} full texts: import", rate(count, whole))
    table.add("full texts: import against the best bulk load of their text", ratio(whole, bare))
    alone = run(BENCH / "bench_extraction", folder).out.split()
    table.add("claims found in a full text, nothing else", f"{float(alone[1]):.1f} ms of processor each", "8 ms; not above 20")
    if not shutil.which("omindex"):
        table.add("full texts: import against Xapian's naive loop", ratio(whole, naive), "1; not above 2 (as omindex)")
        return
    site = fresh(work / "site")
    site.mkdir()
    for line in tsv.read_text(encoding="utf-8").splitlines():
        number, text = line.split("\t", 1)
        (site / f"{number}.txt").write_text(text, encoding="utf-8")
    omindex = run("omindex", "--db", fresh(work / "omindex"), "--url", "/", "--no-delete", site)
    table.add("full texts: import against omindex on their text", ratio(whole, omindex), "1; not above 2")


def milliseconds(times):
    return f"{times[0]:.2f} / {times[1]:.2f} ms"


def latency(kb, lines, count, table):
    found = {}
    for line in run(BENCH / "bench_queries", kb, lines).out.splitlines():
        name, p50, p99 = line.split()
        found[name] = float(p50), float(p99)
    ratios = [mine / bare for mine, bare in zip(found["search"], found["search_bare"])]
    table.add(f"search, 10 of {count:,} studies, p50 / p99", milliseconds(found["search"]))
    table.add("bare Xapian, the same expanded queries", milliseconds(found["search_bare"]))
    table.add("search against bare Xapian, p50 / p99", f"{ratios[0]:.2f} / {ratios[1]:.2f}", "1.3 / 1.5")
    table.add("search, with the page of ten as JSON", milliseconds(found["search_json"]))
    table.add(f"question in plain words, 10 of {count:,} studies, p50 / p99", milliseconds(found["ask"]))
    table.add("bare Xapian, the same expanded questions", milliseconds(found["ask_bare"]))


def queries(work, kb, count, repeated, table):
    lines = work / "lines.txt"
    lines.write_text(run(HERE / "make_queries.py").out, encoding="utf-8")
    latency(kb, lines, count, table)
    for times in repeated:
        many = fresh(work / "kb-repeated")
        run(BENCH / "bench_repeat_index", kb, times, many)
        latency(many, lines, count * times, table)


def replies(kb, table):
    if not shutil.which("wrk"):
        table.add("replies over HTTP", "not measured: wrk is not installed")
        return
    for row, least, same in http_rate.measure(kb, 5):
        table.add(f"HTTP, 16 connections: {row.name}", http_rate.told(row, least, same), "0.5" if row.name.startswith(("answer", "search")) else "")


def memory(work, table):
    xml = work / "large.xml"
    run(HERE / "generate.py", "pubmed", MEMORY_FILE_BYTES // 3_400, xml)
    whole = run(EKB, "--kb", fresh(work / "kb-large"), "import", xml)
    size = xml.stat().st_size / 1e6
    table.add(f"peak memory of an import of {size:.0f} MB", f"{whole.peak_mb:.0f} MB", f"under {MEMORY_LIMIT_MB} MB")
    if whole.peak_mb >= MEMORY_LIMIT_MB:
        raise SystemExit("bench: the import took more memory than it may")


def machine():
    names = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{len(names)} cores ({names[0] if names else 'unknown'}), {gigabytes:.0f} GB of memory"


PAGE = """# How fast it is

Written by `tests/bench/run{arguments}` (`./check bench`); every figure of this table is of that one run, on reports that `tests/bench/generate.py` makes up.
Machine: {machine}; load average {before:.1f} before and {after:.1f} after the run. Where other work shares the machine, figures by the
clock tell little, ratios of processor time tell more.

{table}

The peer of an import is what Xapian alone takes for the same text: stems with positions, fresh segments of 1,000 documents on two
threads, merged. It reads no XML, finds no claims and stores nothing. The naive loop adds document after document to one database, as
Xapian's defaults have it. An import also keeps the source, finds the claims, and indexes concepts, fields of claims and whole words.

The peer of a search is Xapian's own `get_mset` of the same expanded query on the same index, every match counted (`check_at_least` is the number
of studies) and the ten cards read, in turns with the search, each line the best of four, in processor time. What tests several things of one claim
(`endpoint:… effect:…`) is part of the query on both sides. A search also parses and expands, puts the claims of the ten in order, and says, where
it finds nothing, which clause took all away. Larger numbers of studies are the same reports again and again under new numbers (`bench_repeat_index`),
without a store. The lines are `make_queries.py`'s. A question also reads the best trial's article with the question in mind, where there is a store.
Over HTTP, client and server share the cores; a kept answer is one that was asked before and whose knowledge base has not changed since.
"""


def apart(page):
    """What the page tells beside a run's figures."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return text[text.index(APART):] if APART in text else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--full-texts", type=int, default=200)
    parser.add_argument("--repeated", type=int, nargs="*", default=[10], help="search indexes of as many times the documents too")
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    table = Table()
    with tempfile.TemporaryDirectory(prefix="ekb-bench-", dir=os.environ.get("EKB_BENCH_DIR")) as folder:
        work = Path(folder)
        kb = abstracts(work, given.documents, table)
        queries(work, kb, given.documents, given.repeated, table)
        replies(kb, table)
        full_texts(work, given.full_texts, table)
        if given.memory:
            memory(work, table)
    repeated = " ".join(["--repeated", *map(str, given.repeated)])
    arguments = f" --documents {given.documents} --full-texts {given.full_texts} {repeated}" + (" --memory" if given.memory else "")
    page = PAGE.format(arguments=arguments, machine=machine(), before=before, after=os.getloadavg()[0], table=table.markdown())
    PAGE_FILE.write_text(page + apart(PAGE_FILE), encoding="utf-8")


if __name__ == "__main__":
    main()
