// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/prepared.h"
#include "kb/store/schema.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

#include <random>

namespace ekb::kb {

namespace {

/// An abstract of the usual length, with three claims; some belong to a registered trial.
Document abstract_number(int number, std::mt19937& engine) {
    static const std::vector<std::string> words{"patients", "randomised", "placebo", "survival", "was",   "in",
                                                "dose",     "the",        "of",      "weeks",    "ratio", "and"};
    Document document = article(std::to_string(10'000'000 + number));
    document.identifiers.doi = "10.1000/journal." + std::to_string(number);
    if (number % 3 == 0) document.identifiers.registry = {"NCT" + std::to_string(10'000'000 + number % 5000)};
    document.authors = {"Family Given", "Other Name", "Third Person", "Fourth One"};
    for (int i = 0; i < 220; ++i)
        document.content.text += " " + words[engine() % words.size()] + std::to_string(engine() % 50);
    document.claims.resize(3, document.claims[0]);
    for (Claim& claim : document.claims)
        claim.effect.value = static_cast<double>(engine() % 1000) / 10;
    return document;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

// Run by name: it measures, for a person to read.
TEST_CASE("bulk load of 20,000 abstracts", "[.bench]") {
    constexpr int documents = 20'000;
    constexpr int documents_a_commit = 5'000;
    std::mt19937 engine(1);
    const tests::TempDir dir;
    Writer writer(dir.path());
    double preparing = 0;
    double putting = 0;
    double holding = 0;
    for (int i = 0; i < documents; ++i) {
        const Document document = abstract_number(i, engine);
        const RawSource raw{"pubmed", "<PubmedArticle>" + document.content.text + "</PubmedArticle>"};
        auto start = std::chrono::steady_clock::now();
        const PreparedDocument prepared = prepare(document, raw);
        preparing += seconds_since(start);
        start = std::chrono::steady_clock::now();
        writer.put(prepared);
        if ((i + 1) % documents_a_commit == 0) writer.commit();
        putting += seconds_since(start);
        start = std::chrono::steady_clock::now();
        CHECK(writer.has(raw));
        holding += seconds_since(start);
    }
    writer.commit();
    WARN("prepare " << preparing / documents * 1e6 << " us, put " << putting / documents * 1e6 << " us, has "
                    << holding / documents * 1e6 << " us a document; "
                    << static_cast<double>(std::filesystem::file_size(store_file(dir.path()))) / documents
                    << " bytes a document in the file");
    const Reader reader(dir.path());
    const auto start = std::chrono::steady_clock::now();
    std::size_t read = 0;
    for (const std::int64_t key : reader.study_keys_after(0, documents))
        read += reader.study(key)->documents.size();
    CHECK(read == documents);
    WARN("read " << seconds_since(start) / documents * 1e6 << " us a document");
}

} // namespace ekb::kb
