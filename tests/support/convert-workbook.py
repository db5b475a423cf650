#!/usr/bin/env python3
"""Turn a workbook into a CSV table, or a table into a workbook, by a Python
library: another reader and other writers to compare with.

usage: convert-workbook.py openpyxl|xlsxwriter FROM TO

Exits with 77 when the library is not installed.
"""
import csv
import datetime
import importlib
import sys

NOT_INSTALLED = 77
MOST_DIGITS = 15  # of a number, in spreadsheets


def as_text(cell):
    """What the cell shows, days as 2027-03-20."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, (int, float)) and "%" in cell.number_format:
        return f"{value * 100:.10g}%"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def as_value(text):
    """What people get who type a text into a cell."""
    digits = text.replace(".", "", 1)
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2027-03-20") else number_or_text(text, digits)
    except ValueError:
        return number_or_text(text, digits)


def number_or_text(text, digits):
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        return text
    return float(text) if "." in text else int(text)


def table_of(workbook):
    sheet = workbook.active
    return [[as_text(cell) for cell in row] for row in sheet.iter_rows()]


def write_openpyxl(library, table, path):
    workbook = library.Workbook()
    for row in table:
        workbook.active.append([as_value(cell) if cell else None for cell in row])
    workbook.save(path)


def write_xlsxwriter(library, table, path):
    """As a stream: texts inline, rows without shared texts."""
    workbook = library.Workbook(path, {"constant_memory": True, "default_date_format": 'yyyy"年"m"月"d"日"'})
    sheet = workbook.add_worksheet("表")
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            value = as_value(cell) if cell else None
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
    workbook.close()


def main():
    name, source, target = sys.argv[1:]
    try:
        library = importlib.import_module(name)
    except ImportError:
        sys.exit(NOT_INSTALLED)
    if target.endswith(".csv"):
        with open(target, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table_of(library.load_workbook(source, data_only=True)))
        return
    with open(source, encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    {"openpyxl": write_openpyxl, "xlsxwriter": write_xlsxwriter}[name](library, table, target)


main()
