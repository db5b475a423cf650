"""A trial of the year's draws: not the real ones, but of the same sizes.

Due drawings, sample sizes, shared tickets and merged visits are those of the draw protocol;
only the spread over districts and the teams are left out.
"""

import hashlib
import re
from collections import defaultdict
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from .departments import CITY
from .plans import YEAR

MONTH_ENDS = ("31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")


class Drawing(NamedTuple):
    plan: dict
    name: str
    quarter: int  # 1 to 4
    start: str
    end: str


def split(cell):
    """The values of a list in a cell."""
    return cell.split(";") if cell else []


def departments_of(plan):
    """The initiator and the participants."""
    return {plan["initiator"], *split(plan["participants"])}


def drawings_of(plan):
    """The drawings of a plan: its months in equal runs, the earlier ones longer."""
    times = int(plan["times"] or 1)
    month, last = int(plan["start"][5:7]), int(plan["end"][5:7])
    length, longer = divmod(last - month + 1, times)
    if length < 1:
        raise ValueError(f"{plan['plan']} has fewer months than drawings")
    drawings = []
    for k in range(times):
        until = month + length - (k >= longer)
        start = plan["start"] if k == 0 else f"{YEAR}-{month:02}-01"
        end = plan["end"] if k == times - 1 else f"{YEAR}-{until:02}-{MONTH_ENDS[until - 1]}"
        quarter = int(split(plan["campaigns"])[k][-1]) if plan["campaigns"] else (month + 2) // 3
        name = plan["plan"] if times == 1 else f"{plan['plan']}.{k + 1}"
        drawings.append(Drawing(plan, name, quarter, start, end))
        month = until + 1
    return drawings


def is_by_risk(plan):
    """Whether the sample is a ratio for each risk class."""
    return re.match("[A-D] ", plan["sample"]) is not None


def sample_size(sample, population):
    """How many a sample such as `≥5%`, `20户` or `10% (20户)` is, of a population."""
    sizes = [int(count) for count in re.findall(r"(\d+)[户家]", sample)]
    for ratio in re.findall(r"([\d.]+)%", sample):
        share = population * Fraction(ratio) / 100
        sizes.append(floor(share) if sample.startswith("≤") else ceil(share))
    return min(population, max(sizes))


class Registry:
    """The active targets, by object type."""

    def __init__(self, targets):
        self.by_type = defaultdict(list)
        for target in targets:
            if target["status"] == "active":
                for object_type in split(target["object_types"]):
                    self.by_type[object_type].append(target)

    def frame(self, plan):
        """The targets of the plan's object type in its districts."""
        districts = set(split(plan["districts"]))
        everywhere = not districts or CITY in districts
        of_type = self.by_type[plan["object_type"]]
        return [target for target in of_type if everywhere or target["district"] in districts]


def draw(drawing, frame):
    """The credit codes that one drawing takes from a frame."""
    plan = drawing.plan
    own = drawing.name if plan["tickets"] == "own" or plan["merge"] == "no" else ""

    def ticket(target):
        return hashlib.sha256(f"{drawing.quarter}|{own}|{target['target']}".encode()).digest()

    if is_by_risk(plan):
        ratios = dict(part.split() for part in plan["sample"].split(";"))
        pools = [([target for target in frame if target["risk"] == risk], ratio)
                 for risk, ratio in ratios.items()]
    else:
        pools = [(frame, plan["sample"])]
    return [target["target"] for pool, sample in pools
            for target in sorted(pool, key=ticket)[:sample_size(sample, len(pool))]]


def merge(drawings):
    """The fewest visits that serve the drawings of one target, each a list of drawings."""
    visits = [[drawing] for drawing in drawings if drawing.plan["merge"] == "no"]
    rest = sorted((drawing for drawing in drawings if drawing.plan["merge"] != "no"),
                  key=lambda drawing: (drawing.end, drawing.start, drawing.name))
    while rest:
        visits.append([drawing for drawing in rest if drawing.start <= rest[0].end])
        rest = [drawing for drawing in rest if drawing.start > rest[0].end]
    return visits
