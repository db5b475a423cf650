#!/usr/bin/env python3
"""Repeat the draw of a campaign from its published bundle and say whether it was honest.

    python3 verify.py BUNDLE        prints one line; the exit status is 0 for the first kind only
        verified COMMITMENT                     all of draw/ follows from commit/ and seed.txt
        partly COMMITMENT withheld FILE...      right, as far as the files that are there can tell
        failed<TAB>FILE[:LINE]<TAB>RULE<TAB>... the first thing that is wrong, and the number of its rule
COMMITMENT must be what was published before the seed existed: compare it yourself. Sections and rules are
those of the draw protocol: 1 and 2 read what was committed, 3 to 6 decide who is drawn and who goes there.
What version 2 of the protocol decides in another way (section 11) is in version2.py.
"""
import csv
import hashlib
import itertools
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict, namedtuple
from contextlib import suppress
from datetime import date
from operator import attrgetter
from pathlib import Path

import version2

# The rule about each table, and its columns with what they hold (read_field). Those with a ! tell the
# rows apart, and rows are in their order; sources are in the order of the seed.
COMMITTED = {
    "commit/params.csv": ("C4", "name:id! value:text"),
    "commit/sources.csv": ("C5", "source:id description:text"),
    "commit/plans.csv": ("C6", "plan:id! title:text start:day end:day merge:text tickets:text"),
    "commit/pools.csv": ("C9", "plan:id! pool:id! population:number sample:number reserve:number"),
    "commit/strata.csv": ("C10", "plan:id! stratum:stratum! pool:id population:number"),
    "commit/seats.csv": ("C12", "plan:id! department:id! seats:number qualifications:list"),
    "commit/inspectors.csv": ("C13", "inspector:id! department:id qualifications:list districts:list"),
    "commit/recusals.csv": ("C14", "inspector:id! target:id!"),
    "commit/exclusions.csv": ("C15", "plan:id! target:id! rule:text!"),
}
DECLINED = {"commit/declined.csv": ("C16", "target:id!")}  # in version 2
FRAME = "target:id! stratum:stratum district:district"
DRAWN = {
    "draw/sizes.csv": ("D3", "plan:id! stratum:stratum! population:number sample:number reserve:number"),
    "draw/selection.csv": ("D4", "plan:id! stratum:stratum! rank:number! role:text target:id ticket:text"),
    "draw/visits.csv": ("D5", "visit:text! target:id start:day end:day plans:list"),
    "draw/teams.csv": ("D6", "visit:text! department:id! seat:number! inspector:text ticket:text"),
}
CONTROL, BLANKS = "[\x00-\x1f\x7f-\x9f]", " \u3000"
NUMBER = "0|[1-9][0-9]{0,11}|10{12}"
PARAMS = {"campaign": r"[0-9]{4}Q[1-4](\.([2-9]|[1-9][0-9]{1,11}|10{12}))?",
          "max_visits": f"|{NUMBER}", "protocol": "1"}
PARAMS_2 = {**PARAMS, "max_departments": NUMBER, "protocol": "2", "teams": "greedy|balanced"}
csv.field_size_limit(2**31 - 1)


class Failure(Exception):
    """A rule is broken. The text is the line to print."""


def check(good, rule, place, text):
    """The place is FILE or FILE:LINE."""
    if not good:
        raise Failure(f"failed\t{re.sub(CONTROL, '?', place)}\t{rule}\t{re.sub(CONTROL, '?', text)[:400]}")


def digest_of(data):
    """H(data), of bytes or of a text"""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def group(rows, *columns):
    """The rows that have the same values in these columns, {values: rows}."""
    groups = defaultdict(list)
    for row in rows:
        groups[attrgetter(*columns)(row)].append(row)
    return groups


# ---- Section 1: texts
def is_identifier(text):
    return (1 <= len(text.encode()) <= 64 and text[0] not in ".-" and text == text.strip(BLANKS)
            and not re.search(r'[|,;"/\\:*?<>=]', text)
            and not {"Cc", "Cf", "Zl", "Zp"} & set(map(unicodedata.category, text)))


def is_day(text):
    with suppress(ValueError):
        return text == date.fromisoformat(text).isoformat() >= "1900"


def read_field(kind, text, place):
    """What a field holds: a text, a number or the parts of a list."""
    parts = text.split(";") if kind == "list" and text else []
    check("" not in parts and parts == sorted(set(parts)), "T9", place, f"“{text}” is no list in order")
    names = {"id": [text], "stratum": text.split("/", 1), "district": [text] if text else []}.get(kind, parts)
    check(all(map(is_identifier, names)), "T6", place, f"“{text}” is not an identifier")
    check(kind != "day" or is_day(text), "T7", place, f"“{text}” is not a day")
    check(kind != "number" or re.fullmatch(NUMBER, text), "T8", place, f"“{text}” is not a number")
    return int(text) if kind == "number" else parts if kind == "list" else text


