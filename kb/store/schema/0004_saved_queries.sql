-- SPDX-License-Identifier: GPL-3.0-or-later
-- Queries that are kept under a name. What the table is for is told in kb/store/schema.h.

CREATE TABLE saved_query (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    who TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
