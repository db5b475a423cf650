#!/usr/bin/env python3
"""Bundles that are made to hurt whoever verifies them: files that are no files, files
without an end, numbers and names without bounds. Each gets its verdict, one line, within
a bound of memory, of time and of open files. What is wrong in the text of a bundle is
tried by tests/support/check_verify_py.py.

usage: bad-bundles.py CHOUCHA SOURCE-ROOT
"""
import contextlib
import os
import pathlib
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time

CHOUCHA, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
SANITIZED = len(sys.argv) > 3
sys.path.insert(0, str(ROOT / "tests" / "support"))
from check_verify_py import append, fifo, link, move_to_link, read_files, remove, replace, seal, steps  # noqa: E402
from random_bundle import sums_text  # noqa: E402

VERIFY_PY = ROOT / "data" / "verify" / "verify.py"
C, D = "commit/", "draw/"
MEMORY, SECONDS, FILES = 512 << 20, 60, 24  # of address space, of processor time, open at once
SPARSE = 10 << 30

checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:900].replace("\n", "\n# "))


# ---- Ways to spoil a bundle: each takes its folder

def as_folder(file):
    """A folder in the place of a file, with something in it: an empty one would count for nothing (C2)."""
    def edit(bundle):
        (bundle / file).unlink()
        (bundle / file).mkdir()
        (bundle / file / "x").touch()
    return edit


def device(file):
    """The zeros that never end; only the superuser can make such a file."""
    def edit(bundle):
        (bundle / file).unlink(missing_ok=True)
        os.mknod(bundle / file, 0o020666, os.makedev(1, 5))
    return edit


def socket_at(file):
    def edit(bundle):
        (bundle / file).unlink(missing_ok=True)
        with contextlib.chdir(bundle / pathlib.Path(file).parent), socket.socket(socket.AF_UNIX) as place:
            place.bind(pathlib.Path(file).name)
    return edit


def loop(file):
    def edit(bundle):
        (bundle / file).unlink(missing_ok=True)
        (bundle / file).symlink_to(pathlib.Path(file).name)
    return edit


def to_device(file):
    def edit(bundle):
        (bundle / file).unlink(missing_ok=True)
        (bundle / file).symlink_to("/dev/zero")
    return edit


def pipe_at(file):
    return steps(remove(file), fifo(file))


def endless(file):
    """Ten gigabytes of one line, in a few bytes of disk, after what was there."""
    def edit(bundle):
        with open(bundle / file, "ab") as output:
            output.truncate(SPARSE)
    return edit