def read_lines(file, data):
    """The lines of a text, without their ends."""
    check(not data.startswith(b"\xef\xbb\xbf"), "T1", f"{file}:1", "begins with a byte order mark")
    lines = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        check(line.decode("utf-8", "ignore").encode() == line, "T1", f"{file}:{number}", "is not UTF-8")
        good = line and not line.endswith(b"\r") if number < len(lines) else not line
        check(good, "T2", f"{file}:{number}", "is empty or does not end with LF alone")
    return [line.decode() for line in lines[:-1]]


def read_table(file, data, layout):
    """The rows of a table, each with its place; columns beyond the named ones are left out."""
    names, kinds = re.findall(r"(\w+):", layout), re.findall(r":(\w+)", layout)
    make_row = namedtuple("Row", [*names, "place"])
    header, rows, last = [], [], ()
    for number, line in enumerate(read_lines(file, data), 1):
        place = f"{file}:{number}"
        check(not re.search(CONTROL, line), "T3", place, "control character in a field")
        fields = next(csv.reader([line]))
        quoted = ('"' + text.replace('"', '""') + '"' if re.search('[,"]', text) else text for text in fields)
        check(line == ",".join(quoted), "T4", place, "fields are not quoted as they should be")
        header = header or fields
        check(header[:len(names)] == names, "T5", place, f"header does not begin with {','.join(names)}")
        check(len(fields) == len(header), "T4", place, f"{len(fields)} fields instead of {len(header)}")
        if number > 1:
            rows.append(make_row(*(read_field(*cell, place) for cell in zip(kinds, fields)), place))
            key = rows[-1][:layout.count("!")] or (number,)
            check(key > last, "T10", place, "row is out of order or there already")
            last = key
    check(header, "T5", file, "is empty")
    return rows


# ---- Section 2: the commitment
def read_files(bundle, top, rule):
    """All files of commit or draw, or seed.txt, as {file: bytes}."""
    files, paths = {}, [Path(bundle, top)]
    for path in paths:  # which grow on the way
        file = os.fsencode(path.relative_to(bundle)).decode("utf-8", "surrogateescape")
        good = (path.is_file() or path.is_dir()) and not path.is_symlink()
        check(good, rule, file, "is missing or not a regular file")
        if path.is_file():
            files[file] = path.read_bytes()
        else:
            paths += sorted(path.iterdir())
    check(top == "seed.txt" or f"{top}/SHA256SUMS" in files, rule, f"{top}/SHA256SUMS", "is missing")
    return files


def read_commitment(bundle):
    """The bytes of commit/SHA256SUMS, the tables that are there, and the files that are withheld."""
    files, sums, last = read_files(bundle, "commit", "C2"), {}, ""
    sums_data = files.pop("commit/SHA256SUMS")
    for number, line in enumerate(read_lines("commit/SHA256SUMS", sums_data), 1):
        name = line[66:]
        is_path = not {"", ".", ".."} & set(name.split("/")) and not re.search(rf"{CONTROL}|\\", name)
        good = re.match("[0-9a-f]{64}  ", line) and is_path and name > last and name != "SHA256SUMS"
        check(good, "C1", f"commit/SHA256SUMS:{number}", "is not a digest, two spaces and a path, in order")
        sums[f"commit/{name}"], last = line[:64], name
    layouts = {**COMMITTED, **(DECLINED if is_version_2(files, sums) else {})}
    for file, (rule, _) in layouts.items():
        check(file in sums, rule, "commit/SHA256SUMS", f"does not list {file[7:]}")
    for file, data in files.items():
        check(file in sums, "C2", file, "is not listed in SHA256SUMS")
        check(digest_of(data) == sums[file], "C3", file, "has another digest than SHA256SUMS says")
    tables = {file[7:-4]: read_table(file, files[file], layout)
              for file, (_, layout) in layouts.items() if file in files}
    make_file = namedtuple("File", "plan place")
    make_row = namedtuple("Row", "plan target stratum district place")
    frames = {file: file[14:-4] for file in sums if re.fullmatch(r"commit/frames/[^/]*\.csv", file)}
    rows = [make_row(plan, *row) for file, plan in frames.items() if file in files
            for row in read_table(file, files[file], FRAME)]
    if frames.keys() <= files.keys():
        tables["frames"] = rows
        tables["frame files"] = [make_file(plan, file) for file, plan in frames.items()]
    if tables.keys() >= {"params", "sources", "plans", "pools", "strata", "seats", "exclusions", "frames"}:
        check_design(tables, PARAMS if layouts == COMMITTED else PARAMS_2)
    if layouts == COMMITTED or tables.keys() >= {"params", "declined", "seats"}:
        tables["limits"] = find_limits(tables)
    return sums_data, tables, [file for file in sums if file not in files]


