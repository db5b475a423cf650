// Reads calendars with ical.js and compares them with the store.
//
// usage: node read.mjs PUBLISH
//
// PUBLISH is the program that writes them. Exits with 77 (skipped) when ical.js
// is not there; `npm ci` in this folder brings it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

let ICAL;
try {
  ICAL = (await import("ical.js")).default;
} catch {
  console.log("ical.js is not installed (npm ci in tests/calendar-reader): skipped");
  process.exit(77);
}

const COLUMNS = [
  "visit", "date", "start", "end", "revision", "stamp", "title", "target", "address", "latitude", "longitude",
  "disclosure", "state", "team",
];

const uidOf = (visit) =>
  createHash("sha256").update(`uid|2027Q1|${visit}`).digest("hex").slice(0, 32) + "@choucha";
const utcOf = (day, time) => new Date(`${day}T${time}:00+08:00`).toISOString();

function checkEvent(event, row) {
  const secret = row.disclosure === "secret";
  const cancelled = row.state === "cancelled";
  const half = row.start < "12:00" ? ["09:00", "12:00"] : ["14:30", "17:30"];
  const [start, end] = secret ? half : [row.start, row.end];
  const component = event.component;

  assert.equal(event.startDate.zone.tzid, "Asia/Shanghai");
  assert.equal(event.startDate.toJSDate().toISOString(), utcOf(row.date, start));
  assert.equal(event.endDate.toJSDate().toISOString(), utcOf(row.date, end));
  for (const name of ["dtstamp", "last-modified"]) {
    assert.equal(component.getFirstPropertyValue(name).toJSDate().getTime(), Date.parse(row.stamp));
  }
  assert.equal(event.sequence, Number(row.revision));
  assert.equal(component.getFirstPropertyValue("status"), cancelled ? "CANCELLED" : "CONFIRMED");
  assert.equal(event.summary.startsWith("【已取消】"), cancelled);
  assert.equal(component.getAllSubcomponents("valarm").length, cancelled ? 0 : 1);
  assert.equal(event.attendees.length, 0);
  if (secret) {
    const text = component.toString();
    for (const words of [row.target, row.title, row.address, row.visit, ...row.team.split(";")]) {
      assert.ok(!text.includes(words), `${words} in a secret visit`);
    }
    return;
  }
  assert.ok(event.summary.includes(`${row.target}`) && event.summary.includes(row.title), event.summary);
  assert.equal(event.location ?? "", row.address);
  for (const words of [row.title, row.target, row.visit, ...row.team.split(";")]) {
    assert.ok(event.description.includes(words), `${words} is not in ${event.description}`);
  }
  const organizer = component.getFirstProperty("organizer");
  assert.equal(organizer.getFirstParameter("cn"), '市场监督管理局 "稽查" ^; 一, 二: 三');
  if (row.latitude) {
    assert.deepEqual(component.getFirstPropertyValue("geo"), [Number(row.latitude), Number(row.longitude)]);
  }
}

function checkCalendar(path, rows) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  const zones = calendar.getAllSubcomponents("vtimezone");
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));

  assert.equal(calendar.getFirstPropertyValue("method"), "PUBLISH");
  assert.equal(zones.length, 1);
  assert.deepEqual(events.map((event) => event.uid).sort(), rows.map((row) => uidOf(row.visit)).sort());
  for (const row of rows) {
    checkEvent(events.find((event) => event.uid === uidOf(row.visit)), row);
  }
  return events.length;
}

const folder = mkdtempSync(join(tmpdir(), "choucha-calendars-"));
try {
  execFileSync(process.argv[2], [folder], { stdio: ["ignore", "inherit", "inherit"] });
  const rows = readFileSync(join(folder, "visits.tsv"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Object.fromEntries(line.split("\t").map((text, i) => [COLUMNS[i], text])));
  assert.ok(rows.some((row) => row.state === "cancelled") && rows.some((row) => row.disclosure === "secret"));
  console.log(`all.ics: ${checkCalendar(join(folder, "first", "all.ics"), rows)} events`);
  for (const name of readdirSync(join(folder, "first", "inspectors"))) {
    const theirs = rows.filter((row) => row.team.split(";").includes(basename(name, ".ics")));
    console.log(`${name}: ${checkCalendar(join(folder, "first", "inspectors", name), theirs)} events`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
