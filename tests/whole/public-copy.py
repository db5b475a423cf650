#!/usr/bin/env python3
"""The public copy of a small city, for every combination of how three plans are disclosed,
on days before, between and after their ends: what must not be seen is in no file, what is
there is as in the bundle, later days change nothing, and two verifiers say the same.

usage: public-copy.py CHOUCHA SOURCE-ROOT
"""
import filecmp
import itertools
import pathlib
import shutil
import subprocess
import sys
import tempfile

CHOUCHA, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
VERIFY_PY = ROOT / "data" / "verify" / "verify.py"
DAYS = ["2027-01-15", "2027-02-11", "2027-02-21", "2027-04-01"]
# What is drawn from, its last day, and how: GRADED by risk classes, SHARED from the targets of OPEN.
PLANS = {
    "SHARED": ("shop", "SCJG", "S1", "2027-02-10", "2户"),
    "ALONE": ("bank", "YJ", "Y1", "2027-02-20", "2户"),
    "GRADED": ("inn", "SCJG", "S2", "2027-03-31", "A 50%; B 100%"),
}
TARGETS = {kind: [f"{kind.upper()}{i:02}" for i in range(1, 7)] for kind in ("shop", "bank", "inn")}
TABLES = {
    "departments": "department,name\nSCJG,市场监督管理局\nYJ,应急管理局\n",
    "items": "item,name,department,object_type\nS1,价格检查,SCJG,shop\nS2,住宿检查,SCJG,inn\nY1,消防检查,YJ,bank\n",
    "targets": "target,name,district,object_types,risk\n" + "".join(
        f"{target},Named {target},410702,{kind},{'AB'[i % 2]}\n" for kind in TARGETS
        for i, target in enumerate(TARGETS[kind])),
    "inspectors": "inspector,name,department,valid_to\n" + "".join(
        f"{d[0]}-{i},{d}{i},{d},2030-12-31\n" for d in ("SCJG", "YJ") for i in range(1, 4)),
    "recusals": "inspector,target,reason\nS-1,SHOP01,cousin\n",
}

checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:900].replace("\n", "\n# "))


def run(folder, *arguments, good=(0,)):
    done = subprocess.run([CHOUCHA, "--by", "Wang", *arguments], cwd=folder, capture_output=True, encoding="utf-8")
    if done.returncode not in good:
        raise SystemExit(f"{arguments}: {done.returncode} {done.stderr}")
    return done


def make_store(folder):
    """A store with everything but plans."""
    for kind, text in TABLES.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        run(folder, "import", kind, f"{kind}.csv", "-q")
    return folder / "choucha.db"


def make_bundle(folder, modes, store):
    shutil.copyfile(store, folder / "choucha.db")
    plans = "plan,title,initiator,items,object_type,sample,start,end,disclosure\n" + "".join(
        f"{plan},Title of {plan},{department},{item},{kind},{sample},2027-01-11,{end},{mode}\n"
        for (plan, (kind, department, item, end, sample)), mode in zip(PLANS.items(), modes))
    plans += "OPEN,Title of OPEN,SCJG,S1,shop,3户,2027-01-11,2027-06-30,open\n"
    (folder / "plans.csv").write_text(plans, encoding="utf-8")
    run(folder, "import", "plans", "plans.csv", "-q")
    run(folder, "commit", "2027Q1", "-o", "bundle")
    run(folder, "draw", "2027Q1", "-o", "bundle", "--seed", "dice=352")


def files_of(folder):
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


def betrayals(texts, modes, day):
    """What the lines of the copy tell that they must not."""
    lines = [(file, line) for file, text in texts.items() for line in text.split("\n")]
    found = [(file, line) for file, line in lines if "cousin" in line or file == "commit/recusals.csv"]
    for (plan, (kind, _, _, end, _)), mode in zip(PLANS.items(), modes):
        if mode == "secret" and day <= end:
            found += [(file, line) for file, line in lines if f"Title of {plan}" in line]
            found += [(file, line) for file, line in lines if plan in line.split(",")]
        if mode != "open" and day <= end:
            hidden = TARGETS[kind]
            if plan == "SHARED":  # its targets stand in the frame of OPEN, but never beside it
                found += [(file, line) for file, line in lines if plan in line
                          and any(target in line for target in hidden)]
            else:
                found += [(file, line) for file, line in lines if any(target in line for target in hidden)]
    found += [(file, line) for file, line in lines for target in TARGETS["inn"]
              if target in line.split(",") and {"A", "B"} & set(line.split(","))]
    return found


