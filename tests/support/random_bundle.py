#!/usr/bin/env python3
"""Make a random bundle that keeps every rule of the draw protocol, the same one for the same number.

    random_bundle.py [--draw] [--version-2] NUMBER FOLDER

writes FOLDER/commit and FOLDER/seed.txt, by version 1 of the protocol unless told otherwise; with --draw also FOLDER/draw, computed by the independent
verifier (data/verify/verify.py). The bundles are small and varied, so that whatever the protocol
allows turns up in some of them: empty frames, seats nobody can take, names in quotes, …
"""
import hashlib
import importlib.util
import pathlib
import random
import sys

VERIFY = pathlib.Path(__file__).resolve().parents[2] / "data" / "verify" / "verify.py"
SKILLS = ["食品", "价格", "计量", "消防", "ladders", "特种设备", "x ray", "安全"]
DEPARTMENTS = ["SCJG", "XF", "WJW", "公安局", "Dept 7", "YJ"]
TITLES = ["餐饮服务抽查", "Hotels, inns and hostels", 'The so-called "bright kitchens"', "", 'a "b", c', " 前后有空格 "]
CLASSES = ["A", "B", "C", "D"]


def load_verify():
    if str(VERIFY.parent) not in sys.path:
        sys.path.append(str(VERIFY.parent))  # for what it imports
    spec = importlib.util.spec_from_file_location("verify", VERIFY)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def field_text(value):
    text = ";".join(sorted(value)) if isinstance(value, (list, set, tuple)) else str(value)
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text


def table_text(rng, header, rows, in_order=True):
    """A CSV file; now and then with further columns."""
    rows = sorted(rows, key=lambda row: [str(value) for value in row]) if in_order else rows
    header, rows = header.split(","), [list(row) for row in rows]
    for extra in rng.choice([[], [], ["note"], ["备注,二", "more"]]):
        header.append(extra)
        for row in rows:
            row.append(rng.choice(["", "x", "说明", 'quoted "so"', "1,2"]))
    return "".join(",".join(map(field_text, row)) + "\n" for row in [header, *rows])


def some(rng, things, low=0, high=None):
    """A few of the things, in no order."""
    high = len(things) if high is None else min(high, len(things))
    return rng.sample(things, rng.randint(min(low, high), high))


def make_registry(rng):
    """Targets with district and risk class, {target: (district, class)}."""
    districts = some(rng, ["410702", "410703", "410704", "红旗区", "卫滨区", "9"], 1)
    names = [lambda i: f"9141070{i % 5}MA{4000000 + 37 * i}K", lambda i: f"企业{i}", lambda i: f"a-{i}",
             lambda i: f"a-1-{i}", lambda i: f"Shop {i}", lambda i: f"商铺\u3000{i}"]
    make_name = rng.choice(names + [lambda i: rng.choice(names)(i)])
    targets = {make_name(i) for i in range(rng.choice([3, 12, 40, 100]))}
    return {target: (rng.choice(districts), rng.choice(CLASSES)) for target in sorted(targets)}, districts


def make_period(rng):
    """Few days to choose from, so that periods touch, overlap and miss one another."""
    return sorted(f"2027-{month:02}-{day}" for month, day in
                  [(rng.randint(1, 4), rng.choice(["01", "15", "28"])) for _ in range(2)])


