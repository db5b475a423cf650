#!/usr/bin/env python3
"""Repeat the draw of a campaign from its published bundle and say whether it was honest.

    python3 verify.py BUNDLE        prints one line; the exit status is 0 for the first kind only
        verified COMMITMENT                     all of draw/ follows from commit/ and seed.txt
        partly COMMITMENT withheld FILE...      right, as far as the files that are there can tell
        failed<TAB>FILE[:LINE]<TAB>RULE<TAB>... the first thing that is wrong; T1 to D6 are the
                                                numbers of the rules in the document of the protocol
COMMITMENT must be what was published before the seed existed: compare it yourself.

By hand, in the folder of the bundle and without this program:
    (cd commit && sha256sum -c SHA256SUMS)                           # nothing was exchanged
    sha256sum commit/SHA256SUMS                                      # the commitment
    S=$(cat commit/SHA256SUMS seed.txt | sha256sum | cut -c 1-64)    # the seed
    grep ',STRATUM,' commit/frames/PLAN.csv | cut -d , -f 1 | while read -r target; do
        echo "$(printf %s "${S}target|$target" | sha256sum | cut -c 1-64) $target"
    done | LC_ALL=C sort | head                                      # the stratum's selection
(a plan with tickets `own`: "${S}target|PLAN|$target"). Those at the top of this list are drawn.

To read this program: the draw is under "Sections 4 to 6"; all the rest is about well-formed files.
"""
import csv
import hashlib
import io
import itertools
import os
import re
import stat
import sys
from collections import Counter, defaultdict, namedtuple
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

# The columns of each table, and what they hold (KINDS, below). Those with a ! tell the rows apart,
# and rows are in their order; only the sources have an order of their own, that of the seed.
COMMITTED = {
    "params": "name:id! value:text",
    "sources": "source:id! description:text",
    "plans": "plan:id! title:text start:day end:day merge:text tickets:text",
    "pools": "plan:id! pool:id! population:number sample:number reserve:number",
    "strata": "plan:id! stratum:stratum! pool:id population:number",
    "seats": "plan:id! department:id! seats:number qualifications:list",
    "inspectors": "inspector:id! department:id qualifications:list districts:list",
    "recusals": "inspector:id! target:id!",
    "exclusions": "plan:id! target:id! rule:text!",
}
FRAME = "target:id! stratum:stratum district:district"
DRAWN = {
    "sizes": "plan:id! stratum:stratum! population:number sample:number reserve:number",
    "selection": "plan:id! stratum:stratum! rank:number! role:text target:id ticket:text",
    "visits": "visit:text! target:id start:day end:day plans:list",
    "teams": "visit:text! department:id! seat:number! inspector:text ticket:text",
}
CONTROL = "[\x00-\x1f\x7f-\x9f]"
# What no identifier holds: control characters, format and separator characters (Cf, Zl, Zp of Unicode 15), signs.
UNSEEN = ("\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
          "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
          "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f")
BARRED = rf'{CONTROL}|[{UNSEEN}]|[|,;"/\\:*?<>=]'
BLANKS = " \u3000"
NUMBER = "0|[1-9][0-9]{0,11}|10{12}"
CAMPAIGN = r"[0-9]{4}Q[1-4](\.([2-9]|[1-9][0-9]{1,11}|10{12}))?"
PARAMS = {"campaign": CAMPAIGN, "max_visits": f"|{NUMBER}", "protocol": "1"}


class Failure(Exception):
    """A rule is broken. The text is the line to print."""


class Withheld(Exception):
    """A table is needed that this copy of the bundle does not hold."""


def check(good, rule, place, text):
    """The place is FILE or FILE:LINE."""
    if not good:
        place, text = (re.sub(CONTROL, lambda c: f"\\x{ord(c[0]):02x}", part) for part in (place, text[:400]))
        raise Failure(f"failed\t{place}\t{rule}\t{text}")


# ---- Section 1 of the protocol: text ---------------------------------------------------------

@lru_cache(maxsize=None)
def is_identifier(text):
    return (1 <= len(text.encode()) <= 64 and text[0] not in ".-" and text == text.strip(BLANKS)
            and not re.search(BARRED, text))