def is_version_2(files, sums):
    """By params.csv; when it is withheld, by what else is listed."""
    if "commit/params.csv" in files:
        return re.search(rb"(?m)^protocol,2(,|$)", files["commit/params.csv"]) is not None
    return "commit/params.csv" in sums and DECLINED.keys() <= sums.keys()


def check_design(tables, params):
    """Do the tables fit together? What must be true of their rows, rule by rule."""
    plans, sources = group(tables["plans"], "plan"), group(tables["sources"], "source")
    alike = {row.plan.encode().lower(): row for row in reversed(tables["plans"])}
    having = [group(tables[name], "plan") for name in ("frame files", "pools", "seats")]
    pools, parts = group(tables["pools"], "plan", "pool"), group(tables["strata"], "plan", "pool")
    strata, framed = group(tables["strata"], "plan", "stratum"), group(tables["frames"], "plan", "stratum")
    targets = group(tables["frames"], "target")
    check(len(tables["params"]) >= len(params), "C4", "commit/params.csv", "a parameter is missing")
    check(sources, "C5", "commit/sources.csv", "there is no source")
    for rule, name, is_kept in (
        ("C4", "params", lambda row: row.name in params and re.fullmatch(params[row.name], row.value)),
        ("T10", "sources", lambda row: row is sources[row.source][0]),
        ("C5", "sources", lambda row: row.description),
        ("C6", "plans", lambda row: row is alike[row.plan.encode().lower()]),
        ("C6", "plans", lambda row: not re.search(f"[{BLANKS}]", row.plan) and row.start <= row.end),
        ("C6", "plans", lambda row: row.merge in ("yes", "no") and row.tickets in ("shared", "own")),
        ("C7", "plans", lambda row: all(row.plan in found for found in having)),
        *(("C7", name, lambda row: row.plan in plans) for name in ("pools", "strata", "seats")),
        ("C7", "frame files", lambda row: row.plan in plans),
        ("C9", "pools", lambda row: row.sample <= row.population and row.reserve <= 100),
        ("C10", "strata", lambda row: row.population >= 1 and (row.plan, row.pool) in pools),
        ("C10", "pools", lambda row: row.population == sum(s.population for s in parts[row.plan, row.pool])),
        ("C11", "frames", lambda row: (row.plan, row.stratum) in strata and row.district),
        ("C11", "frames", lambda row: row.district == targets[row.target][0].district),
        ("C8", "strata", lambda row: row.population == len(framed[row.plan, row.stratum])),
        ("C12", "seats", lambda row: 1 <= row.seats <= 1000),  # section 10
        ("C15", "exclusions", lambda row: row.plan in plans),
        ("C15", "exclusions", lambda row: row.plan not in {same.plan for same in targets[row.target]}),
    ):
        for row in tables[name]:
            check(is_kept(row), rule, row.place, f"{name} do not keep this rule here")


# ---- Section 3: the seed
def read_seed(bundle, sources):
    """The bytes of seed.txt: a line source=value for each source (None: withheld), in their order."""
    data = read_files(bundle, "seed.txt", "S1").get("seed.txt", b"")
    lines = read_lines("seed.txt", data)
    pairs = itertools.zip_longest(lines, sources) if sources is not None else ()
    for number, (line, source) in enumerate(pairs, 1):
        place = f"seed.txt:{number}"
        check(line and source and line.startswith(f"{source.source}="), "S1", place, "is of another source")
        value = line[len(source.source) + 1:]
        good = value == value.strip(BLANKS) != "" and not re.search(CONTROL, value)
        check(good, "S2", place, "value is empty, has a control character or a blank at an end")
        if nonce := re.fullmatch("commit ([0-9A-Fa-f]{64})", source.description):
            good = re.fullmatch("[0-9A-Fa-f]{64}", value) and digest_of(value) == nonce[1]
            check(good, "S3", place, "is not the number that its source committed to")
    return data


def uniform(seed, label, m):
    """A number below m, all of them equally likely."""
    numbers = (int(digest_of(f"{seed}uniform|{label}|{j}")[:16], 16) for j in itertools.count())
    return next(x % m for x in numbers if x < 2**64 - 2**64 % m)