def make_sample(rng, population):
    if population == 0:
        return 0
    return rng.choice([0, 1, population, population // 2, (population + 9) // 10, rng.randint(0, population)])


class Plans:
    """The tables that speak of plans: plans, pools, strata, seats, exclusions, frames."""

    def __init__(self, rng, registry, departments):
        self.rng, self.registry, self.departments = rng, registry, departments
        self.plans, self.pools, self.strata, self.seats, self.exclusions, self.frames = [], [], [], [], [], {}
        style = rng.choice(["P{}", "2027-{:03}", "2027-004.{}", "计划{}", "第{}号(联合)"])
        for number in range(1, rng.choice([1, 2, 4, 8, 12]) + 1):
            self.add(style.format(number))

    def add(self, plan):
        rng = self.rng
        start, end = make_period(rng)
        merge = rng.choice(["yes", "yes", "no"])
        tickets = rng.choice(["shared", "shared", "own"])
        self.plans.append((plan, rng.choice(TITLES), start, end, merge, tickets))
        by_risk, by_district = rng.random() < 0.4, rng.random() < 0.5
        frame = some(rng, list(self.registry), 0, rng.choice([0, 5, 80, 80, 80]))
        self.frames[plan] = [(target, self.stratum(target, by_risk, by_district), self.registry[target][0])
                             for target in frame]
        pool_of = {target: self.registry[target][1] if by_risk else "all" for target in frame}
        reserve = rng.choice([0, 0, 10, 33, 50, 100])
        for pool in CLASSES if by_risk else ["all"]:
            population = sum(pool_of[target] == pool for target in frame)
            self.pools.append((plan, pool, population, make_sample(rng, population), reserve))
        counts = {}
        for target, stratum, _ in self.frames[plan]:
            counts[stratum, pool_of[target]] = counts.get((stratum, pool_of[target]), 0) + 1
        self.strata += [(plan, stratum, pool, count) for (stratum, pool), count in counts.items()]
        for department, skills in some(rng, list(self.departments.items()), 1, 3):
            seats = rng.choice([1, 2, 2, 2, 3, 4])
            self.seats.append((plan, department, seats, some(rng, skills, rng.choice([0, 2, 2]), 4)))
        for target in some(rng, sorted(self.registry.keys() - set(frame)), 0, 3):
            self.exclusions.append((plan, target, rng.choice(["cap", "risk"])))

    def stratum(self, target, by_risk, by_district):
        district, risk = self.registry[target]
        if by_district:
            return f"{district}/{risk}" if by_risk else district
        return risk if by_risk else "all"


def make_inspectors(rng, departments, districts):
    """In a lopsided department one inspector can do all and the others the same one thing: whoever
    can do all must then often be kept for a later seat."""
    inspectors = []
    for department, skills in departments.items():
        lopsided = rng.random() < 0.5
        for number in range(rng.choice([0, 1, 2, 3, 3, 4, 5, 6, 12, 20])):
            name = rng.choice(["{}-{:03}", "{} {}", "执法{}{}"]).format(department, number)
            where = some(rng, districts, 1) if rng.random() < 0.4 else []
            mine = some(rng, skills, rng.choice([0, 1, 1, 1]))
            if lopsided:
                mine = skills if number == 0 else sorted(skills)[:1]
            inspectors.append((name, department, mine, where))
    return list({row[0]: row for row in inspectors}.values())


def make_sources(rng):
    """The rows of sources.csv, and the lines of seed.txt."""
    sources, lines = [], []
    for number in range(rng.randint(1, 4)):
        name = f"{rng.choice(['dice', '骰子', 'lottery no.', 'SCJG'])}{number}"
        description = rng.choice(["twenty throws, by witnesses", "福利彩票 2027-01-06", "commit to nothing",
                                  'the "big" wheel'])
        value = rng.choice(["3 1 4 1 5", "a=b=c", '02, 05, "11"', "三 一 四", "0"])
        if rng.random() < 0.3:
            value = "".join(rng.choice("0123456789abcdefABCDEF") for _ in range(64))
            description = "commit " + hashlib.sha256(value.encode()).hexdigest()
        sources.append((name, description))
        lines.append(f"{name}={value}\n")
    return sources, "".join(lines)


def make_files(rng, version):
    """The files of commit/ but SHA256SUMS, {path: bytes}, and the text of seed.txt, by this version of the protocol."""
    registry, districts = make_registry(rng)
    departments = {name: some(rng, SKILLS, *rng.choice([(0, 6), (2, 2), (2, 3), (3, 3)]))
                   for name in some(rng, DEPARTMENTS, 1, 5)}
    plans = Plans(rng, registry, departments)
    inspectors = make_inspectors(rng, departments, districts)
    framed = sorted({row[0] for rows in plans.frames.values() for row in rows})
    pairs = [(row[0], target) for row in inspectors for target in framed]
    recusals = [pair for pair in pairs if rng.random() < rng.choice([0, 0.02, 0.3])]
    sources, seed = make_sources(rng)
    params = [("campaign", rng.choice(["2027Q1", "2027Q4.2", "2031Q3.17"])), ("protocol", version),
              ("max_visits", rng.choice(["", "", 0, 1, 2, 3, 7, 10**12]))]
    if version == 2:
        params += [("max_departments", rng.choice([0, 1, 2, 2, 3, 10**12])),
                   ("teams", rng.choice(["greedy", "balanced", "balanced", "balanced"]))]
    texts = {
        "params.csv": table_text(rng, "name,value", params),
        "sources.csv": table_text(rng, "source,description", sources, in_order=False),
        "plans.csv": table_text(rng, "plan,title,start,end,merge,tickets", plans.plans),
        "pools.csv": table_text(rng, "plan,pool,population,sample,reserve", plans.pools),
        "strata.csv": table_text(rng, "plan,stratum,pool,population", plans.strata),
        "seats.csv": table_text(rng, "plan,department,seats,qualifications", plans.seats),
        "inspectors.csv": table_text(rng, "inspector,department,qualifications,districts", inspectors),
        "recusals.csv": table_text(rng, "inspector,target", recusals),
        "exclusions.csv": table_text(rng, "plan,target,rule", plans.exclusions),
    }
    if version == 2:
        declined = some(rng, [*registry, "不在任何名单"], 0, rng.choice([0, 5, 100]))
        texts["declined.csv"] = table_text(rng, "target", [[target] for target in declined])
    for plan, rows in plans.frames.items():
        texts[f"frames/{plan}.csv"] = table_text(rng, "target,stratum,district", rows)
    files = {path: text.encode() for path, text in texts.items()}
    for path in some(rng, ["README", "notes/公告 1.pdf", "frames/about.txt", "z.bin"], 0, 2):
        files[path] = bytes(rng.randrange(256) for _ in range(rng.choice([0, 30])))
    return files, seed


def sums_text(files):
    """The text of SHA256SUMS for files, {path: bytes}."""
    lines = sorted((path, hashlib.sha256(data).hexdigest()) for path, data in files.items() if path != "SHA256SUMS")
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode()


def write_files(folder, files):
    for path, data in files.items():
        place = pathlib.Path(folder) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def write_bundle(number, folder, draw=False, version=1):
    files, seed = make_files(random.Random(number), version)
    folder = pathlib.Path(folder)
    write_files(folder / "commit", {**files, "SHA256SUMS": sums_text(files)})
    write_files(folder, {"seed.txt": seed.encode()})
    if draw:
        files = load_verify().draw_texts(folder)
        write_files(folder / "draw", {**files, "SHA256SUMS": sums_text(files)})


def main(arguments):
    draw = "--draw" in arguments
    version = 2 if "--version-2" in arguments else 1
    arguments = [argument for argument in arguments if argument not in ("--draw", "--version-2")]
    if len(arguments) != 2 or not arguments[0].isdecimal():
        print(__doc__, file=sys.stderr)
        return 2
    if pathlib.Path(arguments[1]).exists():
        print(f"{arguments[1]} is there already", file=sys.stderr)
        return 2
    write_bundle(int(arguments[0]), arguments[1], draw, version)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
