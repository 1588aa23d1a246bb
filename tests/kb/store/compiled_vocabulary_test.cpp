// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/compiled_vocabulary.h"

#include "kb/store/kb_vocabulary.h"
#include "kb/store/writer.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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

CompiledVocabulary made() {
    CompiledVocabulary made;
    made.vocabulary = std::make_shared<const Vocabulary>(Vocabulary::with_concepts({drug("quibberin")}, made.notes));
    return made;
}

/// Runs it in a process of its own, which ends with 0 where it gives true.
template <typename Function>
pid_t in_a_process(Function function) {
    const pid_t child = fork();
    if (child == 0) _exit(function() ? 0 : 1);
    REQUIRE(child > 0);
    return child;
}

int ended(pid_t child) {
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return status;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

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

TEST_CASE("processes that keep the vocabulary at once do not disturb each other or their readers") {
    const tests::TempDir dir;
    const fs::path file = compiled_vocabulary_file(dir.path());
    const CompiledVocabulary kept = made();
    REQUIRE(keep_compiled(file, "print", kept).empty());
    std::vector<pid_t> children;
    for (int i = 0; i < 3; ++i) {
        children.push_back(in_a_process([&] {
            for (int times = 0; times < 8; ++times) {
                if (!keep_compiled(file, "print", kept).empty() || !read_compiled(file, "print").vocabulary) return false;
            }
            return true;
        }));
    }
    for (const pid_t child : children) CHECK(ended(child) == 0);
    CHECK(names_in(dir.path()) == std::vector<std::string>{"vocabulary.compiled"});
    CHECK_FALSE(read_compiled(file, "another").vocabulary);
}

TEST_CASE("a process killed while it keeps the vocabulary leaves the one before, and what it wrote goes") {
    const tests::TempDir dir;
    const fs::path file = compiled_vocabulary_file(dir.path());
    const CompiledVocabulary kept = made();
    REQUIRE(keep_compiled(file, "print", kept).empty());
    for (int after = 0; after < 20; ++after) {
        const pid_t child = in_a_process([&] {
            while (keep_compiled(file, "print", kept).empty()) {
            }
            return false;
        });
        usleep(static_cast<useconds_t>(700 * after));
        kill(child, SIGKILL);
        CHECK(WIFSIGNALED(ended(child)));
        CHECK(read_compiled(file, "print").vocabulary != nullptr);
        std::ofstream(file.string() + "." + std::to_string(child)) << "half"; // wherever it was killed
    }
    std::ofstream(file.string() + ".1") << "of a process that runs";
    REQUIRE(keep_compiled(file, "print", kept).empty());
    CHECK(names_in(dir.path()) == std::vector<std::string>{"vocabulary.compiled", "vocabulary.compiled.1"});
}

} // namespace ekb::kb
