-- What was sent to CalDAV servers: memory of the sender, and no record of the
-- office. Whoever loses it loses nothing; the next push looks again.

CREATE TABLE caldav_object (
  collection TEXT NOT NULL,                        -- its URL; no user, no password
  object     TEXT NOT NULL,                        -- its name there
  quarter    TEXT NOT NULL,                        -- of the campaign whose visit it is
  tag        TEXT NOT NULL,                        -- the entity tag it had after it was sent
  digest     TEXT NOT NULL CHECK (length(digest) = 64),  -- SHA-256 of what was sent
  PRIMARY KEY (collection, object)
) STRICT, WITHOUT ROWID;
