#!/usr/bin/env python3
"""The demonstration city from tables to calendars: its program makes the tables
that are stored here, they go in and come out again byte for byte, the published
report comes out, and all four quarters are drawn, verified by two programs, and
placed by the rules.

usage: city.py CHOUCHA SOURCE-ROOT
"""
import collections
import csv
import datetime
import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile

CHOUCHA, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
CITY = ROOT / "data" / "xinxiang"
KINDS = ["departments", "items", "joint-items", "targets", "inspectors", "recusals", "absences", "holidays", "plans"]
QUARTERS = ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
# What the city's report of 2022 says.
PUBLISHED = ["departments_with_plans,29,29,100.00,departments", "departments_in_joint,24,29,82.76,departments",
             "joint_plans,54,157,34.39,plans", "market_items_covered,60,60,100.00,items"]

checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:600].replace("\n", " "))


def run(folder, *arguments):
    return subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True, encoding="utf-8")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_blank_ends(listed, given):
    """The listing without the columns at its end that the table lacks, as long as they are blank."""
    n_more = listed.split("\n", 1)[0].count(",") - given.split("\n", 1)[0].count(",")
    header, *rows = listed.split("\n")
    return "\n".join([header.rsplit(",", n_more)[0], *(row.removesuffix("," * n_more) for row in rows)])


def try_tables(folder):
    made = folder / "made"
    subprocess.run([sys.executable, str(CITY / "make-city.py"), str(made)], check=True, stdout=subprocess.DEVNULL)
    for kind in KINDS:
        check(filecmp.cmp(made / f"{kind}.csv", CITY / f"{kind}.csv", shallow=False), f"{kind}.csv is what is made")
        done = run(folder, "import", kind, str(CITY / f"{kind}.csv"))
        check(done.returncode == 0, f"{kind} are imported", done.stderr)
    for kind in KINDS:
        listed = run(folder, "list", kind, "--format", "csv").stdout
        given = (CITY / f"{kind}.csv").read_text(encoding="utf-8")
        check(without_blank_ends(listed, given) == given, f"{kind} come out as they went in")
        again = run(folder, "import", kind, str(CITY / f"{kind}.csv"))
        check(" 0 added, 0 changed" in again.stderr, f"importing {kind} again changes nothing", again.stderr)


def try_files(folder, kinds):
    """Files for people come back as they went out, in both languages."""
    for kind in kinds:
        for language in ["en", "zh_CN"]:
            for name, *more in [("list.xlsx",), ("list.csv",), ("old.csv", "--encoding", "gb18030")]:
                env = os.environ | {"LANGUAGE": language}
                subprocess.run([CHOUCHA, "list", kind, "-o", name, *more], cwd=folder, check=True, env=env)
                again = run(folder, "import", kind, name)
                check(again.returncode == 0 and " 0 added, 0 changed" in again.stderr,
                      f"{kind} come back from {name} in {language}", again.stderr)


def try_drawn_lists(folder, quarter):
    """The lists of what was drawn say what the bundle says."""
    bundle = folder / quarter
    for word, path, columns in [("selection", "draw/selection.csv", ["plan", "stratum", "rank", "target"]),
                                ("visits", "draw/visits.csv", ["visit", "target", "start", "end"]),
                                ("teams", "draw/teams.csv", ["visit", "department", "seat", "inspector"]),
                                ("schedule", "schedule.csv", ["visit", "date", "start", "end"])]:
        run(folder, "list", word, quarter, "--format", "csv", "-o", "drawn.csv")
        ours = sorted(tuple(row[column] for column in columns) for row in rows(folder / "drawn.csv") if row.get("date") != "")
        theirs = sorted(tuple(row[column] for column in columns) for row in rows(bundle / path))
        check(ours == theirs and len(ours) > 0, f"{quarter}: the list of {word} is that of the bundle",
              list(set(ours) ^ set(theirs))[:3])
    by_code = {row["department"]: row["name"] for row in rows(CITY / "departments.csv")}
    run(folder, "list", "teams", quarter, "--format", "csv", "-o", "drawn.csv")
    check(all(by_code[row["department"]] == row["department_name"] for row in rows(folder / "drawn.csv")),
          f"{quarter}: codes have their names")


