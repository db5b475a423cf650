-- Campaigns: what was committed and drawn. Rows are added and read, never
-- changed. The row that seals (campaign, campaign_draw) is written last in its
-- transaction; what it seals refers to it by deferred keys.

CREATE TABLE campaign (
  campaign       TEXT NOT NULL PRIMARY KEY,          -- 2027Q1, 2027Q1.2
  quarter        TEXT NOT NULL,                      -- 2027Q1
  attempt        INTEGER NOT NULL CHECK (attempt >= 1),
  commitment     TEXT NOT NULL CHECK (length(commitment) = 64),
  short_teams    INTEGER NOT NULL CHECK (short_teams IN (0, 1)),
  rehearsal      INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),  -- committed when the seed was known already
  max_visits     TEXT NOT NULL,                      -- settings as they were
  visits_per_day INTEGER NOT NULL CHECK (visits_per_day BETWEEN 1 AND 12),
  change         INTEGER NOT NULL REFERENCES change (id),
  UNIQUE (quarter, attempt)
) STRICT, WITHOUT ROWID;

-- The files of the bundle, byte for byte: commit/…, seed.txt, draw/…
CREATE TABLE bundle_file (
  campaign TEXT NOT NULL REFERENCES campaign (campaign) DEFERRABLE INITIALLY DEFERRED,
  path     TEXT NOT NULL,
  size     INTEGER NOT NULL CHECK (size >= 0),
  digest   TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (campaign, path)
) STRICT, WITHOUT ROWID;