def many_lines(file, line, number):
    def edit(bundle):
        with open(bundle / file, "wb") as output:
            for _ in range(number // 100000):
                output.write(line * 100000)
    return edit


def many_files(folder, number):
    def edit(bundle):
        for i in range(number):
            (bundle / folder / f"extra-{i:06}").touch()
    return edit


def deep(folder, depth):
    def edit(bundle):
        (bundle / folder / "/".join("d" * depth)).mkdir(parents=True)
        (bundle / folder / "/".join("d" * depth) / "file").touch()
    return edit


def named(file, data=b""):
    """A file whose name is made of any bytes."""
    def edit(bundle):
        with open(os.fsencode(bundle) + b"/" + file, "wb") as output:
            output.write(data)
    return edit


def write(file, text):
    def edit(bundle):
        (bundle / file).write_text(text, "utf-8")
    return edit


def greedy(targets, seats):
    """A small bundle that asks for a large draw."""
    head = {"params": "name,value\ncampaign,2027Q1\nmax_visits,\nprotocol,1\n",
            "sources": "source,description\ndice,dice\n",
            "plans": "plan,title,start,end,merge,tickets\nP1,t,2027-01-01,2027-03-31,yes,shared\n",
            "pools": f"plan,pool,population,sample,reserve\nP1,all,{targets},{targets},0\n",
            "strata": f"plan,stratum,pool,population\nP1,all,all,{targets}\n",
            "seats": f"plan,department,seats,qualifications\nP1,D,{seats},\n",
            "inspectors": "inspector,department,qualifications,districts\n",
            "recusals": "inspector,target\n", "exclusions": "plan,target,rule\n"}

    def edit(bundle):
        shutil.rmtree(bundle / "commit")
        (bundle / "commit" / "frames").mkdir(parents=True)
        for name, text in head.items():
            write(f"commit/{name}.csv", text)(bundle)
        write("commit/frames/P1.csv", "target,stratum,district\n"
              + "".join(f"T{i:06},all,1\n" for i in range(targets)))(bundle)
        write("seed.txt", "dice=1\n")(bundle)
        seal(bundle)
    return edit


def many_plans(number):
    """More frames than files can be open at once; the draw is not theirs."""
    def edit(bundle):
        names = [f"Q{i:04}" for i in range(number)]
        for file, text in (("plans.csv", "{},t,2027-01-01,2027-01-02,no,own\n"), ("pools.csv", "{},all,1,1,0\n"),
                           ("strata.csv", "{},all,all,1\n"), ("seats.csv", "{},WJW,1,\n")):
            append(C + file, "".join(text.format(name) for name in names))(bundle)
        for name in names:
            write(f"{C}frames/{name}.csv", "target,stratum,district\nX,all,1\n")(bundle)
        seal(bundle)
    return edit


# What is done, then the place and the rule of the verdict, and whether verify.py is asked as well: it keeps whole
# files in memory.
FILES_OF_TABLES = ["plans.csv", "frames/P1.csv", "recusals.csv", "SHA256SUMS"]
CASES = [
    *((f"{what} as {folder}{file}", edit(folder + file),
       folder + file + ("/x" if what == "folder" and file not in ("SHA256SUMS", "seed.txt") else ""), rule, True)
      for what, edit in (("pipe", pipe_at), ("folder", as_folder), ("socket", socket_at), ("device", device),
                         ("link to a device", to_device), ("link to itself", loop), ("link", move_to_link))
      for folder, rule, files in ((C, "C2", FILES_OF_TABLES), (D, "D1", ["teams.csv", "SHA256SUMS"]),
                                  ("", "S1", ["seed.txt"]))
      for file in files),
    *((f"{what} beside the files", edit(C + "more"), C + "more", "C2", True)
      for what, edit in (("pipe", fifo), ("socket", socket_at), ("device", device), ("link to a device", to_device),
                         ("link to itself", loop), ("link", link))),
    *((f"no end of {file}", endless(file), place, rule, False) for file, place, rule in (
        (C + "plans.csv", C + "plans.csv:4", "T2"), (C + "frames/P1.csv", C + "frames/P1.csv:14", "T2"),
        (C + "recusals.csv", C + "recusals.csv:3", "T2"), (C + "exclusions.csv", C + "exclusions.csv:2", "T2"),
        (C + "SHA256SUMS", C + "SHA256SUMS:12", "T2"), (D + "SHA256SUMS", D + "SHA256SUMS:5", "T2"),
        (D + "selection.csv", D + "selection.csv:11", "T2"), (D + "teams.csv", D + "teams.csv:16", "T2"),
        ("seed.txt", "seed.txt", "S1"))),
    *((f"10^8 lines of nothing in {file}", many_lines(file, b"\n", 10**8), file + ":1", "T2", False)
      for file in (C + "plans.csv", C + "recusals.csv", C + "SHA256SUMS", D + "visits.csv")),
    ("10^7 lines of a list, all alike", many_lines(C + "SHA256SUMS", b"0" * 64 + b"  a\n", 10**7),
     C + "SHA256SUMS:2", "C1", False),
    ("100,000 files that are not listed", many_files("commit", 100000), C + "extra-000000", "C2", True),
    ("100,000 files in draw/", many_files("draw", 100000), D + "extra-000000", "D1", True),
    ("folders in folders", deep("commit", 100), C + "/".join("d" * 17), "C2", False),
    ("a name of a file with a line end", named(b"commit/a\nb"), C + "a?b", "C2", True),
    ("a name that is no text", named(b"commit/\xff\xfe"), C + "??", "C2", True),
    ("a name that differs in case", named(b"commit/PLANS.csv"), C + "PLANS.csv", "C2", True),
    ("a path that leads out", replace(C + "SHA256SUMS", "frames/P1.csv", "frames/../../../P1.csv"),
     C + "SHA256SUMS:2", "C1", True),
    ("a frame that leads out", steps(replace(C + "plans.csv", "P1,", "../P1,"), seal), C + "plans.csv:2", "T6", True),
    ("a frame that is missing and not listed", steps(remove(C + "frames/P1.csv"), seal), C + "plans.csv:2", "C7", True),
    ("a number of a million digits", steps(replace(C + "pools.csv", "9,2,50", "9" * 10**6 + ",2,50"), seal),
     C + "pools.csv:2", "T8", True),
    ("a name of half a million bytes", steps(replace(C + "recusals.csv", "SCJG-001", "x" * 500000), seal),
     C + "recusals.csv:2", "T6", True),
    ("half a million columns", steps(replace(C + "recusals.csv", "SCJG-001", "x" + "," * 500000), seal),
     C + "recusals.csv:2", "T4", True),
    ("NUL in a line", steps(replace(C + "recusals.csv", "SCJG-001", "SCJG\0001"), seal), C + "recusals.csv:2", "T3",
     True),
    ("10^8 seats in a small bundle", greedy(100000, 1000), C + "seats.csv", "C12", False),
    ("500 frames, 24 files", many_plans(500), D + "sizes.csv:5", "D3", True),
    ("no folder of tables", lambda bundle: shutil.rmtree(bundle / "commit"), C + "SHA256SUMS", "C2", True),
    ("no draw", lambda bundle: shutil.rmtree(bundle / "draw"), D + "SHA256SUMS", "D1", True),
    ("nothing at all", lambda bundle: [shutil.rmtree(path) if path.is_dir() else path.unlink()
                                       for path in bundle.iterdir()], C + "SHA256SUMS", "C2", True),
]


def limited():
    if not SANITIZED:  # AddressSanitizer reserves terabytes, and slows things down
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * (5 if SANITIZED else 1),) * 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))


