"""Counts what the tables of a folder hold, and compares it with the published figures."""

import csv
import os
from collections import Counter, defaultdict

from . import codes
from .departments import CITY
from .plans import YEAR
from .trial import Registry, departments_of, draw, drawings_of, merge, split

KEYS = {
    "departments": ["department"],
    "items": ["item"],
    "joint-items": ["area", "items"],
    "targets": ["target"],
    "inspectors": ["inspector"],
    "recusals": ["inspector", "target"],
    "absences": ["inspector", "from"],
    "holidays": ["date"],
    "plans": ["plan"],
}
QUARTER_ENDS = (f"{YEAR}-03-31", f"{YEAR}-06-30", f"{YEAR}-09-30", f"{YEAR}-12-31")
ABLE = 6  # inspectors for every seat, at least

# What a registry of the demonstration's size must keep to
DEMONSTRATION = 10000
VISITS_A_QUARTER = range(500, 1201)
VISITS_A_YEAR = range(2500, 4001)
SEATS_EACH = 40  # per inspector and quarter, at most


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

    def note(self, what, text, good=True):
        """One line; what is wrong has a mark in front."""
        self.good = self.good and good
        print(f"{' ' if good else '!'} {what}: {text}")

    def expect(self, what, value, wanted):
        """A value that must be just so."""
        self.note(what, value if value == wanted else f"{value}, not {wanted}", value == wanted)

    def none(self, what, wrong):
        """Mistakes, of which there must be none."""
        wrong = list(wrong)
        self.note(what, f"{len(wrong)}, such as {wrong[:3]}" if wrong else "none", not wrong)


def check_sizes(tables, findings):
    """How large the tables are; nothing can be wrong here."""
    for kind, rows in tables.items():
        findings.note(kind, len(rows))
    risks = Counter(target["risk"] for target in tables["targets"] if target["risk"])
    findings.note("risk classes",
                  ", ".join(f"{risk} {100 * risks[risk] / risks.total():.1f} %" for risk in "ABCD"))
    names = {target["name"] for target in tables["targets"]}
    findings.note("names that occur more than once", len(tables["targets"]) - len(names))


def check_figures(tables, findings):
    """The published figures."""
    plans = tables["plans"]
    expected = {row["department"] for row in tables["departments"] if row["exempt"] == "no"}
    joint = [plan for plan in plans if departments_of(plan) != {plan["initiator"]}]
    planning = set().union(*map(departments_of, plans))
    findings.expect("departments expected to plan", len(expected), 29)
    findings.expect("departments with plans", len(planning & expected), 29)
    findings.none("exempt departments with plans", planning - expected)
    findings.expect("departments in joint plans", len(set().union(*map(departments_of, joint))), 24)
    findings.expect("plans", len(plans), 157)
    findings.expect("joint plans", len(joint), 54)
    initiators = Counter(plan["initiator"] for plan in plans)
    findings.expect("department with most plans", max(initiators, key=initiators.get), "SCJG")
    named = {item for plan in plans for item in split(plan["items"])}
    market = {item["item"] for item in tables["items"] if item["market"] == "yes"}
    findings.none("market items without a plan", market - named)
    share = 100 * len(named) / len(tables["items"])
    findings.note("items with a plan", f"{len(named)} of {len(tables['items'])}, {share:.1f} %",
                  90 <= share <= 97)


def check_keys(tables, findings):
    """Keys in order and without repetition, and credit codes."""
    for kind, columns in KEYS.items():
        keys = [tuple(row[column].encode() for column in columns) for row in tables[kind]]
        findings.none(f"keys of {kind} repeated or out of order",
                      (key for before, key in zip(keys, keys[1:]) if before >= key))
    findings.none("wrong credit codes", (
        target["target"] for target in tables["targets"]
        if not codes.is_valid(target["target"]) or target["target"][2:8] != target["district"]))


def check_references(tables, findings):
    """References lead somewhere, and every plan fits its departments."""
    department_of = {item["item"]: item["department"] for item in tables["items"]}
    departments = {row["department"] for row in tables["departments"]}
    inspectors = {row["inspector"] for row in tables["inspectors"]}
    targets = {row["target"] for row in tables["targets"]}
    listed = {item["object_type"] for item in tables["items"]}
    borne = {object_type for target in tables["targets"] for object_type in split(target["object_types"])}
    exempt = {row["department"] for row in tables["departments"] if row["exempt"] == "yes"}
    findings.none("object types without an item", borne - listed)
    findings.none("object types without a target", listed - borne)
    findings.none("items of unknown departments", set(department_of.values()) - departments)
    findings.none("unknown items of joint areas", {
        item for area in tables["joint-items"] for item in split(area["items"])} - department_of.keys())
    findings.none("inspectors of unknown or exempt departments", {
        row["department"] for row in tables["inspectors"]} - (departments - exempt))
    findings.none("recusals of nobody", {row["inspector"] for row in tables["recusals"]} - inspectors)
    findings.none("recusals from nobody", {row["target"] for row in tables["recusals"]} - targets)
    findings.none("absences of nobody", {row["inspector"] for row in tables["absences"]} - inspectors)
    for plan in tables["plans"]:
        owners = {department_of.get(item) for item in split(plan["items"])}
        if owners != departments_of(plan):
            findings.note(plan["plan"], "its items and its departments do not match", False)


