-- SPDX-License-Identifier: GPL-3.0-or-later
-- Curators' words on claims, what the reports of a study disagree on, what makes documents alike, and API tokens. What
-- the tables are for is told in kb/store/schema.h.

CREATE TABLE review_event (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    claim TEXT NOT NULL,
    document TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES change (sequence),
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX review_event_by_claim ON review_event (claim, key);
CREATE INDEX review_event_by_document ON review_event (document, key);

CREATE TABLE discrepancy (
    key INTEGER PRIMARY KEY,
    study_key INTEGER NOT NULL REFERENCES study (key),
    kind TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX discrepancy_by_study ON discrepancy (study_key, key);
CREATE INDEX discrepancy_by_kind ON discrepancy (kind, study_key);

CREATE TABLE fingerprint (
    value TEXT NOT NULL,
    document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    PRIMARY KEY (value, document_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprint_by_document ON fingerprint (document_key);

CREATE TABLE token (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    revoked_ms INTEGER
) STRICT;
