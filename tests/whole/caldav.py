#!/usr/bin/env python3
"""Pushing calendars: to a real CalDAV server (radicale) on this machine, and to one
that answers wrongly, late, twice or not at all.

usage: caldav.py CHOUCHA
"""
import base64
import hashlib
import http.server
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

try:
    import icalendar
except ImportError:
    print("1..0 # SKIP python3-icalendar is not installed")
    sys.exit(0)

CHOUCHA = str(pathlib.Path(sys.argv[1]).resolve())
SECRET = {"CHOUCHA_CALDAV_USER": "office", "CHOUCHA_CALDAV_PASSWORD": "口令 with:colon"}
TABLES = {
    "departments": "department,name,email\nSCJG,市场监管局,scjg@example.cn\nXF,消防救援支队,\n",
    "items": "item,name,department,basis\nS1,食品经营检查,SCJG,《食品安全法》\nX1,消防安全检查,XF,\n",
    "targets": "target,name,district,address\n" + "".join(
        f"SHOP{n},饭店{n},410702,新乡市平原路{n}号\n" for n in range(10, 16)),
    "inspectors": "inspector,name,department\n" + "".join(
        f"{d}{n},{'甲乙'[n - 1]}{d},{d}\n" for d in ("SCJG", "XF") for n in (1, 2)),
    "holidays": "date,kind\n2027-01-01,holiday\n",
    "plans": "plan,title,initiator,participants,items,sample,start,end\n"
             "P1,餐饮联合检查,SCJG,XF,S1;X1,100%,2027-01-04,2027-03-31\n",
}
checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:1500].replace("\n", "\n# "))


def run(folder, *arguments, **environment):
    env = os.environ | SECRET | {"LANGUAGE": "en"} | environment
    return subprocess.run([CHOUCHA, *arguments], cwd=folder, capture_output=True, encoding="utf-8", env=env)


def make_store(folder):
    for kind, text in TABLES.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        run(folder, "import", kind, f"{kind}.csv", "-q")
    done = run(folder, "quarter", "2027Q1", "-o", "Q1", "--seed", "dice=6", "-q")
    assert done.returncode == 0, done.stderr


def push(folder, url, *more, **environment):
    done = run(folder, "caldav", "push", "2027Q1", "--url", url, *more, **environment)
    numbers = [int(n) for n in re.findall(r"\b(\d+) (?:collections|events|(?:to be )?(?:changed|removed)|as they|edited)",
                                          done.stderr.splitlines()[-1] if done.stderr else "")]
    return done, numbers


# --- a real server ---------------------------------------------------------

