#!/usr/bin/env python3
"""Import plan tables and compare what is stored, asked and refused with what is expected.

usage: run-plan-tables.py [-v] PROGRAM CASE...

README.md beside this file says what a case holds; a folder stands for those in it. The result is TAP, a line each.
"""
import argparse
import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HOME_REGION = "江台市"
TIMEOUT = 60
# "question: table.csv: row 3, column 抽查比例: …"; the column may be left out.
MESSAGE = re.compile(r"(error|question|note): [^\n]*?\.csv(?:#\S+)?: (?:row (\d+))?(?:, column (.*?))?: (.*)", re.S)


class Wrong(Exception):
    """What is stored or said is not what the case expects."""


def squeeze(text):
    return "".join(text.split())


class Case:
    def __init__(self, path):
        text = path.read_text(encoding="utf-8")
        self.name = path.stem
        self.title = text.splitlines()[0].removeprefix("# ")
        self.blocks = dict(re.findall(r"^```\w+ (\w+)\n(.*?)^```$", text, flags=re.S | re.M))
        self.region = self.setting(text, "region", HOME_REGION)
        self.options = self.setting(text, "options", "").split()
        self.file = self.setting(text, "file", "table.csv")
        self.issues = self.blocks.get("issues", "").splitlines()
        unknown = set(self.blocks) - {"table", "plans", "issues"}
        if unknown or "table" not in self.blocks:
            raise SystemExit(f"{path}: a case has a table, plans and issues, not {unknown}")

    @staticmethod
    def setting(text, name, otherwise):
        found = re.search(rf"^{name}: (.*)$", text, flags=re.M)
        return found.group(1).strip() if found else otherwise

    def expected(self, severity):
        """(row, column or None, text) of each line of the issues that begins with @severity."""
        for line in self.issues:
            place, _, text = line.partition(": ")
            words = place.split(" ", 2)
            if words[0] not in ("error", "question", "note") or len(words) < 2:
                raise SystemExit(f"{self.name}: not an issue: {line}")
            if words[0] == severity:
                yield int(words[1]), squeeze(words[2]) if len(words) > 2 else None, text.strip()


