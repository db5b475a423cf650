#!/usr/bin/env python3
"""Measure choucha against plain tools doing the same, side by side in one run.

usage: run.py CHOUCHA MAKE-CITY SIZE…       sizes such as 500000

For each size a city is made and then
  import   targets by `choucha import` and by `sqlite3 .import` into a plain
           table with the same primary key, alternately, median of three
  freeze   `commit` and `draw`, against one SELECT of the whole registry plus
           400 ns for each row of a frame
  quarter  where the time of the main job goes, step by step
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
ROUNDS = 3
KINDS = ["departments", "items", "joint-items", "targets", "inspectors", "recusals", "absences", "holidays", "plans"]
PLAIN_TABLE = """
CREATE TABLE target (target TEXT NOT NULL PRIMARY KEY, name TEXT, district TEXT, object_types TEXT, risk TEXT,
 industry TEXT, address TEXT, status TEXT, longitude TEXT, latitude TEXT, joint TEXT) WITHOUT ROWID;
"""


def timed(command, folder, text=None):
    """Seconds, peak memory in MiB and exit status of a command."""
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
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def row(*cells):
    print("  " + "".join(f"{cell:<34}" if i == 0 else f"{cell:>14}" for i, cell in enumerate(cells)))


def bench_import(choucha, city, folder):
    """Both read the same file into a new database."""
    ours, plain, peak = [], [], 0
    targets = city / "targets.csv"
    for number in range(ROUNDS):
        place = folder / f"import-{number}"
        place.mkdir()
        for kind in ("departments", "items"):
            timed([choucha, "import", kind, str(city / f"{kind}.csv")], place)
        seconds, memory = timed([choucha, "import", "targets", str(targets)], place)
        ours.append(seconds)
        peak = max(peak, memory)
        script = PLAIN_TABLE + f".mode csv\n.import --skip 1 {targets} target\n"
        plain.append(timed(["sqlite3", str(place / "plain.db")], place, script)[0])
        shutil.rmtree(place)
    print("import of targets")
    row("", "seconds", "peak MiB")
    row("choucha import", f"{statistics.median(ours):.2f}", f"{peak:.0f}")
    row("sqlite3 .import, same key", f"{statistics.median(plain):.2f}")
    row("ratio (to be at most 2.5)", f"{statistics.median(ours) / statistics.median(plain):.2f}")


def frame_rows(bundle):
    with open(bundle / "commit" / "pools.csv", encoding="utf-8", newline="") as file:
        return sum(int(pool["population"]) for pool in csv.DictReader(file))


def select_seconds(folder):
    """One pass over the registry, all columns."""
    return statistics.median(
        timed(["sqlite3", str(folder / "choucha.db"), "SELECT * FROM target;"], folder)[0] for _ in range(ROUNDS))


def bench_quarter(choucha, city, folder):
    steps = []
    for kind in KINDS:
        steps.append((f"import {kind}", *timed([choucha, "import", kind, str(city / f"{kind}.csv")], folder)))
    seed = ["--seed", "dice=3 1 4 1 5 9 2 6"]
    for command in (["commit", "2022Q1", "-o", "bundle", "--short-teams"], ["draw", "2022Q1", "-o", "bundle", *seed],
                    ["schedule", "2022Q1", "-o", "bundle"], ["calendar", "2022Q1", "-o", "bundle/calendars"],
                    ["coverage", "--campaign", "2022Q1"], ["verify", "bundle"]):
        steps.append((command[0], *timed([choucha, *command], folder)))
    total = sum(seconds for _, seconds, _ in steps)
    print("the main job, step by step")
    row("", "seconds", "share", "peak MiB")
    for name, seconds, memory in steps:
        row(name, f"{seconds:.2f}", f"{100 * seconds / total:.1f} %", f"{memory:.0f}")
    row("in all", f"{total:.2f}")
    rows = frame_rows(folder / "bundle")
    frozen = sum(seconds for name, seconds, _ in steps if name in ("commit", "draw"))
    allowed = select_seconds(folder) + rows * NANOSECONDS_PER_FRAME_ROW / 1e9
    visits = sum(1 for _ in open(folder / "bundle" / "draw" / "visits.csv", encoding="utf-8")) - 1
    print(f"commit and draw: {rows} rows of frames, {visits} visits")
    row("commit + draw", f"{frozen:.2f}")
    row("one SELECT + 400 ns a frame row", f"{allowed:.2f}")
    row("ratio (to be at most 3)", f"{frozen / allowed:.2f}")


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
            work = folder / "work"
            work.mkdir()
            bench_quarter(choucha, city, work)


main()
