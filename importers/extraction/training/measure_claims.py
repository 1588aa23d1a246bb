#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores claims that `ekb_train_claims --cross-validate` extracted, and says where the lost and the spurious ones come from.

    measure_claims.py ANSWERS GOLD... [--scorer SCORE.py] [--errors N] [--kind KIND] [--least C] [--calibrate FILE]

GOLD are folders with gold.ndjson, measured one by one. The figures are those of the scorer's own functions.
"""
import argparse
import collections
import importlib.util
import json
import pathlib
import random
import re
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Answers:
    """Stands in for the scorer's program: the answers are there already."""

    def __init__(self, path):
        self.by_id = {one["id"]: one for one in map(json.loads, open(path, encoding="utf-8"))}

    def batch(self, arguments, records):
        return {record["id"]: self.by_id[record["id"]] for record in records if record["id"] in self.by_id}


def load(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures_of(score, answers, gold):
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("gold", gold), ("texts", [{"id": g["id"], "text": answers.by_id[g["id"]]["text"]} for g in gold])):
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (pathlib.Path(folder) / f"{name}.ndjson").write_text(lines, encoding="utf-8")
        return score.task_claims(answers, folder, 0)[0]


def steps(points, least=60):
    """Shares that never fall (pool adjacent violators), over runs of at least so many claims: (mean confidence, share right)."""
    points = sorted(points)
    runs = [points[i:i + least] for i in range(0, len(points), least)]
    blocks = [[sum(c for c, _ in run), sum(r for _, r in run), len(run)] for run in runs]
    pooled = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last)]
    return [(c / n, right / n) for c, right, n in pooled]


def calibrated(table, confidence):
    before = max((p for p in table if p[0] <= confidence), default=table[0])
    after = min((p for p in table if p[0] > confidence), default=table[-1])
    if after[0] <= before[0]:
        return before[1]
    return before[1] + (confidence - before[0]) / (after[0] - before[0]) * (after[1] - before[1])


