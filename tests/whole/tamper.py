#!/usr/bin/env python3
"""Somebody with write access to the file changes it behind the program's back, with
triggers dropped for the while: each column of each table that matters, whole rows,
the log itself, all of it. What `log verify` finds must be what the tables of
data/doc/log.md say, no less and no more.

usage: tamper.py CHOUCHA SOURCE-ROOT
"""
import contextlib
import csv
import hashlib
import io
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

CHOUCHA, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
TABLES = {
    "departments": "department,name\nSCJG,市场监督管理局\nYJ,应急管理局\n",
    "items": "item,name,department\nS1,价格行为检查,SCJG\nY1,消防安全检查,YJ\n",
    "targets": "target,name,district,object_types\n" + "".join(f"SHOP{i:02},商场{i},410702,商场\n" for i in range(1, 13)),
    "inspectors": "inspector,name,department,valid_to\n" + "".join(
        f"{d[0]}-{i},{d}{i},{d},2030-12-31\n" for d in ("SCJG", "YJ") for i in range(1, 4)),
    "holidays": "date,kind,name\n2027-01-01,holiday,元旦\n",
    "plans": "plan,title,initiator,participants,items,object_type,sample,start,end,reserve\n"
             "P1,商场联合抽查,SCJG,YJ,S1;Y1,商场,4户,2027-01-11,2027-02-05,50%\n"
             "P2,商场价格抽查,SCJG,,S1,商场,3户,2027-01-11,2027-03-31,0%\n",
}

NONCE = "0123456789abcdef" * 4
PROMISE = hashlib.sha256(NONCE.encode()).hexdigest()

checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:900].replace("\n", "\n# "))


def run(store, *arguments, folder=None):
    done = subprocess.run([CHOUCHA, "--store", str(store), "--by", "Wang", *arguments],
                          cwd=folder or store.parent, capture_output=True, encoding="utf-8")
    if arguments[0] != "log" and done.returncode not in (0, 1):
        raise SystemExit(f"{arguments}: {done.stderr}")
    return done


def head_of(store):
    return run(store, "log", "head").stdout.split()[1]


def found(store, head=None):
    """The rules that are broken, and all that was said."""
    done = run(store, "log", "verify", "--format", "csv", *(["--head", head] if head else []))
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    if done.returncode != (1 if rows else 0):
        return {f"exit {done.returncode}"}, done.stderr
    return {row["rule"] for row in rows}, done.stdout


