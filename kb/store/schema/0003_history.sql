-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the store held once: the states that commits left, and all that an older version of a document needs to be read
-- as it was. What the tables are for is told in kb/store/schema.h.

CREATE TABLE snapshot (
    sequence INTEGER PRIMARY KEY REFERENCES change (sequence),
    at_ms INTEGER NOT NULL
) STRICT;
-- Of an older store it is not known which changes ended a commit: each counts as one.
INSERT INTO snapshot (sequence, at_ms) SELECT sequence, at_ms FROM change;

-- The key that the document had, or has: it orders the documents of a study.
ALTER TABLE history ADD COLUMN document_key INTEGER;
UPDATE history SET document_key = (SELECT key FROM document WHERE document.id = history.document);
-- 1 where `json` is the document's own words alone, and not also what others' notices made of it.
ALTER TABLE history ADD COLUMN own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1));
CREATE INDEX history_by_study ON history (study_key);

-- With the key that each had as a notice, which orders them.
CREATE TABLE past_notice (
    notice_key INTEGER NOT NULL,
    history_key INTEGER NOT NULL REFERENCES history (key),
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    notice TEXT,
    date TEXT,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX past_notice_by_target ON past_notice (target);
CREATE INDEX past_notice_by_history ON past_notice (history_key);

CREATE INDEX study_move_by_from ON study_move (from_study);
CREATE INDEX study_move_by_to ON study_move (to_study);
CREATE INDEX change_by_study ON change (study_key, sequence);
