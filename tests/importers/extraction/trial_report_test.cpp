// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/trial_report.h"

#include "importers/extraction/extract.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/study/study_facts.h"
#include "importers/extraction/text/prose.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

// None of them names a design.
constexpr std::string_view other_work[] = {
    "Synthesis and structure of two iron carbonyl complexes\n\n"
    "Reaction of the calcium iodide with the iron carbonyl anion gave the complex 1, and that of the ytterbium iodide gave 2. "
    "The Yb-Fe distance is shorter than the Ca-Fe distance, and theory finds the bonds to be mostly ionic. "
    "Both complexes decompose above 80 degrees and release carbon monoxide.",

    "Bird assemblages of spruce stands after fire and after logging\n\n"
    "We counted birds in 40 burnt and 36 logged stands. Woodpeckers were more abundant in burnt stands than in logged ones. "
    "Species richness did not differ between the stands, but clearcuts held more sparrows. A cluster of nests was found in two.",

    "Prevalence of slow gait and its association with diabetes in older people\n\n"
    "In this cross-sectional analysis of a cohort of 4,210 residents, the prevalence of slow gait was 11.2%. "
    "Diabetes was associated with slow gait (odds ratio 1.43, 95% CI 1.12 to 1.83). Hypertension was not a predictor.",

    "A mutant kinase enhances phosphorylation of its substrate in fibroblasts\n\n"
    "The mutation increased phosphorylation of the substrate in cells, and a knock-down of the kinase suppressed it. "
    "Expression of the gene was higher in mutant cells than in wild-type cells.",
};

constexpr std::string_view undesigned_trial =
    "Effect of an evening walk on blood pressure in hypertension\n\n"
    "Twenty-four patients with hypertension received an exercise programme of 30 minutes daily for 8 weeks, and 22 patients "
    "received education alone. Systolic blood pressure was significantly lower in the exercise group than in the education "
    "group after 8 weeks (p = 0.02). Body weight did not differ between the groups.";

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

} // namespace

TEST_CASE("trial report: other work that compares things tells no results of a trial") {
    for (const std::string_view text : other_work) {
        CAPTURE(text);
        const Document document = read(text);
        CHECK(document.claims.empty());
        CHECK(document.arms.empty());
        CHECK(!document.n.randomised);
        CHECK(!document.design.type);
        CHECK(likeness(text) < likeness(undesigned_trial));
    }
}

TEST_CASE("trial report: one whose words name no design is read") {
    const Document document = read(undesigned_trial);
    CHECK(!document.design.type);
    CHECK(!document.claims.empty());
}

TEST_CASE("trial report: what a source says is believed, and a passage is read as what it is asked about") {
    const DocumentText content = plain_text(other_work[0]);
    const Prose prose = read_prose(content);
    const ClaimModels& models = ClaimModels::built_in();
    const ProseTraits traits = read_traits(prose, models.phrases);
    const auto read = [&](ReportKind said, std::optional<DesignType> design) {
        Design known;
        known.type = design;
        return TrialReport(said, prose, traits, models.report_words).tells_trial(known);
    };
    CHECK(!read(ReportKind::unsaid, std::nullopt));
    CHECK(!read(ReportKind::unsaid, DesignType::parallel_rct));
    CHECK(read(ReportKind::trial, std::nullopt));
    CHECK(!read(ReportKind::other, DesignType::parallel_rct));
    const DocumentText passage = plain_text("Survival was longer with A than with B (p = 0.03).");
    const Prose sentence = read_prose(passage);
    CHECK(TrialReport(ReportKind::unsaid, sentence, read_traits(sentence, models.phrases), models.report_words).tells_trial({}));
}

TEST_CASE("trial report: words are counted once each") {
    const DocumentText content = plain_text("Pain and pain and more pain was less.");
    const Prose prose = read_prose(content);
    const std::vector<std::uint32_t> words = different_words(prose, read_traits(prose, ClaimModels::built_in().phrases));
    CHECK(words.size() == 5);
    CHECK(std::is_sorted(words.begin(), words.end()));
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
