// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/serve_command.h"

#include <catch2/catch.hpp>

using namespace ekb::query;

TEST_CASE("an address to listen on is a host and a port") {
    const auto address = listen_address("127.0.0.1:8080");
    REQUIRE(address);
    CHECK(address->host == "127.0.0.1");
    CHECK(address->port == 8080);
    CHECK(listen_address("localhost:0")->port == 0);
    CHECK(listen_address("x:65535")->port == 65535);
    for (const char* bad : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:80x", "x:65536", "x:-1", ":80"}) {
        INFO(bad);
        REQUIRE_FALSE(listen_address(bad));
        CHECK(listen_address(bad).error() == "\"" + std::string(bad) + "\" is not HOST:PORT, such as 127.0.0.1:8080");
    }
}
