-- SPDX-License-Identifier: GPL-3.0-or-later
-- Concepts that were imported beside the built-in vocabulary. What the tables are for is told in kb/store/schema.h.

CREATE TABLE concept (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (source, id)
) STRICT;

CREATE TABLE vocabulary_revision (number INTEGER NOT NULL) STRICT;
INSERT INTO vocabulary_revision (number) VALUES (0);
