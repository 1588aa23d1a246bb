#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints queries and questions for reports that generate.py makes: make_queries.py [N]. The same N gives the same lines.

What people look for: an intervention with an endpoint or a condition, with filters of size, year and design, phrases and
words. None is misspelt: that is measured apart.
"""
import random
import sys

from generate import CONDITIONS, CONTROLS, ENDPOINTS, KNOWN_DRUGS, listed

QUERIES = [
    'intervention:"{drug}" endpoint:"{endpoint}"', 'intervention:"{drug}" condition:"{condition}"',
    'condition:"{condition}" endpoint:"{endpoint}" n:>={n}', 'condition:"{condition}" year:{year}..',
    'endpoint:"{endpoint}" effect:{effect}', 'intervention:"{drug}" endpoint:"{endpoint}" effect:{effect}',
    'condition:"{condition}" comparator:"{control}"', '"{condition}" "{endpoint}"', '{drug} {condition}',
    'condition:"{condition}" masking:double design:randomised', 'endpoint:"{endpoint}" p:<0.05',
    '(intervention:"{drug}" OR intervention:"{drug2}") AND NOT condition:"{condition}" year:{year}..2020',
    'endpoint:"{endpoint}" favours:intervention n:>={n}', 'title:"{condition}" intervention:"{drug}"',
    'text:imputation condition:"{condition}"', '"{endpoint}" NEAR/10 placebo', '{word} {word2} {condition}']
QUESTIONS = [
    'which {drug} trials used {endpoint}?', 'does {drug} help in {condition}?', 'trials of {drug} with {endpoint} as endpoint?',
    'does {drug} compared with {control} change {endpoint} in {condition}?', 'which trials in {condition} measured {endpoint}?',
    '{drug} versus {control} in {condition} with more than {n} participants?', 'effect of {drug} on {endpoint} since {year}?']
WORDS = "randomised adherence imputation headache nausea fatigue dropout blinded screening withdrawal stratified".split()


def lines(count):
    rng = random.Random(7)
    drugs = listed(KNOWN_DRUGS)
    for number in range(count):
        template = (QUERIES if number % 3 else QUESTIONS)[rng.randrange(len(QUERIES if number % 3 else QUESTIONS))]
        drug, drug2 = rng.sample(drugs, 2)
        word, word2 = rng.sample(WORDS, 2)
        yield template.format(drug=drug, drug2=drug2, word=word, word2=word2, condition=rng.choice(listed(CONDITIONS)),
                              endpoint=rng.choice(listed(ENDPOINTS)).removeprefix("the "), control=rng.choice(listed(CONTROLS)),
                              n=rng.choice([50, 100, 200, 500]), year=rng.randint(2000, 2018),
                              effect=rng.choice(["increased", "decreased", "no_difference"]))


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 450):
        print(line)
