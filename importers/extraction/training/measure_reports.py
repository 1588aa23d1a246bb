#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says of labelled records of ../shared/corpus which are read as reports of trials (study/trial_report.h), and which should be.

    measure_reports.py [--ekb PROGRAM] [--list]

The labels are reports/labels.tsv. Half of them, by a hash of their id, are what the gate is fitted on; the other half measures it.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
LABELS = pathlib.Path(__file__).resolve().parent / "reports" / "labels.tsv"
FOLDERS = ("pubmed-xml", "nbib", "csv-refs", "endnote-xml", "ris", "bibtex", "europepmc-json")
PARTS = ("fitting", "measuring")


def read_labels():
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    return {fields[0]: fields[1:] for fields in (line.split("\t") for line in lines if line and not line.startswith("#"))}


def part_of(record_id):
    """The same as training/labelled_reports.cpp has it."""
    return PARTS[zlib.crc32(record_id.encode()) % 2]


def extracted(program, labels):
    """What the program makes of the labelled records: the first of each id."""
    command = [str(program), "extract", *(str(CORPUS / folder) for folder in FOLDERS)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    records = {}
    for record in map(json.loads, done.stdout.splitlines()):
        if record["id"] in labels:
            records.setdefault(record["id"], record)
    return records


def is_read(record):
    return bool(record["claims"] or record["arms"] or record["n"]["randomised"])


def counts(records, labels, part):
    """By label: how many there are, how many are read as a trial's report, how many are given claims, and how many claims."""
    out = {}
    for record in records.values():
        if part_of(record["id"]) != part:
            continue
        row = out.setdefault(labels[record["id"]][0], [0, 0, 0, 0])
        for i, more in enumerate((1, is_read(record), bool(record["claims"]), len(record["claims"]))):
            row[i] += more
    return out


def figures(program=ROOT / "build" / "release" / "ekb"):
    """Rows (measure, figure) on the measuring half, for docs/accuracy.md; none where the corpus is absent."""
    if not CORPUS.exists():
        return []
    labels = read_labels()
    rows = counts(extracted(program, labels), labels, "measuring")
    trial, animal, *no_trial = (rows.get(label, [0, 0, 0, 0]) for label in ("trial", "animal_trial", "other", "protocol"))
    other = [sum(both) for both in zip(*no_trial)]
    return [("trials", f"{trial[0]} · read {trial[1]} · given claims {trial[2]}"),
            ("other work and protocols", f"{other[0]} · read {other[1]} · given claims {other[2]}, {other[3]} of them"),
            ("animals given something against something else", "{} · read {} · given claims {}".format(*animal)),
            ("recall", f"{trial[1] / trial[0]:.3f}"),
            ("precision", f"{trial[1] / (trial[1] + other[1]):.3f}"),
            ("other work that is given claims", f"{other[2] / other[0]:.3f}")]


def describe(record, reason):
    return f"  {record['id'][:40]}  {record['title'][:90]} ({reason}; design {record['design']['type']})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ekb", type=pathlib.Path, default=ROOT / "build" / "release" / "ekb")
    parser.add_argument("--list", action="store_true", help="the records that are told wrongly too")
    options = parser.parse_args()
    if not CORPUS.exists():
        print("measure_reports: skipped, the corpus (../shared/corpus) is absent")
        return
    labels = read_labels()
    records = extracted(options.ekb, labels)
    print(f"{len(labels)} labels, {len(records)} of their records found")
    for part in PARTS:
        print(f"== {part} half: label, records, read as a trial's report, given claims, claims")
        for label, row in sorted(counts(records, labels, part).items()):
            print(f"  {label:13}", *(f"{n:6}" for n in row))
    if not options.list:
        return
    for title, wrong in (("other work that is given claims", lambda r, label: label in ("other", "protocol") and r["claims"]),
                         ("trials that are not read", lambda r, label: label == "trial" and not is_read(r))):
        for part in PARTS:
            print(f"== {part} half: {title}")
            for record in records.values():
                label, reason = labels[record["id"]]
                if part_of(record["id"]) == part and wrong(record, label):
                    print(describe(record, reason))


if __name__ == "__main__":
    sys.exit(main())
