// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

TEST_CASE("a token is known by its whole text alone, until it is revoked") {
    Store store;
    const std::string ada = store.writer.add_token("ada", TokenRole::curator);
    const std::string robot = store.writer.add_token("robot", TokenRole::importer);
    store.writer.commit();
    CHECK(ada.starts_with("ekb_1_"));
    CHECK(ada.size() == 6 + 43);
    CHECK(ada.substr(6) != robot.substr(6));

    const std::optional<ApiToken> known = store.reader().check_token(ada);
    REQUIRE(known);
    CHECK(known->name == "ada");
    CHECK(known->role == TokenRole::curator);
    CHECK(store.reader().check_token(robot)->role == TokenRole::importer);
    std::string forged = ada;
    forged.back() = forged.back() == 'A' ? 'B' : 'A';
    for (const std::string& wrong : {forged, ada.substr(0, ada.size() - 1), ada + "A", "ekb_2_" + ada.substr(6),
                                     "ekb_9_" + ada.substr(6), std::string(), std::string("ekb_"), std::string("ekb_1"),
                                     std::string("ekb_1_"), std::string("ekb_x_y"), ada.substr(4)}) {
        CAPTURE(wrong);
        CHECK_FALSE(store.reader().check_token(wrong));
    }

    CHECK(store.writer.revoke_token(known->key));
    CHECK_FALSE(store.writer.revoke_token(known->key));
    CHECK_FALSE(store.writer.revoke_token(99));
    store.writer.commit();
    CHECK_FALSE(store.reader().check_token(ada));
    CHECK(store.reader().check_token(robot));
    REQUIRE(store.reader().tokens().size() == 2);
    CHECK(store.reader().tokens()[0].revoked_ms);
    CHECK_FALSE(store.reader().tokens()[1].revoked_ms);
    CHECK_THROWS_WITH(store.writer.add_token("", TokenRole::admin), "a token needs the name of its holder");
}

TEST_CASE("the store keeps an argon2id hash of a token and nothing of its secret") {
    Store store;
    const std::string token = store.writer.add_token("ada", TokenRole::admin);
    store.writer.commit();
    Database database(store_file(store.dir.path()), OpenMode::read_only);
    Rows rows = database.query("SELECT hash FROM token WHERE instr(hash, ?) = 0", token.substr(6));
    REQUIRE(rows.next());
    CHECK(rows->text(0).starts_with("$argon2id$"));
}

} // namespace ekb::kb
