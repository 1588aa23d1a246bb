// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/schema.h"
#include "query/import/import.h"
#include "query/import/vocabulary_when_needed.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <future>
#include <vector>

namespace ekb::query {

TEST_CASE("a vocabulary that nobody wants is not made, and one that cannot be made is an error to all who ask") {
    const tests::TempDir dir;
    std::ofstream(kb::store_file(dir.path())) << "<html>not a database, though long enough to be taken for one</html>";
    { const VocabularyWhenNeeded unwanted(dir.path()); }
    VocabularyWhenNeeded vocabulary(dir.path());
    CHECK_NOTHROW(vocabulary.want());
    for (int times = 0; times < 2; ++times)
        CHECK_THROWS_AS(vocabulary.get(), Error);
}

TEST_CASE("all are given one vocabulary, that of the knowledge base when it was first wanted") {
    const tests::TempDir dir;
    const auto kb_dir = dir.path() / "kb";
    std::ofstream(dir.path() / "own.csv") << "id,kind,label,synonyms\nmine:1,intervention,edaravone zeta,zetavone\n";
    VocabularyWhenNeeded before(kb_dir);
    const kb::Vocabulary& first = before.get();
    CHECK(import_sources(kb_dir, {{(dir.path() / "own.csv").string()}, "auto"}, {}).concepts == 1);
    std::vector<std::future<const kb::Vocabulary*>> asked;
    for (int i = 0; i < 8; ++i)
        asked.push_back(std::async(std::launch::async, [&] { return &before.get(); }));
    for (auto& one : asked)
        CHECK(one.get() == &first);
    CHECK(first.lookup("zetavone").empty());
    CHECK_FALSE(VocabularyWhenNeeded(kb_dir).get().lookup("zetavone").empty());
}

} // namespace ekb::query
