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
        "department,name\nSJ,省市场监管局\nSCJG,市场监管局\nJY,教育局\nWJ,卫健委\nXF,消防\n", encoding="utf-8")
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


RED = "FFFFC7CE"
YELLOW = "FFFFF2CC"
NAMES = "统一社会信用代码,企业名称,行政区划代码,信用风险等级,备注"


def coloured_cells(sheet, colour):
    return sorted(cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == colour)


def red_cells(sheet):
    return coloured_cells(sheet, RED)


def wrong_places(done):
    """Rows and columns of the errors that an import told of."""
    return [line.split(": ")[2] for line in done.stderr.splitlines() if line.startswith("error: ")]


def annotate(folder, kind, name, language="en"):
    done = run(folder, "import", kind, name, "--annotate", "annotated.xlsx", language=language)
    return done, openpyxl.load_workbook(folder / "annotated.xlsx")


def try_annotated_csv(folder):
    text = (f"检查对象名录,,,,\n,,,,\n{NAMES}\n"
            "12410702MY0000004H,甲,410702,A,=1\n"
            "12410702MY0000004X,乙,4107,E,\n"
            "12410702MY0074PK61,,410702,B,x\n"
            "91410700MA44444440,丙,丁,410702,B,y\n")
    (folder / "wrong.csv").write_bytes(text.replace(",", ";").encode("gb18030"))
    before = (folder / "wrong.csv").read_bytes()
    done, book = annotate(folder, "targets", "wrong.csv", language="zh_CN")
    sheet = book.active
    check(done.returncode == 3 and not (folder / "choucha.db").exists(), "a wrong table is annotated", done.stderr)
    check(sheet.title == "wrong" and sheet["A1"].value == "检查对象名录" and sheet["F3"].value == "错误原因",
          "titles stay, and reasons come last", [cell.value for cell in sheet[3]])
    check(red_cells(sheet) == ["A5", "A7", "B6", "C5", "D5"], "what is wrong is red", red_cells(sheet))
    check(all(sheet[cell].comment is not None for cell in red_cells(sheet)), "and has a comment")
    check(sheet["F4"].value is None and all(sheet.cell(row, 6).value for row in [5, 6, 7]), "rows tell what is wrong")
    check(sheet["F5"].value.count("\n") == 2, "all of it", sheet["F5"].value)
    check(sheet.auto_filter.ref == "A3:F7" and sheet.freeze_panes == "A4", "they can be filtered by it",
          (sheet.auto_filter.ref, sheet.freeze_panes))
    check(sheet["E4"].value == "=1" and sheet["E6"].value == "x" and sheet["G7"].value == "y",
          "columns without a meaning or a title stay", [cell.value for cell in sheet[7]])
    again = run(folder, "import", "targets", "annotated.xlsx")
    check(again.returncode == 3 and wrong_places(again)[:3] == wrong_places(run(folder, "import", "targets", "wrong.csv"))[:3],
          "as long as it is not mended, it is as wrong as before", again.stderr)
    check("错误原因" not in again.stderr, "the reasons are left out without a word", again.stderr)
    run(folder, "import", "targets", "annotated.xlsx", "--annotate", "second.xlsx")
    second = openpyxl.load_workbook(folder / "second.xlsx").active
    check([cell.value for cell in second[3]][:6] == [*NAMES.split(","), "what is wrong"], "an annotated one has one column of reasons",
          [cell.value for cell in second[3]])
    sheet["A5"], sheet["C5"], sheet["D5"] = "410700000000001", "410702", "D"
    sheet["B6"] = "戊"
    for place, value in zip("ABCD", ["91410700MA44444440", "丙、丁", "410702", "B"]):
        sheet[f"{place}7"] = value
    book.save(folder / "mended.xlsx")
    done = run(folder, "import", "targets", "mended.xlsx")
    check(done.returncode == 0 and "4 added" in done.stderr, "mended, it is imported", done.stderr)
    check((folder / "wrong.csv").read_bytes() == before, "what was read is as it was")


