#!/usr/bin/env python3
"""Plans of both levels in random campaigns: do the draws hold, and who went for whom?

    check-levels.py CHOUCHA VERIFY_PY NUMBER

Each campaign is imported, checked, committed and drawn by the program. What it must come to is found
out here anew from the tables: which inspectors may go for which department, whether somebody would be
needed under two names, and what the store must have recorded. The independent verifier, which knows
nothing of levels, must find every draw right. Prints TAP.
"""
import csv
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

CHOUCHA, VERIFY_PY = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])
NUMBER = int(sys.argv[3])
SUFFIX = "@subordinates"
DISTRICTS = ["410702", "410703", "410711"]
# In the order of bytes "A0" follows "A", but "A@subordinates" follows "A0@subordinates".
CITY = ["A", "A0", "AB"]


class City:
    """The tables of a random city with a quarter's plans."""

    def __init__(self, number):
        rng = random.Random(f"levels {number}")
        self.parents = dict.fromkeys(CITY, "")
        for number_of_county in range(rng.randint(1, 5)):
            self.parents[f"C{number_of_county}"] = rng.choice(CITY)
        for number_of_station in range(rng.randint(0, 3)):
            self.parents[f"S{number_of_station}"] = rng.choice(list(self.parents))
        departments = list(self.parents)
        self.items = {f"I-{name}": (name, rng.choice(["", "", "q1", "q1;q2"])) for name in departments}
        self.targets = {f"T{i:02}": rng.choice(DISTRICTS) for i in range(rng.randint(3, 14))}
        self.inspectors = {}
        for i in range(rng.randint(6, 30)):
            districts = rng.sample(DISTRICTS, rng.choice([0, 1, 1, 2]))
            qualifications = [name for name in ("q1", "q2") if rng.random() < 0.6]
            self.inspectors[f"N{i:02}"] = (rng.choice(departments), qualifications, districts)
        self.recusals = {(rng.choice(list(self.inspectors)), rng.choice(list(self.targets))) for _ in range(3)}
        # Counties with plans of their own tear their inspectors; so they seldom have some.
        senders = CITY if rng.random() < 0.4 else departments
        self.plans = {}
        for i in range(rng.randint(1, 5)):
            taking_part = rng.sample(senders, rng.randint(1, min(3, len(senders))))
            self.plans[f"P{i}"] = {
                "departments": taking_part, "level": rng.choice(["own", "subordinates"]),
                "districts": rng.sample(DISTRICTS, rng.choice([0, 0, 1])), "merge": rng.choice(["yes", "yes", "no"]),
                "team": rng.choice([1, 2]), "sample": rng.choice(["50%", "100%", "2户"])}
        self.max_visits = rng.choice(["", "", "3"])

    def tables(self):
        yield "departments", ["department", "name", "parent"], [
            [name, f"部门{name}", self.parents[name]] for name in reversed(sorted(self.parents))]
        yield "items", ["item", "name", "department", "qualifications"], [
            [item, item, department, names] for item, (department, names) in self.items.items()]
        yield "targets", ["target", "name", "district"], [
            [target, target, district] for target, district in self.targets.items()]
        yield "inspectors", ["inspector", "name", "department", "qualifications", "districts"], [
            [name, name, department, ";".join(qualifications), ";".join(districts)]
            for name, (department, qualifications, districts) in self.inspectors.items()]
        yield "recusals", ["inspector", "target"], [list(pair) for pair in sorted(self.recusals)]
        yield "holidays", ["date", "kind"], [["2027-01-01", "holiday"]]
        yield "plans", ["plan", "title", "initiator", "participants", "items", "districts", "sample", "start", "end",
                        "team", "merge", "level"], [
            [name, name, plan["departments"][0], ";".join(plan["departments"][1:]),
             ";".join(f"I-{department}" for department in plan["departments"]), ";".join(plan["districts"]),
             plan["sample"], "2027-01-04", "2027-03-31", plan["team"], plan["merge"], plan["level"]]
            for name, plan in self.plans.items()]

    def above(self, department):
        """The departments above it, the nearest first."""
        while self.parents[department]:
            department = self.parents[department]
            yield department

    def seats(self):
        """Rows of seats.csv without the qualifications."""
        return sorted([name, department + (SUFFIX if plan["level"] == "subordinates" else ""), str(plan["team"])]
                      for name, plan in self.plans.items() for department in plan["departments"])

    def districts_of(self, staff):
        """Where the plans that a staff goes for have targets."""
        return {district for name, of_plan, _ in self.seats() if of_plan == staff
                for district in self.targets.values()
                if district in (self.plans[name]["districts"] or DISTRICTS)}

    def staffs(self, inspector):
        """The names under which an inspector could be drawn: all of them, and those with targets in reach."""
        department, _, districts = self.inspectors[inspector]
        known = {staff for _, staff, _ in self.seats()}
        possible = [name for name in [department, *(one + SUFFIX for one in self.above(department))] if name in known]
        return possible, [staff for staff in possible if self.districts_of(staff) & set(districts or DISTRICTS)]


