// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/code_points.h"
#include "kb/model/document.h"
#include "kb/model/error.h"
#include "kb/model/expected.h"
#include "kb/model/resource.h"

#include <catch2/catch.hpp>

#include <string>

namespace ekb {

TEST_CASE("every name of an enumeration leads back to its value") {
    for (const auto& [value, name] : EnumNames<Measure>::rows)
        CHECK(from_name<Measure>(name) == value);
    for (const auto& [value, name] : EnumNames<DesignType>::rows)
        CHECK(from_name<DesignType>(name_of(value)) == value);
    CHECK(from_name<Direction>("sideways") == std::nullopt);
}

TEST_CASE("an Expected holds a value or an error") {
    const Expected<int, std::string> good = 3;
    const Expected<int, std::string> bad = Unexpected(std::string("no number: x"));
    CHECK(*good == 3);
    CHECK_FALSE(bad);
    CHECK(bad.error() == "no number: x");
}

TEST_CASE("a data file that was not built in is named") {
    const ResourceRow rows[] = {{"units.tsv", nullptr, nullptr}};
    CHECK(find_resource(rows, 1, "units.tsv").empty());
    CHECK_THROWS_WITH(find_resource(rows, 1, "routes.tsv"), "no data file named routes.tsv was built in");
}

TEST_CASE("byte offsets become code point offsets") {
    const std::string text = "α–β " + std::string(200, 'x') + "μg" + std::string(70, 'y') + "😀";
    const CodePointOffsets offsets(text);
    for (std::size_t byte = 0; byte <= text.size(); ++byte) {
        if (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U) continue;
        CHECK(offsets.at(byte) == code_points(std::string_view(text).substr(0, byte)));
    }
    CHECK(code_points("") == 0);
    CHECK(code_points("😀é") == 2);
}

} // namespace ekb
