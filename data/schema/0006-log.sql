-- The log: an entry for everything that decides what is drawn, or undoes it.
-- What an entry says, and how the hashes hang together: data/doc/log.md.
--
-- An entry comes before what it records, in the same transaction, and what it
-- records cannot come without it: the triggers below ask for the entry of the
-- row's own change, and appointments, which are many, refer to it by a key.

CREATE TABLE log (
  entry  INTEGER PRIMARY KEY CHECK (entry > 0),          -- 1, 2, 3, … without gaps
  line   TEXT NOT NULL CHECK (line <> ''),
  hash   TEXT NOT NULL CHECK (length(hash) = 64),        -- of this line and all before
  change INTEGER NOT NULL UNIQUE REFERENCES change (id)
) STRICT;

CREATE TRIGGER log_is_final BEFORE UPDATE ON log
BEGIN SELECT raise(ABORT, 'an entry of the log stays as it was written'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log
BEGIN SELECT raise(ABORT, 'an entry of the log is kept for ever'); END;
CREATE TRIGGER log_is_new BEFORE INSERT ON log
WHEN NEW.entry <> (SELECT coalesce(max(entry), 0) + 1 FROM log)
  OR EXISTS (SELECT 1 FROM log WHERE change = NEW.change)
BEGIN SELECT raise(ABORT, 'an entry of the log follows the last one'); END;

CREATE TRIGGER campaign_is_logged BEFORE INSERT ON campaign
WHEN NOT EXISTS (SELECT 1 FROM log JOIN change ON change.id = log.change
  WHERE log.change = NEW.change AND change.action = 'commit' AND change.subject = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a campaign is committed with an entry of the log'); END;

CREATE TRIGGER nonce_is_logged BEFORE INSERT ON nonce
WHEN NOT EXISTS (SELECT 1 FROM log JOIN change ON change.id = log.change
  WHERE log.change = NEW.change AND change.action = 'nonce' AND change.subject = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a nonce is revealed with an entry of the log'); END;

CREATE TRIGGER campaign_draw_is_logged BEFORE INSERT ON campaign_draw
WHEN NOT EXISTS (SELECT 1 FROM log JOIN change ON change.id = log.change
  WHERE log.change = NEW.change AND change.action = 'draw' AND change.subject = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a campaign is drawn with an entry of the log'); END;

CREATE TRIGGER campaign_void_is_logged BEFORE INSERT ON campaign_void
WHEN NOT EXISTS (SELECT 1 FROM log JOIN change ON change.id = log.change
  WHERE log.change = NEW.change AND change.action = 'void' AND change.subject = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a campaign is made void with an entry of the log'); END;

CREATE TRIGGER setting_is_logged BEFORE INSERT ON setting
WHEN NOT EXISTS (SELECT 1 FROM log JOIN change ON change.id = log.change
  WHERE log.change = NEW.change AND change.action = 'set' AND change.subject = NEW.name)
BEGIN SELECT raise(ABORT, 'a setting is made with an entry of the log'); END;
CREATE TRIGGER setting_stays_logged BEFORE UPDATE ON setting
WHEN NOT EXISTS (SELECT 1 FROM log JOIN change ON change.id = log.change
  WHERE log.change = NEW.change AND change.action = 'set' AND change.subject = NEW.name)
BEGIN SELECT raise(ABORT, 'a setting is changed with an entry of the log'); END;