class Place:
    """A folder with the store of an honest office, and copies of it from earlier days."""

    def __init__(self, folder):
        self.folder, self.store, self.heads, self.copies = folder, folder / "store.db", [], {}
        for kind, text in TABLES.items():
            (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
            run(self.store, "import", kind, f"{kind}.csv")
        self.do("set", "max_visits", "60")
        self.do("commit", "2027Q1", "-o", "first")
        self.do("void", "2027Q1", "--reason", "a frame was wrong", "--approved-by", "Director Li")
        self.do("commit", "2027Q1.2", "-o", "second", "--source", "dice=dice", "--source", f"SCJG=commit {PROMISE}")
        self.do("nonce", "reveal", "2027Q1.2", "SCJG", "--value", NONCE)
        self.do("draw", "2027Q1.2", "-o", "second", "--seed", "dice=352")
        self.do("schedule", "2027Q1.2", "-o", "second", "--from", "2027-01-11")
        self.do("set", "visits_per_day", "6")
        self.do("schedule", "2027Q1.2", "-o", "second", "--from", "2027-01-18")

    def do(self, *arguments):
        """One entry of the log."""
        run(self.store, *arguments)
        self.heads.append(head_of(self.store))
        number = int(run(self.store, "log", "head").stdout.split()[0])
        assert number == len(self.heads), arguments
        self.copies[number] = self.copy(f"day-{number}.db")

    def copy(self, name, source=None):
        """A copy of the store: one file, since nobody has it open."""
        for old in self.folder.glob(name + "-*"):
            old.unlink()
        return pathlib.Path(shutil.copyfile(source or self.store, self.folder / name))


class Tampering:
    """A connection that stops at nothing; triggers are put back as they were."""

    def __init__(self, store):
        self.db = sqlite3.connect(store, isolation_level=None)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA foreign_keys = OFF")
        self.db.execute("PRAGMA ignore_check_constraints = ON")
        self.triggers = self.db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()

    def __enter__(self):
        for name, _ in self.triggers:
            self.db.execute(f"DROP TRIGGER {name}")
        return self.db

    def __exit__(self, *_):
        for _, sql in self.triggers:
            self.db.execute(sql)
        self.db.close()


def rebuild_chain(db):
    """Numbers and hashes anew, as data/doc/log.md says."""
    digest = hashlib.sha256(b"choucha log 1").hexdigest()
    rows = db.execute("SELECT entry, line FROM log ORDER BY entry").fetchall()
    for number, (entry, line) in enumerate(rows, 1):
        line = f"{number},{line.split(',', 1)[1]}"
        digest = hashlib.sha256(f"{digest},{line}".encode()).hexdigest()
        db.execute("UPDATE log SET entry = ?, line = ?, hash = ? WHERE entry = ?", (number, line, digest, entry))


def drop_trigger(place, store):
    with contextlib.closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("DROP TRIGGER seat_is_kept")


def add_trigger(place, store):
    with contextlib.closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("CREATE TRIGGER helper AFTER INSERT ON seat BEGIN UPDATE seat SET inspector = 'S-1'; END")


def add_row(place, store):
    with Tampering(store) as db:
        db.execute("INSERT INTO selection SELECT campaign, drawing, 'SHOP99', role, stratum, rank + 100"
                   " FROM selection LIMIT 1")


def remove_row(place, store):
    with Tampering(store) as db:
        db.execute("DELETE FROM seat WHERE (visit, department, seat) IN (SELECT visit, department, seat FROM seat LIMIT 1)")


def forget_void(place, store):
    with Tampering(store) as db:
        db.execute("DELETE FROM campaign_void")


def remove_entry(place, store):
    with Tampering(store) as db:
        db.execute("DELETE FROM log WHERE entry = 8")


def edit_reason(db):
    for table, column in (("log", "line"), ("campaign_void", "reason"), ("change", "reason")):
        db.execute(f"UPDATE {table} SET {column} = replace({column}, 'a frame was wrong', 'by agreement')")


def edit_entry(place, store):
    with Tampering(store) as db:
        edit_reason(db)


def edit_and_rebuild(place, store):
    with Tampering(store) as db:
        edit_reason(db)
        rebuild_chain(db)


def hide_setting(place, store):
    with Tampering(store) as db:
        db.execute("DELETE FROM setting WHERE name = 'visits_per_day'")
        db.execute("DELETE FROM change WHERE id = (SELECT change FROM log WHERE entry = 8)")
        db.execute("DELETE FROM log WHERE entry = 8")
        rebuild_chain(db)


def cut_tail(place, store):
    with Tampering(store) as db:
        db.execute("ATTACH ? AS before", (str(place.copies[8]),))
        db.execute("DELETE FROM change WHERE id = (SELECT change FROM log WHERE entry = 9)")
        db.execute("DELETE FROM log WHERE entry = 9")
        for table in ("appointment", "history"):
            db.execute(f"DELETE FROM {table}")
            db.execute(f"INSERT INTO {table} SELECT * FROM before.{table}")


def restore_copy(place, store):
    place.copy(store.name, place.copies[5])
    run(store, "draw", "2027Q1.2", "-o", "other", "--seed", "dice=111")
    run(store, "schedule", "2027Q1.2", "-o", "other", "--from", "2027-01-11")
    shutil.rmtree(place.folder / "other")


def forget_reveal(place, store):
    with Tampering(store) as db:
        db.execute("DELETE FROM nonce")


def replace_nonce(place, store):
    """Another value, everywhere but in the bundle, and the chain made anew."""
    other = "f" * 64
    with Tampering(store) as db:
        db.execute("UPDATE nonce SET value = ?", (other,))
        db.execute("UPDATE log SET line = replace(line, ?, ?)", (NONCE, other))
        rebuild_chain(db)


def hide_reveal(place, store):
    with Tampering(store) as db:
        db.execute("DELETE FROM nonce")
        db.execute("DELETE FROM change WHERE id = (SELECT change FROM log WHERE entry = 5)")
        db.execute("DELETE FROM log WHERE entry = 5")
        rebuild_chain(db)


def backdate_reveal(place, store):
    """The nonce came with the draw, when the dice had been thrown; now it came before."""
    place.copy(store.name, place.copies[4])
    run(store, "draw", "2027Q1.2", "-o", "other", "--seed", "dice=352", "--seed", f"SCJG={NONCE}")
    shutil.rmtree(place.folder / "other")
    with Tampering(store) as db:
        (at,) = db.execute("SELECT at FROM change WHERE id = (SELECT change FROM log WHERE entry = 4)").fetchone()
        db.execute("INSERT INTO change (id, at, \"by\", action, subject) VALUES (900, ?, 'Wang', 'nonce', '2027Q1.2')", (at,))
        db.execute("UPDATE log SET entry = 6, line = replace(line, 'order=nonces-with-draw', 'order=nonces-before')"
                   " WHERE entry = 5")
        db.execute("INSERT INTO log VALUES (5, ?, ?, 900)",
                   (f"5,{at},Wang,nonce,2027Q1.2,source=SCJG;value={NONCE}", "0" * 64))
        db.execute("INSERT INTO nonce VALUES ('2027Q1.2', 'SCJG', ?, 900)", (NONCE,))
        rebuild_chain(db)


# What is done, and the last entry that it leaves as it was.
CASES = {
    "trigger-dropped": (drop_trigger, 9),
    "trigger-added": (add_trigger, 9),
    "row-added": (add_row, 5),
    "row-removed": (remove_row, 5),
    "void-forgotten": (forget_void, 2),
    "entry-removed": (remove_entry, 7),
    "entry-edited": (edit_entry, 2),
    "chain-rebuilt": (edit_and_rebuild, 2),
    "setting-hidden": (hide_setting, 7),
    "tail-cut": (cut_tail, 8),
    "copy-restored": (restore_copy, 5),
    "reveal-forgotten": (forget_reveal, 4),
    "nonce-replaced": (replace_nonce, 4),
    "reveal-hidden": (hide_reveal, 4),
    "reveal-backdated": (backdate_reveal, 4),
}


def other_value(value):
    """A value of the same type that is not this one."""
    if isinstance(value, int):
        return 1 - value if value in (0, 1) else value + 1000
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if value is not None and re.fullmatch(r"[0-9a-f]{64}", value):
        return ("1" if value[0] == "0" else "0") + value[1:]
    return (value or "") + "x"


def row_to_edit(db, table):
    """The row number or the key of a row that the campaign in force needs."""
    keys = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[5] > 0]
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    where = "WHERE campaign = '2027Q1.2'" if "campaign" in columns and table != "campaign_void" else ""
    if table == "change":
        where = "WHERE action = 'void'"
    row = db.execute(f"SELECT * FROM {table} {where} LIMIT 1").fetchone()
    return dict(zip(columns, row)), keys


