#!/usr/bin/env python3
"""Are balanced teams (draw protocol, section 11) as full and as even as teams can be?

    check-balanced-teams.py DRAW_BUNDLE NUMBER

DRAW_BUNDLE is the program of tests/support/draw-bundle.c; NUMBER is how many random bundles are
tried. Prints TAP. What is drawn is held against a maximum flow, found here in another way (Dinic),
from seats through a place for each inspector in each visit to inspectors with a limit: for every
limit t, the seats of all inspectors, not counting more than t of each, must be as many as can flow.
So no assignment fills more seats, or has a smaller largest load, or more even loads.
"""
import pathlib
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from random_bundle import load_verify, sums_text, write_bundle, write_files  # noqa: E402

DRAW_BUNDLE, NUMBER = sys.argv[1], int(sys.argv[2])
verify = load_verify()


class Flow:
    """A network with whole capacities, and its maximum flow by Dinic."""

    def __init__(self):
        self.room, self.heads = [], defaultdict(list)  # room left in each arc; its way back is arc ^ 1
        self.ends = []

    def add(self, start, end, capacity):
        for a, b, room in ((start, end, capacity), (end, start, 0)):
            self.heads[a].append(len(self.ends))
            self.ends.append(b)
            self.room.append(room)

    def levels(self):
        levels, queue = {"source": 0}, ["source"]
        for node in queue:
            for arc in self.heads[node]:
                if self.room[arc] and self.ends[arc] not in levels:
                    levels[self.ends[arc]] = levels[node] + 1
                    queue.append(self.ends[arc])
        return levels

    def push(self, node, levels, left):
        if node == "sink":
            return True
        while left[node]:
            arc = left[node][-1]
            end = self.ends[arc]
            if self.room[arc] and levels.get(end) == levels[node] + 1 and self.push(end, levels, left):
                self.room[arc] -= 1
                self.room[arc ^ 1] += 1
                return True
            left[node].pop()
        return False

    def maximum(self):
        total = 0
        while "sink" in (levels := self.levels()):
            left = {node: list(arcs) for node, arcs in self.heads.items()}
            while self.push("source", levels, left):
                total += 1
        return total


def most_seats(visits, fits, limit):
    flow, known = Flow(), set()
    for seat, (visit, names) in enumerate(zip(visits, fits)):
        flow.add("source", ("seat", seat), 1)
        for name in names:
            flow.add(("seat", seat), ("place", visit, name), 1)
            if (visit, name) not in known:
                flow.add(("place", visit, name), ("inspector", name), 1)
                known.add((visit, name))
    for name in {name for _, name in known}:
        flow.add(("inspector", name), "sink", limit)
    return flow.maximum()


def read_rows(path):
    header, *rows = (line.split(",") for line in path.read_text("utf-8").splitlines())
    return [dict(zip(header, row)) for row in rows]


def problem_of(bundle):
    """The seats as verify.py sees them before they are balanced: (visit, department), fits, max_visits."""
    seen = []
    real = verify.version2.balance

    def spy(parts, fits, names, order, max_visits):
        seen.append((parts, fits, list(names), max_visits))
        return real(parts, fits, names, order, max_visits)
    verify.version2.balance = spy
    try:
        texts = verify.draw_texts(bundle)
    finally:
        verify.version2.balance = real
    return (*seen[0], texts["teams.csv"])


