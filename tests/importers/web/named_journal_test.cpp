// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/named_journal.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ekb::importers {

TEST_CASE("a text's journal is the one that it says the study was published in") {
    const std::vector<std::pair<std::string, std::optional<std::string>>> rows{
        {"Their study, published in the Journal of the Irish Ear Society, used drops.",
         "Journal of the Irish Ear Society"},
        {"The results were published online in The Lancet.", "Lancet"},
        {"It was published last week in JAMA Neurology and made news.", "JAMA Neurology"},
        {"The findings appeared in the journal Nature Medicine today.", "Nature Medicine"},
        {"Reported in the Annals of Internal Medicine in 2019, it was stopped.", "Annals of Internal Medicine"},
        // Nothing that names no journal, or leaves open which study is meant.
        {"The trial was published in Japan and reported in Kyoto.", std::nullopt},
        {"It was published in English.", std::nullopt},
        {"One was published in The Lancet, the other was published in JAMA.", std::nullopt},
        {"Published in The Lancet; it was published in The Lancet in May.", "Lancet"},
        {"The Journal of Bees is printed on paper.", std::nullopt},
        {"published in the journal club's notes", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& [text, journal] : rows) {
        CAPTURE(text);
        const auto found = named_journal(text);
        CHECK(found.value_or("none") == journal.value_or("none"));
    }
}

} // namespace ekb::importers
