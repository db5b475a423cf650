-- Busy times of inspectors: what their calendar files say about when, and never
-- what for. A file's content is a reduced calendar in one form (iCalendar with
-- rules, zones and times alone), which is expanded when somebody asks.

CREATE TABLE busy_file (
  inspector TEXT NOT NULL REFERENCES inspector (inspector),
  file      TEXT NOT NULL CHECK (file <> ''),   -- its name, without folders
  content   TEXT NOT NULL CHECK (content <> ''),
  change    INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (inspector, file)
) STRICT;

CREATE TRIGGER busy_file_is_new BEFORE INSERT ON busy_file
WHEN EXISTS (SELECT 1 FROM busy_file WHERE inspector = NEW.inspector AND file = NEW.file)
BEGIN SELECT raise(ABORT, 'busy_file: a record cannot be replaced, only updated'); END;
CREATE TRIGGER busy_file_is_itself BEFORE UPDATE ON busy_file
WHEN NEW.inspector <> OLD.inspector OR NEW.file <> OLD.file
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'busy_file: an update keeps the key and names a new change'); END;
CREATE TRIGGER busy_file_was AFTER UPDATE ON busy_file
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('busy', json_array(OLD.inspector, OLD.file), OLD.change, NEW.change,
    json_object('inspector', OLD.inspector, 'file', OLD.file, 'content', OLD.content));
END;
CREATE TRIGGER busy_file_is_withdrawn BEFORE DELETE ON busy_file
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'busy_file: a record is removed by a change that says so'); END;
CREATE TRIGGER busy_file_ended AFTER DELETE ON busy_file
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('busy', json_array(OLD.inspector, OLD.file), OLD.change, (SELECT max(id) FROM change),
    json_object('inspector', OLD.inspector, 'file', OLD.file, 'content', OLD.content));
END;