def try_column(place, table, column):
    store = place.copy("edited.db")
    with Tampering(store) as db:
        row, keys = row_to_edit(db, table)
        where = " AND ".join(f'"{key}" IS ?' for key in keys)
        db.execute(f'UPDATE {table} SET "{column}" = ? WHERE {where}',
                   [other_value(row[column]), *(row[key] for key in keys)])
        assert db.execute("SELECT changes()").fetchone()[0] == 1, (table, column)
    return found(store)


def doc_table(title):
    """The rows of the table of the document whose header begins with @title."""
    text = (ROOT / "data" / "doc" / "log.md").read_text(encoding="utf-8")
    lines = text[text.index(f"| {title} |"):].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def rules(cell):
    return set(re.findall(r"L\d+", cell))


def try_columns(place):
    for name, bound, unbound in doc_table("table"):
        table, met = name.strip("`"), set()
        with contextlib.closing(sqlite3.connect(place.store)) as db:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for column in columns:
            broken, said = try_column(place, table, column)
            met |= broken
            if f"`{column}`" in unbound:
                check(not broken, f"{table}.{column} is not bound", said)
            else:
                check(broken and broken <= rules(bound), f"{table}.{column}: {' '.join(sorted(broken))}", said)
        check(met == rules(bound), f"{table}: no other rules are named", f"{sorted(met)} {bound}")


def try_cases(place):
    for name, without, before, after in doc_table("what was done to the file"):
        name = name.split("`")[1]
        done, last = CASES.pop(name)
        store = place.copy("edited.db")
        done(place, store)
        for head, expected, which in ((None, without, "without a head"),
                                      (place.heads[last - 1], before, "with a head from before it"),
                                      (place.heads[-1], after, "with a head from after it")):
            broken, said = found(store, head)
            check(broken == rules(expected), f"{name} {which}: {' '.join(sorted(broken)) or 'nothing'}", said)
    check(not CASES, "every case stands in the document", CASES)


with tempfile.TemporaryDirectory() as folder:
    honest = Place(pathlib.Path(folder))
    for some_head in (None, *honest.heads):
        broken, said = found(honest.store, some_head)
        check(not broken, "an honest store is what its log says", said)
    check(found(honest.store, "0" * 64)[0] == {"L13"}, "a head of something else is not in the chain")
    try_columns(honest)
    try_cases(honest)
print(f"1..{len(checks)}")
sys.exit(0 if all(checks) else 1)
