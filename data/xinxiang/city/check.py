"""Counts what the tables of a folder hold, and compares it with the published figures.

The draws are tried as the draw protocol describes them (shared tickets, merged visits),
with one fixed seed: not the real draw, but the same sizes.
"""

import csv
import hashlib
import os
import re
from collections import Counter, defaultdict
from fractions import Fraction
from math import ceil, floor

from . import codes
from .plans import YEAR

QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
ABLE = 6          # so many inspectors for every seat, at least
VISITS = (500, 1200)
SEATS_EACH = 40   # per inspector and quarter, at most, for the size of the demonstration
KEYS = {"departments": ["department"], "items": ["item"], "joint-items": ["area"], "targets": ["target"],
        "inspectors": ["inspector"], "recusals": ["inspector", "target"], "absences": ["inspector", "from"],
        "holidays": ["date"], "plans": ["plan"]}


def split(cell):
    """The values of a list in a cell."""
    return cell.split(";") if cell else []


def read_tables(folder):
    """All tables of the folder, lists of dictionaries by kind."""
    tables = {}
    for kind in KEYS:
        with open(os.path.join(folder, f"{kind}.csv"), encoding="utf-8", newline="") as file:
            tables[kind] = list(csv.DictReader(file))
    return tables


class Findings:
    """Prints what is counted, and remembers whether all of it is as it should be."""

    def __init__(self):
        self.good = True

    def expect(self, what, value, wanted):
        """One number that must be so."""
        self.note(what, f"{value}" if value == wanted else f"{value}, not {wanted}", value == wanted)

    def none(self, what, wrong):
        """A list of mistakes that must be empty."""
        wrong = list(wrong)
        self.note(what, "none" if not wrong else f"{len(wrong)}: {wrong[:3]}", not wrong)

    def note(self, what, text, good=True):
        """One line; prints a mark in front of what is wrong."""
        self.good = self.good and good
        print(f"{' ' if good else '!'} {what}: {text}")


def departments_of(plan):
    """The initiator and the participants."""
    return {plan["initiator"], *split(plan["participants"])}


def check_coverage(tables, findings):
    """The published figures."""
    expected = {d["department"] for d in tables["departments"] if d["exempt"] == "no"}
    joint = [plan for plan in tables["plans"] if departments_of(plan) != {plan["initiator"]}]
    planning = set().union(*(departments_of(plan) for plan in tables["plans"]))
    jointly = set().union(*(departments_of(plan) for plan in joint))
    findings.expect("departments expected to plan", len(expected), 29)
    findings.expect("departments with plans", len(planning & expected), 29)
    findings.none("exempt departments with plans", planning - expected)
    findings.expect("departments in joint plans", len(jointly), 24)
    findings.expect("plans", len(tables["plans"]), 157)
    findings.expect("joint plans", len(joint), 54)
    most = Counter(plan["initiator"] for plan in tables["plans"]).most_common(1)[0]
    findings.expect("department with most plans", most[0], "SCJG")
    named = {item for plan in tables["plans"] for item in split(plan["items"])}
    market = {item["item"] for item in tables["items"] if item["market"] == "yes"}
    findings.expect("market items named by a plan", f"{len(market & named)} of {len(market)}", f"{len(market)} of {len(market)}")
    share = 100 * len(named) / len(tables["items"])
    findings.note("items named by a plan", f"{len(named)} of {len(tables['items'])}, {share:.1f} %", 90 <= share <= 97)


def check_keys(tables, findings):
    """Unique keys in order, valid codes, and references that lead somewhere."""
    for kind, columns in KEYS.items():
        keys = [tuple(row[column].encode() for column in columns) for row in tables[kind]]
        findings.none(f"keys of {kind} repeated or out of order", (b for a, b in zip(keys, keys[1:]) if a >= b))
    known = {kind: {row[columns[0]] for row in tables[kind]} for kind, columns in KEYS.items()}
    item_department = {item["item"]: item["department"] for item in tables["items"]}
    types = {item["object_type"] for item in tables["items"]}
    findings.none("credit codes that are wrong", (t["target"] for t in tables["targets"]
                  if not codes.is_valid(t["target"]) or t["target"][2:8] != t["district"]))
    findings.none("object types no item has", {x for t in tables["targets"] for x in split(t["object_types"])} - types)
    findings.none("object types no target has", types - {x for t in tables["targets"] for x in split(t["object_types"])})
    findings.none("unknown departments", {row[column] for kind, column in
                  (("items", "department"), ("inspectors", "department")) for row in tables[kind]} - known["departments"])
    findings.none("items of departments that take no part", [(p["plan"], i) for p in tables["plans"] for i in split(p["items"])
                  if item_department.get(i) not in departments_of(p)])
    findings.none("participants without an item", [(p["plan"], d) for p in tables["plans"] for d in departments_of(p)
                  if d not in {item_department.get(i) for i in split(p["items"])}])
    findings.none("unknown items on the joint list", {i for row in tables["joint-items"] for i in split(row["items"])} - known["items"])
    findings.none("recusals of nobody", [r for r in tables["recusals"]
                  if r["inspector"] not in known["inspectors"] or r["target"] not in known["targets"]])
    findings.none("absences of nobody", {a["inspector"] for a in tables["absences"]} - known["inspectors"])
    findings.none("inspectors of departments without plans", {i["department"] for i in tables["inspectors"]}
                  - {d["department"] for d in tables["departments"] if d["exempt"] == "no"})