def run(folder, *arguments, statuses=(0, 1)):
    result = subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True, text=True)
    if result.returncode not in statuses:
        raise AssertionError(f"{' '.join(arguments)}: exit status {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def fill_store(city, folder):
    for kind, header, rows in city.tables():
        with open(folder / f"{kind}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        run(folder, "import", kind, f"{kind}.csv", "-q", statuses=(0,))
    run(folder, "set", "max_visits", city.max_visits)


def check_refused(folder):
    """Not even --short-teams commits a campaign with torn inspectors."""
    run(folder, "commit", "2027Q1", "-o", "bundle", "--short-teams", statuses=(4,))
    assert not (folder / "bundle").exists(), "a refused commitment left a folder"
    assert len(run(folder, "list", "campaigns", "--format", "csv").splitlines()) == 1, "a campaign is recorded"


def check_inspectors(city, rows):
    for inspector, staff, _, _, belongs_to in rows:
        possible, reachable = city.staffs(inspector)
        assert belongs_to == city.inspectors[inspector][0], f"{inspector} does not belong to {belongs_to}"
        assert staff in (reachable or possible), f"{inspector} is listed under {staff}, not {reachable or possible}"
    expected = sorted(name for name in city.inspectors if city.staffs(name)[0])
    assert [row[0] for row in rows] == expected, "other inspectors are listed"


def check_teams(city, teams):
    seated, taken = set(), {}
    for visit, staff, _, inspector, _ in teams:
        if not inspector:
            continue
        department, _, districts = city.inspectors[inspector]
        target = visit.rsplit("-", 1)[0]
        sender = staff.removesuffix(SUFFIX)
        assert sender in city.above(department) if sender != staff else sender == department, \
            f"{inspector} of {department} goes for {staff}"
        assert city.targets[target] in (districts or DISTRICTS), f"{inspector} goes to {target}"
        assert (inspector, target) not in city.recusals, f"{inspector} is recused from {target}"
        assert (visit, inspector) not in seated, f"{inspector} sits twice in {visit}"
        seated.add((visit, inspector))
        taken[inspector] = taken.get(inspector, 0) + 1
    assert not city.max_visits or max(taken.values(), default=0) <= int(city.max_visits), "too many visits"


def check_store(folder, teams):
    """What is recorded of the teams: the departments, with levels."""
    with sqlite3.connect(folder / "choucha.db") as store:
        recorded = store.execute("SELECT visit, department, level, seat, ifnull(inspector, '') FROM seat").fetchall()
    expected = [(visit, staff.removesuffix(SUFFIX), "subordinates" if staff.endswith(SUFFIX) else "own", int(seat),
                 inspector) for visit, staff, seat, inspector, _ in teams]
    assert sorted(recorded) == sorted(expected), "the store has other seats"


def check_bundle(city, folder):
    bundle = folder / "bundle"
    teams = rows_of(bundle / "draw/teams.csv")
    assert [row[:3] for row in rows_of(bundle / "commit/seats.csv")] == city.seats(), "other seats"
    inspectors = rows_of(bundle / "commit/inspectors.csv")
    if any(SUFFIX in staff for _, staff, _ in city.seats()):
        check_inspectors(city, inspectors)
    else:
        assert all(len(row) == 4 for row in inspectors), "a column more without subordinates"
    check_teams(city, teams)
    check_store(folder, teams)
    ours = run(folder, "verify", "bundle", statuses=(0,)).strip()
    theirs = subprocess.run([sys.executable, VERIFY_PY, str(bundle)], capture_output=True, text=True).stdout.strip()
    assert ours == theirs and ours.startswith("verified "), f"ours: {ours}, theirs: {theirs}"


def check_city(number):
    """Draws a campaign; whether it could be drawn."""
    city = City(number)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fill_store(city, folder)
        torn = [inspector for inspector in city.inspectors if len(city.staffs(inspector)[1]) > 1]
        told = "needed for several departments" in run(folder, "check", "2027Q1")
        assert told == bool(torn), f"torn: {torn}, but check {'tells' if told else 'does not tell'}"
        if torn:
            check_refused(folder)
            return False
        run(folder, "quarter", "2027Q1", "-o", "bundle", "--short-teams", "--seed", f"dice={number}")
        check_bundle(city, folder)
        listed = run(folder, "list", "departments", "--format", "csv")
        (folder / "again.csv").write_text(listed, encoding="utf-8")
        run(folder, "import", "departments", "again.csv", "-q", statuses=(0,))
        assert run(folder, "list", "departments", "--format", "csv") == listed, "departments changed"
    return True


def main():
    failures, drawn = 0, 0
    print(f"1..{NUMBER + 1}")
    for number in range(NUMBER):
        try:
            drawn += check_city(number)
            print(f"ok {number + 1} city {number}")
        except AssertionError as error:
            failures += 1
            print(f"not ok {number + 1} city {number}", *str(error).splitlines(), sep="\n# ")
    both = 0 < drawn < NUMBER
    print(f"{'ok' if both else 'not ok'} {NUMBER + 1} some campaigns are drawn ({drawn}), some refused")
    return failures > 0 or not both


if __name__ == "__main__":
    sys.exit(main())
