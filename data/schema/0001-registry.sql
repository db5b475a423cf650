-- Registries, lists and plans. A record's columns are those of its kind
-- (src/domain/kind.c), as text in canonical form; blank stays blank.
--
-- Every record names the change that wrote it; what it was before is kept in
-- `history`, written by triggers, so that nothing changes without a trace.

CREATE TABLE change (
  id      INTEGER PRIMARY KEY CHECK (id > 0),
  at      TEXT NOT NULL,             -- UTC, 2027-01-05T02:00:00Z
  "by"    TEXT NOT NULL,             -- who, as --by gave it
  action  TEXT NOT NULL,             -- import, map, remove, set, commit, nonce, draw, void, schedule
  subject TEXT NOT NULL,             -- the kind, the setting or the campaign
  source  TEXT NOT NULL DEFAULT '',  -- the file it came from
  reason  TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE history (
  id      INTEGER PRIMARY KEY CHECK (id > 0),
  kind    TEXT NOT NULL,
  key     TEXT NOT NULL,                               -- JSON array of the key's columns
  written INTEGER NOT NULL REFERENCES change (id),     -- the change that wrote this version
  ended   INTEGER NOT NULL REFERENCES change (id),     -- the change that ended it
  record  TEXT NOT NULL                                -- JSON object of all columns
) STRICT;
CREATE INDEX history_of_record ON history (kind, key);

CREATE TABLE setting (
  name   TEXT NOT NULL PRIMARY KEY,
  value  TEXT NOT NULL,
  change INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;

-- What people said that titles of tables mean, for all tables of a kind with
-- the same header.
CREATE TABLE mapping (
  mapping TEXT NOT NULL PRIMARY KEY CHECK (mapping <> ''),  -- 8 digits of the SHA-256 of kind and header
  kind    TEXT NOT NULL,
  header  TEXT NOT NULL CHECK (header <> ''),               -- its titles, folded, in byte order, a line each
  titles  TEXT NOT NULL CHECK (titles <> ''),               -- lines "title=column" in byte order; "title=-": left out
  change  INTEGER NOT NULL REFERENCES change (id),
  UNIQUE (kind, header)
) STRICT, WITHOUT ROWID;

CREATE TABLE department (
  department TEXT NOT NULL PRIMARY KEY CHECK (department <> ''),
  name       TEXT NOT NULL CHECK (name <> ''),
  email      TEXT NOT NULL DEFAULT '',
  phone      TEXT NOT NULL DEFAULT '',
  exempt     TEXT NOT NULL DEFAULT '',
  parent     TEXT NOT NULL DEFAULT '' CHECK (parent <> department),  -- a department, or blank
  change     INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  item           TEXT NOT NULL PRIMARY KEY CHECK (item <> ''),
  name           TEXT NOT NULL CHECK (name <> ''),
  department     TEXT NOT NULL REFERENCES department (department),
  area           TEXT NOT NULL DEFAULT '',
  class          TEXT NOT NULL DEFAULT '',
  object_type    TEXT NOT NULL DEFAULT '',
  qualifications TEXT NOT NULL DEFAULT '',
  method         TEXT NOT NULL DEFAULT '',
  basis          TEXT NOT NULL DEFAULT '',
  market         TEXT NOT NULL DEFAULT '',
  change         INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_of_department ON item (department);

CREATE TABLE joint_item (
  area         TEXT NOT NULL CHECK (area <> ''),
  items        TEXT NOT NULL CHECK (items <> ''),
  object_type  TEXT NOT NULL DEFAULT '',
  initiators   TEXT NOT NULL CHECK (initiators <> ''),
  participants TEXT NOT NULL DEFAULT '',
  change       INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (area, items)
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
  target       TEXT NOT NULL PRIMARY KEY CHECK (target <> ''),
  name         TEXT NOT NULL CHECK (name <> ''),
  district     TEXT NOT NULL CHECK (district <> ''),
  object_types TEXT NOT NULL DEFAULT '',
  risk         TEXT NOT NULL DEFAULT '',
  industry     TEXT NOT NULL DEFAULT '',
  address      TEXT NOT NULL DEFAULT '',
  status       TEXT NOT NULL DEFAULT '',
  longitude    TEXT NOT NULL DEFAULT '',
  latitude     TEXT NOT NULL DEFAULT '',
  joint        TEXT NOT NULL DEFAULT '',
  change       INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspector (
  inspector      TEXT NOT NULL PRIMARY KEY CHECK (inspector <> ''),
  name           TEXT NOT NULL CHECK (name <> ''),
  department     TEXT NOT NULL REFERENCES department (department),
  qualifications TEXT NOT NULL DEFAULT '',
  districts      TEXT NOT NULL DEFAULT '',
  valid_to       TEXT NOT NULL DEFAULT '',
  status         TEXT NOT NULL DEFAULT '',
  email          TEXT NOT NULL DEFAULT '',
  phone          TEXT NOT NULL DEFAULT '',
  change         INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inspector_of_department ON inspector (department);

CREATE TABLE recusal (
  inspector TEXT NOT NULL REFERENCES inspector (inspector),
  target    TEXT NOT NULL REFERENCES target (target),
  reason    TEXT NOT NULL DEFAULT '',
  change    INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (inspector, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX recusal_of_target ON recusal (target);

CREATE TABLE absence (
  inspector TEXT NOT NULL REFERENCES inspector (inspector),
  "from"    TEXT NOT NULL CHECK ("from" <> ''),
  "to"      TEXT NOT NULL CHECK ("to" >= "from"),
  reason    TEXT NOT NULL DEFAULT '',
  change    INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (inspector, "from")
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
  date   TEXT NOT NULL PRIMARY KEY CHECK (date <> ''),
  kind   TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
  name   TEXT NOT NULL DEFAULT '',
  change INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan (
  plan         TEXT NOT NULL PRIMARY KEY CHECK (plan <> ''),
  title        TEXT NOT NULL CHECK (title <> ''),
  initiator    TEXT NOT NULL REFERENCES department (department),
  participants TEXT NOT NULL DEFAULT '',
  items        TEXT NOT NULL CHECK (items <> ''),
  object_type  TEXT NOT NULL DEFAULT '',
  districts    TEXT NOT NULL DEFAULT '',
  sample       TEXT NOT NULL CHECK (sample <> ''),
  start        TEXT NOT NULL CHECK (start <> ''),
  "end"        TEXT NOT NULL CHECK ("end" >= start),
  times        TEXT NOT NULL DEFAULT '',
  campaigns    TEXT NOT NULL DEFAULT '',
  stratify     TEXT NOT NULL DEFAULT '',
  team         TEXT NOT NULL DEFAULT '',
  reserve      TEXT NOT NULL DEFAULT '',
  cap          TEXT NOT NULL DEFAULT '',
  merge        TEXT NOT NULL DEFAULT '',
  tickets      TEXT NOT NULL DEFAULT '',
  disclosure   TEXT NOT NULL DEFAULT '',
  industries   TEXT NOT NULL DEFAULT '',
  risks        TEXT NOT NULL DEFAULT '',
  address_contains TEXT NOT NULL DEFAULT '',
  level        TEXT NOT NULL DEFAULT '',
  change       INTEGER NOT NULL REFERENCES change (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_of_initiator ON plan (initiator);

-- The list of targets that a plan is directed at; a plan without rows here draws
-- from the whole registry.
CREATE TABLE plan_target (
  plan   TEXT NOT NULL REFERENCES plan (plan),
  target TEXT NOT NULL REFERENCES target (target),
  change INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (plan, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_target_of_target ON plan_target (target);

-- What was read of a published plan in one of several ways. A plan is not
-- committed while one of its questions is not accepted.
CREATE TABLE plan_question (
  plan     TEXT NOT NULL REFERENCES plan (plan) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "column" TEXT NOT NULL,                      -- of the plan
  text     TEXT NOT NULL,                      -- as published
  taken    TEXT NOT NULL,                      -- what the plan has
  reason   TEXT NOT NULL CHECK (reason <> ''),
  accepted TEXT NOT NULL DEFAULT '' CHECK (accepted IN ('', 'yes')),
  change   INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (plan, "column")
) STRICT, WITHOUT ROWID;

-- What people decided of plans that could be joint: each decision is a row of its
-- own, the last one on the same plans counts.
CREATE TABLE joint_decision (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  joint    TEXT NOT NULL CHECK (joint <> ''),           -- J- and 8 digits of the SHA-256 of `plans`
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined', 'dissolved')),
  plans    TEXT NOT NULL CHECK (plans LIKE '%;%'),      -- two or more, in byte order
  title    TEXT NOT NULL CHECK (title <> ''),
  lead     TEXT NOT NULL REFERENCES department (department),
  reason   TEXT NOT NULL DEFAULT '',
  change   INTEGER NOT NULL REFERENCES change (id)
) STRICT;
CREATE INDEX joint_decision_of_joint ON joint_decision (joint, id);
CREATE INDEX joint_decision_of_lead ON joint_decision (lead);