def able_for_seats(plan, department, items, near):
    """The fewest of the inspectors who are able for one of the department's seats in a plan.

    A seat must ask for one qualification at most: then a merged visit asks for single ones
    too, and whoever is able for the plan is able for the visit.
    """
    team = int(plan["team"] or 2)
    asked = {qualification for item in split(plan["items"]) if items[item]["department"] == department
             for qualification in split(items[item]["qualifications"])}
    if len(asked) > team:
        return 0
    able = [sum(qualification in split(inspector["qualifications"]) for inspector in near)
            for qualification in asked]
    return min(able + [len(near)])


def check_seats(tables, findings):
    """Every plan finds inspectors for all its seats in every district of its frame."""
    items = {item["item"]: item for item in tables["items"]}
    registry = Registry(tables["targets"])
    officers = defaultdict(list)
    for inspector in tables["inspectors"]:
        if inspector["status"] == "active":
            officers[inspector["department"]].append(inspector)
    found = {}
    for plan in tables["plans"]:
        districts = {target["district"] for target in registry.frame(plan)}
        until = QUARTER_ENDS[max(drawing.quarter for drawing in drawings_of(plan)) - 1]
        for department in departments_of(plan):
            holding = [inspector for inspector in officers[department] if inspector["valid_to"] >= until]
            for district in districts:
                near = [inspector for inspector in holding if not inspector["districts"]
                        or {district, CITY} & set(split(inspector["districts"]))]
                found[plan["plan"], department, district] = able_for_seats(plan, department, items, near)
    findings.none(f"seats with fewer than {ABLE} able inspectors",
                  (seat for seat in found if found[seat] < ABLE))
    fewest = min(found, key=found.get)
    findings.note("fewest able inspectors for a seat", f"{found[fewest]} ({', '.join(fewest)})")


def check_quarter(quarter, drawings, registry, visited, findings):
    """Tries one campaign; returns its visits, lists of departments, after counting them."""
    drawn_by = defaultdict(list)
    sampled, capped, empty = 0, 0, []
    for drawing in drawings:
        plan, frame = drawing.plan, registry.frame(drawing.plan)
        left = [target for target in frame
                if not plan["cap"] or visited[target["target"], plan["initiator"]] < int(plan["cap"])]
        drawn = draw(drawing, left)
        for target in drawn:
            drawn_by[target].append(drawing)
        sampled += len(drawn)
        capped += len(frame) - len(left)
        if not drawn:
            empty.append(drawing.name)
    visits, checks = [], 0
    for target, its_drawings in drawn_by.items():
        for visit in merge(its_drawings):
            departments = [departments_of(drawing.plan) for drawing in visit]
            checks += sum(map(len, departments))
            visits.append(set().union(*departments))
            visited.update((target, department) for department in visits[-1])
    findings.none(f"Q{quarter} drawings that draw nobody", empty)
    findings.note(f"Q{quarter} drawn",
                  f"{sampled} targets by {len(drawings)} plans, {capped} left out by caps")
    findings.note(f"Q{quarter} saved by merging",
                  f"{checks - len(visits)} of {checks} checks, {100 * (checks - len(visits)) / checks:.1f} %")
    return visits


def check_visits(tables, findings):
    """Tries the four campaigns of the year."""
    demonstration = len(tables["targets"]) <= DEMONSTRATION
    registry = Registry(tables["targets"])
    drawings = [drawing for plan in tables["plans"] for drawing in drawings_of(plan)]
    officers = Counter(row["department"] for row in tables["inspectors"] if row["status"] == "active")
    visited = Counter()  # visits so far, by target and department
    year = 0
    for quarter in range(1, 5):
        due = [drawing for drawing in drawings if drawing.quarter == quarter]
        visits = check_quarter(quarter, due, registry, visited, findings)
        findings.note(f"Q{quarter} visits", len(visits), not demonstration or len(visits) in VISITS_A_QUARTER)
        seats = {department: 2 * count / officers[department]
                 for department, count in Counter(d for visit in visits for d in visit).items()}
        busiest = max(seats, key=seats.get)
        findings.note(f"Q{quarter} busiest inspectors", f"{busiest}, {seats[busiest]:.1f} seats each",
                      not demonstration or seats[busiest] <= SEATS_EACH)
        year += len(visits)
    findings.note("visits of the year", year, not demonstration or year in VISITS_A_YEAR)


def check_city(folder):
    """Checks the tables of a folder; returns the exit status."""
    findings = Findings()
    tables = read_tables(folder)
    for check in (check_sizes, check_figures, check_keys, check_references, check_seats, check_visits):
        check(tables, findings)
    print("all is as it should be" if findings.good else "something is wrong")
    return 0 if findings.good else 1
