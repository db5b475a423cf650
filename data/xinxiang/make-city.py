#!/usr/bin/env python3
"""Makes the demonstration city: one CSV table for each kind that `choucha import` reads.

The registry, the inspectors and the plans are made up to fit the published figures of a
real city (see README.md). The same command always writes the same bytes.

    make-city.py FOLDER                                the demonstration, as it is kept here
    make-city.py FOLDER --targets N [--inspectors M]   a registry of another size, for measuring
    make-city.py --check FOLDER                        counts what the tables of a folder hold
"""

import argparse
import csv
import os
import sys

sys.dont_write_bytecode = True

from city import check, holidays, joint_items, people, targets  # noqa: E402
from city.departments import DEPARTMENTS  # noqa: E402
from city.items import ITEMS  # noqa: E402
from city.plans import PLANS  # noqa: E402

TARGETS = 6000
INSPECTORS = people.FEWEST_INSPECTORS
RECUSAL_CANDIDATES = 4000


def department_rows():
    """Rows of departments.csv; the exempt ones are not expected to have plans."""
    return sorted((department.code, department.name, f"{department.code.lower()}@xinxiang.example",
                   f"0373-556{number:04}", "no" if department.staff else "yes")
                  for number, department in enumerate(DEPARTMENTS, start=1))


def item_rows():
    """Rows of items.csv."""
    return sorted((item.code, item.name, item.department, item.area, item.kind, item.object_type,
                   item.qualifications, item.method, item.basis, "yes" if item.market else "no")
                  for item in ITEMS)


def plan_rows():
    """Rows of plans.csv."""
    return sorted(tuple(plan) for plan in PLANS)


COLUMNS = {
    "departments": "department,name,email,phone,exempt",
    "items": "item,name,department,area,class,object_type,qualifications,method,basis,market",
    "joint-items": "area,items,object_type,initiators,participants",
    "inspectors": "inspector,name,department,qualifications,districts,valid_to,status,email,phone",
    "recusals": "inspector,target,reason",
    "absences": "inspector,from,to,reason",
    "holidays": "date,kind,name",
    "plans": "plan,title,initiator,participants,items,object_type,districts,sample,start,end,times,"
             "campaigns,stratify,team,reserve,cap,merge,tickets,disclosure",
}


def write_table(folder, kind, rows):
    """Writes one table in the form `choucha list KIND --format csv` prints."""
    with open(os.path.join(folder, f"{kind}.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[kind].split(","))
        writer.writerows(rows)


def make_city(folder, target_count, inspector_count):
    """Writes the nine tables."""
    inspectors = people.inspector_rows(inspector_count)
    os.makedirs(folder, exist_ok=True)
    sampled = targets.write_targets(os.path.join(folder, "targets.csv"), target_count, RECUSAL_CANDIDATES)
    write_table(folder, "departments", department_rows())
    write_table(folder, "items", item_rows())
    write_table(folder, "joint-items", joint_items.joint_item_rows())
    write_table(folder, "inspectors", inspectors)
    write_table(folder, "recusals", people.recusal_rows(inspectors, sampled))
    write_table(folder, "absences", people.absence_rows(inspectors))
    write_table(folder, "holidays", holidays.holiday_rows())
    write_table(folder, "plans", plan_rows())


def main():
    """The command line; exit status 1 when a check fails, 2 for a wrong use."""
    parser = argparse.ArgumentParser(description="Make or check the tables of the demonstration city.")
    parser.add_argument("folder", help="where the tables are written, or read")
    parser.add_argument("--targets", type=int, default=TARGETS, metavar="N")
    parser.add_argument("--inspectors", type=int, default=INSPECTORS, metavar="M")
    parser.add_argument("--check", action="store_true", help="check the tables instead of making them")
    options = parser.parse_args()
    if options.check:
        return check.check_city(options.folder)
    try:
        make_city(options.folder, options.targets, options.inspectors)
    except ValueError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
