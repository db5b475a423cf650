#!/usr/bin/env python3
"""Kill the main job at random moments, then let it finish: the same command
again must do the rest of the work, with the bytes of a run that nobody killed.

usage: kill.py CHOUCHA MAKE-CITY ROUNDS
"""
import hashlib
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

CHOUCHA, MAKE_CITY, ROUNDS = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], int(sys.argv[3])
KINDS = ["departments", "items", "joint-items", "targets", "inspectors", "recusals", "absences", "holidays", "plans"]
# The quarter is long over, so the schedule begins on its first day: no clock
# decides anything in the output but the time stamps of the calendars.
JOB = ["quarter", "2022Q1", "-o", "bundle", "--short-teams", "--seed", "dice=3 1 4 1 5 9 2 6"]
TARGETS = 1200
MOST_KILLS = 4  # in one round


def run(folder, *arguments):
    return subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True)


def contents(folder):
    """A digest of every file; without what holds the time of a record, or hashes of it: lines of calendars,
    the times and hashes of the log and the announcement."""
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_bytes()
            if path.parent.name == "log":
                text = re.sub(rb"^[0-9a-f]{64},(\d+),[^,]*", rb"\1", text, flags=re.M)
            if path.parent.name == "announcement":
                text = re.sub(rb"[0-9a-f]{64}|[0-9T:-]{19}Z", b"", text)
            lines = text.split(b"\r\n")
            kept = [line for line in lines if not line.startswith((b"DTSTAMP", b"LAST-MODIFIED"))]
            digests[str(path.relative_to(folder))] = hashlib.sha256(b"\n".join(kept)).hexdigest()
    return digests


def is_killed_after(folder, seconds):
    """Run the job for that long, then kill it; False when it was faster."""
    process = subprocess.Popen([CHOUCHA, *JOB], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def prepare(top):
    """A store with a small city, and what the job makes of it in peace."""
    subprocess.run([sys.executable, MAKE_CITY, str(top / "city"), "--targets", str(TARGETS)], check=True,
                   stdout=subprocess.DEVNULL)
    stored, whole = top / "stored", top / "whole"
    stored.mkdir()
    for kind in KINDS:
        imported = run(stored, "import", kind, str(top / "city" / f"{kind}.csv"))
        assert imported.returncode == 0, imported.stderr.decode()
    shutil.copytree(stored, whole)
    began = time.monotonic()
    finished = run(whole, *JOB)
    assert finished.returncode in (0, 1), finished.stderr.decode()
    return stored, contents(whole / "bundle"), finished.returncode, time.monotonic() - began


def try_round(number, chance, top, peace):
    stored, expected, status, duration = peace
    folder = top / f"round-{number}"
    shutil.copytree(stored, folder)
    kills = sum(is_killed_after(folder, chance.random() * duration) for _ in range(chance.randint(1, MOST_KILLS)))
    again = run(folder, *JOB)
    verdict = run(folder, "verify", "bundle")
    found = contents(folder / "bundle")
    ok = again.returncode == status and found == expected and verdict.stdout.startswith(b"verified ")
    print(f"{'ok' if ok else 'not ok'} {number} - {kills} kills", flush=True)
    if not ok:
        print("#", again.returncode, again.stderr.decode()[-300:].replace("\n", " "), verdict.stdout,
              sorted(dict(expected.items() ^ found.items()))[:4])
    shutil.rmtree(folder)
    return kills


def main():
    chance = random.Random(20220101)
    with tempfile.TemporaryDirectory() as name:
        top = pathlib.Path(name)
        peace = prepare(top)
        print(f"1..{ROUNDS + 1}")
        kills = sum(try_round(number, chance, top, peace) for number in range(1, ROUNDS + 1))
        print(f"{'ok' if kills > ROUNDS else 'not ok'} {ROUNDS + 1} - killed {kills} times in all")


main()