def is_day(text):
    try:
        return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text)
    except ValueError:
        return False


def is_list(text):
    parts = text.split(";")
    return text == "" or ("" not in parts and parts == sorted(set(parts)))


KINDS = {  # what a column may hold: rule, name, test, and what is made of the text
    "id": ("T6", "an identifier", is_identifier, str),
    "stratum": ("T6", "a stratum", lambda text: all(map(is_identifier, text.split("/", 1))), str),
    "day": ("T7", "a day", is_day, str),
    "number": ("T8", "a number", lambda text: re.fullmatch(NUMBER, text), int),
    "list": ("T9", "a list in order", is_list, lambda text: text.split(";") if text else []),
    "district": ("T6", "an identifier", lambda text: text == "" or is_identifier(text), str),
    "text": ("", "", lambda text: True, str),
}


def text_lines(file, data):
    """The lines of a text, without their ends."""
    check(not data.startswith(b"\xef\xbb\xbf"), "T1", f"{file}:1", "begins with a byte order mark")
    try:
        *lines, rest = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        check(False, "T1", f"{file}:{number}", "is not UTF-8")
    for number, line in enumerate(lines, 1):
        check(line and not line.endswith("\r"), "T2", f"{file}:{number}", "line is empty or does not end with LF alone")
    check(not rest, "T2", f"{file}:{len(lines) + 1}", "last line is not ended")
    return lines


csv.field_size_limit(2**31 - 1)


def csv_fields(place, line):
    check(not re.search(CONTROL, line), "T3", place, "control character in a field")
    if '"' not in line:
        return line.split(",")
    fields = next(csv.reader([line]))
    again = ",".join('"' + f.replace('"', '""') + '"' if re.search('[,"]', f) else f for f in fields)
    check(line == again, "T4", place, "fields are not quoted as they should be")
    return fields


def columns_of(layout):
    return re.findall(r"(\w+):", layout)


def read_table(file, data, layout):
    """The rows of a table, each with its place; columns beyond the named ones are left out."""
    names, lines = columns_of(layout), text_lines(file, data)
    check(lines, "T5", file, "is empty")
    header = csv_fields(f"{file}:1", lines[0])
    check(header[:len(names)] == names, "T5", f"{file}:1", "header does not begin with " + ",".join(names))
    make_row = namedtuple("Row", [*names, "place"])
    kinds = [KINDS[kind] for kind in re.findall(r":(\w+)", layout)]
    rows, previous, seen = [], (), set()
    for number, line in enumerate(lines[1:], 2):
        place = f"{file}:{number}"
        fields = csv_fields(place, line)
        check(len(fields) == len(header), "T4", place, f"{len(fields)} fields instead of {len(header)}")
        for name, (rule, noun, fits, _), field in zip(names, kinds, fields):
            check(fits(field), rule, place, f"{name} “{field[:100]}” is not {noun}")
        row = make_row(*(convert(field) for (*_, convert), field in zip(kinds, fields)), place)
        for part in itertools.chain(*(value for value in row if isinstance(value, list))):
            check(is_identifier(part), "T6", place, f"“{part}” is not an identifier")
        key = row[:layout.count("!")]
        check(key not in seen, "T10", place, "row is there already")
        check(key > previous or file == "commit/sources.csv", "T10", place, "row is not in the order of the bytes")
        rows.append(row)
        seen.add(key)
        previous = key
    return rows


# ---- Sections 2 and 3: what was committed, and the seed --------------------------------------

def attempt(action, bundle, file):
    """What the action gives for the path of a file; file names are UTF-8 whatever the locale."""
    path = os.path.join(os.fsencode(bundle), file.encode("utf-8", "surrogateescape"))
    try:
        return action(path)
    except OSError as error:
        check(False, rule_of(file), file, f"cannot be read: {error.strerror}")


def rule_of(file):
    return "S1" if file == "seed.txt" else "D1" if file.startswith("draw") else "C2"


def read_file(bundle, file):
    mode = attempt(os.lstat, bundle, file).st_mode
    check(stat.S_ISREG(mode), rule_of(file), file, "is not a regular file")
    return attempt(lambda path: Path(os.fsdecode(path)).read_bytes(), bundle, file)


