-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema. What the tables are for is told in kb/store/schema.h.

CREATE TABLE study (
    key INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

CREATE TABLE change (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    study_key INTEGER NOT NULL REFERENCES study (key),
    at_ms INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('put', 'remove', 'regroup', 'notice', 'review', 'discrepancy')),
    document TEXT
) STRICT;

CREATE TABLE study_move (
    key INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    from_study INTEGER NOT NULL REFERENCES study (key),
    to_study INTEGER NOT NULL REFERENCES study (key),
    sequence INTEGER NOT NULL REFERENCES change (sequence)
) STRICT;
CREATE INDEX study_move_by_document ON study_move (document, sequence);

CREATE TABLE raw (
    key INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    format TEXT NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    study_key INTEGER NOT NULL REFERENCES study (key),
    type TEXT NOT NULL,
    extractor_version INTEGER NOT NULL,
    raw_key INTEGER NOT NULL REFERENCES raw (key),
    since INTEGER NOT NULL REFERENCES change (sequence),
    json TEXT NOT NULL,
    text BLOB NOT NULL
) STRICT;
CREATE INDEX document_by_study ON document (study_key, key);
CREATE INDEX document_by_raw ON document (raw_key);

CREATE TABLE identifier (
    value TEXT NOT NULL,
    document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    joins INTEGER NOT NULL CHECK (joins IN (0, 1)),
    PRIMARY KEY (value, document_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_document ON identifier (document_key);

CREATE TABLE claim (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    method TEXT NOT NULL,
    status TEXT NOT NULL,
    endpoint_role TEXT,
    intervention_concept TEXT,
    comparator_concept TEXT,
    endpoint_concept TEXT,
    direction TEXT,
    measure TEXT,
    value REAL,
    ci_low REAL,
    ci_high REAL,
    p REAL,
    n_randomised INTEGER,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX claim_by_document ON claim (document_key, position);

CREATE TABLE history (
    key INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    study_key INTEGER NOT NULL REFERENCES study (key),
    extractor_version INTEGER NOT NULL,
    raw_key INTEGER NOT NULL REFERENCES raw (key),
    since INTEGER NOT NULL,
    until INTEGER NOT NULL REFERENCES change (sequence),
    reason TEXT NOT NULL,
    json BLOB NOT NULL
) STRICT;
CREATE INDEX history_by_document ON history (document, until);
CREATE INDEX history_by_raw ON history (raw_key);

CREATE TABLE notice (
    key INTEGER PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    notice TEXT,
    date TEXT,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX notice_by_target ON notice (target);
CREATE INDEX notice_by_document ON notice (document_key);

CREATE TABLE join_decision (
    key INTEGER PRIMARY KEY,
    document_a TEXT NOT NULL,
    document_b TEXT NOT NULL,
    together INTEGER NOT NULL CHECK (together IN (0, 1)),
    who TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    why TEXT NOT NULL,
    UNIQUE (document_a, document_b),
    CHECK (document_a < document_b)
) STRICT;
CREATE INDEX join_decision_by_b ON join_decision (document_b);
