#!/usr/bin/env python3
"""Workbooks that choucha writes, as openpyxl and other programs see them: lists,
templates filled in and imported, wrong tables annotated, mended and imported.

usage: workbooks.py CHOUCHA SOURCE-ROOT

Skipped when openpyxl is not there.
"""
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("1..0 # SKIP python3-openpyxl is not installed")
    sys.exit(0)

CHOUCHA, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
CITY = ROOT / "data" / "xinxiang"
KINDS = ["departments", "items", "joint-items", "targets", "inspectors", "recusals", "absences", "holidays", "plans"]
EXAMPLE = {"en": "example: ", "zh_CN": "示例："}

checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:800].replace("\n", " "))


def run(folder, *arguments, language="en"):
    env = os.environ | {"LANGUAGE": language}
    return subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True, encoding="utf-8", env=env)


def import_city(folder):
    for kind in KINDS:
        run(folder, "import", kind, str(CITY / f"{kind}.csv"), "-q")


def try_lists(folder):
    import_city(folder)
    run(folder, "list", "inspectors", "-o", "inspectors.xlsx", language="zh_CN")
    sheet = openpyxl.load_workbook(folder / "inspectors.xlsx").active
    check(sheet.title == "执法检查人员", "a sheet is called what its records are", sheet.title)
    check([cell.value for cell in sheet[1]][:3] == ["执法证号", "姓名", "部门编码"], "its titles are Chinese")
    check(sheet["F2"].value == datetime.datetime(2026, 9, 19), "days are days", sheet["F2"].value)
    check(sheet["G2"].value == "在岗", "choices are Chinese", sheet["G2"].value)
    check(sheet["E2"].value == "410700" and sheet["E2"].number_format == "@", "codes are texts", sheet["E2"].value)
    check(sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:I{sheet.max_row}", "header and filter",
          (sheet.freeze_panes, sheet.auto_filter.ref))
    check(all(8 <= sheet.column_dimensions[c].width < 60 for c in "ABCDEFGHI"), "columns have a width")
    page = sheet.page_setup
    check(sheet.sheet_properties.pageSetUpPr.fitToPage and page.fitToHeight == 0 and page.orientation == "landscape"
          and page.paperSize == 9 and sheet.print_title_rows == "$1:$1", "it is printed one page wide, on A4 across", page)
    run(folder, "coverage", "--year", "2022", "-o", "coverage.xlsx")
    rows = list(openpyxl.load_workbook(folder / "coverage.xlsx").active.values)
    check(rows[1][1:4] == (29, 29, 100), "ratios are numbers", rows[1])
    if shutil.which("ssconvert"):
        subprocess.run(["ssconvert", "inspectors.xlsx", "gnumeric.csv"], cwd=folder, capture_output=True)
        again = run(folder, "import", "inspectors", "gnumeric.csv")
        check(" 0 added, 0 changed" in again.stderr, "gnumeric reads the same", again.stderr)


def fill_in(path):
    """Moves the example into a row of its own, without its mark."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for cell in sheet[2]:
        sheet.cell(3, cell.column, cell.value.split("：")[-1].split(": ")[-1] if cell.column == 1 else cell.value)
    book.save(path)


def try_templates(folder, language):
    (folder / "departments.csv").write_text(
        "department,name\nSCJG,市场监管局\nJY,教育局\nWJ,卫健委\nXF,消防\n", encoding="utf-8")
    (folder / "items.csv").write_text("item,name,department\nWJ-003,饮用水,WJ\nXF-001,消防安全,XF\n", encoding="utf-8")
    for kind in ["departments", "items"]:
        run(folder, "import", kind, f"{kind}.csv", "-q")
    for kind in [*KINDS, "results"]:
        name = f"{kind}.xlsx"
        made = run(folder, "template", kind, "-o", name, language=language)
        again = subprocess.run([CHOUCHA, "template", kind], cwd=folder, stdout=subprocess.PIPE,
                               env=os.environ | {"LANGUAGE": language})
        check(made.returncode == 0 and again.stdout == (folder / name).read_bytes(),
              f"{language}: a template of {kind}, with the same bytes each time", made.stderr)
        empty = run(folder, "import", kind, name)
        check(empty.returncode == 0 and f"{kind}: 0 read" in empty.stderr and "no rows below it" in empty.stderr
              and "other sheets" not in empty.stderr, f"{language}: nothing is read of it", empty.stderr)
        book = openpyxl.load_workbook(folder / name)
        sheet = book.active
        check(sheet["A2"].value.startswith(EXAMPLE[language]), f"{language}: its example is marked", sheet["A2"].value)
        check(all(cell.comment is not None and cell.comment.text.strip() for cell in sheet[1]),
              f"{language}: its columns are explained")
        check(book.worksheets[2].sheet_state == "hidden" and len(book.worksheets) == 3, f"{language}: its choices are hidden")
        if kind == "results":
            continue
        fill_in(folder / name)
        filled = run(folder, "import", kind, name)
        check(filled.returncode == 0 and f"{kind}: 1 read; " in filled.stderr, f"{language}: its example can be imported",
              filled.stderr)
    validations = openpyxl.load_workbook(folder / "plans.xlsx").active.data_validations.dataValidation
    check({str(each.sqref)[0] for each in validations} >= set("CDEFMQRS"), f"{language}: cells offer what is known",
          [str(each.sqref) for each in validations])


def main():
    with tempfile.TemporaryDirectory() as name:
        for part, *more in [(try_lists,), (try_templates, "en"), (try_templates, "zh_CN")]:
            folder = pathlib.Path(name) / "-".join([part.__name__, *more])
            folder.mkdir()
            part(folder, *more)
    print(f"1..{len(checks)}")


main()