def drawings(plan):
    """(name, quarter 1 to 4, start, end) of each drawing of a plan."""
    times = int(plan["times"] or 1)
    first, last = int(plan["start"][5:7]), int(plan["end"][5:7])
    months, longer = divmod(last - first + 1, times)
    assert months >= 1, plan["plan"]
    runs, month = [], first
    for k in range(times):
        until = month + months - (k >= longer)
        start = plan["start"] if k == 0 else f"{YEAR}-{month:02}-01"
        end = plan["end"] if k == times - 1 else f"{YEAR}-{until:02}-{30 if until in (4, 6, 9, 11) else 28 if until == 2 else 31}"
        quarter = int(split(plan["campaigns"])[k][-1]) if plan["campaigns"] else (int(start[5:7]) + 2) // 3
        runs.append((plan["plan"] if times == 1 else f"{plan['plan']}.{k + 1}", quarter, start, end))
        month = until + 1
    return runs


def sample_sizes(sample, pools):
    """How many each pool draws; pools are a single one, or the four risk classes."""
    if re.match("[A-D] ", sample):
        ratios = dict(part.split() for part in sample.split(";"))
        return {pool: ceil(len(of) * Fraction(ratios.get(pool, "0%")[:-1]) / 100) for pool, of in pools.items()}
    population = len(pools["all"])
    counts = [int(n) for n in re.findall(r"(\d+)[户家]", sample)]
    for ratio in re.findall(r"([\d.]+)%", sample):
        share = population * Fraction(ratio) / 100
        counts.append(floor(share) if sample.startswith(("≤", "不超过")) else ceil(share))
    return {"all": min(population, max(counts))}


class Registry:
    """Targets by object type, with their tickets of a quarter."""

    def __init__(self, targets):
        self.by_type = defaultdict(list)
        self.tickets = {}
        for target in targets:
            if target["status"] == "active":
                for object_type in split(target["object_types"]):
                    self.by_type[object_type].append(target)

    def frame(self, plan):
        """The active targets of the plan's type in its districts."""
        districts = set(split(plan["districts"]))
        anywhere = not districts or "410700" in districts
        return [t for t in self.by_type[plan["object_type"]] if anywhere or t["district"] in districts]

    def drawn(self, plan, quarter, frame):
        """What one drawing draws; its districts are not spread exactly, sizes are."""
        by_risk = re.match("[A-D] ", plan["sample"])
        pools = {r: [t for t in frame if t["risk"] == r] for r in "ABCD"} if by_risk else {"all": frame}
        own = plan["plan"] if plan["tickets"] == "own" or plan["merge"] == "no" else ""

        def ticket(target):
            return hashlib.sha256(f"{quarter}|{own}|{target['target']}".encode()).digest()

        sizes = sample_sizes(plan["sample"], pools)
        return [t["target"] for pool, of in pools.items() for t in sorted(of, key=ticket)[:sizes[pool]]]


def merged(parts):
    """The visits that serve the drawings of one target: lists of (plan, start, end)."""
    alone = [[part] for part in parts if part[0]["merge"] == "no"]
    rest = sorted((part for part in parts if part[0]["merge"] != "no"), key=lambda p: (p[2], p[1], p[0]["plan"]))
    while rest:
        alone.append([part for part in rest if part[1] <= rest[0][2]])
        rest = [part for part in rest if part[1] > alone[-1][0][2]]
    return alone


