#!/usr/bin/env python3
"""Do the C code and the independent verifier (data/verify/verify.py) agree?

    check-against-verify-py.py DRAW_BUNDLE NUMBER

DRAW_BUNDLE is the program of tests/support/draw-bundle.c; NUMBER is how many random bundles are
tried. Prints TAP. Both must give the same draw/ and the same verdict: for the broken bundles that
the verifier's own test has, for public copies, and for random bundles and random edits of them.
"""
import itertools
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import check_verify_py as oracle  # noqa: E402
from check_verify_py import C, D, LAST_SEAT, replace, seal_draw, steps  # noqa: E402
from random_bundle import sums_text, write_bundle, write_files  # noqa: E402

DRAW_BUNDLE, NUMBER = sys.argv[1], int(sys.argv[2])
TABLES = ("selection.csv", "sizes.csv", "teams.csv", "visits.csv", "SHA256SUMS")
# Forgeries in a public copy, like those of the verifier's own test, that only the C code refuses: verify.py
# compares a file of draw/ only where all is there that it follows from.
FORGERIES = [
    ("small", [C + "frames/P1.csv"], "D4", steps(
        replace(D + "selection.csv", "P1,A,3,reserve", "P1,A,3,drawn"), seal_draw)),
    ("small", [C + "frames/P1.csv"], "D4", steps(replace(D + "selection.csv", "0d792b77", "0d792b78"), seal_draw)),
    ("small", [C + "frames/P1.csv"], "D4", steps(replace(D + "selection.csv", "P1,A,3,reserve,91410703MA407919KY,771c560be4"
                                                        "22674d35da5e2ba6d762a5fbfa9956f9dde1c191775609e059da0a\n", ""),
                                                seal_draw)),
    ("small", [C + "frames/P1.csv", C + "frames/P2.csv"], "D5", steps(
        replace(D + "visits.csv", "2027-03-20", "2027-03-19"), seal_draw)),
    ("small", [C + "strata.csv"], "D4 D5", steps(
        replace(D + "selection.csv", "P2,all,3,drawn", "P2,all,3,reserve"), seal_draw)),
    ("small", [C + "strata.csv"], "D3", steps(replace(D + "sizes.csv", "P2,", "P3,"), seal_draw)),
    ("small", [C + "recusals.csv"], "D6", steps(replace(D + "teams.csv", "SCJG-002", "SCJG-001"), seal_draw)),
    ("small", [C + "recusals.csv"], "D6", steps(replace(D + "teams.csv", "WJW-003,5d41", "WJW-003,5d42"), seal_draw)),
    ("small", [C + "recusals.csv"], "D6", steps(
        replace(D + "teams.csv", "SCJG,2,SCJG-004", "SCJG,2,SCJG-002"), seal_draw)),
    ("small", [C + "inspectors.csv"], "D6", steps(replace(D + "teams.csv", "WJW,2,WJW-001", "WJW,3,WJW-001"), seal_draw)),
    ("small", [C + "pools.csv"], "D3 D4", steps(replace(D + "sizes.csv", "P1,D,3,2,1", "P1,D,3,1,1"), seal_draw)),
    ("small", [C + "pools.csv"], "D6", steps(replace(D + "teams.csv", LAST_SEAT, ""), seal_draw)),
    ("small", [C + "inspectors.csv"], "D6", steps(replace(D + "teams.csv", LAST_SEAT, ""), seal_draw)),
    ("small", [C + "strata.csv", D + "selection.csv"], "D2 D4", replace(D + "SHA256SUMS", "99cd", "99ce")),
    ("small", [C + "strata.csv", C + "pools.csv", D + "sizes.csv"], "D4", steps(
        replace(D + "selection.csv", "0d792b77", "0d792b78"), seal_draw)),
    ("small", [C + "plans.csv", D + "visits.csv"], "D6", steps(replace(D + "teams.csv", "5d41", "5d42"), seal_draw)),
    ("hard", [C + "sources.csv"], "S1", replace("seed.txt", "dice=", "dice ")),
]
# Rules that overlap, where each verifier looks first at another one; of D2, at another line.
SAME = [{"D2"}, *({"T2", f"D{number}"} for number in range(2, 7))]


def run(command, bundle):
    return subprocess.run([DRAW_BUNDLE, command, str(bundle)], capture_output=True, text=True, errors="replace")


def verdict(bundle):
    result = run("verify", bundle)
    line = result.stdout.rstrip("\n")
    if result.stderr or result.returncode not in (0, 1) or "\n" in line:
        return f"{line} (exit status {result.returncode}) {result.stderr}"
    return line


def is_same(ours, theirs, place_counts):
    """Equal but for the words; of a failure, the place and the rule count, or only the failure."""
    if not theirs.startswith("failed\t"):
        return ours == theirs
    ours, theirs = ours.split("\t"), theirs.split("\t")
    if ours[0] != "failed" or len(ours) != 4:
        return False
    return not place_counts or ours[1:3] == theirs[1:3] or (
        ours[1].split(":")[0] == theirs[1].split(":")[0] and {ours[2], theirs[2]} in SAME)


