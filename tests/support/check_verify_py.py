#!/usr/bin/env python3
"""Does the independent verifier (data/verify/verify.py) accept what is right and refuse all else?

    check_verify_py.py [COMMAND…]

prints TAP. Given a command, it is another verifier that is tried: run with a bundle as its last
argument, it must print what verify.py would.
"""
import contextlib
import hashlib
import io
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from random_bundle import load_verify, sums_text, write_bundle  # noqa: E402

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "vectors"
verify = load_verify()


command = sys.argv[1:] if __name__ == "__main__" else []


def verdict(bundle):
    """The line for a bundle. Any exception but the one for a broken rule is a defect."""
    if command:
        found = subprocess.run([*command, str(bundle)], capture_output=True, check=False)
        return found.stdout.decode("utf-8", "replace").removesuffix("\n") or f"no verdict: {found}"
    try:
        return verify.verify(str(bundle))
    except verify.Failure as failure:
        return str(failure)


# ---- Broken bundles --------------------------------------------------------------------------

def read_files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def seal(bundle):
    """Writes commit/SHA256SUMS anew."""
    (bundle / "commit" / "SHA256SUMS").write_bytes(sums_text(read_files(bundle / "commit")))


def seal_copy(folder):
    """Writes SHA256SUMS anew; what is withheld keeps its digest."""
    sums = folder / "SHA256SUMS"
    digests = {line[66:]: line[:64] for line in sums.read_text("utf-8").splitlines()}
    for name in digests.keys() & read_files(folder).keys():
        digests[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    sums.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())), "utf-8")


def seal_commit(bundle):
    seal_copy(bundle / "commit")


def seal_draw(bundle):
    seal_copy(bundle / "draw")


def replace(file, old, new):
    """An edit of a file; what it replaces must be there."""
    def edit(bundle):
        path, found = bundle / file, old.encode() if isinstance(old, str) else old
        data = path.read_bytes()
        assert data.count(found) > 0, (file, old)
        path.write_bytes(data.replace(found, new.encode() if isinstance(new, str) else new, 1))
    return edit


def append(file, text):
    def edit(bundle):
        path = bundle / file
        path.parent.mkdir(exist_ok=True)
        with open(path, "ab") as stream:
            stream.write(text if isinstance(text, bytes) else text.encode())
    return edit


def remove(file):
    def edit(bundle):
        (bundle / file).unlink()
    return edit


def link(file):
    def edit(bundle):
        (bundle / file).symlink_to(bundle / "seed.txt")
    return edit


def move_to_link(file):
    """The same bytes, but behind a symbolic link."""
    def edit(bundle):
        (bundle / file).rename(bundle / "aside")
        (bundle / file).symlink_to(bundle / "aside")
    return edit


def fifo(file):
    def edit(bundle):
        os.mkfifo(bundle / file)
    return edit


def swap_lines(file, line):
    """Exchanges a line, counted from 1, with the next one."""
    def edit(bundle):
        lines = (bundle / file).read_bytes().splitlines(keepends=True)
        lines[line - 1:line + 1] = reversed(lines[line - 1:line + 1])
        (bundle / file).write_bytes(b"".join(lines))
    return edit


def steps(*edits):
    def edit(bundle):
        for one in edits:
            one(bundle)
    return edit


C, D = "commit/", "draw/"
FIRST_TARGET = "91410702MA400000KA"
LAST_SEAT = ("91410704MA487109KJ-1,SCJG,2,SCJG-003,"
             "c18199b303a7714e220fa943bf6e086bf0a576c4051456802a85c139ac4f4f51\n")
