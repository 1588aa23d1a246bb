// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/saved_queries.h"

#include "kb/model/error.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

TEST_CASE("queries are kept by name, replaced, and forgotten") {
    const tests::TempDir dir;
    CHECK(saved_queries(dir.path()).empty());
    CHECK_FALSE(forget_query(dir.path(), "b"));
    save_query(dir.path(), {"b", "zinc", "Ada", 0});
    save_query(dir.path(), {"a", "edaravone", "Ada", 0});
    save_query(dir.path(), {"b", "zinc AND colds", "Bo", 0});
    const auto all = saved_queries(dir.path());
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "a");
    CHECK(all[1].query == "zinc AND colds");
    CHECK(all[1].who == "Bo");
    CHECK(all[1].at_ms > 0);
    CHECK(saved_query(dir.path(), "a") == all[0]);
    CHECK_FALSE(saved_query(dir.path(), "c"));
    CHECK(forget_query(dir.path(), "a"));
    CHECK_FALSE(forget_query(dir.path(), "a"));
    CHECK(Reader(dir.path()).last_sequence() == 0); // no study changed
}

TEST_CASE("a name that cannot stand in an address, and nobody's query, are not kept") {
    const tests::TempDir dir;
    for (const std::string& name : {std::string(), std::string("a b"), std::string("a/b"), std::string(".."), std::string(101, 'a')}) {
        INFO(name);
        CHECK_THROWS_AS(save_query(dir.path(), {name, "zinc", "Ada", 0}), Error);
    }
    CHECK_THROWS_AS(save_query(dir.path(), {"a", "zinc", "", 0}), Error);
    CHECK(is_query_name(std::string(100, 'a')));
}

} // namespace ekb::kb
