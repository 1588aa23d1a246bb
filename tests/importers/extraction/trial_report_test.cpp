// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/trial_report.h"

#include "importers/extraction/extract.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/study/report_features.h"
#include "importers/extraction/text/prose.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

Document read(std::string_view text) {
    Document document;
    document.content = plain_text(text);
    extract(document);
    return document;
}

double likeness(std::string_view text) {
    const DocumentText content = plain_text(text);
    const Prose prose = read_prose(content);
    const ClaimModels& models = ClaimModels::built_in();
    return report_likeness(prose, read_traits(prose, models.phrases), models.report_words);
}

struct TextFile {
    std::string name;
    std::string text;
};

/// The texts of a folder of tests/data/reports, which holds one of each kind that an export has.
std::vector<TextFile> texts(const std::string& folder) {
    std::vector<TextFile> out;
    for (const auto& entry : std::filesystem::directory_iterator(tests::data_folder() + "/reports/" + folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        out.push_back({entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>())});
    }
    REQUIRE(out.size() > 5);
    return out;
}

} // namespace

TEST_CASE("trial report: other work that compares things tells no results of a trial") {
    for (const TextFile& file : texts("no_trial")) {
        CAPTURE(file.name);
        const Document document = read(file.text);
        CHECK(document.claims.empty());
        CHECK(document.arms.empty());
        CHECK(!document.n.randomised);
        CHECK(!document.design.type);
        CHECK(likeness(file.text) < 0);
    }
}

TEST_CASE("trial report: trials are read, with and without a word of their design, in people and animals") {
    for (const TextFile& file : texts("trial")) {
        CAPTURE(file.name);
        const Document document = read(file.text);
        CHECK(!document.arms.empty());
        CHECK(document.n.randomised);
        CHECK(document.design.species == (file.name == "animals.txt" ? Species::animal : Species::human));
        CHECK(likeness(file.text) > 0);
    }
}

TEST_CASE("trial report: what a source says is believed, and a passage is read as what it is asked about") {
    const ClaimModels& models = ClaimModels::built_in();
    const auto reads = [&](ReportKind said, std::string_view text) {
        const DocumentText content = plain_text(text);
        const Prose prose = read_prose(content);
        return reads_as_trial(said, prose, read_traits(prose, models.phrases), models.report_words);
    };
    const std::string other = texts("no_trial").front().text;
    CHECK(!reads(ReportKind::unsaid, other));
    CHECK(reads(ReportKind::trial, other));
    CHECK(!reads(ReportKind::other, texts("trial").front().text));
    CHECK(reads(ReportKind::unsaid, "Survival was longer with A than with B (p = 0.03)."));
}

TEST_CASE("trial report: a feature is counted once, words of the title and pairs of words are their own") {
    const auto features = [](std::string_view text) {
        const DocumentText content = plain_text(text);
        const Prose prose = read_prose(content);
        return report_features(prose, read_traits(prose, ClaimModels::built_in().phrases));
    };
    const std::vector<std::uint32_t> once = features("Pain and pain and more pain was less.");
    CHECK(once.size() == 11); // five words, six pairs
    CHECK(std::ranges::is_sorted(once));
    CHECK(std::ranges::binary_search(once, feature_hash("pain")));
    CHECK(features("Pain\n\nIt was less. It was so.").size() == features("It was less. It was so.").size() + 2);
    // a word that is of a kind brings the kind, once for all of them
    CHECK(features("placebo blinded").size() == 4);
}

TEST_CASE("trial report: what a source or a title says") {
    struct Row {
        std::vector<std::string> types;
        std::string_view title;
        ReportKind kind;
    };
    for (const Row& row : {Row{{"Journal Article", "Randomized Controlled Trial"}, "Arimexol for walking", ReportKind::trial},
                           Row{{"Journal Article", "Review", "Randomized Controlled Trial"}, "Arimexol for walking", ReportKind::trial},
                           Row{{"Journal Article", "META-ANALYSIS"}, "Arimexol for walking", ReportKind::other},
                           Row{{"Case Reports"}, "Arimexol for walking", ReportKind::other},
                           Row{{"Journal Article"}, "Arimexol for walking", ReportKind::unsaid},
                           Row{{}, "Arimexol for walking: a systematic review and meta-analysis", ReportKind::other},
                           Row{{}, "Arimexol for walking: a meta-analysis of individual participant data", ReportKind::unsaid},
                           Row{{}, "Effect of a medication review on falls: a randomised trial", ReportKind::unsaid}}) {
        CAPTURE(row.title);
        const DocumentText content = plain_text(std::string(row.title) + "\n\nWalking was faster with arimexol than with placebo. It was safe. It was liked.");
        CHECK(said_kind(row.types, read_prose(content)) == row.kind);
    }
}

TEST_CASE("trial report: a review of trials has their designs in its words and is none") {
    Document document;
    document.content = plain_text("Arimexol for walking: a systematic review and meta-analysis\n\n"
                                  "Seven randomised placebo-controlled trials with 812 patients were included. Walking speed was higher with arimexol than "
                                  "with placebo (mean difference 0.2 m/s, 95% CI 0.1 to 0.3).");
    extract(document);
    CHECK(document.design.type == DesignType::other);
    CHECK(document.claims.empty());
}
