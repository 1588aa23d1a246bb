#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What replies cost two versions of ekb, in turns: http_turns.py KB OTHER_EKB [ROUNDS [LINES]].

Both answer the same lines (make_queries.py's) over HTTP, one request after the other: searches, questions and facets made anew, and
those of before again, kept. For each it prints the server's processor time for a reply, the least of the rounds, and the ratio of ours
to the other's; and how many replies differ by a byte.
"""
import http.client
import sys
import urllib.parse
from dataclasses import dataclass, field

import http_rate
from make_queries import lines

ADDRESSES = {"search": "/api/v1/search?limit=10&q=", "ask": "/api/v1/ask?limit=10&other_claims=0&q=", "facets": "/api/v1/facets?q="}


def spelled(text, number):
    """The same text in another address: letters percent-encoded as the number's bits say."""
    out = ""
    for letter in text:
        encoded = letter.isascii() and letter.isalpha() and number % 2 == 1
        number = number // 2 if letter.isascii() and letter.isalpha() else number
        out += f"%{ord(letter):02X}" if encoded else urllib.parse.quote(letter)
    return out


@dataclass
class Version:
    server: http_rate.Server
    costs: dict = field(default_factory=dict)

    def __post_init__(self):
        self.connection = http.client.HTTPConnection(self.server.url.split("/")[2])

    def run(self, name, targets):
        """The replies' bodies; their cost is kept where it is the least so far."""
        began, bodies = self.server.cpu_seconds(), []
        for target in targets:
            self.connection.request("GET", target)
            bodies.append(self.connection.getresponse().read())
        cost = 1000 * (self.server.cpu_seconds() - began) / len(targets)
        self.costs[name] = min(cost, self.costs.get(name, cost))
        return bodies


def measure(kb, other, rounds=3, count=450):
    questions = [line for line in lines(count) if line.endswith("?")]
    queries = [line for line in lines(count) if not line.endswith("?")]
    texts = {"search": queries, "ask": questions, "facets": queries}
    differ = 0
    with http_rate.Server(kb, {}) as ours, http_rate.Server(kb, {}, other) as theirs:
        versions = [Version(theirs), Version(ours)]
        for number in range(rounds):
            for name, address in ADDRESSES.items():
                targets = [address + spelled(text, number + 1) for text in texts[name]]
                order = versions[::-1] if number % 2 else versions
                bodies = [version.run(f"{name}, anew", targets) for version in order]
                differ += sum(a != b for a, b in zip(*bodies))
                if name != "facets":
                    for version in order:
                        version.run(f"{name}, kept", targets)
    for name in versions[0].costs:
        before, after = (version.costs[name] for version in versions)
        print(f"{name}: {before:.3f} ms of processor each, {after:.3f} ours, {after / before:.2f} of it")
    print(f"replies that differ: {differ}")


if __name__ == "__main__":
    kb, other, *numbers = sys.argv[1:]
    measure(kb, other, *map(int, numbers))
