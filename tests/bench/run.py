#!/usr/bin/env python3
"""Measure choucha against plain tools doing the same, side by side in one run.

usage: run.py CHOUCHA MAKE-CITY SIZE…       sizes such as 500000

For each size a city is made and then
  import   targets by `choucha import` and by `sqlite3 .import` into a plain
           table with the same primary key, alternately, median of three; and
           by `choucha import` of the same rows in a workbook
  reading  `choucha import --dry-run` of rows of 12 columns, as CSV in UTF-8 and
           GB18030, and as workbooks with shared and with inline texts
  quarter  where the time of the main job goes, step by step, with all plans
           drawn in one campaign; `commit` and `draw` against one SELECT of the
           whole registry plus 400 ns for each row of a frame
Ratios are what counts; seconds differ from machine to machine.
"""
import csv
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

NANOSECONDS_PER_FRAME_ROW = 400
CAMPAIGN = "2022Q1"
ROUNDS = 3
MAKE_WORKBOOK = pathlib.Path(__file__).with_name("make-workbook.py")
MOST_MIB = 100
KINDS = ["departments", "items", "joint-items", "targets", "inspectors", "recusals", "absences", "holidays", "plans"]
PLAIN_TABLE = """
CREATE TABLE target (target TEXT NOT NULL PRIMARY KEY, name TEXT, district TEXT, object_types TEXT, risk TEXT,
 industry TEXT, address TEXT, status TEXT, longitude TEXT, latitude TEXT, joint TEXT) WITHOUT ROWID;
"""