# Vector, expected rule, expected place, edit. Edits of tables in commit/ are followed by seal().
CASES = [
    ("small", "T1", C + "plans.csv:1", steps(replace(C + "plans.csv", "plan,", b"\xef\xbb\xbfplan,"), seal)),
    ("small", "T1", C + "plans.csv:3", steps(replace(C + "plans.csv", "公共", b"\xff"), seal)),
    ("small", "T1", C + "plans.csv:3", steps(replace(C + "plans.csv", "公共", b"\xed\xa0\x80"), seal)),
    ("small", "T1", "seed.txt:1", replace("seed.txt", "3 1", b"\xc0\xaf")),
    ("small", "T2", C + "pools.csv:6", steps(replace(C + "pools.csv", "12,3,0\n", "12,3,0"), seal)),
    ("small", "T2", C + "pools.csv:1", steps(replace(C + "pools.csv", "\n", "\r\n"), seal)),
    ("small", "T2", C + "pools.csv:7", steps(append(C + "pools.csv", "\n"), seal)),
    ("small", "T2", "seed.txt:2", replace("seed.txt", "79\n", "79")),
    ("small", "T3", C + "plans.csv:2", steps(replace(C + "plans.csv", "餐饮", "餐\t饮"), seal)),
    ("small", "T3", C + "plans.csv:2", steps(replace(C + "plans.csv", "餐饮", "餐\u0085饮"), seal)),
    ("small", "T3", C + "plans.csv:2", steps(replace(C + "plans.csv", "餐饮", "餐\0饮"), seal)),
    ("small", "T4", C + "plans.csv:2", steps(replace(C + "plans.csv", "餐饮", "餐\"饮"), seal)),
    ("small", "T4", C + "plans.csv:2", steps(replace(C + "plans.csv", "P1,", '"P1",'), seal)),
    ("small", "T4", C + "plans.csv:2", steps(replace(C + "plans.csv", "shared\n", "shared,\n"), seal)),
    ("small", "T4", C + "plans.csv:3", steps(replace(C + "plans.csv", "P2,", 'P2,"a,b'), seal)),
    ("small", "T4", C + "recusals.csv:2", steps(replace(C + "recusals.csv", ",9", "9"), seal)),
    ("small", "T5", C + "pools.csv:1", steps(replace(C + "pools.csv", "plan,pool", "pool,plan"), seal)),
    ("small", "T5", C + "frames/P2.csv:1", steps(replace(C + "frames/P2.csv", "district", "District"), seal)),
    ("small", "T5", C + "exclusions.csv", steps(replace(C + "exclusions.csv", "plan,target,rule\n", ""), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", " SCJG-001"), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", "SCJG:001"), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", "-SCJG-001"), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", "SCJG\u200b001"), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", "SCJG-001\u3000"), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", "检" * 21 + "ab"), seal)),
    ("small", "T6", C + "recusals.csv:2", steps(replace(C + "recusals.csv", "SCJG-001", ""), seal)),
    ("small", "T6", C + "strata.csv:2", steps(replace(C + "strata.csv", "P1,A,A", "P1,A/b/c,A"), seal)),
    ("small", "T7", C + "plans.csv:2", steps(replace(C + "plans.csv", "2027-01-11", "2027-02-29"), seal)),
    ("small", "T7", C + "plans.csv:2", steps(replace(C + "plans.csv", "2027-01-11", "20270111"), seal)),
    ("small", "T7", C + "plans.csv:2", steps(replace(C + "plans.csv", "2027-01-11", "1899-12-31"), seal)),
    ("small", "T7", C + "plans.csv:2", steps(replace(C + "plans.csv", "2027-01-11", "２027-01-11"), seal)),
    ("small", "T8", C + "pools.csv:2", steps(replace(C + "pools.csv", "9,2,50", "09,2,50"), seal)),
    ("small", "T8", C + "pools.csv:2", steps(replace(C + "pools.csv", "9,2,50", "9,2,5０"), seal)),
    ("small", "T8", C + "pools.csv:2", steps(replace(C + "pools.csv", "9,2,50", "1000000000001,2,50"), seal)),
    ("small", "T8", C + "pools.csv:2", steps(replace(C + "pools.csv", "9,2,50", "9" * 5000 + ",2,50"), seal)),
    ("small", "T8", C + "pools.csv:2", steps(replace(C + "pools.csv", "9,2,50", "9,+2,50"), seal)),
    ("hard", "T9", C + "seats.csv:2", steps(replace(C + "seats.csv", "价格;计量", "计量;价格"), seal)),
    ("hard", "T9", C + "seats.csv:2", steps(replace(C + "seats.csv", "价格;计量", "价格;价格"), seal)),
    ("hard", "T9", C + "seats.csv:2", steps(replace(C + "seats.csv", "价格;计量", "价格;;计量"), seal)),
    ("hard", "T9", C + "inspectors.csv:2", steps(replace(C + "inspectors.csv", "410703;", ";410703;"), seal)),
    ("small", "T10", C + "frames/P1.csv:4", steps(swap_lines(C + "frames/P1.csv", 3), seal)),
    ("small", "T10", C + "frames/P1.csv:3", steps(replace(C + "frames/P1.csv", "423757KW", "400000KA"), seal)),
    ("small", "T10", C + "plans.csv:3", steps(swap_lines(C + "plans.csv", 2), seal)),
    ("small", "T10", C + "sources.csv:3", steps(replace(C + "sources.csv", "lottery", "dice"), seal)),
    ("small", "T10", C + "params.csv:4", steps(append(C + "params.csv", "max_visits,\n"), replace(
        C + "params.csv", "protocol,1\n", ""), append(C + "params.csv", "protocol,1\n"), seal)),
    ("small", "T10", C + "recusals.csv:3", steps(append(C + "recusals.csv", f"SCJG-001,{FIRST_TARGET}\n"), seal)),
    ("small", "C1", C + "SHA256SUMS:1", replace(C + "SHA256SUMS", "  exclusions", " *exclusions")),
    ("small", "C1", C + "SHA256SUMS:1", replace(C + "SHA256SUMS", "644ba07", "644BA07")),
    ("small", "C1", C + "SHA256SUMS:1", replace(C + "SHA256SUMS", "exclusions.csv", "../exclusions.csv")),
    ("small", "C1", C + "SHA256SUMS:1", replace(C + "SHA256SUMS", "exclusions.csv", "/etc/passwd")),
    ("small", "C1", C + "SHA256SUMS:1", replace(C + "SHA256SUMS", "exclusions.csv", "./exclusions.csv")),
    ("small", "C1", C + "SHA256SUMS:2", replace(C + "SHA256SUMS", "frames/P1.csv", "frames//P1.csv")),
    ("small", "C1", C + "SHA256SUMS:3", swap_lines(C + "SHA256SUMS", 2)),
    ("small", "C2", C + "SHA256SUMS", remove(C + "SHA256SUMS")),
    ("small", "C2", C + "more.txt", append(C + "more.txt", "x")),
    ("small", "C2", C + "frames/P3.csv", append(C + "frames/P3.csv", "x")),
    ("small", "C2", C + "more.txt", link(C + "more.txt")),
    ("small", "C2", C + "plans.csv", move_to_link(C + "plans.csv")),
    ("small", "C2", C + "frames", move_to_link(C + "frames")),
    ("small", "C2", "commit", move_to_link("commit")),
    ("small", "C2", C + "pipe", fifo(C + "pipe")),
    ("small", "C3", C + "plans.csv", replace(C + "plans.csv", "P1", "P0")),
    ("small", "C4", C + "params.csv:3", steps(replace(C + "params.csv", "max_visits,", "max_visits,-1"), seal)),
    ("small", "C4", C + "params.csv:2", steps(replace(C + "params.csv", "2027Q1", "2027Q5"), seal)),
    ("small", "C4", C + "params.csv:2", steps(replace(C + "params.csv", "2027Q1", "2027Q1.1"), seal)),
    ("small", "C4", C + "params.csv:4", steps(replace(C + "params.csv", "protocol,1", "protocol,3"), seal)),
    ("small", "C4", C + "params.csv:5", steps(append(C + "params.csv", "rotation_start,2027Q1\n"), seal)),
    ("small", "C4", C + "params.csv", steps(replace(C + "params.csv", "max_visits,\n", ""), seal)),
    ("small", "C4", C + "params.csv", steps(
        replace(C + "params.csv", "protocol,1", "protocol,2"), append(C + "declined.csv", "target\n"), seal)),
    ("small", "C4", C + "params.csv:3", steps(
        replace(C + "params.csv", "max_visits", "max_departments,2\nmax_visits"), seal)),
    ("limits", "C4", C + "params.csv:3", steps(replace(C + "params.csv", "departments,2", "departments,"), seal)),
    ("limits", "C4", C + "params.csv:6", steps(replace(C + "params.csv", "balanced", "fair"), seal)),
    ("limits", "C4", C + "params.csv", steps(replace(C + "params.csv", "teams,balanced\n", ""), seal)),
    ("limits", "C16", C + "SHA256SUMS", steps(remove(C + "declined.csv"), seal)),
    ("limits", "T10", C + "declined.csv:3", steps(swap_lines(C + "declined.csv", 2), seal)),
    ("limits", "T6", C + "declined.csv:5", steps(append(C + "declined.csv", "-x\n"), seal)),
    ("small", "C5", C + "sources.csv:2", steps(replace(C + "sources.csv", "twenty throws of a ten-sided die by witnesses",
                                                      ""), seal)),
    ("small", "C5", C + "sources.csv", steps(remove(C + "sources.csv"), append(C + "sources.csv", "source,description\n"),
                                             seal)),
    ("small", "C6", C + "plans.csv:2", steps(replace(C + "plans.csv", "2027-01-11", "2027-03-21"), seal)),
    ("small", "C6", C + "plans.csv:2", steps(replace(C + "plans.csv", "yes", "Yes"), seal)),
    ("small", "C6", C + "plans.csv:2", steps(replace(C + "plans.csv", "shared", ""), seal)),
    ("small", "C6", C + "plans.csv:2", steps(replace(C + "plans.csv", "P1", "P 1"), seal)),
    ("small", "C6", C + "plans.csv:4", steps(append(C + "plans.csv", "p1,,2027-01-01,2027-01-02,no,own\n"), seal)),
    ("small", "C7", C + "plans.csv:4", steps(append(C + "plans.csv", "P3,,2027-01-01,2027-01-02,no,own\n"), seal)),
    ("small", "C7", C + "frames/P3.csv", steps(append(C + "frames/P3.csv", "target,stratum,district\n"), seal)),
    ("small", "C7", C + "plans.csv:3", steps(replace(C + "seats.csv", "P2,WJW,2,\n", ""), seal)),
    ("small", "C7", C + "plans.csv:4", steps(append(C + "plans.csv", "P3,,2027-01-01,2027-01-02,no,own\n"), append(
        C + "frames/P3.csv", "target,stratum,district\n"), append(C + "seats.csv", "P3,WJW,2,\n"), seal)),
    ("small", "C7", C + "seats.csv:4", steps(append(C + "seats.csv", "P3,WJW,2,\n"), seal)),
    ("small", "C7", C + "pools.csv:7", steps(append(C + "pools.csv", "P3,all,0,0,0\n"), seal)),
    ("small", "C7", C + "strata.csv:5", steps(append(C + "strata.csv", "P3,all,all,1\n"), seal)),
    ("small", "C8", C + "strata.csv:2", steps(replace(C + "strata.csv", "P1,A,A,9", "P1,A,A,8"), replace(
        C + "pools.csv", "P1,A,9", "P1,A,8"), seal)),
    ("small", "C8", C + "strata.csv:2", steps(replace(C + "frames/P1.csv", f"{FIRST_TARGET},A,410702\n", ""), seal)),
    ("small", "C9", C + "pools.csv:2", steps(replace(C + "pools.csv", "A,9,2", "A,9,10"), seal)),
    ("small", "C9", C + "pools.csv:2", steps(replace(C + "pools.csv", "9,2,50", "9,2,101"), seal)),
    ("small", "C10", C + "pools.csv:2", steps(replace(C + "pools.csv", "P1,A,9", "P1,A,8"), seal)),
    ("small", "C10", C + "strata.csv:2", steps(replace(C + "strata.csv", "P1,A,A", "P1,A,E"), seal)),
    ("small", "C10", C + "strata.csv:3", steps(replace(C + "strata.csv", "P1,D", "P1,C,C,0\nP1,D"), seal)),
    ("small", "C11", C + "frames/P1.csv:2", steps(replace(C + "frames/P1.csv", "KA,A", "KA,B"), seal)),
    ("small", "C11", C + "frames/P2.csv:2", steps(replace(C + "frames/P2.csv", "KA,all,410702", "KA,all,410703"), seal)),
    ("small", "C11", C + "frames/P1.csv:2", steps(replace(C + "frames/P1.csv", "KA,A,410702", "KA,A,"), replace(
        C + "frames/P2.csv", "KA,all,410702", "KA,all,"), seal)),
    ("small", "C12", C + "seats.csv:2", steps(replace(C + "seats.csv", "SCJG,2", "SCJG,0"), seal)),
    ("small", "C12", C + "seats.csv:2", steps(replace(C + "seats.csv", "SCJG,2", "SCJG,1001"), seal)),
    ("small", "C12", C + "seats.csv:2", steps(replace(C + "seats.csv", "SCJG,2", "SCJG,1000000000000"), seal)),
    ("small", "T10", C + "inspectors.csv:3", steps(replace(C + "inspectors.csv", "SCJG-002,SCJG", "SCJG-001,WJW"), seal)),
    *[("small", rule, C + "SHA256SUMS", steps(remove(f"{C}{name}.csv"), seal)) for rule, name in [
        ("C4", "params"), ("C5", "sources"), ("C6", "plans"), ("C9", "pools"), ("C10", "strata"), ("C12", "seats"),
        ("C13", "inspectors"), ("C14", "recusals"), ("C15", "exclusions")]],
    ("small", "C15", C + "exclusions.csv:2", steps(append(C + "exclusions.csv", "P3,91410702MA400000KX,cap\n"), seal)),
    ("small", "C15", C + "exclusions.csv:2", steps(append(C + "exclusions.csv", f"P1,{FIRST_TARGET},cap\n"), seal)),
    ("small", "S1", "seed.txt", remove("seed.txt")),
    ("small", "S1", "seed.txt", move_to_link("seed.txt")),
    ("small", "S1", "seed.txt:1", swap_lines("seed.txt", 1)),
    ("small", "S1", "seed.txt:2", steps(remove("seed.txt"), append("seed.txt", "dice=1\n"))),
    ("small", "S1", "seed.txt:3", append("seed.txt", "again=1\n")),
    ("small", "S1", "seed.txt:1", replace("seed.txt", "dice=", "dice ")),
    ("small", "S2", "seed.txt:1", replace("seed.txt", "dice=", "dice= ")),
    ("small", "S2", "seed.txt:2", replace("seed.txt", "79\n", "79\u3000\n")),
    ("small", "S2", "seed.txt:1", replace("seed.txt", "3 1", "3\t1")),
    ("small", "S2", "seed.txt:1", steps(remove("seed.txt"), append("seed.txt", "dice=\nlottery=1\n"))),
    ("hard", "S3", "seed.txt:2", replace("seed.txt", "=5f", "=5F")),
    ("hard", "S3", "seed.txt:2", replace("seed.txt", "5f5f\n", "5f\n")),
    ("hard", "S3", "seed.txt:2", steps(replace(C + "sources.csv", "ce63c4ebf143f2aade4d14b4e5d941832c7af9ef9a000df459c9b6"
                                              "a07f155486", hashlib.sha256(b"short").hexdigest()), seal, replace(
                                                  "seed.txt", "5f" * 32, "short"))),
    ("small", "D1", D + "more.csv", append(D + "more.csv", "x")),
    ("small", "D1", D + "SHA256SUMS", remove(D + "SHA256SUMS")),
    ("small", "D1", D + "teams.csv", move_to_link(D + "teams.csv")),
    ("small", "D1", "draw", move_to_link("draw")),
    ("small", "D2", D + "SHA256SUMS:1", replace(D + "SHA256SUMS", "99cd", "99ce")),
    ("small", "T2", D + "SHA256SUMS:5", append(D + "SHA256SUMS", "\n")),
    ("small", "D3", D + "sizes.csv:3", replace(D + "sizes.csv", "P1,D,3,2,1", "P1,D,3,1,1")),
    ("small", "D4", D + "selection.csv:4", replace(D + "selection.csv", "3,reserve", "3,drawn")),
    ("small", "D4", D + "selection.csv:11", append(D + "selection.csv", "P2,all,4,drawn,x,y\n")),
    ("small", "D5", D + "visits.csv:3", replace(D + "visits.csv", "P1;P2", "P2")),
    ("small", "D6", D + "teams.csv:2", replace(D + "teams.csv", "WJW-003", "WJW-002")),
    ("small", "D6", D + "teams.csv:15", replace(D + "teams.csv", LAST_SEAT, "")),
]
# Forgeries in a public copy: vector, files withheld, rule or rules that may be named, edit of what is left.
PUBLIC = [
    ("small", [C + "frames/P1.csv"], "T10", steps(swap_lines(D + "selection.csv", 8), seal_draw)),
    ("small", [C + "frames/P1.csv"], "D3", steps(replace(D + "sizes.csv", "P1,D,3,2,1", "P1,D,3,1,1"), seal_draw)),
    ("small", [C + "recusals.csv"], "D4", steps(replace(D + "selection.csv", "0d792b77", "0d792b78"), seal_draw)),
    ("small", [C + "recusals.csv"], "D5", steps(replace(D + "visits.csv", "2027-03-20", "2027-03-19"), seal_draw)),
    ("small", [C + "recusals.csv"], "T1", steps(replace(D + "teams.csv", "WJW", b"\xff\xff\xff"), seal_draw)),
    ("small", [C + "exclusions.csv"], "D6", steps(replace(D + "teams.csv", LAST_SEAT, ""), seal_draw)),
    ("small", [D + "teams.csv"], "D2 D6", replace(D + "SHA256SUMS", "dca63a", "dca63b")),
    ("small", [D + "teams.csv"], "D1 D2", replace(D + "SHA256SUMS", "teams.csv", "teams_csv")),
    ("small", [C + "frames/P1.csv", D + "teams.csv"], "D1 D2", replace(D + "SHA256SUMS", "teams.csv", "teams_csv")),
    ("small", [C + "frames/P1.csv"], "D2 D4", replace(D + "selection.csv", "0d792b77", "0d792b78")),
    ("small", [C + "frames/P1.csv"], "T6", steps(replace(C + "frames/P2.csv", "KA,all", "KA:,all"), seal_commit)),
    ("small", [C + "plans.csv"], "D2", replace(D + "visits.csv", "2027-03-20", "2027-03-19")),
    ("small", [C + "plans.csv"], "C3", replace(C + "seats.csv", "SCJG,2", "SCJG,3")),
]