def try_annotated_workbook(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "人员"
    sheet.append(["执法人员名录"])
    sheet.merge_cells("A1:E1")
    sheet.append(["执法证号", "姓名", "部门", "有效期至", "备注"])
    sheet.append([410700123456789012, "甲", "SCJG", datetime.date(2030, 12, 31), "a"])
    sheet.append(["HN-2", "=NA()", "SCJG", datetime.date(2030, 12, 31), 7])
    sheet.append(["HN-3", "丙", "没有", "2030年2月30日", None])
    sheet.append(["HN-4", "丁", "SCJG", "2030-06-30", None])
    book.save(folder / "people.xlsx")
    run(folder, "import", "departments", str(CITY / "departments.csv"), "-q")
    done, book = annotate(folder, "inspectors", "people.xlsx")
    sheet = book.active
    check(done.returncode == 3 and sheet.title == "人员", "a workbook is annotated under the name of its sheet", sheet.title)
    check(red_cells(sheet) == ["A3", "B4", "C5", "D5"], "what is wrong is red", (red_cells(sheet), done.stderr))
    check([cell.value for cell in sheet[1]] == ["执法人员名录", None, None, None, None, None], "a merged title stands once",
          [cell.value for cell in sheet[1]])
    check(sheet["F2"].value == "what is wrong" and sheet["F6"].value is None, "reasons come last")
    again = run(folder, "import", "inspectors", "annotated.xlsx")
    check(again.returncode == 3 and wrong_places(again) == wrong_places(done),
          "a rounded number stays one, an error an error", again.stderr)
    sheet["A3"], sheet["B4"], sheet["C5"], sheet["D5"] = "410700123456789012", "乙", "新乡市市场监督管理局", "2030-02-28"
    book.save(folder / "mended.xlsx")
    done = run(folder, "import", "inspectors", "mended.xlsx", "--annotate", "nothing.xlsx")
    check(done.returncode == 0 and "4 added" in done.stderr, "mended, it is imported", done.stderr)
    check(not (folder / "nothing.xlsx").exists() and "not written" in done.stderr, "where nothing is wrong, nothing is written")
    listed = run(folder, "list", "inspectors", "--format", "csv").stdout
    check("410700123456789012,甲,SCJG,,,2030-12-31" in listed and "HN-3,丙,SCJG,,,2030-02-28" in listed,
          "and as it should be", listed)


def try_annotated_questions(folder):
    """What is a judgement is yellow, and accepted in the workbook."""
    fixture = ROOT / "tests" / "plan-tables" / "fixture"
    for kind in ["departments", "items"]:
        text = (fixture / f"{kind}.csv").read_text(encoding="utf-8").replace("{}", "新乡市")
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        run(folder, "import", kind, f"{kind}.csv", "-q")
    (folder / "plans.csv").write_text(
        "2026年度抽查计划,,,,,,\n序号,任务名称,抽查事项,发起部门,抽查比例,起止时间,备注\n"
        "1,餐饮检查,餐厨垃圾收运处置情况检查,城管局,10-20%,3月-12月,a\n"
        "2,咨询检查,工程咨询单位备案信息检查,发改委,5%,6月底前完成,\n"
        "3,餐饮复查,餐厨垃圾收运处置情况检查,城管局,5%,3月-12月,\n", encoding="utf-8")
    done, book = annotate(folder, "plans", "plans.csv", language="zh_CN")
    sheet = book.active
    titles = [cell.value for cell in sheet[2]]
    check(done.returncode == 0 and titles[-2:] == ["错误原因", "确认"], "questions have a column to accept them in", titles)
    check(coloured_cells(sheet, YELLOW) == ["E3", "F4", "I3", "I4"] and red_cells(sheet) == [], "questions are yellow",
          (coloured_cells(sheet, YELLOW), red_cells(sheet), done.stderr))
    check(sheet["E3"].comment is not None and sheet["I2"].comment is not None, "with comments")
    check(sheet["H3"].value and sheet["H4"].value and sheet["H5"].value is None, "rows tell what is in question")
    sheet["I3"] = "是"
    book.save(folder / "accepted.xlsx")
    done = run(folder, "import", "plans", "accepted.xlsx", "--annotate", "again.xlsx", language="en")
    check(done.returncode == 0 and "1 question is open" in done.stderr, "one is accepted, one is open", done.stderr)
    again = openpyxl.load_workbook(folder / "again.xlsx")
    titles = [cell.value for cell in again.active[2]]
    check(titles[-2:] == ["what is wrong", "确认"] and coloured_cells(again.active, YELLOW) == ["F4", "I4"],
          "annotated again, it has the same columns", (titles, coloured_cells(again.active, YELLOW)))
    again.active["I4"] = "yes"
    again.save(folder / "all.xlsx")
    done = run(folder, "import", "plans", "all.xlsx", "--annotate", "none.xlsx")
    check(done.returncode == 0 and "open" not in done.stderr and not (folder / "none.xlsx").exists(), "and then none is",
          done.stderr)


def try_annotated_files(folder):
    """Several files are a sheet each; what is read is never written over."""
    (folder / "a.csv").write_text("department,name\nA,a\n;,b\n", encoding="utf-8")
    (folder / "b.csv").write_text("department,name\nB,b\n,c\n", encoding="utf-8")
    done = run(folder, "import", "departments", "a.csv", "b.csv", "--good-rows", "--annotate", "both.xlsx")
    book = openpyxl.load_workbook(folder / "both.xlsx")
    check(done.returncode == 1 and book.sheetnames == ["a", "b"], "several files are a sheet each", done.stderr)
    check([red_cells(sheet) for sheet in book.worksheets] == [["A3"], ["A3"]], "with what is wrong in each")
    before = (folder / "both.xlsx").read_bytes()
    (folder / "link.xlsx").symlink_to("both.xlsx")
    for read, written in [("both.xlsx", "both.xlsx"), ("both.xlsx#b", "./both.xlsx"), ("both.xlsx", "link.xlsx")]:
        over = run(folder, "import", "departments", read, "--annotate", written)
        check(over.returncode == 2 and (folder / "both.xlsx").read_bytes() == before, f"{written} is not written over {read}",
              over.stderr)
    (folder / "headless.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    done = run(folder, "import", "departments", "headless.csv", "--annotate", "headless.xlsx")
    check(done.returncode == 3 and not (folder / "headless.xlsx").exists(), "what is no table is not annotated", done.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        for part, *more in [(try_lists,), (try_templates, "en"), (try_templates, "zh_CN"), (try_annotated_csv,),
                            (try_annotated_workbook,), (try_annotated_questions,), (try_annotated_files,)]:
            folder = pathlib.Path(name) / "-".join([part.__name__, *more])
            folder.mkdir()
            part(folder, *more)
    print(f"1..{len(checks)}")


main()
