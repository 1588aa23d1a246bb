#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds types that have one name in one namespace and are defined in two files.

    check_names.py ROOT

No compiler or linker tells of it, and the program then runs one type's code on the other's bytes. Types of anonymous
namespaces and of other types' insides may share their names. A test's type may be called as another test's, which is
another program, but not as one of the project's. Prints each with its files, and ends with 1 where there is any.
"""
import collections
import pathlib
import re
import sys

NAMESPACE = re.compile(r"^namespace\s*([\w:]*)\s*\{")
NAMESPACE_END = re.compile(r"^\}\s*// namespace")
TYPE = re.compile(r"^(?:template\s*<.*>\s*)?(?:struct|class|union|enum(?:\s+class|\s+struct)?)\s+(?:\[\[\w+\]\]\s*)?([\w:]+(?:<[^{]*>)?)([^;]*)$")


def types_of(text):
    """The full names of the types that the text defines, as clang-format lays code out."""
    namespaces = []
    for line in text.splitlines():
        opened = NAMESPACE.match(line)
        if opened and "}" not in line:
            namespaces.append(opened[1])
        elif NAMESPACE_END.match(line) and namespaces:
            namespaces.pop()
        elif "" not in namespaces:
            found = TYPE.match(line)
            if found and "{" in found[2] and "(" not in found[2]:
                yield "::".join(namespaces + [found[1]])


def places(root, folders):
    found = collections.defaultdict(set)
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".h", ".cpp"):
                for name in types_of(file.read_text(encoding="utf-8")):
                    found[name].add(file.relative_to(root).as_posix())
    return found


def main():
    root = pathlib.Path(sys.argv[1])
    project = places(root, ("kb", "importers", "indexer", "query"))
    tests = places(root, ("tests",)) if (root / "tests").is_dir() else {}
    broken = [(name, files) for name, files in project.items() if len(files) > 1]
    broken += [(name, files | project[name]) for name, files in tests.items() if name in project]
    for name, files in sorted(broken):
        print(f"{name} is defined in {', '.join(sorted(files))}")
    if not project:
        print(f"no types under {root}")
    return 1 if broken or not project else 0


if __name__ == "__main__":
    sys.exit(main())