@contextlib.contextmanager
def broken_bundle(vector, edit, withheld=()):
    with tempfile.TemporaryDirectory() as folder:
        bundle = pathlib.Path(folder) / "bundle"
        shutil.copytree(VECTORS / vector, bundle)
        for file in withheld:
            (bundle / file).unlink()
        edit(bundle)
        yield bundle


# ---- The checks. Each returns what is wrong, in as many lines as there are defects -------------

def check_vectors():
    for vector in ("small", "hard", "limits"):
        commitment = hashlib.sha256((VECTORS / vector / "commit" / "SHA256SUMS").read_bytes()).hexdigest()
        line = verdict(VECTORS / vector)
        if line != f"verified {commitment}":
            yield f"{vector}: {line}"


def check_own_draws():
    for vector in ("small", "hard", "limits"):
        for name, text in verify.draw_texts(str(VECTORS / vector)).items():
            if text != (VECTORS / vector / "draw" / name).read_bytes():
                yield f"{vector}: {name} differs"


def check_rules():
    for number, (vector, rule, place, edit) in enumerate(CASES):
        with broken_bundle(vector, edit) as bundle:
            line = verdict(bundle)
            if line.split("\t")[:3] != ["failed", place, rule] or line.count("\t") != 3 or "\n" in line:
                yield f"case {number}: {rule} at {place} expected, not {line!r}"