def coverage(points):
    """Lines of how much of the claims is kept from a confidence on, and how much of that is right."""
    for least in (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = [right for c, right in points if c >= least]
        if kept:
            print(f"  from {least:.1f} on: {len(kept) / len(points):.2f} of the claims, {sum(kept) / len(kept):.2f} of them right")


def report_calibration(parts, file):
    """Fitted on one half of the documents, judged on the other, both ways; the file gets the fit on all."""
    if not parts:
        return  # facts alone were extracted
    judged = []
    for half in (0, 1):
        table = steps([(c, right) for k, c, right in parts if k % 2 != half])
        judged += [(calibrated(table, c), right) for k, c, right in parts if k % 2 == half]
    bins = collections.defaultdict(list)
    for c, right in judged:
        bins[int(c * 10)].append((c, right))
    gap = sum(abs(sum(c - right for c, right in rows)) for rows in bins.values()) / len(judged)
    print(f"== confidence, calibrated on the other half: off by {gap:.3f} in the mean")
    coverage(judged)
    if file:
        lines = [f"{c:.4f}\t{share:.4f}" for c, share in steps([(c, right) for _, c, right in parts])]
        head = "# How often a claim of a probability is right, by cross-validation: made by training/measure_claims.py --calibrate.\n"
        pathlib.Path(file).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def flat(text):
    return "".join((text or "").split())


def first_number(text):
    found = re.search(r"\d+(?:[.·]\d+)?", text or "")
    return float(found.group().replace("·", ".")) if found else None


def endpoint(claim):
    return claim["endpoint"]["text"]


class Decomposition:
    """Matches as the scorer does, and keeps what it throws away."""

    def __init__(self, score):
        self.score = score
        self.kinds = collections.defaultdict(list)
        self.calibration = []
        self.arm_figures = collections.Counter()
        self.reports = collections.Counter()

    def count_arm_figures(self, gold, g, claim):
        """Of a claim whose arms are right: a figure of an arm is right where the label's begins with the same number."""
        said = [(a["arm"], first_number(a["text"])) for a in g["arm_values"]]
        given = [(a["name"], first_number(a["text"])) for a in claim["arms"]]
        self.arm_figures["labelled"] += len(said)
        self.arm_figures["given"] += len(given)
        for name, number in given:
            right = [x for x in said if x[1] == number and self.score.like(name, self.score.gold_names(gold, x[0]))]
            if right:
                said.remove(right[0])
                self.arm_figures["right"] += 1

    def count_report(self, gold, answer):
        """A report of results that is not read as one has neither arms nor claims (study/trial_report.h)."""
        if not gold["claims"]:
            return
        self.reports["of results"] += 1
        if not answer["arms"] and not answer["claims"]:
            self.reports["not read"] += 1
            self.reports["their claims"] += len(gold["claims"])

    def match(self, gold, claims):
        s = self.score
        pairs = []
        for gi, g in enumerate(gold["claims"]):
            for pi, p in enumerate(claims):
                e = s.overlap(endpoint(p), g["endpoint"])
                if e < 0.5:
                    continue
                mine, other = p["intervention"]["text"], (p["comparator"] or {}).get("text") or ""
                straight = s.like(mine, s.gold_names(gold, g["intervention"]))
                turned = s.like(mine, s.gold_names(gold, g["comparator"])) if g.get("comparator") else False
                compared = s.like(other, s.gold_names(gold, g["comparator"])) if g.get("comparator") else True
                d = p["effect"]["direction"]
                d = s.FLIP.get(d) if turned and not straight else d
                who = straight or turned
                pairs.append((e + who * 0.5 + compared * 0.2 + (d == g["direction"]) * 0.01, gi, pi, who, d))
        pairs.sort(reverse=True)
        found = {}
        used = set()
        for _, gi, pi, who, d in pairs:
            if gi not in found and pi not in used:
                found[gi] = (pi, who, d)
                used.add(pi)
        return found

    def why_lost(self, gold, answer, g):
        s = self.score
        arms = [n for a in answer["arms"] for n in s.arm_names(a)]
        wanted = s.gold_names(gold, g["intervention"]) + (s.gold_names(gold, g["comparator"]) if g.get("comparator") else [])
        if not any(s.like(a, wanted) for a in arms):
            return "lost: arm missing"
        quote = flat(g["quote"])
        told = [x for x in answer["sentences"] if flat(x["text"]) in quote or (len(quote) > 20 and quote in flat(x["text"]))]
        if not told:
            return "lost: sentence not read"
        proposed = [e for x in told for e in x["endpoints"] if s.overlap(e, g["endpoint"]) >= 0.5]
        if not proposed:
            return "lost: not proposed"
        return "lost: pair" if any(s.overlap(endpoint(p), g["endpoint"]) >= 0.5 for p in answer["claims"]) else "lost: rejected"

    def why_spurious(self, gold, found, claim):
        s = self.score
        if any(s.overlap(endpoint(claim), g["endpoint"]) >= 0.5 for g in gold["claims"]):
            return "spurious: said twice"
        quote = flat(claim["evidence"][0]["quote"])
        here = [(gi, g) for gi, g in enumerate(gold["claims"]) if quote in flat(g["quote"]) or flat(g["quote"]) in quote]
        if not here:
            return "spurious: no result there"
        if any(gi not in found and s.overlap(endpoint(claim), g["endpoint"]) > 0 for gi, g in here):
            return "spurious: boundaries"
        return "spurious: other phrase"

    def add(self, gold, answer):
        self.count_report(gold, answer)
        found = self.match(gold, answer["claims"])
        used = {}
        for gi, g in enumerate(gold["claims"]):
            if gi in found:
                used[found[gi][0]] = gi
                if found[gi][1]:
                    self.count_arm_figures(gold, g, answer["claims"][found[gi][0]])
            if g.get("optional"):
                continue
            kind = self.why_lost(gold, answer, g) if gi not in found else self.judged(g, *found[gi][1:])
            said = endpoint(answer["claims"][found[gi][0]]) if gi in found else ""
            self.kinds[kind].append((gold["id"], g["intervention"], "/", g["comparator"], "/", g["endpoint"], g["direction"], "<-", said, "|", g["quote"][:300]))
        for pi, p in enumerate(answer["claims"]):
            gi = used.get(pi)
            if gi is not None and gold["claims"][gi].get("optional"):
                continue
            self.calibration.append((p["confidence"], gi is not None and self.judged(gold["claims"][gi], *found[gi][1:]) == "right"))
            if gi is None:
                self.kinds[self.why_spurious(gold, found, p)].append(
                    (gold["id"], p["intervention"]["text"], "/", (p["comparator"] or {}).get("text"), "/", endpoint(p), p["effect"]["direction"],
                     round(p["confidence"], 2), "|", p["evidence"][0]["quote"][:300]))

    @staticmethod
    def judged(gold, who, direction):
        if not who:
            return "wrong: who"
        return "right" if direction == gold["direction"] else "wrong: direction"

    def report(self, errors, only):
        count = self.arm_figures
        print(f"  figures of arms: {count['right']} of {count['given']} given are right, {count['labelled']} labelled")
        n = self.reports
        print(f"  reports of results: {n['not read']} of {n['of results']} are not read, with {n['their claims']} labelled claims")
        for kind, rows in sorted(self.kinds.items()):
            print(f"  {kind:28} {len(rows)}")
        print("  confidence            share right, claims")
        for low in [x / 10 for x in range(10)]:
            part = [right for c, right in self.calibration if low <= c < low + 0.1 or (low == 0.9 and c == 1)]
            if part:
                print(f"    {low:.1f}-{low + 0.1:.1f}  {sum(part) / len(part):.2f} {len(part)}")
        shuffle = random.Random(1)
        for kind, rows in sorted(self.kinds.items()):
            if kind != "right" and errors and (not only or only in kind):
                print(f"  -- {kind}")
                for row in shuffle.sample(rows, min(errors, len(rows))):
                    print("    ", *row)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("answers")
    a.add_argument("gold", nargs="+")
    a.add_argument("--scorer", default=str(ROOT.parent / "shared" / "eval" / "score.py"))
    a.add_argument("--errors", type=int, default=0)
    a.add_argument("--kind")
    a.add_argument("--least", type=float, default=0, help="leave out claims of less confidence")
    a.add_argument("--calibrate", metavar="FILE", help="write the shares that confidences are worth")
    o = a.parse_args()
    score = load(o.scorer)
    answers = Answers(o.answers)
    for one in answers.by_id.values():
        one["claims"] = [c for c in one["claims"] if c["confidence"] >= o.least]
    judged = []
    for folder in o.gold:
        rows = score.read_ndjson(str(pathlib.Path(folder) / "gold.ndjson"))
        rows = [g for g in rows if g["id"] in answers.by_id]
        figures = figures_of(score, answers, rows)
        print(f"== {folder}")
        for key, value in figures.items():
            print(f"  {key:20} " + (" ".join(f"{x} {y}" for x, y in value.items()) if isinstance(value, dict) else str(value)))
        parts = Decomposition(score)
        for number, gold in enumerate(rows):
            before = len(parts.calibration)
            parts.add(gold, answers.by_id[gold["id"]])
            judged += [(number, c, right) for c, right in parts.calibration[before:]]
        parts.report(o.errors, o.kind)
    report_calibration(judged, o.calibrate)


if __name__ == "__main__":
    main()
