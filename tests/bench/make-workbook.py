#!/usr/bin/env python3
"""Write a CSV table as a workbook, the way spreadsheet programs do: texts in
one shared list, or with --inline in their cells as programs that stream do;
numbers as numbers, a reference in every cell.

usage: make-workbook.py TABLE.csv WORKBOOK.xlsx [--inline]
"""
import csv
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MOST_DIGITS = 15  # of a number, in spreadsheets


def relations(*targets):
    rows = "".join(f'<Relationship Id="rId{number}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
                   for number, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def is_number(cell):
    return cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS and (cell == "0" or cell[0] != "0")


def column_name(index):
    return chr(ord("A") + index) if index < 26 else column_name(index // 26 - 1) + column_name(index % 26)


def write_rows(table, sheet, strings):
    numbers = {}
    for row, cells in enumerate(table, 1):
        sheet.write(f'<row r="{row}" spans="1:{len(cells)}">'.encode())
        for column, cell in enumerate(cells):
            place = f"{column_name(column)}{row}"
            if is_number(cell):
                sheet.write(f'<c r="{place}"><v>{cell}</v></c>'.encode())
            elif cell and strings is None:
                sheet.write(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'.encode())
            elif cell:
                number = numbers.setdefault(cell, len(numbers))
                if number == len(numbers) - 1 and number == strings.count:
                    strings.add(cell)
                sheet.write(f'<c r="{place}" t="s"><v>{number}</v></c>'.encode())
        sheet.write(b"</row>")


class Strings:
    """The shared texts, kept aside: an archive takes one part at a time."""

    def __init__(self):
        self.count = 0
        self.file = tempfile.TemporaryFile()

    def add(self, text):
        self.file.write(f"<si><t>{escape(text)}</t></si>".encode())
        self.count += 1

    def copy_to(self, part):
        self.file.seek(0)
        while piece := self.file.read(1 << 20):
            part.write(piece)


def main():
    strings = None if "--inline" in sys.argv[3:] else Strings()
    with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive, \
            open(sys.argv[1], encoding="utf-8", newline="") as file:
        archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/_rels/workbook.xml.rels", relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")))
        archive.writestr("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
                         '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            write_rows(csv.reader(file), sheet, strings)
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(f'{HEAD}<sst xmlns="{MAIN}">'.encode())
            if strings is not None:
                strings.copy_to(part)
            part.write(b"</sst>")


main()