def check_withheld():
    for vector in ("small", "hard", "limits"):
        files = [file for file in read_files(VECTORS / vector) if "/" in file and not file.endswith("SHA256SUMS")]
        commitment = verdict(VECTORS / vector).split()[1]
        rng = random.Random(1)
        for withheld in [[file] for file in files] + [rng.sample(files, rng.randint(2, len(files))) for _ in range(20)]:
            with broken_bundle(vector, lambda bundle: None, withheld) as bundle:
                line = verdict(bundle)
                if line != " ".join([f"partly {commitment} withheld", *sorted(withheld)]):
                    yield f"{vector}: {line}"
    for vector, withheld, rule, edit in PUBLIC:
        with broken_bundle(vector, edit, withheld) as bundle:
            line = verdict(bundle)
            if line.split("\t")[2:3] not in [[one] for one in rule.split()]:
                yield f"{vector} without {' '.join(withheld)}: {rule} expected, not {line!r}"


def edits_of(rng, data, positions):
    """Every kind of edit of one character, at a sample of the positions (at all, when they are few)."""
    every = range(len(data) + 1)
    for at in every if len(every) <= positions else sorted(rng.sample(every, positions)):
        other = rng.choice([byte for byte in range(256) if data[at:at + 1] != bytes([byte])])
        yield at, data[:at] + bytes([other]) + data[at:]
        if at < len(data):
            yield at, data[:at] + bytes([other]) + data[at + 1:]
            if data[:at] + data[at + 1:] != data:
                yield at, data[:at] + data[at + 1:]