def ask(command, bundle, limit):
    begun = time.monotonic()
    try:
        done = subprocess.run([*command, str(bundle)], capture_output=True, timeout=600, stdin=subprocess.DEVNULL,
                              preexec_fn=limit, env={**os.environ, "LC_ALL": "C.UTF-8"})
    except subprocess.TimeoutExpired:
        return "no verdict in time"
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode != 1 or text.count("\n") != 1 or done.stderr:
        return f"exit {done.returncode} after {time.monotonic() - begun:.1f} s: {text}{done.stderr.decode()}"
    return text


def place_of(verdict):
    parts = verdict.split("\t")
    return (re.sub(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", "?", parts[1]), parts[2]) if len(parts) > 3 else ("", parts[0])


def try_case(folder, what, edit, place, rule, ask_both):
    bundle = folder / "bundle"
    shutil.copytree(ROOT / "tests" / "vectors" / "small", bundle)
    try:
        edit(bundle)
    except PermissionError:
        print(f"ok {len(checks) + 1} - {what} # SKIP only the superuser can make it")
        checks.append(True)
        return
    ours = ask([CHOUCHA, "verify"], bundle, limited)
    theirs = ask([sys.executable, str(VERIFY_PY)], bundle, None) if ask_both else None
    expected = (place, rule)
    good = place_of(ours) == expected
    # verify.py tells of a whole file where choucha tells of a line of it, and the other way round.
    same = not ask_both or place_of(theirs)[1] == rule
    check(good and same, what, f"{expected}\n{ours[:300]}\n{theirs and theirs[:300]}")


for case in CASES:
    with tempfile.TemporaryDirectory() as name:
        try_case(pathlib.Path(name), *case)
with tempfile.TemporaryDirectory() as name:
    pipe = pathlib.Path(name) / "pipe"
    os.mkfifo(pipe)
    done = subprocess.run([CHOUCHA, "verify", str(pipe)], capture_output=True, timeout=60)
    check(done.returncode == 3 and not done.stdout, "a pipe is no bundle", done)
print(f"1..{len(checks)}")
sys.exit(0 if all(checks) else 1)
