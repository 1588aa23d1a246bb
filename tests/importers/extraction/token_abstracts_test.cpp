// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/token_abstracts.h"

#include "kb/model/error.h"

#include <catch2/catch.hpp>

#include <sstream>

using namespace ekb::importers::extraction::training;

namespace {

std::vector<std::string> tokens(const std::string& words) {
    std::istringstream in(words);
    std::vector<std::string> out;
    for (std::string word; in >> word;)
        out.push_back(word);
    return out;
}

} // namespace

TEST_CASE("a text is put together from its tokens: title, headings, punctuation") {
    struct Row {
        const char* tokens;
        const char* text;
    };
    const Row rows[] = {
        {"Zinc for colds : a trial . BACKGROUND Colds are common . RESULTS Zinc ( 10 mg ) helped 52 % -90 % of them .",
         "Zinc for colds: a trial.\n\nBACKGROUND:\nColds are common.\n\nRESULTS:\nZinc (10 mg) helped 52%-90% of them."},
        {"Zinc for colds . We gave zinc . Colds were shorter .", "Zinc for colds.\n\nWe gave zinc. Colds were shorter."},
        // Capitals that are no heading, and a heading's word within a sentence.
        {"Zinc for colds . CABG was done . The RESULTS were good .", "Zinc for colds.\n\nCABG was done. The RESULTS were good."},
        {"Zinc for colds . RESULTS TENS helped .", "Zinc for colds.\n\nRESULTS:\nTENS helped."},
        {"", ""},
    };
    for (const Row& row : rows) {
        INFO(row.tokens);
        CHECK(text_of_tokens(tokens(row.tokens)) == row.text);
    }
}

TEST_CASE("a labelled abstract without tokens, or that does not say a quote, is refused") {
    const std::vector<GoldTokens> abstracts{{"1", tokens("Zinc for colds . Colds were shorter ."), {}}};
    const auto labelled = [](const std::string& id, const std::string& quote) {
        GoldDocument document;
        document.id = id;
        GoldClaim claim;
        claim.quote = quote;
        document.claims.push_back(claim);
        return std::vector<GoldDocument>{document};
    };
    auto right = labelled("1", "Colds were shorter .");
    read_token_abstracts(right, abstracts);
    CHECK(right[0].text == "Zinc for colds.\n\nColds were shorter.");
    auto unknown = labelled("2", "Colds were shorter.");
    CHECK_THROWS_WITH(read_token_abstracts(unknown, abstracts), Catch::Contains("abstract 2"));
    auto unsaid = labelled("1", "Colds were longer.");
    CHECK_THROWS_WITH(read_token_abstracts(unsaid, abstracts), Catch::Contains("Colds were longer."));
}