# ---- Section 4: targets. Here and below, -(-a // b) is a / b rounded up
def draw_sizes(tables, seed):
    sizes, strata = [], group(tables["strata"], "plan", "pool")
    for pool in tables["pools"]:
        n, N, before = pool.sample, pool.population, 0
        u = uniform(seed, f"size|{pool.plan}|{pool.pool}", N) if N else 0
        for row in strata[pool.plan, pool.pool]:
            after = before + n * row.population
            sample = (after + u) // N - (before + u) // N
            reserve = min(-(-sample * pool.reserve // 100), row.population - sample)
            sizes.append((row.plan, row.stratum, row.population, sample, reserve))
            before = after
    return sorted(sizes)


def draw_selection(tables, seed):
    selection, frames = [], group(tables["frames"], "plan", "stratum")
    own = {row.plan for row in tables["plans"] if row.tickets == "own"}
    for plan, stratum, _, sample, reserve in tables["sizes"]:
        label = f"{seed}target|{plan}|" if plan in own else f"{seed}target|"
        tickets = sorted((digest_of(label + row.target), row.target) for row in frames[plan, stratum])
        for rank, (digits, target) in enumerate(tickets[:sample + reserve], 1):
            role = "drawn" if rank <= sample else "reserve"
            selection.append((plan, stratum, rank, role, target, digits))
    return selection


# ---- Section 5: visits
def find_limits(tables):
    """How many departments may come to a target together, {target: number}; 0 is any number."""
    params = {row.name: row.value for row in tables.get("params", ())}
    limits = defaultdict(lambda: int(params.get("max_departments", "0")))
    limits.update({row.target: 1 for row in tables.get("declined", ())})
    return limits


def draw_visits(tables, seed):
    visits, plans, departments = [], {row.plan: row for row in tables["plans"]}, defaultdict(set)
    for row in tables.get("seats", ()):
        departments[row.plan].add(row.department)
    drawn = group((row for row in tables["selection"] if row.role == "drawn"), "target")
    for target, rows in drawn.items():
        waiting = sorted((plans[row.plan] for row in rows), key=attrgetter("end", "start", "plan"))
        groups = [[plan] for plan in waiting if plan.merge == "no"]
        waiting = [plan for plan in waiting if plan.merge == "yes"]
        if limit := tables["limits"][target]:
            check(len(waiting) <= 16, "D5", "draw/visits.csv", f"too many plans drew {target}")  # section 11
            groups += version2.cut(waiting, departments, limit)
            waiting = []
        while waiting:
            groups.append([plan for plan in waiting if plan.start <= waiting[0].end])
            waiting = [plan for plan in waiting if plan.start > waiting[0].end]
        spans = sorted((min(plan.end for plan in together), max(plan.start for plan in together),
                        ";".join(sorted(plan.plan for plan in together))) for together in groups)
        for number, (end, start, names) in enumerate(spans, 1):
            visits.append((f"{target}-{number}", target, start, end, names))
    return sorted(visits)


# ---- Section 6: inspectors
def draw_teams(tables, seed):
    seats, staff = group(tables["seats"], "plan"), group(tables["inspectors"], "department")
    recused = {(row.inspector, row.target) for row in tables["recusals"]}
    district = {row.target: row.district for row in tables["frames"]}
    params = {row.name: row.value for row in tables["params"]}
    max_visits = int(params["max_visits"] or 10**12)
    is_balanced = params.get("teams") == "balanced"
    load, places, fits, names = Counter(), [], [], []

    def ticket(visit, name):
        return digest_of(f"{seed}inspector|{visit}|{name}")
    for visit in sorted(tables["visits"], key=lambda row: (digest_of(f"{seed}visit|{row.visit}"), row.visit)):
        asked = [row for plan in visit.plans.split(";") for row in seats[plan]]
        for department, rows in sorted(group(asked, "department").items()):
            skills = sorted({skill for row in rows for skill in row.qualifications})
            most = max(1, *(-(-len(row.qualifications) // row.seats) for row in rows))
            count = max(-(-len(skills) // most), *(row.seats for row in rows))
            needs = [set(skills[seat::count]) for seat in range(count)]
            skills_of = {row.inspector: set(row.qualifications) for row in staff[department]
                         if (not row.districts or district[visit.target] in row.districts)
                         and (row.inspector, visit.target) not in recused}
            order = sorted((name for name in skills_of if load[name] < max_visits),
                           key=lambda name: (load[name], ticket(visit.visit, name), name))
            team = fill(needs, skills_of, order)
            load.update(team.values())
            places += [(visit.visit, department, seat) for seat in range(1, count + 1)]
            names += [team.get(seat, "") for seat in range(1, count + 1)]
            fits += [is_balanced and [name for name in skills_of if need <= skills_of[name]] for need in needs]
    if is_balanced:
        order = {row.inspector: digest_of(f"{seed}order|{row.inspector}") for row in tables["inspectors"]}
        order = sorted(order, key=lambda name: (order[name], name))
        names = version2.balance([place[:2] for place in places], fits, names, order, max_visits)
    return sorted((*place, name, ticket(place[0], name) if name else "") for place, name in zip(places, names))


def fill(needs, skills_of, order):
    """Seat by seat, the first inspector in order with whom this and the later seats are filled best."""
    team = {}
    for seat in range(len(needs)):
        free = [name for name in order if name not in team.values()]
        choices = [[name for name in free if need <= skills_of[name]] for need in needs[seat:]]
        most = most_filled(choices)
        for chosen in choices[0]:
            if most_filled([[name for name in names if name != chosen] for names in choices[1:]]) == most - 1:
                team[seat + 1] = chosen
                break
    return team


def most_filled(choices):
    """How many seats distinct inspectors can fill, given who may take each: a largest matching."""
    seat_of = {}

    def can_fill(seat, asked):
        """Is somebody free for it, or does somebody get free by taking another seat?"""
        for name in sorted(choices[seat], key=lambda name: name in seat_of):
            if name not in asked:
                asked.add(name)
                if name not in seat_of or can_fill(seat_of[name], asked):
                    seat_of[name] = seat
                    return True
        return False
    return sum(can_fill(seat, set()) for seat in range(len(choices)))


# ---- Section 7: the verdict
def draw(bundle):
    """The commitment, the files of commit/ that are withheld, and what draw/ must hold, {file: bytes}."""
    sums_data, tables, withheld = read_commitment(bundle)
    seed = digest_of(sums_data + read_seed(bundle, tables.get("sources")))
    steps = ((draw_sizes, "pools strata"), (draw_selection, "sizes plans frames"), (draw_visits, "selection limits"),
             (draw_teams, "visits params seats inspectors recusals"))
    texts = {}
    for (file, (_, layout)), (make, needed) in zip(DRAWN.items(), steps):
        if tables.keys() >= set(needed.split()):
            columns = re.findall(r"(\w+):", layout)
            rows = tables[file[5:-4]] = list(map(namedtuple("Row", columns)._make, make(tables, seed)))
            texts[file] = "".join(",".join(map(str, row)) + "\n" for row in [columns, *rows]).encode()
    return digest_of(sums_data), withheld, texts


def draw_texts(bundle):
    """The tables of draw/, {name: bytes}, for those who want to write them."""
    return {file[5:]: text for file, text in draw(bundle)[2].items()}


def verify(bundle):
    """The line to print when nothing is wrong."""
    commitment, withheld, texts = draw(bundle)
    files = read_files(bundle, "draw", "D1")
    sums = read_lines("draw/SHA256SUMS", files.pop("draw/SHA256SUMS"))
    for file, data in files.items():
        check(file in DRAWN, "D1", file, "does not belong there")
        read_table(file, data, DRAWN[file][1])
    withheld += [file for file in DRAWN if file not in files]
    for file, text in texts.items():
        found = read_lines(file, files.setdefault(file, text))  # of withheld ones, digests must be right
        pairs = itertools.zip_longest(found, read_lines(file, text), fillvalue="absent")
        for number, (line, right) in enumerate(pairs, 1):
            check(line == right, DRAWN[file][0], f"{file}:{number}", f"should be {right}")
    for number, (line, file) in enumerate(itertools.zip_longest(sums, sorted(DRAWN), fillvalue=""), 1):
        digest = digest_of(files[file]) if file in files else line[:64]
        good = file and line == f"{digest}  {file[5:]}" and re.match("[0-9a-f]{64} ", line)
        check(good, "D2", f"draw/SHA256SUMS:{number}", "is not the digest and the name of the file")
    if withheld:
        return f"partly {commitment} withheld {' '.join(sorted(withheld))}"
    return f"verified {commitment}"


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    try:
        line = verify(arguments[0])
    except Failure as failure:
        line = str(failure)
    except Exception as error:  # a file that cannot be read, or damage that nobody thought of
        line = f"failed\t.\tC2\tcannot be verified: {type(error).__name__}"
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(line)
    return 0 if line.startswith("verified ") else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