def make_tight(rng):
    """A bundle with few inspectors: districts, qualifications, recusals and max_visits get in each other's way."""
    districts = ["1", "2", "3"][:rng.randint(1, 3)]
    targets = [(f"T{number:02}", rng.choice(districts)) for number in range(rng.randint(2, 14))]
    skills = ["a", "b", "c"][:rng.randint(1, 3)]
    plans = [f"P{number}" for number in range(rng.randint(1, 3))]
    seats = sorted((plan, department, rng.randint(1, 3), ";".join(sorted(rng.sample(skills, rng.randint(0, len(skills))))))
                   for plan in plans for department in rng.sample(["D", "E"], rng.randint(1, 2)))
    inspectors = sorted((f"I{number:02}", rng.choice(["D", "D", "E"]),
                         ";".join(sorted(rng.sample(skills, rng.randint(0, len(skills))))),
                         ";".join(sorted(rng.sample(districts, rng.randint(0, len(districts))))))
                        for number in range(rng.randint(1, 12)))
    recusals = [(name, target) for name, *_ in inspectors for target, _ in targets if rng.random() < rng.choice([0, 0.3])]
    tables = {
        "params.csv": [("name", "value"), ("campaign", "2027Q1"), ("max_departments", 0),
                       ("max_visits", rng.choice(["", 1, 2, 3, 3, 5])), ("protocol", 2), ("teams", "balanced")],
        "sources.csv": [("source", "description"), ("dice", "dice")],
        "plans.csv": [("plan", "title", "start", "end", "merge", "tickets"),
                      *((plan, "", "2027-01-04", "2027-03-26", rng.choice(["yes", "no"]), "shared") for plan in plans)],
        "pools.csv": [("plan", "pool", "population", "sample", "reserve"),
                      *((plan, "all", len(targets), rng.randint(1, len(targets)), 0) for plan in plans)],
        "strata.csv": [("plan", "stratum", "pool", "population"), *((plan, "all", "all", len(targets)) for plan in plans)],
        "seats.csv": [("plan", "department", "seats", "qualifications"), *seats],
        "inspectors.csv": [("inspector", "department", "qualifications", "districts"), *inspectors],
        "recusals.csv": [("inspector", "target"), *recusals],
        "exclusions.csv": [("plan", "target", "rule")],
        "declined.csv": [("target",)],
        **{f"frames/{plan}.csv": [("target", "stratum", "district"), *((target, "all", district) for target, district in targets)]
           for plan in plans},
    }
    return {path: "".join(",".join(map(str, row)) + "\n" for row in rows).encode() for path, rows in tables.items()}


def check_bundle(bundle, number, seen):
    parts, fits, before, max_visits, teams = problem_of(bundle)
    result = subprocess.run([DRAW_BUNDLE, "draw", str(bundle)], capture_output=True, text=True)
    if result.returncode or (bundle / "draw/teams.csv").read_bytes() != teams:
        yield f"bundle {number}: another draw than verify.py's {result.stdout}{result.stderr}"
        return
    names = [row["inspector"] for row in read_rows(bundle / "draw/teams.csv")]
    load = Counter(name for name in names if name)
    seen["filled"] += len(names) - names.count("") > len(names) - before.count("")
    seen["evened"] += max(load.values(), default=0) < max(Counter(filter(None, before)).values(), default=0)
    for department in {department for _, department in parts}:
        mine = [(visit, names) for (visit, which), names in zip(parts, fits) if which == department]
        able = {name for _, names in mine for name in names}
        highest = max((load[name] for name in able), default=0)
        for limit in range(1, min(highest + 2, max_visits + 1)):
            most = most_seats([visit for visit, _ in mine], [names for _, names in mine], limit)
            ours = sum(min(load[name], limit) for name in able)
            if ours != most:
                yield f"bundle {number}, {department}, at most {limit} each: {ours} seats of {most}"


def check_optimal():
    seen = Counter()
    for number in range(NUMBER):
        with tempfile.TemporaryDirectory() as folder:
            bundle, files = pathlib.Path(folder), make_tight(random.Random(number))
            write_files(bundle / "commit", {**files, "SHA256SUMS": sums_text(files)})
            write_files(bundle, {"seed.txt": f"dice={number}\n".encode()})
            yield from check_bundle(bundle, number, seen)
    print(f"# {dict(seen)}")
    if min(seen["filled"], seen["evened"]) < NUMBER // 100 + 1:
        yield f"the bundles are too easy: {dict(seen)}"


CHECKS = [check_optimal]

if __name__ == "__main__":
    print(f"1..{len(CHECKS)}")
    failed = False
    for count, check in enumerate(CHECKS, 1):
        defects = list(check())
        failed = failed or bool(defects)
        for defect in defects[:50]:
            print(f"# {defect}")
        print(f"{'not ok' if defects else 'ok'} {count} {check.__name__}{f' ({len(defects)} defects)' if defects else ''}")
    sys.exit(1 if failed else 0)