def check_single_edits(sealed):
    """No edit of one character may pass; those of commit/ also not when SHA256SUMS is written anew."""
    rng = random.Random(2)
    with broken_bundle("small", lambda bundle: None) as bundle:
        sums = (bundle / "commit" / "SHA256SUMS").read_bytes()
        for file, data in sorted(read_files(bundle).items()):
            if sealed and (not file.startswith("commit/") or file.endswith("SHA256SUMS")):
                continue
            for at, edited in edits_of(rng, data, 25 if sealed else 80):
                (bundle / file).write_bytes(edited)
                if sealed:
                    seal(bundle)
                line = verdict(bundle)
                if not line.startswith("failed\t"):
                    yield f"{file}, byte {at}: {line}"
            (bundle / file).write_bytes(data)
            (bundle / "commit" / "SHA256SUMS").write_bytes(sums)


def check_random_bundles():
    """What the generator makes is accepted; with files withheld it is accepted in part."""
    for number in range(30):
        with tempfile.TemporaryDirectory() as folder:
            bundle = pathlib.Path(folder)
            write_bundle(number, bundle, draw=True, version=1 + number % 2)
            line = verdict(bundle)
            if not line.startswith("verified "):
                yield f"bundle {number}: {line}"
            files = [file for file in read_files(bundle) if "/" in file and not file.endswith("SHA256SUMS")]
            rng = random.Random(number)
            withheld = rng.sample(files, rng.randint(1, min(4, len(files))))
            for file in withheld:
                (bundle / file).unlink()
            line = verdict(bundle)
            if line.split(" withheld ")[1:] != [" ".join(sorted(withheld))]:
                yield f"bundle {number} without {' '.join(withheld)}: {line}"