def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start_radicale(folder):
    port = free_port()
    users = folder / "users"
    users.write_text(f"{SECRET['CHOUCHA_CALDAV_USER']}:{SECRET['CHOUCHA_CALDAV_PASSWORD']}\n", encoding="utf-8")
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {users}\n"
        f"htpasswd_encryption = plain\n[storage]\nfilesystem_folder = {folder / 'data'}\n", encoding="utf-8")
    server = subprocess.Popen(["radicale", "--config", str(folder / "config")],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return server, f"http://127.0.0.1:{port}/office/"
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("radicale does not start")


def events_of(data, inspector):
    """What is kept of an inspector's events: UID to event."""
    events = {}
    for path in (data / "collection-root/office" / inspector).glob("*.ics"):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        (event,) = calendar.walk("VEVENT")
        events[str(event["UID"])] = (calendar, event, path)
    return events


def try_real_server(folder):
    if not shutil.which("radicale"):
        print("# radicale is not installed")
        return
    make_store(folder)
    server, url = start_radicale(folder)
    try:
        done, numbers = push(folder, url, "--dry-run")
        check(done.returncode == 0 and numbers == [4, 24, 0, 0, 0, 0], "a dry run tells what would be done", done.stderr)
        check(not (folder / "data/collection-root/office/XF1").exists(), "and does nothing")
        done, numbers = push(folder, url)
        check(done.returncode == 0 and numbers == [4, 24, 0, 0, 0, 0], "everybody's collection is made and filled",
              done.stderr)
        try_content(folder)
        done, numbers = push(folder, url)
        check(done.returncode == 0 and numbers == [4, 0, 0, 0, 24, 0], "pushed again, nothing happens", done.stderr)
        try_moves(folder, url)
        try_strangers(folder, url)
        try_forgetting(folder, url)
        try_cancelling(folder, url)
    finally:
        server.terminate()
        server.wait()


def try_content(folder):
    events = events_of(folder / "data", "XF1")
    check(len(events) == 6, "an inspector has all visits", len(events))
    calendar, event, path = next(iter(events.values()))
    check("METHOD" not in calendar, "an object has no METHOD", calendar.to_ical())
    check("ORGANIZER" not in event and "ATTENDEE" not in event, "nor anybody whom a server could write to")
    check(event["DTSTART"].params.get("TZID") == "Asia/Shanghai" and len(calendar.walk("VTIMEZONE")) == 1,
          "times have a zone")
    check(path.name == str(event["UID"]).split("@")[0] + ".ics", "it is named after its UID", path.name)
    check("饭店" in event["SUMMARY"] and "平原路" in event["LOCATION"], "it says where to go", event.to_ical())


def try_moves(folder, url):
    before = events_of(folder / "data", "SCJG1")
    first = min(before.values(), key=lambda value: value[1]["DTSTART"].dt)[1]
    day = first["DTSTART"].dt.date().isoformat()
    (folder / "absences.csv").write_text(f"inspector,from,to\nSCJG1,{day},{day}\n", encoding="utf-8")
    run(folder, "import", "absences", "absences.csv", "-q")
    run(folder, "schedule", "2027Q1", "-o", "Q1", "-q")
    done, numbers = push(folder, url)
    after = events_of(folder / "data", "SCJG1")
    moved = [uid for uid in after if after[uid][1]["DTSTART"].dt != before[uid][1]["DTSTART"].dt]
    check(moved and numbers[2] == 4 * len(moved) and numbers[5] == 0, "moved visits are changed in all calendars",
          (len(moved), done.stderr))
    check(all(after[uid][1]["SEQUENCE"] > before[uid][1]["SEQUENCE"] for uid in moved), "with a higher SEQUENCE")
    check(set(after) == set(before), "and nothing is doubled")


def try_strangers(folder, url):
    """Somebody edits an event, deletes one, and adds one of his own."""
    events = list(events_of(folder / "data", "XF2").values())
    edited, deleted = events[0][2], events[1][2]
    edited.write_bytes(edited.read_bytes().replace("平原路".encode(), "金穗路".encode()))
    deleted.unlink()
    own = edited.with_name("own.ics")
    own.write_bytes(re.sub(rb"UID:[^\r\n]+", b"UID:own@elsewhere", edited.read_bytes()))
    done, numbers = push(folder, url)
    check(done.returncode == 1 and numbers == [4, 1, 0, 0, 22, 2], "edited and deleted events are told", done.stderr)
    check("金穗路" in edited.read_text(encoding="utf-8"), "an edited one is left when there is nothing new to say")
    check(deleted.exists() and own.exists(), "a deleted one comes back, and what is not ours stays")
    done, numbers = push(folder, url, "--overwrite")
    check(numbers == [4, 0, 1, 0, 23, 1] and "平原路" in edited.read_text(encoding="utf-8"),
          "--overwrite takes an edit back", done.stderr)
    done, numbers = push(folder, url)
    check(done.returncode == 0 and numbers == [4, 0, 0, 0, 24, 0], "and then all is well", done.stderr)


def try_forgetting(folder, url):
    """Another machine, or a store from a backup: nothing is known of what was sent."""
    copy = folder / "copy"
    copy.mkdir()
    shutil.copy(folder / "choucha.db", copy / "choucha.db")
    subprocess.run([sys.executable, "-c", "import sqlite3; d = sqlite3.connect('choucha.db'); "
                    "d.execute('DELETE FROM caldav_object'); d.commit()"], cwd=copy, check=True)
    done, numbers = push(copy, url)
    check(done.returncode == 0 and numbers == [4, 0, 0, 0, 24, 0], "its own objects are known again", done.stderr)


def try_cancelling(folder, url):
    run(folder, "void", "2027Q1", "--reason", "名单有误", "--approved-by", "王")
    done, numbers = push(folder, url)
    events = events_of(folder / "data", "XF1")
    check(numbers[2] == 24 and all(str(event["STATUS"]) == "CANCELLED" for _, event, _ in events.values()
                                   if "elsewhere" not in event["UID"]), "a void campaign is cancelled", done.stderr)


# --- a server with faults --------------------------------------------------

class Faulty(http.server.BaseHTTPRequestHandler):
    """A CalDAV server in memory; server.faults has a function for each next request."""

    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        server = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server.seen.append((self.command, self.path, dict(self.headers)))
        user = base64.b64encode(":".join(SECRET.values()).encode()).decode()
        if self.headers.get("Authorization") != f"Basic {user}":
            return self.answer(401, WWW_Authenticate='Basic realm="x"')
        fault = server.faults.get(self.command, [])
        if fault and fault.pop(0)(self, body):
            return None
        return getattr(self, f"on_{self.command.lower()}")(body)

    do_PROPFIND = do_MKCALENDAR = do_PUT = do_GET = do_DELETE = handle_any

    def split(self):
        collection, _, name = urllib.parse.unquote(self.path).rpartition("/")
        return collection, name

    def tag(self, content):
        return '"' + hashlib.sha256(content).hexdigest()[:16] + '"'

    def on_propfind(self, _):
        collection, _ = self.split()
        objects = self.server.collections.get(collection)
        if objects is None:
            return self.answer(404)
        rows = "".join(
            f"<response><href>{self.path}{name}</href><propstat><prop><getetag>{self.tag(content)}</getetag></prop>"
            "<status>HTTP/1.1 200 OK</status></propstat></response>" for name, content in objects.items())
        return self.answer(207, f'<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>{self.path}</href>'
                                f"</response>{rows}</multistatus>".encode())

    def on_mkcalendar(self, _):
        self.server.collections.setdefault(self.split()[0], {})
        return self.answer(201)

    def on_get(self, _):
        collection, name = self.split()
        content = self.server.collections.get(collection, {}).get(name)
        return self.answer(404) if content is None else self.answer(200, content, ETag=self.tag(content))

    def on_put(self, body):
        collection, name = self.split()
        objects = self.server.collections.get(collection)
        if objects is None:
            return self.answer(409)
        there = objects.get(name)
        wanted = self.headers.get("If-Match")
        if (self.headers.get("If-None-Match") == "*" and there is not None) or (
                wanted is not None and (there is None or self.tag(there) != wanted)):
            return self.answer(412)
        objects[name] = body
        return self.answer(201, ETag=self.tag(body))

    def on_delete(self, _):
        collection, name = self.split()
        return self.answer(204 if self.server.collections[collection].pop(name, None) else 404)


def unavailable(handler, _):
    handler.answer(503, Retry_After="0")
    return True


def hang_up(handler, _):
    handler.close_connection = True
    handler.connection.close()
    return True


def lose_the_answer(handler, body):
    """The request is done, and nobody hears of it."""
    collection, name = handler.split()
    handler.server.collections.setdefault(collection, {})[name] = body
    return hang_up(handler, body)


def somebody_is_faster(handler, body):
    collection, name = handler.split()
    handler.server.collections[collection][name] = body.replace(b"SEQUENCE:0", b"SEQUENCE:7")
    return False


def collection_is_gone(handler, _):
    handler.server.collections.pop(handler.split()[0], None)
    return False


def point_elsewhere(handler, _):
    handler.answer(302, Location="http://127.0.0.1:9/stolen")
    return True


def nonsense(handler, _):
    handler.answer(207, b"<html>not found</html>")
    return True


def never(handler, _):
    return False


def start_faulty():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Faulty)
    server.collections, server.faults, server.seen = {}, {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/cal/"


def try_faults(folder):
    make_store(folder)
    alone = ("--inspector", "XF1")
    cases = [
        ("PUT", [unavailable, unavailable], 0, [1, 6, 0, 0, 0, 0], "503 twice"),
        ("PUT", [hang_up], 0, [1, 6, 0, 0, 0, 0], "no answer once"),
        ("PUT", [lose_the_answer], 0, [1, 6, 0, 0, 0, 0], "an answer that was lost"),
        ("PUT", [somebody_is_faster], 0, [1, 6, 0, 0, 0, 0], "412, since somebody was faster"),
        ("PUT", [collection_is_gone], 0, [1, 6, 0, 0, 0, 0], "409, since the collection is gone"),
        ("PUT", [unavailable] * 3, 1, [1, 5, 0, 0, 0, 0], "503 for ever: the others arrive"),
        ("PROPFIND", [unavailable] * 3, 1, [1, 0, 0, 0, 0, 0], "a collection that cannot be read"),
        ("PROPFIND", [nonsense], 1, [1, 0, 0, 0, 0, 0], "an answer that is no list"),
        ("PUT", [point_elsewhere], 1, [1, 5, 0, 0, 0, 0], "a server that points elsewhere"),
    ]
    for method, faults, status, expected, what in cases:
        server, url = start_faulty()
        server.faults[method] = list(faults)
        done, numbers = push(folder, url, *alone)
        check(done.returncode == status and numbers == expected, what, done.stderr)
        done, numbers = push(folder, url, *alone)
        there = sum(len(objects) for objects in server.collections.values())
        check(done.returncode == 0 and there == 6 and sum(numbers[1:5]) == 6, f"{what}: the next push completes it",
              (there, done.stderr))
        check(all(b"SEQUENCE:0" in content for objects in server.collections.values()
                  for content in objects.values()), f"{what}: all is as it should be")
        server.shutdown()


def try_kills(folder):
    """Killed in the middle of each request in turn, and started again."""
    make_store(folder)
    for nth in range(0, 6, 2):
        server, url = start_faulty()
        process = None

        def kill(handler, body):
            collection, name = handler.split()
            handler.server.collections[collection][name] = body
            process.kill()
            return hang_up(handler, body)

        server.faults["PUT"] = [never] * nth + [kill]
        process = subprocess.Popen([CHOUCHA, "caldav", "push", "2027Q1", "--url", url, "--inspector", "XF1"],
                                   cwd=folder, env=os.environ | SECRET, stderr=subprocess.DEVNULL)
        process.wait()
        done, numbers = push(folder, url, "--inspector", "XF1")
        check(done.returncode == 0 and numbers == [1, 5 - nth, 0, 0, nth + 1, 0],
              f"killed at event {nth + 1}, the rest is sent", done.stderr)
        server.shutdown()


def try_secrets(folder):
    make_store(folder)
    server, url = start_faulty()
    done, _ = push(folder, url, CHOUCHA_CALDAV_PASSWORD="wrong")
    check(done.returncode == 1 and "401" in done.stderr and "not tried" in done.stderr and len(server.seen) == 2,
          "a wrong password is tried twice and no more", (len(server.seen), done.stderr))
    server.seen.clear()
    (folder / "secret").write_text("user=office\npassword=口令 with:colon\n", encoding="utf-8")
    os.chmod(folder / "secret", 0o644)
    done, _ = push(folder, url, "--credentials", "secret")
    check(done.returncode == 3 and "chmod 600" in done.stderr and not server.seen, "a file that others can read",
          done.stderr)
    os.chmod(folder / "secret", 0o600)
    done, numbers = push(folder, url, "--credentials", "secret", CHOUCHA_CALDAV_USER="", CHOUCHA_CALDAV_PASSWORD="")
    check(done.returncode == 0 and numbers[1] == 24, "credentials from a file", done.stderr)
    store = (folder / "choucha.db").read_bytes()
    check("口令 with".encode() not in store, "the password is not in the store")
    for bad in ("http://calendar.example/", "https://a:b@calendar.example/", "calendar.example", "ftp://x/"):
        done, _ = push(folder, bad)
        check(done.returncode == 3, f"{bad} is no address for a password", done.stderr)
    done, _ = push(folder, url, "--inspector", "nobody")
    check(done.returncode == 3, "an unknown inspector", done.stderr)
    server.shutdown()


def main():
    for attempt in (try_real_server, try_faults, try_kills, try_secrets):
        with tempfile.TemporaryDirectory() as folder:
            attempt(pathlib.Path(folder))
    print(f"1..{len(checks)}")


main()