def check_visits(tables, findings, demonstration):
    """Tries the four draws: visits, what merging saves, seats of every department."""
    registry = Registry(tables["targets"])
    plans = [(plan, drawing) for plan in tables["plans"] for drawing in drawings(plan)]
    staff = Counter(i["department"] for i in tables["inspectors"] if i["status"] == "active")
    visited = Counter()  # visits of the year, by target and department
    total = 0
    for quarter in range(1, 5):
        parts, sampled, excluded, empty = defaultdict(list), 0, 0, []
        for plan, (name, due, start, end) in plans:
            if due != quarter:
                continue
            frame = registry.frame(plan)
            cap = int(plan["cap"] or 0)
            left = [t for t in frame if not cap or visited[t["target"], plan["initiator"]] < cap]
            excluded += len(frame) - len(left)
            drawn = registry.drawn(plan, quarter, left)
            empty += [] if drawn else [name]
            sampled += len(drawn)
            for target in drawn:
                parts[target].append((plan, start, end))
        visits = [(target, visit) for target, of in parts.items() for visit in merged(of)]
        checks = sum(len(departments_of(plan)) for _, visit in visits for plan, _, _ in visit)
        teams = [(target, department) for target, visit in visits
                 for department in set().union(*(departments_of(plan) for plan, _, _ in visit))]
        visited.update(teams)
        seats = Counter(department for _, department in teams)
        busiest = max(seats, key=lambda d: seats[d] / staff[d])
        total += len(visits)
        findings.none(f"Q{quarter} drawings of nothing", empty)
        findings.note(f"Q{quarter} visits", f"{len(visits)} for {sampled} drawn targets, {checks} checks of departments "
                      f"({100 * (checks - len(visits)) / checks:.1f} % saved), {excluded} left out by caps, largest "
                      f"{max(len(visit) for _, visit in visits)} plans",
                      not demonstration or VISITS[0] <= len(visits) <= VISITS[1])
        each = 2 * seats[busiest] / staff[busiest]
        findings.note(f"Q{quarter} seats of the busiest department", f"{busiest} {each:.1f} an inspector",
                      not demonstration or each <= SEATS_EACH)
    findings.note("visits of the year", f"{total}", not demonstration or 2500 <= total <= 4000)


def check_seats(tables, findings):
    """Whether every plan finds inspectors for all its seats in every district."""
    item_of = {item["item"]: item for item in tables["items"]}
    registry = Registry(tables["targets"])
    offices = defaultdict(list)
    for inspector in tables["inspectors"]:
        if inspector["status"] == "active":
            offices[inspector["department"]].append(inspector)
    fewest, too_few, too_many_asked = None, [], []
    for plan in tables["plans"]:
        team = int(plan["team"] or 2)
        districts = {t["district"] for t in registry.frame(plan)}
        for department in departments_of(plan):
            asked = sorted({q for i in split(plan["items"]) if item_of[i]["department"] == department
                            for q in split(item_of[i]["qualifications"])})
            if len(asked) > team:  # then a seat would ask for two at once, and merged visits for any two
                too_many_asked.append(plan["plan"])
            for _, quarter, _, _ in drawings(plan):
                until = f"{YEAR}-{QUARTER_ENDS[quarter - 1]}"
                holding = [i for i in offices[department] if i["valid_to"] >= until]
                for district in districts:
                    near = [i for i in holding if not i["districts"]
                            or {district, "410700"} & set(split(i["districts"]))]
                    able = min(sum(q in split(i["qualifications"]) for i in near) if q else len(near)
                               for q in asked + [""] * (len(asked) < team))
                    fewest = min(fewest or (able, ""), (able, f"{plan['plan']} {department} {district}"))
                    if able < max(ABLE, team):
                        too_few.append((plan["plan"], department, district, able))
    findings.none("plans that ask two qualifications of one seat", too_many_asked)
    findings.none(f"seats for which fewer than {ABLE} are able", too_few)
    findings.note("fewest able inspectors for a seat", f"{fewest[0]} ({fewest[1]})")


def check_city(folder):
    """Checks the tables of a folder; returns the exit status."""
    findings = Findings()
    tables = read_tables(folder)
    demonstration = len(tables["targets"]) <= 10000
    for kind, rows in tables.items():
        findings.note(kind, f"{len(rows)}")
    risks = Counter(t["risk"] for t in tables["targets"] if t["risk"])
    findings.note("risk classes", ", ".join(f"{r} {100 * risks[r] / risks.total():.1f} %" for r in "ABCD"))
    findings.note("names that occur more than once",
                  f"{len(tables['targets']) - len({t['name'] for t in tables['targets']})}")
    check_coverage(tables, findings)
    check_keys(tables, findings)
    check_seats(tables, findings)
    check_visits(tables, findings, demonstration)
    print("all is as it should be" if findings.good else "something is wrong")
    return 0 if findings.good else 1
