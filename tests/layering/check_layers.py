#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks who includes whom: the layers of docs/architecture.md, and the places that third-party libraries are kept to.

    check_layers.py ROOT

Prints each include that breaks a rule, with its file and line, and ends with 1 where there is any.
"""
import pathlib
import re
import sys

# folder -> what it may include of ours; the longest folder that fits decides
MAY_INCLUDE = {
    "kb/model": {"kb/model"},
    "kb": {"kb"},
    "importers": {"importers", "kb/model"},
    "indexer": {"indexer", "kb"},
    "query": {"query", "indexer", "importers", "kb"},
}
# The steps from words to claims: each may include what stands in its own row or before it.
EXTRACTION = "importers/extraction/"
EXTRACTION_STEPS = [
    ["linear"], ["words"], ["numbers"], ["text"], ["pico"], ["tagging"], ["models"], ["arms"], ["study"],
    ["results", "figures", "cells"], ["compare"], ["full_text"],
]
# what they share with their callers: the types of the answers
EXTRACTION_ANSWERS = {"annotate.h", "compare.h"}
# header -> the only places that may include it
KEPT_TO = {
    r"sqlite3\.h": ["kb/store/"],
    r"sodium\.h": ["kb/store/", "importers/source/identity.cpp", "query/http/finish.cpp"],
    r"libxml/": ["importers/source/", "importers/web/"],
    r"archive\w*\.h": ["importers/source/"],
    r"xapian\.h": ["indexer/"],
    r"cpprest/|pplx/": ["query/http/cpprest_server.cpp"],
    r"CLI/": ["query/program/", "importers/extraction/training/"],
}
# what nobody includes, tests neither: RE2 and nlohmann/json are there for it
NOWHERE = re.compile(r"regex$|cpprest/json\.h$")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
THIRD_PARTY_IN_HEADER = re.compile(r"sqlite3|sodium|libxml/|archive\w*\.h|xapian|cpprest|pplx|CLI/|re2/|unicode/|zstd|nlohmann/json\.hpp|simdjson")


def layer_of(path):
    fits = [folder for folder in MAY_INCLUDE if path.startswith(folder + "/")]
    return max(fits, key=len) if fits else None


def step_of(path):
    """The number of a path's step of extraction; None where it is none of them, or makes the program that teaches one."""
    if not path.startswith(EXTRACTION) or "/training/" in path:
        return None
    inner = path.removeprefix(EXTRACTION)
    if inner in EXTRACTION_ANSWERS:
        return 0
    return next((n for n, step in enumerate(EXTRACTION_STEPS) if inner.split("/")[0] in step), len(EXTRACTION_STEPS))


def step_is_wrong(source, included):
    here, there = step_of(source), step_of(included)
    return here is not None and there is not None and there > here


def ours_is_wrong(source, included):
    layer = layer_of(source)
    if step_is_wrong(source, included):
        return True
    return layer and layer_of(included) and not any(included.startswith(f + "/") for f in MAY_INCLUDE[layer])


def third_party_is_wrong(source, included):
    if NOWHERE.match(included):
        return True
    if source.startswith("tests/"):
        return False
    for pattern, places in KEPT_TO.items():
        if re.match(pattern, included) and not any(source.startswith(p) for p in places):
            return True
    return source.endswith(".h") and bool(THIRD_PARTY_IN_HEADER.match(included))


def broken_includes(root):
    for folder in ("kb", "importers", "indexer", "query", "tests"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".h", ".cpp") or root / "tests/layering" in file.parents:
                continue
            source = file.relative_to(root).as_posix()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                wrong = ours_is_wrong if found[1] == '"' else third_party_is_wrong
                if wrong(source, found[2]):
                    yield f"{source}:{number}: may not include {found[2]}"


def main():
    root = pathlib.Path(sys.argv[1])
    broken = list(broken_includes(root))
    print("\n".join(broken) if broken else "every include keeps to the layers")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
