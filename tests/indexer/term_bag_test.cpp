// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/term_bag.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>

using namespace ekb::indexer;

namespace {

std::map<std::string, std::string> contents(const TermBag& bag) {
    std::map<std::string, std::string> all;
    bag.for_each([&](std::string_view term, std::uint32_t frequency, std::span<const std::uint32_t> places) {
        std::string& text = all[std::string(term)] = std::to_string(frequency);
        for (const std::uint32_t place : places)
            text += " " + std::to_string(place);
    });
    return all;
}

} // namespace

TEST_CASE("a bag adds up each term's frequency and keeps its places in order") {
    TermBag bag;
    bag.add("", "trial", 5, 1);
    bag.add("S:", "trial", 1, 1);
    bag.mark_lower("Q:", "DOI:10.1/X");
    bag.add("", "trial", 2, 9);
    bag.add("", "trial", 2);
    bag.mark("", "trial");
    bag.add("", "", 3, 4);
    CHECK(contents(bag) == std::map<std::string, std::string>{{"trial", "9 1 9"}, {"S:trial", "1 1"}, {"Q:doi:10.1/x", "0"}});
    CHECK(bag.contains("S:trial"));
    CHECK_FALSE(bag.contains("S:"));
    CHECK_FALSE(TermBag().contains("trial"));
    std::string order;
    bag.for_each([&](std::string_view term, std::uint32_t, std::span<const std::uint32_t>) { order.append(term) += ' '; });
    CHECK(order == "trial S:trial Q:doi:10.1/x ");
}

TEST_CASE("a bag of many terms keeps them all, and cuts long ones between characters") {
    TermBag bag;
    for (int i = 0; i < 5000; ++i) {
        for (int n = 0; n <= i % 3; ++n)
            bag.add("W:", std::to_string(i), 1, static_cast<std::uint32_t>(n));
    }
    CHECK(bag.size() == 5000);
    const auto all = contents(bag);
    REQUIRE(all.size() == 5000);
    CHECK(all.at("W:4999") == "2 0 1");
    std::string accents;
    for (int i = 0; i < 200; ++i)
        accents += "\u00e9";
    TermBag cut;
    cut.mark("W:", accents);
    CHECK(contents(cut).begin()->first == "W:" + accents.substr(0, 238));
}