-- Their contents in pieces of 256 KiB, numbered from 0; only the last is shorter.
CREATE TABLE bundle_piece (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  campaign TEXT NOT NULL,
  path     TEXT NOT NULL,
  piece    INTEGER NOT NULL CHECK (piece >= 0),
  content  BLOB NOT NULL,
  UNIQUE (campaign, path, piece),
  FOREIGN KEY (campaign, path) REFERENCES bundle_file (campaign, path) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- A drawing: one of the `times` drawings of a plan, with what the plan said
-- when it was committed. `drawing` is the plan's name in the bundle: P or P.k.
CREATE TABLE drawing (
  campaign     TEXT NOT NULL REFERENCES campaign (campaign) DEFERRABLE INITIALLY DEFERRED,
  drawing      TEXT NOT NULL,
  plan         TEXT NOT NULL REFERENCES plan (plan),
  number       INTEGER NOT NULL CHECK (number >= 1),
  title        TEXT NOT NULL,
  initiator    TEXT NOT NULL REFERENCES department (department),
  participants TEXT NOT NULL,
  items        TEXT NOT NULL,
  start        TEXT NOT NULL,
  "end"        TEXT NOT NULL,
  disclosure   TEXT NOT NULL,
  level        TEXT NOT NULL DEFAULT 'own' CHECK (level IN ('own', 'subordinates')),
  joint        TEXT NOT NULL DEFAULT '',             -- the joint plan it was accepted into; '': none
  PRIMARY KEY (campaign, drawing),
  UNIQUE (campaign, plan, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX drawing_of_plan ON drawing (plan, number);

-- A nonce that was revealed, before the draw, and kept its promise.
CREATE TABLE nonce (
  campaign TEXT NOT NULL REFERENCES campaign (campaign),
  source   TEXT NOT NULL,
  value    TEXT NOT NULL CHECK (length(value) = 64),
  change   INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (campaign, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_draw (
  campaign TEXT NOT NULL PRIMARY KEY REFERENCES campaign (campaign),
  seed     TEXT NOT NULL CHECK (length(seed) = 64),
  change   INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;

-- In the order of targets, since it is a target that is looked for.
CREATE TABLE selection (
  campaign TEXT NOT NULL REFERENCES campaign_draw (campaign) DEFERRABLE INITIALLY DEFERRED,
  drawing  TEXT NOT NULL,
  target   TEXT NOT NULL REFERENCES target (target),
  role     TEXT NOT NULL CHECK (role IN ('drawn', 'reserve')),
  stratum  TEXT NOT NULL,
  rank     INTEGER NOT NULL CHECK (rank >= 1),
  PRIMARY KEY (target, campaign, drawing),
  FOREIGN KEY (campaign, drawing) REFERENCES drawing (campaign, drawing)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
  campaign TEXT NOT NULL REFERENCES campaign_draw (campaign) DEFERRABLE INITIALLY DEFERRED,
  visit    TEXT NOT NULL,
  target   TEXT NOT NULL REFERENCES target (target),
  district TEXT NOT NULL,
  start    TEXT NOT NULL,
  "end"    TEXT NOT NULL,
  PRIMARY KEY (campaign, visit)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_of_target ON visit (target);

CREATE TABLE visit_drawing (
  campaign TEXT NOT NULL,
  visit    TEXT NOT NULL,
  drawing  TEXT NOT NULL,
  PRIMARY KEY (campaign, visit, drawing),
  FOREIGN KEY (campaign, visit) REFERENCES visit (campaign, visit) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (campaign, drawing) REFERENCES drawing (campaign, drawing)
) STRICT, WITHOUT ROWID;

CREATE TABLE seat (
  campaign   TEXT NOT NULL,
  visit      TEXT NOT NULL,
  department TEXT NOT NULL REFERENCES department (department),  -- for which the inspector goes
  level      TEXT NOT NULL DEFAULT 'own' CHECK (level IN ('own', 'subordinates')),  -- of it, or of one below it
  seat       INTEGER NOT NULL CHECK (seat >= 1),
  inspector  TEXT REFERENCES inspector (inspector),   -- NULL: a seat nobody can take
  PRIMARY KEY (campaign, visit, department, level, seat),
  FOREIGN KEY (campaign, visit) REFERENCES visit (campaign, visit) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_of_inspector ON seat (inspector);

CREATE TABLE campaign_void (
  campaign    TEXT NOT NULL PRIMARY KEY REFERENCES campaign (campaign),
  reason      TEXT NOT NULL CHECK (reason <> ''),
  approved_by TEXT NOT NULL CHECK (approved_by <> ''),
  change      INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;

-- When a visit takes place; changes with every schedule, and each change that
-- is more than a repetition raises the revision (SEQUENCE of its events).
CREATE TABLE appointment (
  campaign TEXT NOT NULL,
  visit    TEXT NOT NULL,
  date     TEXT NOT NULL DEFAULT '',   -- blank: not scheduled, for `reason`
  start    TEXT NOT NULL DEFAULT '',   -- local time, HH:MM
  "end"    TEXT NOT NULL DEFAULT '',
  reason   TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
  change   INTEGER NOT NULL REFERENCES log (change),   -- 0006-log.sql
  PRIMARY KEY (campaign, visit),
  FOREIGN KEY (campaign, visit) REFERENCES visit (campaign, visit)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (
  campaign   TEXT NOT NULL,
  visit      TEXT NOT NULL,
  department TEXT NOT NULL REFERENCES department (department),
  date       TEXT NOT NULL CHECK (date <> ''),
  codes      TEXT NOT NULL CHECK (codes <> ''),
  follow_up  TEXT NOT NULL DEFAULT '',
  published  TEXT NOT NULL DEFAULT '',
  closed     TEXT NOT NULL DEFAULT '',
  change     INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (campaign, visit, department),
  FOREIGN KEY (campaign, visit) REFERENCES visit (campaign, visit)
) STRICT, WITHOUT ROWID;

-- Where a visit takes place and whether it has taken place are part of what its
-- calendar event says: each change of them is a revision of it, beyond those of
-- its appointment. (The end of a campaign revises all of its appointments at
-- once, without writing so.)
CREATE TABLE visit_revision (
  campaign TEXT NOT NULL,
  visit    TEXT NOT NULL,
  change   INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (campaign, visit, change),
  FOREIGN KEY (campaign, visit) REFERENCES visit (campaign, visit)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER visit_is_done AFTER INSERT ON result
WHEN EXISTS (SELECT 1 FROM seat AS s
    WHERE s.campaign = NEW.campaign AND s.visit = NEW.visit AND s.department = NEW.department)
  AND NOT EXISTS (SELECT 1 FROM seat AS s
    WHERE s.campaign = NEW.campaign AND s.visit = NEW.visit AND NOT EXISTS (SELECT 1 FROM result AS r
      WHERE r.campaign = s.campaign AND r.visit = s.visit AND r.department = s.department))
BEGIN
  INSERT INTO visit_revision (campaign, visit, change)
  SELECT NEW.campaign, NEW.visit, NEW.change
  WHERE NOT EXISTS (SELECT 1 FROM visit_revision
    WHERE campaign = NEW.campaign AND visit = NEW.visit AND change = NEW.change);
END;
CREATE TRIGGER visit_is_not_done AFTER DELETE ON result
WHEN EXISTS (SELECT 1 FROM seat AS s
    WHERE s.campaign = OLD.campaign AND s.visit = OLD.visit AND s.department = OLD.department)
  AND NOT EXISTS (SELECT 1 FROM seat AS s
    WHERE s.campaign = OLD.campaign AND s.visit = OLD.visit AND s.department <> OLD.department
      AND NOT EXISTS (SELECT 1 FROM result AS r
        WHERE r.campaign = s.campaign AND r.visit = s.visit AND r.department = s.department))
BEGIN
  INSERT INTO visit_revision (campaign, visit, change)
  SELECT OLD.campaign, OLD.visit, (SELECT max(id) FROM change)
  WHERE NOT EXISTS (SELECT 1 FROM visit_revision
    WHERE campaign = OLD.campaign AND visit = OLD.visit AND change = (SELECT max(id) FROM change));
END;
CREATE TRIGGER visit_is_elsewhere AFTER UPDATE OF address, longitude, latitude ON target
WHEN NEW.address <> OLD.address OR NEW.longitude <> OLD.longitude OR NEW.latitude <> OLD.latitude
BEGIN
  INSERT INTO visit_revision (campaign, visit, change)
  SELECT v.campaign, v.visit, NEW.change FROM visit AS v
  JOIN appointment AS a ON a.campaign = v.campaign AND a.visit = v.visit
  WHERE v.target = NEW.target AND a.date <> ''
    AND v.campaign NOT IN (SELECT campaign FROM campaign_void)
    AND EXISTS (SELECT 1 FROM seat AS s
      WHERE s.campaign = v.campaign AND s.visit = v.visit AND NOT EXISTS (SELECT 1 FROM result AS r
        WHERE r.campaign = s.campaign AND r.visit = s.visit AND r.department = s.department))
    AND NOT EXISTS (SELECT 1 FROM visit_revision AS o
      WHERE o.campaign = v.campaign AND o.visit = v.visit AND o.change = NEW.change);
END;
