// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/csv.h"

#include <catch2/catch.hpp>

namespace ekb::importers {

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("rows of tables") {
    CHECK(csv_rows("a,b\n1,2\n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(csv_rows("a;b\r\n1,5;2") == Rows{{"a", "b"}, {"1,5", "2"}}); // the header tells the delimiter
    CHECK(csv_rows("a\tb\r1\t2\r") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(csv_rows("\"a,b\",c\n\"x\"\"y\",\"two\nlines\"\n") == Rows{{"a,b", "c"}, {"x\"y", "two\nlines"}});
    CHECK(csv_rows("a,b\n\n,\n") == Rows{{"a", "b"}, {"", ""}});
    CHECK(csv_rows("a,b\n5\" pipe,x\n") == Rows{{"a", "b"}, {"5\" pipe", "x"}}); // a quote within a bare cell is text
    CHECK(csv_rows("").empty());
}

TEST_CASE("tables are cut into rows with their header and line") {
    MemoryStream source("a,b\r\n\"one\r\ntwo\",1\r\n\r\nlast,\"open");
    std::vector<RawRecord> records;
    std::vector<Diagnostic> diagnostics;
    cut_csv_records(
        source, [&](RawRecord&& record) { records.push_back(std::move(record)); },
        [&](Diagnostic&& diagnostic) { diagnostics.push_back(std::move(diagnostic)); });
    REQUIRE(records.size() == 1);
    CHECK(records[0].line == 2);
    CHECK(csv_rows(records[0].bytes).at(1).at(1) == "1");
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].line == 5);
    CHECK(diagnostics[0].message == "the file ends within a quoted cell of the row that begins here");
}

} // namespace ekb::importers
