#!/usr/bin/env python3
"""Feeds: addresses that nobody guesses, files that stay as they are, a page with codes
that phones read.

usage: feed.py CHOUCHA
"""
import html
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

CHOUCHA = str(pathlib.Path(sys.argv[1]).resolve())
BASE = "https://calendar.example/feeds/"
TABLES = {
    "departments": "department,name\nSCJG,市场监管局\n",
    "items": "item,name,department\nS1,食品经营检查,SCJG\n",
    "targets": "target,name,district\n" + "".join(f"SHOP{n},饭店<{n}>,410702\n" for n in range(10, 14)),
    "inspectors": "inspector,name,department,status\nI1,甲<&>,SCJG,\nI2,乙,SCJG,\nI3,丙,SCJG,\nI4,丁,SCJG,离岗\n",
    "plans": "plan,title,initiator,items,sample,start,end,times\nP1,餐饮检查,SCJG,S1,100%,2027-01-04,2027-06-30,2\n",
}
checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:1500].replace("\n", "\n# "))


def run(folder, *arguments):
    return subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True, encoding="utf-8",
                          env=os.environ | {"LANGUAGE": "en"})


def export(folder, *more):
    done = run(folder, "feed", "export", "-o", "feeds", *more)
    return done, [int(n) for n in re.findall(r": (\d+)", done.stderr)]


def events(path):
    return re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", path.read_bytes().decode(), re.S)


def cards_of(page):
    """Name, address and code of each card."""
    text = page.read_text(encoding="utf-8")
    return [(html.unescape(name), html.unescape(url), int(side), path) for side, path, name, url in re.findall(
        r'<svg viewBox="0 0 (\d+) .*?fill="#000"[^>]* d="([^"]*)".*?<h2>(.*?)</h2>.*?<code>(.*?)</code>', text, re.S)]


def picture_of(side, path):
    """The code as a picture (PBM), four dots a module."""
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        dark |= {(int(x) + i, int(y)) for i in range(int(width))}
    rows = [" ".join(" ".join(["1" if (x, y) in dark else "0"] * 4) for x in range(side)) for y in range(side)]
    return f"P1 {side * 4} {side * 4}\n" + "\n".join(row for row in rows for _ in range(4)) + "\n"


def try_codes(folder, cards):
    if not shutil.which("zbarimg"):
        print("# zbarimg is not installed")
        return
    for n, (name, url, side, path) in enumerate(cards):
        picture = folder / f"{n}.pbm"
        picture.write_text(picture_of(side, path))
        read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, encoding="utf-8")
        check(read.stdout.strip() == url, f"a phone reads the address of {name}", (read.stdout, url))


def main():
    folder = pathlib.Path(tempfile.mkdtemp())
    feeds = folder / "feeds"
    for kind, text in TABLES.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        run(folder, "import", kind, f"{kind}.csv", "-q")
    done, _ = export(folder)
    check(done.returncode == 4 and not feeds.exists(), "without days there is nothing to feed", done.stderr)
    run(folder, "quarter", "2027Q1", "-o", "Q1", "--seed", "dice=1", "-q")
    done, numbers = export(folder)
    check(done.returncode == 0 and numbers == [3, 3, 0, 8], "everybody on duty has a feed", done.stderr)
    files = sorted(feeds.iterdir())
    check(all(re.fullmatch(r"[0-9a-f]{32}\.ics", path.name) for path in files) and len(files) == 3,
          "files are named by chance", files)
    check(sorted(events(path) for path in files) ==
          sorted(events(path) for path in (folder / "Q1/calendars/inspectors").iterdir() if path.stem != "I4"),
          "their events are those of the calendars")
    for path in files:
        os.utime(path, (1, 1))
    (feeds / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    done, numbers = export(folder, "--base-url", BASE, "--index", "index.html")
    check(numbers == [3, 0, 0, 8] and all(path.stat().st_mtime == 1 for path in files),
          "what stays the same is not touched", done.stderr)
    page = folder / "index.html"
    cards = cards_of(page)
    check(stat.S_IMODE(page.stat().st_mode) == 0o600, "the page is for its owner alone")
    check([card[0] for card in cards] == ["甲<&>", "乙", "丙"], "it has a card for everybody", cards)
    check({card[1] for card in cards} == {BASE + path.name for path in files}, "with the address")
    try_codes(folder, cards)
    check("address" not in export(folder)[0].stderr and not any(path.stem in done.stderr for path in files),
          "nobody talks about addresses")

    done = run(folder, "feed", "revoke", "I1", "--reason", "手机丢失")
    check(done.returncode == 0, "an address is revoked", done.stderr)
    old = cards[0][1].removeprefix(BASE)
    done, numbers = export(folder, "--base-url", BASE, "--index", "index.html")
    new = cards_of(page)[0][1].removeprefix(BASE)
    check(numbers == [3, 1, 1, 8] and new != old and not (feeds / old).exists() and (feeds / new).exists(),
          "its file goes, and there is a new one", done.stderr)
    check((feeds / "robots.txt").exists(), "other files are left alone")
    check(run(folder, "feed", "revoke", "I9", "--reason", "x").returncode == 3, "nobody's address")
    listed = run(folder, "feed", "list", "--format", "csv").stdout.splitlines()
    check(len(listed) == 4 and listed[1].startswith("I1,甲<&>,,"), "who has one is listed, without addresses", listed)
    listed = run(folder, "feed", "list", "--format", "csv", "--base-url", BASE).stdout
    check(BASE + new in listed and old not in listed, "with the URL of the folder, addresses are", listed)

    run(folder, "quarter", "2027Q2", "-o", "Q2", "--seed", "dice=2", "-q")
    done, numbers = export(folder)
    check(numbers == [3, 3, 0, 16], "the next quarter comes into the same files", done.stderr)
    days = [re.search(r"DTSTART;TZID=Asia/Shanghai:(\S+)", event)[1] for event in events(feeds / new)]
    check(days == sorted(days), "in the order of time", days)
    for more, what in (((), "without the URL"), (("--base-url", "calendar"), "an address that is none")):
        done, _ = export(folder, "--index", "other.html", *more)
        check(done.returncode == 3 and not (folder / "other.html").exists(), f"a page {what}", done.stderr)
    done, _ = export(folder, "--base-url", BASE, "--index", "feeds/index.html")
    check(done.returncode == 3 and not (feeds / "index.html").exists(), "a page in the served folder", done.stderr)
    shutil.rmtree(folder)
    print(f"1..{len(checks)}")


main()