def read_folder(bundle, folder):
    """All files of a folder, {file: bytes}."""
    files, folders = {}, [folder]
    for folder in folders:  # which grow on the way
        is_folder = stat.S_ISDIR(attempt(os.lstat, bundle, folder).st_mode)
        check(is_folder, rule_of(folder), folder, "is not a folder")
        for name in sorted(attempt(os.listdir, bundle, folder)):
            file = f"{folder}/{name.decode('utf-8', 'surrogateescape')}"
            if stat.S_ISDIR(attempt(os.lstat, bundle, file).st_mode):
                folders.append(file)
            else:
                files[file] = read_file(bundle, file)
    return files


def read_sums(data):
    """What commit/SHA256SUMS lists, {file: digest}."""
    sums, previous = {}, ""
    for number, line in enumerate(text_lines("commit/SHA256SUMS", data), 1):
        place, name = f"commit/SHA256SUMS:{number}", line[66:]
        check(re.match("[0-9a-f]{64}  ", line) and not re.search(CONTROL, name), "C1", place,
              "is not a digest, two spaces and a path")
        check(not {"", ".", ".."} & set(name.split("/")) and "\\" not in name and name != "SHA256SUMS", "C1", place,
              f"path “{name}” is not allowed")
        check(name > previous, "C1", place, "paths are not in the order of the bytes, each once")
        sums[f"commit/{name}"], previous = line[:64], name
    for name, rule in zip(COMMITTED, ("C4", "C5", "C6", "C9", "C10", "C12", "C13", "C14", "C15")):
        check(f"commit/{name}.csv" in sums, rule, "commit/SHA256SUMS", f"does not list {name}.csv")
    return sums


class Bundle:
    """A bundle whose commit/ and seed.txt keep the rules, as far as they are there."""

    def __init__(self, path):
        files = read_folder(path, "commit")
        check("commit/SHA256SUMS" in files, "C2", "commit/SHA256SUMS", "is missing")
        sums_data = files.pop("commit/SHA256SUMS")
        sums = read_sums(sums_data)
        for file, data in sorted(files.items()):
            check(file in sums, "C2", file, "is not listed in SHA256SUMS")
            check(digest_of(data) == sums[file], "C3", file, "has another digest than SHA256SUMS says")
        self.commitment = digest_of(sums_data)
        self.withheld = [file for file in sums if file not in files]
        frames = [FrameFile(file[14:-4], file) for file in sums if re.fullmatch(r"commit/frames/[^/]*\.csv", file)]
        layouts = {**COMMITTED, **{f"frames/{frame.plan}": FRAME for frame in frames}}
        self.tables = {name: read_table(f"commit/{name}.csv", files[f"commit/{name}.csv"], layout)
                       for name, layout in layouts.items() if f"commit/{name}.csv" in files}
        self.tables["frame files"] = frames
        self.tables["all frames"] = [Framed(frame.plan, *row) for frame in frames
                                     for row in self.tables.get(f"frames/{frame.plan}", ())]
        self.indexes = {}
        check_design(self)
        seed = digest_of(sums_data + read_seed(path, self.tables.get("sources")))
        self.seeded = hashlib.sha256(seed.encode())

    def ticket(self, label):
        """H(S ‖ label)"""
        digest = self.seeded.copy()
        digest.update(label.encode())
        return digest.hexdigest()

    def rows(self, name):
        if name not in self.tables:
            raise Withheld(name)
        return self.tables[name]

    def find(self, name, **wanted):
        """The rows of a table that have the wanted values."""
        index = (name, *wanted)
        if index not in self.indexes:
            self.indexes[index] = grouped(self.rows(name), lambda row: tuple(getattr(row, column) for column in wanted))
        return self.indexes[index].get(tuple(wanted.values()), [])


FrameFile = namedtuple("FrameFile", "plan place")
Framed = namedtuple("Framed", "plan target stratum district place")


def digest_of(data):
    """H(data)"""
    return hashlib.sha256(data).hexdigest()


def grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def parts(bundle, pool):
    return bundle.find("strata", plan=pool.plan, pool=pool.pool)


CHECKS = [  # rule, table, what must be true of each row (b: the bundle, r: the row), what is wrong if it is not
    ("C4", "params", lambda b, r: r.name in PARAMS, "parameter is not known"),
    ("C4", "params", lambda b, r: re.fullmatch(PARAMS[r.name], r.value), "value is not allowed"),
    ("C5", "sources", lambda b, r: r.description, "description is empty"),
    ("C6", "plans", lambda b, r: not set(BLANKS) & set(r.plan), "blank in the name of a plan"),
    ("C6", "plans", lambda b, r: r.start <= r.end, "start is after the end"),
    ("C6", "plans", lambda b, r: r.merge in ("yes", "no"), "merge is neither yes nor no"),
    ("C6", "plans", lambda b, r: r.tickets in ("shared", "own"), "tickets is neither shared nor own"),
    ("C7", "plans", lambda b, r: b.find("frame files", plan=r.plan), "plan has no frame"),
    ("C7", "plans", lambda b, r: b.find("pools", plan=r.plan), "plan has no pool"),
    ("C7", "plans", lambda b, r: b.find("seats", plan=r.plan), "plan has no seats"),
    ("C7", "pools", lambda b, r: b.find("plans", plan=r.plan), "plan is not listed"),
    ("C7", "strata", lambda b, r: b.find("plans", plan=r.plan), "plan is not listed"),
    ("C7", "seats", lambda b, r: b.find("plans", plan=r.plan), "plan is not listed"),
    ("C7", "frame files", lambda b, r: b.find("plans", plan=r.plan), "plan is not listed"),
    ("C9", "pools", lambda b, r: r.sample <= r.population, "sample is larger than the population"),
    ("C9", "pools", lambda b, r: r.reserve <= 100, "reserve is more than 100 percent"),
    ("C10", "strata", lambda b, r: r.population >= 1, "population is not at least 1"),
    ("C10", "strata", lambda b, r: b.find("pools", plan=r.plan, pool=r.pool), "plan has no such pool"),
    ("C10", "pools", lambda b, r: r.population == sum(part.population for part in parts(b, r)),
     "populations of the strata do not add up to the pool's"),
    ("C11", "all frames", lambda b, r: b.find("strata", plan=r.plan, stratum=r.stratum), "plan has no such stratum"),
    ("C11", "all frames", lambda b, r: r.district, "district is empty"),
    ("C11", "all frames", lambda b, r: r.district == b.find("all frames", target=r.target)[0].district,
     "target has another district in another frame"),
    ("C8", "strata", lambda b, r: r.population == len(b.find(f"frames/{r.plan}", stratum=r.stratum)),
     "population is not what the frame holds"),
    ("C8", "pools", lambda b, r: len(b.rows(f"frames/{r.plan}")) == sum(
        pool.population for pool in b.find("pools", plan=r.plan)), "populations are not what the frame holds"),
    ("C12", "seats", lambda b, r: r.seats >= 1, "seats is not at least 1"),
    ("C15", "exclusions", lambda b, r: b.find("plans", plan=r.plan), "plan is not listed"),
    ("C15", "exclusions", lambda b, r: not b.find(f"frames/{r.plan}", target=r.target), "target is in the frame"),
]


def check_design(bundle):
    tables = bundle.tables
    check(len(tables.get("params", PARAMS)) >= len(PARAMS), "C4", "commit/params.csv", "a parameter is missing")
    check(tables.get("sources") != [], "C5", "commit/sources.csv", "there is no source")
    for same in grouped(tables.get("plans", ()), lambda row: row.plan.encode().lower()).values():
        check(len(same) == 1, "C6", same[-1].place, "another plan differs in the case of A to Z only")
    for rule, table, good, text in CHECKS:
        for row in tables.get(table, ()):
            with suppress(Withheld):
                check(good(bundle, row), rule, row.place, text)


