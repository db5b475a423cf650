#!/usr/bin/env python3
"""Kill the main job at random moments, then let it finish: the same command
again must do the rest of the work, with the bytes of a run that nobody killed.

usage: kill.py CHOUCHA DATA-FOLDER ROUNDS
"""
import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

CHOUCHA, DATA, ROUNDS = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
KINDS = ["departments", "items", "joint-items", "targets", "inspectors", "recusals", "absences", "holidays", "plans"]
# The schedule begins on the quarter's first day, since that is long over; so
# no clock decides anything in the output but the calendars' time stamps.
JOB = ["quarter", "2022Q1", "-o", "bundle", "--seed", "dice=3 1 4 1 5 9 2 6"]


def run(folder, *arguments):
    return subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True)


def contents(folder):
    """Every file's digest; calendars without the lines that hold the time of the record."""
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            lines = path.read_bytes().split(b"\r\n")
            kept = [line for line in lines if not line.startswith((b"DTSTAMP", b"LAST-MODIFIED"))]
            digests[str(path.relative_to(folder))] = hashlib.sha256(b"\n".join(kept)).hexdigest()
    return digests


def start(folder, seconds):
    """Run the job for that long, then kill it; tell whether it was faster."""
    process = subprocess.Popen([CHOUCHA, *JOB], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False


def main():
    chance = random.Random(20220101)
    with tempfile.TemporaryDirectory() as name:
        top = pathlib.Path(name)
        store = top / "stored"
        store.mkdir()
        for kind in KINDS:
            imported = run(store, "import", kind, str((DATA / f"{kind}.csv").resolve()))
            assert imported.returncode == 0, imported.stderr.decode()
        whole = top / "whole"
        shutil.copytree(store, whole)
        began = time.monotonic()
        finished = run(whole, *JOB)
        assert finished.returncode in (0, 1), finished.stderr.decode()
        duration = time.monotonic() - began
        expected = contents(whole / "bundle")
        killed = 0
        print(f"1..{ROUNDS}")
        for number in range(1, ROUNDS + 1):
            folder = top / f"round-{number}"
            shutil.copytree(store, folder)
            for _ in range(chance.randint(1, 3)):
                killed += not start(folder, chance.random() * duration * 1.1)
            again = run(folder, *JOB)
            same = again.returncode == finished.returncode and contents(folder / "bundle") == expected
            verdict = run(folder, "verify", "bundle")
            ok = same and verdict.stdout.startswith(b"verified ") and verdict.returncode == 0
            print(f"{'ok' if ok else 'not ok'} {number}")
            if not ok:
                differing = {k for k in expected.items() ^ contents(folder / "bundle").items()}
                print("#", again.returncode, again.stderr.decode()[-300:], sorted(differing)[:4], verdict.stdout)
            shutil.rmtree(folder)
        print(f"# killed {killed} times in {ROUNDS} rounds of {duration:.2f} s")
        if killed < ROUNDS // 4:
            print("Bail out! hardly anything was killed")
            sys.exit(1)


main()
