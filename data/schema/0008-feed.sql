-- Addresses of feeds. Whoever knows an address can read the calendar, so it is made of
-- chance, and a new one takes its place when it got into wrong hands. An inspector has
-- one address at most that is in force; the others are kept so that their files can be
-- taken away.

CREATE TABLE feed_address (
  address   TEXT NOT NULL PRIMARY KEY CHECK (length(address) = 32),
  inspector TEXT NOT NULL REFERENCES inspector (inspector),
  change    INTEGER NOT NULL REFERENCES change (id),  -- that made it
  revoked   INTEGER REFERENCES change (id)            -- that took it out of force
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_address_in_force ON feed_address (inspector) WHERE revoked IS NULL;
CREATE INDEX feed_address_of_inspector ON feed_address (inspector);

CREATE TRIGGER feed_address_is_kept BEFORE DELETE ON feed_address
BEGIN SELECT raise(ABORT, 'an address of a feed is kept, so that it is never given again'); END;
CREATE TRIGGER feed_address_ends_once BEFORE UPDATE ON feed_address
WHEN NEW.address <> OLD.address OR NEW.inspector <> OLD.inspector OR NEW.change <> OLD.change
  OR OLD.revoked IS NOT NULL OR NEW.revoked IS NULL
BEGIN SELECT raise(ABORT, 'an address of a feed can only be revoked, and once'); END;
CREATE TRIGGER feed_address_is_new BEFORE INSERT ON feed_address
WHEN EXISTS (SELECT 1 FROM feed_address WHERE address = NEW.address)
  OR EXISTS (SELECT 1 FROM feed_address WHERE inspector = NEW.inspector AND revoked IS NULL)
BEGIN SELECT raise(ABORT, 'an inspector has one address of a feed'); END;
