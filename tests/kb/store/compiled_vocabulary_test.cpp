// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/compiled_vocabulary.h"

#include "kb/store/kb_vocabulary.h"
#include "kb/store/writer.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace ekb::kb {

namespace {

namespace fs = std::filesystem;

Concept drug(const std::string& name) {
    Concept value;
    value.id = "local:" + name;
    value.label = name;
    value.names = {{name}};
    return value;
}

/// A knowledge base with concepts. vocabulary_of keeps what it made for a folder, so each start is a copy in a folder of its own.
struct Kb {
    tests::TempDir dir;
    inline static int starts = 0; ///< of all tests: the folders' names are never the same

    fs::path folder() const { return dir.path() / "kb"; }
    void add(const std::string& name) const {
        Writer writer(folder());
        writer.put_concept("drugs.csv", drug(name));
        writer.commit();
    }
    /// As a process finds it that starts now.
    KbVocabulary started() {
        const fs::path copy = dir.path() / ("start" + std::to_string(++starts));
        fs::copy(folder(), copy, fs::copy_options::recursive);
        KbVocabulary known = vocabulary_of(copy);
        fs::remove_all(folder());
        fs::copy(copy, folder(), fs::copy_options::recursive);
        return known;
    }
    fs::path file() const { return compiled_vocabulary_file(folder()); }
    std::string bytes() const {
        std::ostringstream all;
        all << std::ifstream(file(), std::ios::binary).rdbuf();
        return std::move(all).str();
    }
    void write(const std::string& bytes) const { std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes; }
};

bool knows(const KbVocabulary& known, std::string_view name) { return !known.vocabulary->lookup(name).empty(); }

} // namespace

TEST_CASE("a knowledge base keeps its vocabulary ready made, and makes it anew when its concepts change") {
    Kb kb;
    kb.add("quibberin");
    CHECK(knows(kb.started(), "quibberin"));
    const std::string first = kb.bytes();
    REQUIRE(first.size() > 100'000);
    CHECK(knows(kb.started(), "quibberin"));
    CHECK((kb.bytes() == first)); // in brackets: nobody reads the bytes
    kb.add("exemplazole");
    const KbVocabulary changed = kb.started();
    CHECK(knows(changed, "exemplazole"));
    CHECK(knows(changed, "quibberin"));
    CHECK(changed.notes.empty());
    CHECK((kb.bytes() != first));
    kb.write(first); // of other concepts: an older copy of the folder
    CHECK(knows(kb.started(), "exemplazole"));
}

TEST_CASE("a damaged ready-made vocabulary is made anew") {
    Kb kb;
    kb.add("quibberin");
    kb.started();
    const std::string whole = kb.bytes();
    std::string flipped = whole;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
    for (const std::string& damaged : {std::string(), std::string("x"), whole.substr(0, whole.size() / 2), flipped}) {
        kb.write(damaged);
        CHECK(knows(kb.started(), "quibberin"));
        CHECK((kb.bytes() == whole));
    }
}

TEST_CASE("where the vocabulary cannot be kept, a note says so") {
    Kb kb;
    kb.add("quibberin");
    fs::create_directories(kb.file() / "in the way");
    const KbVocabulary known = kb.started();
    CHECK(knows(known, "quibberin"));
    REQUIRE(known.notes.size() == 1);
    CHECK(known.notes.front().find("the vocabulary is made anew at every start") == 0);
}

} // namespace ekb::kb