def compare(bundle, name, place_counts=True):
    ours, theirs = verdict(bundle), oracle.verdict(bundle)
    if not is_same(ours, theirs, place_counts):
        yield f"{name}:\n#   ours:   {ours}\n#   theirs: {theirs}"


def check_broken_bundles():
    for number, (vector, rule, place, edit) in enumerate(oracle.CASES):
        with oracle.broken_bundle(vector, edit) as bundle:
            yield from compare(bundle, f"case {number}, {rule} at {place}")


def check_public_copies():
    for number, (vector, withheld, rule, edit) in enumerate(oracle.PUBLIC + FORGERIES):
        with oracle.broken_bundle(vector, edit, withheld) as bundle:
            ours = verdict(bundle)
            if ours.split("\t")[2:3] not in [[one] for one in rule.split()]:
                yield f"forgery {number}, {rule} without {' '.join(withheld)}: {ours}"
    for vector in ("small", "hard", "limits"):
        files = sorted(file for file in oracle.read_files(oracle.VECTORS / vector)
                       if "/" in file and not file.endswith("SHA256SUMS"))
        rng = random.Random(4)
        for withheld in [[file] for file in files] + [rng.sample(files, rng.randint(2, len(files))) for _ in range(40)]:
            with oracle.broken_bundle(vector, lambda bundle: None, withheld) as bundle:
                yield from compare(bundle, f"{vector} without {' '.join(withheld)}")


def check_random_bundles():
    """The same draw/, and the same verdict on it, whole and with files withheld."""
    for number, version in itertools.product(range(NUMBER), (1, 2)):
        with tempfile.TemporaryDirectory() as folder:
            bundle = pathlib.Path(folder)
            write_bundle(number, bundle, version=version)
            texts = oracle.verify.draw_texts(folder)
            texts["SHA256SUMS"] = sums_text(texts)
            result = run("draw", bundle)
            if result.returncode != 0:
                yield f"bundle {number}: {result.stdout}{result.stderr}"
                continue
            for name in TABLES:
                if (bundle / "draw" / name).read_bytes() != texts[name]:
                    yield f"bundle {number}: {name} differs"
            yield from compare(bundle, f"bundle {number}")
            files = sorted(file for file in oracle.read_files(bundle)
                           if "/" in file and not file.endswith("SHA256SUMS"))
            rng = random.Random(number)
            withheld = rng.sample(files, rng.randint(1, min(4, len(files))))
            for file in withheld:
                (bundle / file).unlink()
            yield from compare(bundle, f"bundle {number} without {' '.join(withheld)}")


def edited(rng, data):
    """A row left out, repeated or moved, a cell of another row, or a byte changed."""
    lines = data.split(b"\n")[:-1]
    kind = rng.randrange(5)
    if kind < 4 and len(lines) > 1:
        at, other = rng.randrange(len(lines)), rng.randrange(1, len(lines))
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[other])
        elif kind == 2:
            lines[at], lines[other] = lines[other], lines[at]
        else:
            cells, from_cells = lines[at].split(b","), lines[other].split(b",")
            column = rng.randrange(min(len(cells), len(from_cells)))
            cells[column] = from_cells[column]
            lines[at] = b",".join(cells)
        return b"".join(line + b"\n" for line in lines)
    at = rng.randrange(len(data)) if data else 0
    return data[:at] + bytes([rng.choice(b"0123456789,;\"\nA-/ \xe5")]) + data[at + rng.randrange(2):]


def check_random_edits():
    """Edits of commit/ under new sums, and of draw/ as it is: both fail. One edit may break several
    rules of the design, and it is open which one is told."""
    for number in range(2 * NUMBER):
        with tempfile.TemporaryDirectory() as folder:
            bundle = pathlib.Path(folder)
            write_bundle(number % 40, bundle, draw=True, version=1 + number % 2)
            rng = random.Random(1000 + number)
            whole = oracle.read_files(bundle)
            for _ in range(6):
                file = rng.choice(sorted(whole))
                write_files(bundle, {file: edited(rng, whole[file])})
                if file.startswith("commit/") and not file.endswith("SHA256SUMS"):
                    oracle.seal(bundle)
                yield from compare(bundle, f"bundle {number}, edited {file}", not file.startswith("commit/"))
                write_files(bundle, {file: whole[file], "commit/SHA256SUMS": whole["commit/SHA256SUMS"]})


CHECKS = [check_broken_bundles, check_public_copies, check_random_bundles, check_random_edits]

if __name__ == "__main__":
    print(f"1..{len(CHECKS)}")
    failed = False
    for count, check in enumerate(CHECKS, 1):
        defects = list(check())
        failed = failed or bool(defects)
        for defect in defects[:50]:
            print(f"# {defect}")
        print(f"{'not ok' if defects else 'ok'} {count} {check.__name__}{f' ({len(defects)} defects)' if defects else ''}")
    sys.exit(1 if failed else 0)