def brute_most_filled(choices):
    if not choices:
        return 0
    best = brute_most_filled(choices[1:])
    for chosen in choices[0]:
        best = max(best, 1 + brute_most_filled([[name for name in later if name != chosen] for later in choices[1:]]))
    return best


def check_filling():
    """Seats are filled as by trying all ways, which is slow but cannot be misunderstood."""
    rng = random.Random(3)
    kept = 0
    for number in range(1500):
        order = [f"i{i}" for i in range(rng.randint(0, 4))]
        able = {name: set(rng.sample("abc", rng.randint(0, 3))) for name in order}
        needs = [set(rng.sample("abc", rng.choice([0, 1, 1, 2]))) for _ in range(rng.randint(1, 4))]
        team, expected = verify.fill(needs, able, order), {}
        for seat in range(len(needs)):
            choices = [[name for name in order if name not in expected.values() and need <= able[name]]
                       for need in needs[seat:]]
            for chosen in choices[0]:
                later = [[name for name in names if name != chosen] for names in choices[1:]]
                if brute_most_filled(later) == brute_most_filled(choices) - 1:
                    expected[seat + 1] = chosen
                    kept += chosen != choices[0][0]
                    break
        if team != expected:
            yield f"filling {number}: {team} instead of {expected}"
    if kept < 50:
        yield f"only {kept} times had the first inspector to be kept for a later seat"