def verdicts(copy):
    ours = run(copy.parent, "verify", str(copy), good=(1,)).stdout
    theirs = subprocess.run([sys.executable, str(VERIFY_PY), str(copy)], capture_output=True, encoding="utf-8")
    return ours, theirs.stdout if theirs.returncode == 1 else f"exit {theirs.returncode}"


def try_day(folder, copy, modes, day, before):
    """The files of the copy on this day, after everything about them was checked."""
    name = f"{' '.join(modes)} on {day}"
    told = run(folder, "publish", "2027Q1", "-o", copy.name, "--on", day)
    bundle, files = files_of(folder / "bundle"), files_of(copy)
    parts = [file for file in bundle if file.split("/")[0] in ("commit", "draw", "seed.txt")]
    withheld = [file for file in parts if file not in files]
    texts = {file: path.read_text("utf-8") for file, path in files.items()}
    other = [file for file in files if file in bundle and not filecmp.cmp(bundle[file], files[file], shallow=False)]
    ours, theirs = verdicts(copy)
    seen = betrayals(texts, modes, day)
    expected = ["partly", ours.split(" ")[1], "withheld", *withheld]
    problems = {
        "betrayed": seen,
        "not as in the bundle": other,
        "sums": [file for file in ("commit/SHA256SUMS", "draw/SHA256SUMS", "seed.txt") if file not in files],
        "changed": [file for file, text in before.items() if texts.get(file) != text],
        "listed": set(line.split("\t")[0] for line in told.stdout.splitlines()) ^ set(withheld),
        "verdict": [] if ours.split() == expected else [ours],
        "verifiers": [] if ours == theirs else [ours, theirs],
        "own rows": [] if all(f"Title of {plan}" in "".join(
            text for file, text in texts.items() if file.endswith("plans.csv"))
            for plan, mode in zip(PLANS, modes) if mode != "secret" or day > PLANS[plan][3]) else ["no title"],
        "drawn": [plan for plan, mode in [*zip(PLANS, modes), ("OPEN", "open")]
                  if (mode == "open" or day > PLANS[plan][3]) and f"\n{plan}," not in "".join(
                      text for file, text in texts.items() if file.endswith("selection.csv"))],
    }
    problems = {what: found for what, found in problems.items() if found}
    check(not problems, name, problems)
    return texts


def try_combination(modes, store):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_bundle(folder, modes, store)
        copy, before = folder / "public", {}
        for day in DAYS:
            before = try_day(folder, copy, modes, day, before)
        # Made at once on the last day, it is the same but for what earlier days left.
        run(folder, "publish", "2027Q1", "-o", "fresh", "--on", DAYS[-1])
        fresh = {file: path.read_text("utf-8") for file, path in files_of(folder / "fresh").items()}
        check(fresh == before, f"{' '.join(modes)}: the way to the last day leaves no trace",
              set(fresh) ^ set(before))


def try_caps(store):
    """Who is left out of an open plan by a cap had been drawn before: by a secret plan."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copyfile(store, folder / "choucha.db")
        (folder / "plans.csv").write_text(
            "plan,title,initiator,items,object_type,sample,start,end,disclosure,cap\n"
            "FIRST,Quiet,YJ,Y1,bank,2户,2027-01-11,2027-05-31,secret,\n"
            "SECOND,Loud,YJ,Y1,bank,1户,2027-04-05,2027-06-30,open,1\n", encoding="utf-8")
        run(folder, "import", "plans", "plans.csv", "-q")
        for quarter in ("2027Q1", "2027Q2"):
            run(folder, "commit", quarter, "-o", quarter)
            run(folder, "draw", quarter, "-o", quarter, "--seed", "dice=6")
        excluded = (folder / "2027Q2" / "commit" / "exclusions.csv").read_text("utf-8").splitlines()[1:]
        check(len(excluded) == 2, "the cap leaves out who was drawn", excluded)
        run(folder, "publish", "2027Q2", "-o", "copy", "--on", "2027-05-31")
        texts = {file: path.read_text("utf-8") for file, path in files_of(folder / "copy").items()}
        check(not [file for file, text in texts.items() for row in excluded if row.split(",")[1] in text],
              "while the secret plan runs, no file says who was left out")
        check(not [file for file in texts if file.startswith("log/")], "and the log is not there yet")
        run(folder, "publish", "2027Q2", "-o", "copy", "--on", "2027-06-01")
        check((folder / "copy" / "commit" / "exclusions.csv").exists() and (folder / "copy" / "log").exists(),
              "afterwards both are there")


with tempfile.TemporaryDirectory() as place:
    prepared = make_store(pathlib.Path(place))
    for combination in itertools.product(("open", "notice", "secret"), repeat=3):
        try_combination(combination, prepared)
    try_caps(prepared)
print(f"1..{len(checks)}")
sys.exit(0 if all(checks) else 1)