class Run:
    """What a command took: seconds on the clock, seconds of processor, peak memory in MiB."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak

    def __add__(self, other):
        return Run(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


def median(runs):
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def timed(command, folder, text=None):
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE if text else subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if text:
        process.stdin.write(text.encode())
        process.stdin.close()
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    status = os.waitstatus_to_exitcode(status)
    process.returncode = status
    if status not in (0, 1):
        sys.exit(f"{command}: {status}: {message.decode()[-600:]}")
    return Run(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def row(name, run, *more):
    print(f"  {name:<34}{run.wall:>10.2f}{run.cpu:>10.2f}{run.peak:>10.0f}" + "".join(f"{cell:>10}" for cell in more))


def head(title, *more):
    print(f"{title:<36}{'seconds':>10}{'of cpu':>10}{'MiB':>10}" + "".join(f"{cell:>10}" for cell in more))


def ratio(run, other, limit):
    print(f"  {'ratio, to be at most ' + limit:<34}{run.wall / other.wall:>10.2f}{run.cpu / other.cpu:>10.2f}")


def import_targets(choucha, city, place, targets):
    """Into a new store."""
    place.mkdir()
    for kind in ("departments", "items"):
        timed([choucha, "import", kind, str(city / f"{kind}.csv")], place)
    run = timed([choucha, "import", "targets", str(targets)], place)
    shutil.rmtree(place)
    return run


def bench_import(choucha, city, folder):
    """All read the same rows into a new database."""
    ours, plain, workbook = [], [], []
    targets = city / "targets.csv"
    subprocess.run([sys.executable, str(MAKE_WORKBOOK), str(targets), str(city / "targets.xlsx")], check=True)
    for _ in range(ROUNDS):
        ours.append(import_targets(choucha, city, folder / "store", targets))
        workbook.append(import_targets(choucha, city, folder / "store", city / "targets.xlsx"))
        script = PLAIN_TABLE + f".mode csv\n.import --skip 1 {targets} target\n"
        plain.append(timed(["sqlite3", str(folder / "plain.db")], folder, script))
        (folder / "plain.db").unlink()
    head("import of targets")
    row("choucha import", median(ours))
    row("sqlite3 .import, same key", median(plain))
    ratio(median(ours), median(plain), "2.5")
    row("choucha import, from a workbook", median(workbook))
    ratio(median(workbook), median(ours), "3")


def widen(targets, path, encoding):
    """The same rows with a twelfth column, which is read and left out."""
    with open(targets, encoding="utf-8", newline="") as source, \
            open(path, "w", encoding=encoding, newline="") as target:
        for number, line in enumerate(source):
            end = ",法定代表人" if number == 0 else f",负责人{number % 9973}"
            target.write(line.rstrip("\r\n") + end + "\n")


def bench_reading(choucha, city, folder):
    """The same rows in every form, none of them stored."""
    forms = {"CSV, UTF-8": "utf-8.csv", "CSV, GB18030": "gb18030.csv", "workbook, shared texts": "shared.xlsx",
             "workbook, inline texts": "inline.xlsx"}
    widen(city / "targets.csv", city / "utf-8.csv", "utf-8")
    widen(city / "targets.csv", city / "gb18030.csv", "gb18030")
    for name, more in (("shared.xlsx", []), ("inline.xlsx", ["--inline"])):
        subprocess.run([sys.executable, str(MAKE_WORKBOOK), str(city / "utf-8.csv"), str(city / name), *more],
                       check=True)
    place = folder / "reading"
    place.mkdir()
    for kind in ("departments", "items"):
        timed([choucha, "import", kind, str(city / f"{kind}.csv")], place)
    runs = {form: [] for form in forms}
    for _ in range(ROUNDS):
        for form, name in forms.items():
            runs[form].append(timed([choucha, "import", "targets", "--dry-run", str(city / name)], place))
    shutil.rmtree(place)
    rows = lines(city / "utf-8.csv")
    head("import --dry-run of 12 columns", "rows/s")
    for form in forms:
        row(form, median(runs[form]), f"{rows / median(runs[form]).cpu:.0f}")
        if form.startswith("workbook"):
            ratio(median(runs[form]), median(runs["CSV, UTF-8"]), "3")
            print(f"  {f'MiB, to be at most {MOST_MIB}':<34}{median(runs[form]).peak:>10.0f}")


def frame_rows(bundle):
    with open(bundle / "commit" / "pools.csv", encoding="utf-8", newline="") as file:
        return sum(int(pool["population"]) for pool in csv.DictReader(file))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return sum(1 for _ in file) - 1


def bench_quarter(choucha, city, folder):
    """The main job, command by command."""
    steps = {}
    for kind in KINDS:
        steps[f"import {kind}"] = timed([choucha, "import", kind, str(city / f"{kind}.csv")], folder)
    for command in (["commit", CAMPAIGN, "-o", "bundle", "--short-teams"],
                    ["draw", CAMPAIGN, "-o", "bundle", "--seed", "dice=3 1 4 1 5 9 2 6"],
                    ["schedule", CAMPAIGN, "-o", "bundle"], ["calendar", CAMPAIGN, "-o", "bundle/calendars"],
                    ["coverage", "--campaign", CAMPAIGN], ["verify", "bundle"]):
        steps[command[0]] = timed([choucha, *command], folder)
    total = sum(steps.values(), Run(0, 0, 0))
    head("the main job, step by step", "share")
    for name, run in steps.items():
        row(name, run, f"{100 * run.wall / total.wall:.1f} %")
    row("in all", total)
    rows, visits = frame_rows(folder / "bundle"), lines(folder / "bundle" / "draw" / "visits.csv")
    plans, seats = lines(folder / "bundle" / "commit" / "plans.csv"), lines(folder / "bundle" / "draw" / "teams.csv")
    select = median([timed(["sqlite3", "choucha.db", "SELECT * FROM target;"], folder) for _ in range(ROUNDS)])
    allowed = select + Run(*[rows * NANOSECONDS_PER_FRAME_ROW / 1e9] * 2, 0)
    head(f"{plans} plans, {rows} frame rows, {visits} visits, {seats} seats")
    row("commit + draw", steps["commit"] + steps["draw"])
    row("one SELECT + 400 ns a frame row", allowed)
    ratio(steps["commit"] + steps["draw"], allowed, "3")


def all_in_one_campaign(plans):
    """Let every plan draw once, in the campaign that is measured."""
    with open(plans, encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    for record in records:
        record["times"], record["campaigns"] = "1", CAMPAIGN
    with open(plans, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, records[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def main():
    choucha, make_city = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    for size in sys.argv[3:]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            city = folder / "city"
            subprocess.run([sys.executable, make_city, str(city), "--targets", size, "--inspectors",
                            str(max(620, int(size) // 250))], check=True, stdout=subprocess.DEVNULL)
            print(f"a city of {size} targets")
            bench_import(choucha, city, folder)
            bench_reading(choucha, city, folder)
            all_in_one_campaign(city / "plans.csv")
            work = folder / "work"
            work.mkdir()
            bench_quarter(choucha, city, work)


main()