def check_command():
    """Exit status and output of the program itself."""
    def run(*arguments):
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "ascii")) as out:
            status = verify.main([*map(str, arguments)])
            out.flush()
            return status, out.buffer.getvalue().decode("utf-8")

    status, text = run(VECTORS / "small")
    if status != 0 or not text.startswith("verified ") or text.count("\n") != 1:
        yield f"a good bundle gives {status} and {text!r}"
    edit = steps(append(C + "附 件\t.txt", "x"))
    with broken_bundle("small", edit) as bundle:
        status, text = run(bundle)
        if status != 1 or not text.startswith("failed\tcommit/附 件?.txt\tC2\t") or text.count("\n") != 1:
            yield f"a file with a tab in its name gives {status} and {text!r}"
    with broken_bundle("small", lambda bundle: open(os.fsencode(bundle) + b"/draw/\xff\n", "w").close()) as bundle:
        status, text = run(bundle)
        if status != 1 or not text.startswith("failed\tdraw/\\udcff?\tD1\t") or text.count("\n") != 1:
            yield f"a file whose name is not UTF-8 gives {status} and {text!r}"
    status, text = run(VECTORS / "none")
    if status != 1 or not text.startswith("failed\tcommit\tC2\t"):
        yield f"no bundle at all gives {status} and {text!r}"


CHECKS = [
    ("both worked examples verify", check_vectors),
    ("every rule refuses its broken bundles, at the right place", check_rules),
    ("a public copy is partly verified, its forgeries are refused", check_withheld),
    ("no edit of one character passes", lambda: check_single_edits(False)),
    ("nor does it with SHA256SUMS written anew", lambda: check_single_edits(True)),
    ("30 random bundles verify, and partly with files withheld", check_random_bundles),
]
OWN_CHECKS = [
    ("verify.py reproduces the draws of the worked examples", check_own_draws),
    ("seats are filled as by trying all ways", check_filling),
    ("the program prints one line and exits as documented", check_command),
]


def main():
    checks = CHECKS if command else CHECKS + OWN_CHECKS
    print(f"1..{len(checks)}")
    passed = True
    for number, (title, run) in enumerate(checks, 1):
        try:
            defects = list(run())
        except Exception:
            defects = traceback.format_exc().splitlines()
        print(f"{'not ok' if defects else 'ok'} {number} - {title}", flush=True)
        for line in defects[:20]:
            print(f"# {line}")
        passed = passed and not defects
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