def read_seed(path, sources):
    """The bytes of seed.txt, found to give each source its value (sources: None when withheld)."""
    data = read_file(path, "seed.txt")
    lines = text_lines("seed.txt", data)
    for number, (line, source) in enumerate(itertools.zip_longest(lines, sources or ()), 1):
        place, (name, equals, value) = f"seed.txt:{number}", (line or "").partition("=")
        check(equals and (sources is None or (source and name == source.source)), "S1", place,
              f"is not the value of {source.source if source else 'a source'}")
        check(value and value == value.strip(BLANKS) and not re.search(CONTROL, value), "S2", place,
              "value is empty, has a control character or a blank at an end")
        nonce = re.match("commit ([0-9A-Fa-f]{64})", source.description if source else "")
        check(not nonce or (re.fullmatch("[0-9A-Fa-f]{64}", value) and digest_of(value.encode()) == nonce[1]), "S3",
              place, f"is not the number that {name} committed to")
    return data


# ---- Sections 4 to 6: the draw. Each function makes one table from those before it ------------

Size, Selected, Visit, Seat = (namedtuple("Row", [*columns_of(layout), "place"], defaults=[None])
                               for layout in DRAWN.values())


def ceil_div(a, b):
    return -(-a // b)


def uniform(bundle, label, m):
    """A number below m, all of them equally likely."""
    for j in itertools.count():
        x = int(bundle.ticket(f"uniform|{label}|{j}")[:16], 16)
        if x < 2**64 - 2**64 % m:
            return x % m


def draw_sizes(bundle):
    sizes = []
    for pool in bundle.rows("pools"):
        n, total, before = pool.sample, pool.population, 0
        u = uniform(bundle, f"size|{pool.plan}|{pool.pool}", total) if total else 0
        for part in parts(bundle, pool):
            after = before + n * part.population
            sample = (after + u) // total - (before + u) // total
            reserve = min(ceil_div(sample * pool.reserve, 100), part.population - sample)
            sizes.append(Size(part.plan, part.stratum, part.population, sample, reserve))
            before = after
    return sorted(sizes)


def target_ticket(bundle, plan, target):
    own = bundle.find("plans", plan=plan)[0].tickets == "own"
    return bundle.ticket(f"target|{plan}|{target}" if own else f"target|{target}")


def draw_selection(bundle):
    selection = []
    for plan, stratum, _, sample, reserve, place in bundle.rows("sizes"):
        check(bundle.find("plans", plan=plan), "D3", place, "plan is not listed")
        try:
            rows = bundle.find(f"frames/{plan}", stratum=stratum)
        except Withheld:  # then the published selection must be a possible one
            rows = [row for row in bundle.find("draw/selection", plan=plan, stratum=stratum)
                    if len(bundle.find("draw/selection", plan=plan, target=row.target)) == 1]
        lowest = sorted((target_ticket(bundle, plan, row.target), row.target) for row in rows)[:sample + reserve]
        check(len(lowest) == sample + reserve, "D4", "draw/selection.csv", f"too few targets of {plan}, {stratum}")
        for rank, (ticket, target) in enumerate(lowest, 1):
            role = "drawn" if rank <= sample else "reserve"
            selection.append(Selected(plan, stratum, rank, role, target, ticket))
    return selection


def draw_visits(bundle):
    visits = []
    drawn = grouped((row for row in bundle.rows("selection") if row.role == "drawn"), lambda row: row.target)
    for target, rows in drawn.items():
        plans = [plan for row in rows for plan in bundle.find("plans", plan=row.plan)]
        groups = [[plan] for plan in plans if plan.merge == "no"]
        rest = sorted((plan for plan in plans if plan.merge == "yes"), key=lambda p: (p.end, p.start, p.plan))
        while rest:
            first_end = rest[0].end
            groups.append([plan for plan in rest if plan.start <= first_end])
            rest = [plan for plan in rest if plan.start > first_end]
        spans = sorted((min(p.end for p in group), max(p.start for p in group),
                        ";".join(sorted(p.plan for p in group))) for group in groups)
        for number, (end, start, names) in enumerate(spans, 1):
            visits.append(Visit(f"{target}-{number}", target, start, end, names.split(";")))
    return sorted(visits)


def draw_teams(bundle):
    teams, load, tables, visits = {}, Counter(), bundle.tables, bundle.rows("visits")
    staff = grouped(tables.get("inspectors", ()), lambda row: row.department)
    recused = {row[:2] for row in tables.get("recusals", ())}
    limit = [int(row.value) for row in tables.get("params", ()) if row.name == "max_visits" and row.value]
    complete = {"params", "inspectors", "recusals"} <= tables.keys() and all(
        bundle.find("all frames", target=visit.target) for visit in visits)
    for visit in sorted(visits, key=lambda row: (bundle.ticket(f"visit|{row.visit}"), row.visit)):
        districts = [row.district for row in bundle.find("all frames", target=visit.target)]
        label = f"inspector|{visit.visit}|"
        asked = [row for plan in visit.plans for row in bundle.find("seats", plan=plan)]
        for department, rows in sorted(grouped(asked, lambda row: row.department).items()):
            skills = sorted({skill for row in rows for skill in row.qualifications})
            most = max(1, *(ceil_div(len(row.qualifications), row.seats) for row in rows))
            count = max(ceil_div(len(skills), most), *(row.seats for row in rows))
            able = {row.inspector: set(row.qualifications) for row in staff[department]
                    if not (limit and load[row.inspector] >= limit[0]) and (row.inspector, visit.target) not in recused
                    and not (row.districts and districts and districts[0] not in row.districts)}
            if complete:
                # Seats beyond the skills ask for nothing, and no more of them are filled than there are inspectors.
                needs = [set(skills[seat::count]) for seat in range(min(count, len(skills) + len(able)))]
                team = fill(needs, able, sorted(able, key=lambda i: (load[i], bundle.ticket(label + i), i)))
            else:
                published = bundle.find("draw/teams", visit=visit.visit, department=department)
                team = take(published, skills, count, able if "inspectors" in tables else None)
            load.update(team.values())
            teams[visit.visit, department] = count, {seat: (i, bundle.ticket(label + i)) for seat, i in team.items()}
    return (Seat(*key, seat, *team.get(seat, ("", "")))
            for key, (count, team) in sorted(teams.items()) for seat in range(1, count + 1))


def fill(needs, able, order):
    """Seat by seat, the first inspector in order with whom this and the later seats are filled best."""
    team = {}
    for seat in range(len(needs)):
        free = [i for i in order if i not in team.values()]
        choices = [[i for i in free if need <= able[i]] for need in needs[seat:]]
        most = most_filled(choices)
        for chosen in choices[0]:
            if most_filled([[i for i in later if i != chosen] for later in choices[1:]]) == most - 1:
                team[seat + 1] = chosen
                break
    return team


def most_filled(choices):
    """How many seats distinct inspectors can fill, given who may take each: a largest matching, grown
    seat by seat by asking those who sit already to take another one, until a free inspector is met."""
    seat_of, sitting = {}, {}
    for start in range(len(choices)):
        asked_by, waiting, free = {}, [start], None
        while waiting and free is None:
            seat = waiting.pop()
            for inspector in choices[seat]:
                if inspector not in asked_by:
                    asked_by[inspector] = seat
                    if inspector not in seat_of:
                        free = inspector
                        break
                    waiting.append(seat_of[inspector])
        while free is not None:
            seat = asked_by[free]
            seat_of[free], sitting[seat], free = seat, free, sitting.get(seat)
    return len(seat_of)


def take(published, skills, count, able):
    """The published team, where withheld files leave open who had to be chosen. All must be able, as
    far as can be known (able is None: not at all)."""
    team = {}
    for row in published:
        if row.inspector:
            fit = able is None or (row.inspector in able and set(skills[row.seat - 1::count]) <= able[row.inspector])
            fit = fit and row.inspector not in team.values()
            check(fit, "D6", row.place, f"{row.inspector} may not take this seat")
            team[row.seat] = row.inspector
    return team


# ---- The verdict -----------------------------------------------------------------------------

def check_published(bundle, name):
    """When nothing can be said of a file of draw/ as a whole: its tickets must still be right."""
    for row in bundle.rows(f"draw/{name}"):
        if name == "selection":
            check(bundle.find("plans", plan=row.plan), "D4", row.place, "plan is not listed")
            check(row.ticket == target_ticket(bundle, row.plan, row.target), "D4", row.place, "ticket is wrong")
        if name == "teams" and row.inspector:
            good = row.ticket == bundle.ticket(f"inspector|{row.visit}|{row.inspector}")
            check(good, "D6", row.place, "ticket is wrong")
    bundle.tables[name] = bundle.rows(f"draw/{name}")


def draw(bundle):
    """Yields name, rule and lines of each file of draw/. Where too much is withheld to know the lines
    they are None, and the published rows, if there are any, are the ground for the next files."""
    for name, rule, make in (("sizes", "D3", draw_sizes), ("selection", "D4", draw_selection),
                             ("visits", "D5", draw_visits), ("teams", "D6", draw_teams)):
        rows = None
        try:
            rows = bundle.tables[name] = make(bundle)
        except Withheld:
            with suppress(Withheld):
                check_published(bundle, name)
        yield name, rule, None if rows is None else csv_lines(columns_of(DRAWN[name]), rows)


def csv_lines(header, rows):
    yield ",".join(header).encode() + b"\n"
    for row in rows:
        fields = (";".join(field) if isinstance(field, list) else str(field) for field in row[:-1])
        yield ",".join(fields).encode() + b"\n"


def sums_lines(digests):
    return [f"{digest}  {name}.csv\n".encode() for name, digest in sorted(digests.items())]


def draw_texts(path):
    """The files of draw/ as they have to be, {name: bytes}, for those who want to write them."""
    bundle = Bundle(path)
    for file in bundle.withheld:
        check(False, "C2", file, "is withheld, so nothing can be drawn")
    texts = {name: b"".join(lines) for name, _, lines in draw(bundle)}
    sums = sums_lines({name: digest_of(text) for name, text in texts.items()})
    return {"SHA256SUMS": b"".join(sums), **{f"{name}.csv": text for name, text in texts.items()}}


def compare(rule, file, expected, data):
    for number, (line, found) in enumerate(itertools.zip_longest(expected, io.BytesIO(data)), 1):
        if line != found:
            line, found = (text and f"“{text.decode('utf-8', 'replace')[:150]}”" for text in (line, found))
            check(False, rule, f"{file}:{number}", f"is {found or 'missing'}, should be {line or 'missing'}")


def verify(path):
    """The line to print when nothing is wrong."""
    bundle = Bundle(path)
    files = read_folder(path, "draw")
    check("draw/SHA256SUMS" in files, "D1", "draw/SHA256SUMS", "is missing")
    for file in sorted(files):
        belongs = file in ("draw/SHA256SUMS", *(f"draw/{name}.csv" for name in DRAWN))
        check(belongs, "D1", file, "does not belong there")
    sums = text_lines("draw/SHA256SUMS", files["draw/SHA256SUMS"])
    for name, layout in DRAWN.items():
        if f"draw/{name}.csv" in files:
            bundle.tables[f"draw/{name}"] = read_table(f"draw/{name}.csv", files[f"draw/{name}.csv"], layout)
    digests, withheld = {}, list(bundle.withheld)
    for name, rule, lines in draw(bundle):
        file = f"draw/{name}.csv"
        if file in files and lines is not None:
            compare(rule, file, lines, files[file])
        if file in files:
            digests[name] = digest_of(files[file])
        elif lines is not None:
            digests[name] = digest_of(b"".join(lines))
        else:
            stated = [line[:64] for line in sums if re.fullmatch(f"[0-9a-f]{{64}}  {name}.csv", line)]
            digests[name] = stated[0] if stated else ""
        if file not in files:
            withheld.append(file)
    compare("D2", "draw/SHA256SUMS", sums_lines(digests), files["draw/SHA256SUMS"])
    if withheld:
        return f"partly {bundle.commitment} withheld {' '.join(sorted(withheld))}"
    return f"verified {bundle.commitment}"


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    try:
        line = verify(arguments[0])
    except Failure as failure:
        line = str(failure)
    except MemoryError:
        line = "failed\t.\tC2\tis too large for the memory of this computer"
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    return 0 if line.startswith("verified ") else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
