#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the examples of a page as its readers would: every block that is marked sh, python or r, in the page's order, one
after the other in one folder, against a server of the starter set.

    run_examples.py EKB PAGE STARTER

EKB is the program, $EKB in the examples the server's address. A block fails where it ends with an error, or prints nothing
and writes nothing. A language whose interpreter is not here is left out, and said so. Ends with 1 where a block fails.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

INTERPRETERS = {"sh": ["bash", "-euo", "pipefail"], "python": [sys.executable], "r": ["Rscript"]}
NEEDS = {"sh": ["bash", "curl"], "python": [], "r": ["Rscript"]}
BLOCK = re.compile(r"^```(sh|python|r)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        yield found[1], text.count("\n", 0, found.start()) + 1, found[2]


def may_run(language):
    missing = [name for name in NEEDS[language] if shutil.which(name) is None]
    if language == "r" and not missing:
        known = subprocess.run(["Rscript", "-e", "library(jsonlite)"], capture_output=True)
        missing = ["R's jsonlite"] if known.returncode else []
    return missing


def run(language, source, folder, environment):
    file = folder / f"example.{language}"
    file.write_text(source, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    done = subprocess.run([*INTERPRETERS[language], str(file)], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    after = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    if done.returncode:
        return f"ended with {done.returncode}\n{done.stdout}{done.stderr}"
    if not done.stdout.strip() and before == after:
        return "printed nothing and wrote nothing"
    return None


def served(ekb, kb, page):
    page.mkdir()
    (page / "index.html").write_text("<!doctype html>", encoding="utf-8")  # the API is asked alone: no page is built for it
    command = [ekb, "--kb", kb, "serve", "--listen", "127.0.0.1:0", "--web", page]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    if not line.startswith("listening on "):
        sys.exit(f"ekb serve did not listen: it ended with {server.wait()}")
    return server, line.removeprefix("listening on ").strip()


def main():
    ekb, page, starter = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3]
    failed = ran = 0
    with tempfile.TemporaryDirectory(prefix="ekb-examples-") as root:
        kb, folder = os.path.join(root, "kb"), pathlib.Path(root, "work")
        folder.mkdir()
        subprocess.run([ekb, "--kb", kb, "import", starter], check=True, stdout=subprocess.DEVNULL)
        token = subprocess.run([ekb, "--kb", kb, "token", "add", "examples", "--role", "admin"], check=True, capture_output=True, text=True).stdout.strip()
        server, address = served(ekb, kb, pathlib.Path(root, "page"))
        environment = {**os.environ, "EKB": address, "EKB_HOME": kb, "EKB_TOKEN": token, "PATH": f"{ekb.parent}:{os.environ['PATH']}"}
        try:
            for language, line, source in blocks(page):
                missing = may_run(language)
                if missing:
                    print(f"{page.name}:{line}: left out, as {', '.join(missing)} is not here")
                    continue
                ran += 1
                problem = run(language, source, folder, environment)
                if problem:
                    failed += 1
                    print(f"{page.name}:{line}: {problem}")
        finally:
            server.terminate()
            server.wait(timeout=30)
    print(f"{ran} examples ran, {failed} failed")
    return 1 if failed or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