def try_results(folder):
    """Results of the first quarter's first visits."""
    seats = rows(folder / QUARTERS[0] / "draw" / "teams.csv")[:40]
    found = sorted({(seat["visit"], seat["department"]) for seat in seats})
    text = "".join(f"{QUARTERS[0]},{visit},{department},2022-03-{number % 28 + 1:02},未发现问题\n"
                   for number, (visit, department) in enumerate(found))
    (folder / "results.csv").write_text("campaign,visit,department,date,codes\n" + text, encoding="utf-8")
    done = run(folder, "import", "results", "results.csv")
    check(f"{len(found)} added" in done.stderr, f"{len(found)} results are imported", done.stderr)


def try_report(folder):
    report = run(folder, "coverage", "--year", "2022", "--format", "csv").stdout.splitlines()
    for line in PUBLISHED:
        check(line in report, f"published: {line}", report)


def is_workday(day, named):
    if day in named:
        return named[day] == "workday"
    date = datetime.date.fromisoformat(day)
    return date.weekday() < 5 and (date.month, date.day) not in {(1, 1), (10, 1), (10, 2), (10, 3)}


def try_schedule(bundle, quarter):
    """Nobody in two places, nobody called from an absence, everything in its period and on a working day."""
    visits = {visit["visit"]: visit for visit in rows(bundle / "draw" / "visits.csv")}
    named = {holiday["date"]: holiday["kind"] for holiday in rows(CITY / "holidays.csv")}
    away = collections.defaultdict(list)
    for absence in rows(CITY / "absences.csv"):
        away[absence["inspector"]].append((absence["from"], absence["to"]))
    teams = collections.defaultdict(list)
    for seat in rows(bundle / "draw" / "teams.csv"):
        teams[seat["visit"]].append(seat["inspector"])
    taken, wrong = set(), []
    placed = rows(bundle / "schedule.csv")
    for place in placed:
        visit, day = visits[place["visit"]], place["date"]
        if not (visit["start"] <= day <= visit["end"] and is_workday(day, named)):
            wrong.append(place)
        for inspector in teams[place["visit"]]:
            seat = (inspector, day, place["start"])
            if seat in taken or any(first <= day <= last for first, last in away[inspector]):
                wrong.append(seat)
            taken.add(seat)
    check(not wrong, f"{quarter}: every visit is placed by the rules", wrong[:3])
    return len(placed), len(visits)


def try_quarter(folder, quarter):
    bundle = folder / quarter
    done = run(folder, "quarter", quarter, "-o", quarter, "--seed", "dice=3 1 4 1 5 9 2 6")
    placed, visits = try_schedule(bundle, quarter)
    check(done.returncode == (0 if placed == visits else 1), f"{quarter}: {placed} of {visits} visits are placed",
          done.stderr)
    unplaced = sum(line.startswith("no day: ") for line in done.stderr.splitlines())
    check(unplaced == visits - placed, f"{quarter}: the others are named", done.stderr)
    ours = run(folder, "verify", quarter)
    other = subprocess.run([sys.executable, str(ROOT / "data" / "verify" / "verify.py"), str(bundle)],
                           capture_output=True, encoding="utf-8")
    check(ours.stdout.startswith("verified ") and ours.stdout == other.stdout, f"{quarter}: two programs verify it",
          ours.stdout + other.stdout)
    before = {path: path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    run(folder, "calendar", quarter, "-o", f"{quarter}/calendars")
    run(folder, "schedule", quarter, "-o", quarter)
    after = {path: path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    check(before == after, f"{quarter}: schedule and calendars again are the same bytes")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        try_tables(folder)
        try_files(folder, KINDS)
        try_report(folder)
        for quarter in QUARTERS:
            try_quarter(folder, quarter)
        try_drawn_lists(folder, QUARTERS[0])
        try_results(folder)
        try_files(folder, ["results"])
    print(f"1..{len(checks)}")


main()
