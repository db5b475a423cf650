"""The registry of targets, of any size, in the order of its keys and in constant memory.

6000 profiles (trade and district) are made once; each gets every 6000th target, so a
larger registry is the demonstration many times over, under other names and codes. The
choices of a row come from wheels whose lengths have no common divisor with the others.
A credit code is kind, district, organisation code, check character. The organisation
codes begin with MY, which as far as we know nobody's does; the next six characters are the
number of the row, spread over all there are, so that codes ascend and none comes twice.
"""

from collections import defaultdict
from itertools import cycle, islice
from typing import NamedTuple

from . import chance, codes
from .departments import DISTRICTS
from .trades import OMENS, TRADES, VILLAGES

COLUMNS = "target,name,district,object_types,risk,industry,address,status,longitude,latitude,joint"
PROFILES = 6000
BLOCK = 31 ** 3
MOST_TARGETS = BLOCK * BLOCK
PLACES = 1999  # of every district; a prime, as the length of a wheel
RISKS = 1009
WORDS = 19 * 17 * 19
CHUNK = 16384


class _Profile(NamedTuple):
    front: str  # of the name
    words: list
    back: str   # of the name, then district and object types
    risks: list
    industry: str
    places: list


def _places(district):
    """Pieces of rows from the address on: address,status,longitude,latitude,joint."""
    places = []
    for i in range(PLACES):
        percentile = i * 100 // PLACES
        x, y = (chance.number(f"{axis}|{district.code}|{i}", 1 << 20) for axis in "xy")
        # the last digit is never 0, so that a number has one way to be written
        east = district.west + x % (district.width // 10) * 10 + 1 + x % 9
        north = district.south + y % (district.height // 10) * 10 + 1 + y % 9
        point = f"{east // 100000}.{east % 100000:05},{north // 100000}.{north % 100000:05}"
        places.append(f"{district.address}{district.streets[x % len(district.streets)]}{1 + y % 399}号,"
                      f"{'ended' if percentile < 2 else 'active'},"
                      f"{',' if 30 <= percentile < 33 else point},"
                      f"{'no' if 60 <= percentile < 62 else 'yes'}")
    return chance.shuffled(f"places|{district.code}", places)


def _name_front(trade, district, label):
    """The beginning of a name: of the province, of the city, or of the district."""
    if trade.kind == "31":
        return "河南"
    if trade.kind != "91":
        return district.short
    near = ["新乡市"] if district.name.endswith("区") else [district.short]
    return chance.pick(label, ["河南", *near, *near, district.short])


def _risks():
    """The wheel of risk classes: 60, 28, 9 and 3 %."""
    counts = chance.apportioned(RISKS, [60, 28, 9, 3])
    return chance.shuffled("risks", "".join(letter * count for letter, count in zip("ABCD", counts)))


def _words():
    """Two wheels: words for the names of businesses, and of institutions."""
    businesses = chance.shuffled("names", [a + b + c for a in OMENS[0] for b in OMENS[1] for c in OMENS[2]])
    villages = chance.shuffled("villages", [a + b for a in VILLAGES[0] for b in VILLAGES[1]])
    return businesses, list(islice(cycle(villages), WORDS))


def _profiles():
    """By beginning of the code: (order, profile), in the order in which they get one target more."""
    businesses, institutions = _words()
    risks, unrated = _risks(), [""] * RISKS
    by_code = {district.code: district for district in DISTRICTS}
    places = {district.code: _places(district) for district in DISTRICTS}
    everywhere = [district.code for district in DISTRICTS for _ in range(district.weight)]
    made = []
    counts = chance.apportioned(PROFILES, [trade.weight for trade in TRADES])
    for number, (trade, count) in enumerate(zip(TRADES, counts)):
        where = [code for code in everywhere if not trade.districts or code in trade.districts]
        for i in range(count):
            label = f"profile|{number}|{i}"
            district = by_code[chance.pick(label, where)]
            made.append((trade.kind + district.code, _Profile(
                _name_front(trade, district, label + "|front"),
                institutions if trade.kind in ("12", "52") else businesses,
                f"{trade.endings[i % len(trade.endings)]},{district.code},{';'.join(trade.object_types)},",
                risks if trade.kind in ("91", "92", "93") else unrated,
                trade.industry, places[district.code])))
    by_head = defaultdict(list)
    for order, (head, profile) in enumerate(chance.shuffled("profiles", made)):
        by_head[head].append((order, profile))
    return by_head


def _pieces(first_place):
    """All pieces of three characters with what they add to both sums, in order."""
    texts = [a + b + c for a in codes.ALPHABET for b in codes.ALPHABET for c in codes.ALPHABET]
    return [(text, codes.organisation_weighted(text, first_place), codes.weighted(text, 8 + first_place))
            for text in texts]


def target_chunks(count):
    """The rows of a registry of `count` targets, in lists, ordered by credit code."""
    by_head = _profiles()
    left, right = _pieces(2), _pieces(5)
    stride = MOST_TARGETS // count
    organisation_start, credit_start = codes.organisation_weighted("MY", 0), codes.weighted("MY", 8)
    # the ninth character for every sum of three pieces, with what it adds to the credit code
    ninth = [(codes.organisation_check(total), codes.weighted(codes.organisation_check(total), 16))
             for total in range(organisation_start, organisation_start + 21)]
    last = [codes.credit_check(total) for total in range(31 * 5)]
    row = 0
    rows = []
    for head in sorted(by_head):
        turns, extra = divmod(count, PROFILES)
        of_head = turns * len(by_head[head]) + sum(order < extra for order, _ in by_head[head])
        head_sum = (codes.weighted(head, 0) + credit_start) % 31
        for front, words, back, risks, industry, places in islice(
                cycle([profile for _, profile in by_head[head]]), of_head):
            high, low = divmod(row * stride + row * 2654435761 % stride, BLOCK)
            text_a, organisation_a, credit_a = left[high]
            text_b, organisation_b, credit_b = right[low]
            check, credit_c = ninth[organisation_a + organisation_b]
            end = last[head_sum + credit_a + credit_b + credit_c]
            rows.append(f"{head}MY{text_a}{text_b}{check}{end},{front}{words[row % WORDS]}{back}"
                        f"{risks[row % RISKS]},{industry},{places[row % PLACES]}")
            row += 1
            if len(rows) == CHUNK:
                yield rows
                rows = []
    if rows:
        yield rows


def write_targets(path, count, sample):
    """Writes targets.csv; returns about `sample` of its credit codes, spread evenly."""
    if not 1 <= count <= MOST_TARGETS:
        raise ValueError(f"a registry has 1 to {MOST_TARGETS} targets")
    step = max(1, count // sample)
    seen, sampled = 0, []
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(COLUMNS + "\n")
        for rows in target_chunks(count):
            file.write("\n".join(rows) + "\n")
            sampled.extend(row[:18] for row in rows[-seen % step:: step])
            seen += len(rows)
    return sampled