class Run:
    """A case in a folder of its own."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder

    def choucha(self, *words):
        done = subprocess.run(
            [self.program, *words], cwd=self.folder, env=environment(), stdin=subprocess.DEVNULL,
            capture_output=True, timeout=TIMEOUT, check=False,
        )
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "backslashreplace")

    def must(self, status, *words):
        returned, out, err = self.choucha(*words)
        if returned != status:
            raise Wrong(f"`choucha {' '.join(words)}` ended with {returned}, not {status}:\n{err}")
        return out, err

    def list(self, kind):
        out, _ = self.must(0, "list", kind, "--format", "csv")
        return list(csv.DictReader(io.StringIO(out)))


def environment():
    kept = {name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TMPDIR") if name in os.environ}
    return kept | {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LANGUAGE": "", "TZ": "UTC", "HOME": "/nonexistent",
        "CHOUCHA_USER": "tester", "G_DEBUG": "fatal-warnings",
    }


def messages(err):
    """(severity, row, column, text) of the located messages; a value may hold line ends."""
    for piece in re.split(r"\n(?=error: |question: |note: |choucha: |plans: )", err):
        found = MESSAGE.match(piece)
        if found:
            severity, row, column, text = found.groups()
            yield severity, int(row) if row else 0, squeeze(column) if column else None, text


def is_noise(case, column):
    """Whether questions about @column are compared only when one is expected."""
    return column is not None and "对象" in column and not any("对象" in line for line in case.issues)


def compare_issues(case, err):
    printed = list(messages(err))
    for severity in ("error", "question"):
        left = [m for m in printed if m[0] == severity and not (severity == "question" and is_noise(case, m[2]))]
        for row, column, text in case.expected(severity):
            found = next((m for m in left if m[1] == row and column in (None, m[2]) and text in m[3]), None)
            if found is None:
                raise Wrong(f"no {severity} of row {row}, column {column}, with \"{text}\":\n{err}")
            left.remove(found)
        if left:
            raise Wrong(f"not expected: {severity} of row {left[0][1]}, column {left[0][2]}: {left[0][3]}")
    for row, _, text in case.expected("note"):
        if not any(m[0] == "note" and m[1] == row and text in m[3] for m in printed):
            raise Wrong(f"no note about row {row} with \"{text}\":\n{err}")


def canonical(column, cell, names_of_items):
    if column in ("participants", "items", "object_type", "districts"):
        elements = (element.strip() for element in cell.split(";"))
        return frozenset(names_of_items.get(e, e) if column == "items" else e for e in elements if e)
    return "" if column == "times" and cell == "1" else cell


def compare_plans(case, run):
    wanted = list(csv.DictReader(io.StringIO(case.blocks["plans"])))
    names = {item["item"]: item["name"] for item in run.list("items")}
    stored = run.list("plans")
    for row in wanted:
        match = next((p for p in stored if all(canonical(c, p[c], names) == canonical(c, row[c], names) for c in row)), None)
        if match is None:
            columns = [*row]
            rest = "\n".join(str({c: p[c] for c in columns}) for p in stored)
            raise Wrong(f"no plan {row}; left are\n{rest}")
        stored.remove(match)
    if stored:
        raise Wrong(f"a plan too many: {stored[0]}")


def run_case(case, run):
    pathlib.Path(run.folder, case.file).write_text(case.blocks["table"], encoding="utf-8")
    words = ["import", "plans", case.file, *case.options]
    has_errors = any(True for _ in case.expected("error"))
    _, err = run.must(3 if has_errors else 0, *words)
    compare_issues(case, err)
    if has_errors and run.list("plans"):
        raise Wrong("a table with errors was stored")
    if "plans" not in case.blocks:
        return
    if has_errors:
        words.append("--good-rows")
        run.must(1, *words)
    compare_plans(case, run)
    before = run.list("plans")
    _, err = run.must(1 if has_errors else 0, *words)
    if " 0 added, 0 changed" not in err or run.list("plans") != before:
        raise Wrong(f"the same table once more changes something:\n{err}")


def make_store(program, folder, region):
    """A store with the fixture's lists in @folder."""
    run = Run(program, folder)
    for kind in ("departments", "items", "joint-items"):
        text = (HERE / "fixture" / f"{kind}.csv").read_text(encoding="utf-8")
        pathlib.Path(folder, f"{kind}.csv").write_text(text.replace("{}", region), encoding="utf-8")
        run.must(0, "import", kind, f"{kind}.csv")
    return pathlib.Path(folder, "choucha.db")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", "--verbose", action="store_true", help="print the messages of each import")
    parser.add_argument("program")
    parser.add_argument("case", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    cases = [case for path in options.case for case in (sorted(path.glob("[0-9]*.md")) if path.is_dir() else [path])]
    program = str(pathlib.Path(options.program).resolve())

    stores, wrong = {}, 0
    print(f"1..{len(cases)}")
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(cases, 1):
            case = Case(path)
            place = pathlib.Path(folder, case.name)
            place.mkdir()
            if case.region not in stores:
                home = pathlib.Path(folder, f"region-{len(stores)}")
                home.mkdir()
                stores[case.region] = make_store(program, home, case.region)
            shutil.copy(stores[case.region], place / "choucha.db")
            run = Run(program, place)
            verdict = "ok"
            try:
                run_case(case, run)
            except Wrong as reason:
                verdict = "not ok"
                wrong += 1
                for line in str(reason).splitlines():
                    print(f"# {line}")
            print(f"{verdict} {number} - {case.name}", flush=True)
            if options.verbose:
                print(run.choucha("import", "plans", case.file, *case.options, "--dry-run")[2])
    return 1 if wrong else 0


sys.exit(main())
