// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"
#include "kb/store/reader.h"
#include "kb/store/writer.h"
#include "query/answers/answer_text.h"
#include "query/engine.h"
#include "query/limits.h"
#include "tests/kb/store/trial_reports.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace ekb;
using namespace ekb::query;

namespace {

/// A knowledge base of the six trials.
class AskedTrials {
public:
    AskedTrials() {
        tests::put_all(m_dir.path(), tests::six_trials());
        indexer::update_index(m_dir.path());
    }

    Answer operator()(const std::string& question) const { return Engine(m_dir.path()).ask({question}).value(); }

    QueryError refused(const std::string& text) const { return Engine(m_dir.path()).ask({text}).error(); }
    Answer first_of(const std::string& question) const { return Engine(m_dir.path()).ask({.question = question, .limit = 1}).value(); }

    std::vector<std::string> ids(const std::string& question) const {
        std::vector<std::string> found;
        for (const AnswerStudy& study : (*this)(question).studies)
            found.push_back(study.id);
        std::ranges::sort(found);
        return found;
    }

private:
    tests::TempDir m_dir;
};

using Ids = std::vector<std::string>;

} // namespace

TEST_CASE("a question finds trials under any name of what it asks for, and no others") {
    const AskedTrials asked;
    CHECK(asked.ids("which B12 trials used ALSFRS-R") == Ids{"pmid:1", "pmid:2"});
    CHECK(asked.ids("vitamin B12 for pain") == Ids{"pmid:5"});
    CHECK(asked.ids("which trials measured ALSFRS-R") == Ids{"pmid:1", "pmid:2", "pmid:3"});
    CHECK(asked.ids("edaravone and pain").empty());
}

TEST_CASE("animals are never mixed with people") {
    const AskedTrials asked;
    CHECK(asked.ids("methylcobalamin in mice") == Ids{"pmid:4"});
    CHECK(asked.ids("methylcobalamin") == Ids{"pmid:1", "pmid:2"});
}

TEST_CASE("where only trials on animals match, they are shown and called so") {
    const AskedTrials asked;
    const Answer answer = asked("methylcobalamin and grip strength");
    REQUIRE(answer.studies.size() == 1);
    CHECK(answer.studies[0].id == "pmid:4");
    CHECK(answer.interpretation.notes == Ids{"no trial on people matches: these are on animals or cells"});
}

TEST_CASE("filters hold") {
    const AskedTrials asked;
    CHECK(asked.ids("methylcobalamin with more than 200 participants") == Ids{"pmid:2"});
    CHECK(asked.ids("ALSFRS-R since 2018") == Ids{"pmid:1", "pmid:2"});
    CHECK(asked.ids("phase 3 trials of methylcobalamin") == Ids{"pmid:1"});
}

TEST_CASE("a question of filters alone finds all that meet them") {
    const AskedTrials asked;
    CHECK(asked.ids("trials with more than 200 participants") == Ids{"pmid:2"});
    CHECK(asked.ids("which phase 3 trials") == Ids{"pmid:1"});
    CHECK(asked.ids("trials in mice") == Ids{"pmid:4"});
    CHECK(asked.ids("trials since 2100").empty());
}

TEST_CASE("the reading of a question is told") {
    const AskedTrials asked;
    const Answer answer = asked("which B12 trials used ALSFRS-R");
    REQUIRE(answer.interpretation.intervention.size() == 1);
    const ReadConcept& b12 = answer.interpretation.intervention[0];
    CHECK(b12.concept_id == "ekb:vitamin-b12");
    CHECK(std::ranges::count(b12.expanded, "methylcobalamin") == 1);
    REQUIRE(answer.interpretation.endpoint.size() == 1);
    CHECK(answer.interpretation.endpoint[0].concept_id == "ekb:alsfrs-r");
    CHECK(answer.interpretation.terms.empty());
    CHECK(answer.interpretation.query == "\"B12\" \"ALSFRS-R\"");
    CHECK(answer.total == 2);
    CHECK(answer.summary.studies == 2);
    CHECK(answer.summary.participants == 503);
    CHECK(answer.summary.favours_intervention == 1);
    CHECK(answer.summary.no_difference == 1);
}

TEST_CASE("a retracted report has no vote, and is shown") {
    const tests::TempDir dir;
    std::vector<Document> trials = tests::six_trials();
    trials[0].retracted = true;
    tests::put_all(dir.path(), trials);
    indexer::update_index(dir.path());
    const Answer answer = Engine(dir.path()).ask({"which B12 trials used ALSFRS-R"}).value();
    CHECK(answer.summary.studies == 2);
    CHECK(answer.summary.favours_intervention == 0);
    CHECK(answer.summary.no_difference == 1);
}

TEST_CASE("people are told of which trials the participants are") {
    const AskedTrials asked;
    const std::string question = "which B12 trials used ALSFRS-R";
    CHECK(answer_text(asked(question)).find("2 trials with 503 participants") != std::string::npos);
    const Answer first = asked.first_of(question);
    CHECK(answer_text(first).find(fmt::format("2 trials; 1 shown, with {} participants", first.summary.participants)) != std::string::npos);
    CHECK(first.summary.participants < 503);
}

TEST_CASE("the claims that answer come first") {
    const AskedTrials asked;
    for (const AnswerStudy& study : asked("which B12 trials used ALSFRS-R").studies) {
        CAPTURE(study.id);
        REQUIRE_FALSE(study.claims.empty());
        CHECK(study.claims[0].endpoint.concept_id == "ekb:alsfrs-r");
        CHECK(study.answering == 1);
    }
}

TEST_CASE("a misspelt word is forgiven and the reader told") {
    const AskedTrials asked;
    const Answer answer = asked("which methylcobalamine trials used ALSFRS-R");
    CHECK(answer.total == 2);
    const Answer misspelt = asked("which edaravnoe trials used ALSFRS-R");
    CHECK(misspelt.total == 1);
    REQUIRE(misspelt.interpretation.notes.size() == 1);
    CHECK(misspelt.interpretation.notes[0] == "nothing is called \"edaravnoe\": searched \"edaravone\"");
}

TEST_CASE("a question of nothing finds nothing and says why") {
    const AskedTrials asked;
    for (const char* question : {"", "?", "which trials", "   "}) {
        CAPTURE(question);
        const Answer answer = asked(question);
        CHECK(answer.studies.empty());
        CHECK(answer.interpretation.notes.size() == 1);
    }
}

TEST_CASE("a knowledge base without an index answers with nothing") {
    const tests::TempDir dir;
    CHECK(Engine(dir.path()).ask({"which B12 trials used ALSFRS-R"}).value().studies.empty());
}

TEST_CASE("limit and offset divide one order") {
    const AskedTrials asked;
    const tests::TempDir dir;
    tests::put_all(dir.path(), tests::six_trials());
    indexer::update_index(dir.path());
    const Engine engine(dir.path());
    const Answer all = engine.ask({"ALSFRS-R", 50, 0}).value();
    REQUIRE(all.studies.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const Answer one = engine.ask({"ALSFRS-R", 1, i}).value();
        REQUIRE(one.studies.size() == 1);
        CHECK(one.studies[0].id == all.studies[i].id);
        CHECK(one.total == 3);
    }
}

TEST_CASE("a question of any length that is taken is answered, and a longer one refused") {
    const AskedTrials asked;
    std::string question = "which B12 trials used ALSFRS-R ";
    while (question.size() < longest_question)
        question += "or edaravone, ";
    question.resize(longest_question);
    CHECK(asked(question).question == question);
    const auto refused = asked.refused(question + "?");
    CHECK(refused.message == "the question is 2001 bytes long; 2000 are taken: shorten it, or divide it");
    CHECK(refused.offset == longest_question);
}

TEST_CASE("a query is answered as search finds it, and the answer says that it was read as one") {
    const AskedTrials asked;
    const Answer answer = asked("intervention:B12 endpoint:ALSFRS-R NOT intervention:zinc n:>=10");
    CHECK(answer.interpretation.as_query);
    CHECK(answer.interpretation.query.starts_with("(intervention:B12 AND endpoint:ALSFRS-R AND NOT intervention:zinc AND n:>=10"));
    REQUIRE(answer.interpretation.intervention.size() == 1);
    CHECK(answer.interpretation.intervention[0].label == "vitamin B12");
    CHECK(answer.interpretation.endpoint.size() == 1);
    REQUIRE(answer.interpretation.excluded.size() == 1);
    CHECK(answer.interpretation.excluded[0].words == "zinc");
    CHECK(answer.total == 2);
    CHECK(answer.summary.no_difference == 1);
    for (const AnswerStudy& study : answer.studies)
        CHECK(study.claims.at(0).endpoint.concept_id == "ekb:alsfrs-r");
    CHECK_FALSE(asked("which B12 trials used ALSFRS-R").interpretation.as_query);
    CHECK(asked.ids("pmid: 3") == Ids{"pmid:3"});
}

TEST_CASE("a query that is not understood is refused with its place") {
    const AskedTrials asked;
    CHECK(asked.refused("intervention:(edaravone") == QueryError{13, 1, "this bracket is not closed"});
    CHECK(asked.refused("interventoin:zinc") == QueryError{0, 12, "no field is called \"interventoin\": did you mean intervention?"});
    CHECK(asked.refused("riluzole AND").offset == 9);
}

TEST_CASE("what is not wanted is left out, and a placebo that is named is asked for") {
    const AskedTrials asked;
    CHECK(asked.ids("ALSFRS-R without methylcobalamin") == Ids{"pmid:3"});
    CHECK(asked.ids("which trials measured body weight, not in children").empty());
    CHECK(asked.ids("methylcobalamin compared with placebo phase 3") == Ids{"pmid:1"});
    // No endpoint is asked for: every claim against placebo answers, and none is made of the filter's words.
    const Answer compared = asked("methylcobalamin compared with placebo phase 3");
    CHECK(compared.studies.at(0).answering > 0);
    for (const Claim& claim : compared.studies.at(0).claims)
        CHECK(claim.endpoint.text.find("phase") == std::string::npos);
    // Nor is whom the trial is on an endpoint.
    CHECK(asked("methylcobalamin compared with placebo in ALS").studies.at(0).answering > 0);
    CHECK(asked("methylcobalamin versus placebo ALS").studies.at(0).answering > 0);
    CHECK(asked("aerobic exercise versus usual care").interpretation.notes.size() == 1);
}

TEST_CASE("claims of people with another condition do not answer, unless a title names the one that was asked for") {
    const tests::TempDir dir;
    std::vector<Document> trials;
    for (const char* title : {"Zinc in asthma", "Zinc in adults"}) {
        Document trial = tests::made_report(std::to_string(trials.size() + 1), title, {"Zinc and asthma."},
                                            {tests::made_claim("zinc", "placebo", "pain", Direction::decreased)});
        trial.claims[0].condition = Named{"migraine", "ekb:migraine", "migraine"};
        trials.push_back(trial);
    }
    tests::put_all(dir.path(), trials);
    indexer::update_index(dir.path());
    const Answer answer = Engine(dir.path()).ask({"zinc for asthma"}).value();
    REQUIRE(answer.studies.size() == 2);
    for (const AnswerStudy& study : answer.studies) {
        const bool named = study.title == "Zinc in asthma";
        CHECK(study.answering == (named ? 1 : 0));
        const std::string text = study_text(study, 1);
        CHECK((text.find("zinc against placebo") != std::string::npos) == named);
        CHECK((text.find("no claim in it is about all that was asked; 1 is about something else") != std::string::npos) == !named);
    }
}

TEST_CASE("a trial on something else is no answer for whom it keeps out or what befell some") {
    const tests::TempDir dir;
    Document kept_out = tests::made_report("1", "Zinc in asthma", {"Eligibility Criteria: Inclusion Criteria: asthma Exclusion Criteria: migraine"}, {});
    Document befell = tests::made_report("2", "Magnesium in asthma", {"Serious adverse event: Migraine: Magnesium 1/20; Placebo 0/20"}, {});
    Document on_it = tests::made_report("3", "Iron in migraine", {"Conditions: Migraine"}, {});
    for (Document* each : {&kept_out, &befell, &on_it})
        each->type = DocumentType::registry_record;
    tests::put_all(dir.path(), {kept_out, befell, on_it});
    indexer::update_index(dir.path());
    const auto found = [&](const char* question) {
        const Answer answer = Engine(dir.path()).ask({question}).value();
        std::string ids;
        for (const AnswerStudy& study : answer.studies)
            ids += study.id + " ";
        return ids;
    };
    CHECK(found("treatment of migraine") == "pmid:3 ");
    CHECK(found("magnesium migraine") == "pmid:2 "); // of what was given, harms are asked for
    CHECK(found("zinc migraine").empty());
}

TEST_CASE("a figure is told with what it measures and whom it favours") {
    AnswerStudy study;
    study.title = "Zinc";
    Claim claim = tests::made_claim("zinc", "placebo", "death", Direction::decreased);
    claim.effect.measure = Measure::hazard_ratio;
    claim.effect.value = 0.75;
    claim.effect.ci_high = 0.9;
    claim.effect.favours = Favours::intervention;
    claim.status = ReviewStatus::corrected;
    study.claims = {claim};
    study.answering = 1;
    CHECK(study_text(study, 1).find("decreased, hazard ratio 0.75, CI … to 0.9, favours the intervention [corrected by a curator]") != std::string::npos);
    study.claims[0].effect.measure.reset();
    CHECK(study_text(study, 1).find("0.75 (of what: see the quote)") != std::string::npos);
}

TEST_CASE("two studies of an answer that may be one trial are told") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), {kb::paper_on_methylcobalamin(), kb::page_on_methylcobalamin()});
    indexer::update_index(dir.path());
    const Answer answer = Engine(dir.path()).ask({"methylcobalamin"}).value();
    REQUIRE(answer.studies.size() == 2);
    const auto twins = possible_twins(answer, kb::Reader(dir.path()));
    REQUIRE(twins.size() == 1);
    CHECK(twins[0].study == answer.studies[0].id);
    CHECK(twins[0].other == answer.studies[1].id);
    CHECK(std::ranges::find(twins[0].alike, "number randomised") != twins[0].alike.end());
    CHECK(answer_text(answer, twins).find("may be one trial") != std::string::npos);
    kb::Writer writer(dir.path());
    writer.separate({answer.studies[0].documents[0].id, answer.studies[1].documents[0].id, "ada", "another trial"});
    writer.commit();
    CHECK(possible_twins(answer, kb::Reader(dir.path())).empty());
}

TEST_CASE("why a study has no claims is told, and never as no evidence") {
    const auto text = [](DocumentType type, std::optional<DesignType> design) {
        Document document;
        document.type = type;
        document.design.type = design;
        AnswerStudy study;
        study.documents = {document};
        return study_text(study, 1);
    };
    CHECK(text(DocumentType::registry_record, DesignType::parallel_rct).find("registered; what its register gave") != std::string::npos);
    CHECK(text(DocumentType::article, DesignType::protocol).find("planned") != std::string::npos);
    CHECK(text(DocumentType::article, DesignType::other).find("no report of a trial") != std::string::npos);
    CHECK(text(DocumentType::article, std::nullopt).find("could be read") != std::string::npos);
}

TEST_CASE("trials that write a name otherwise than the vocabulary are found by its words, where the filters hold of them") {
    const tests::TempDir dir;
    std::vector<Document> trials;
    const auto add = [&](const char* paragraph, int randomised) {
        trials.push_back(tests::made_report(std::to_string(trials.size() + 1), "Zinc in adults", {paragraph},
                                            {tests::made_claim("zinc", "placebo", "pain", Direction::decreased)}));
        trials.back().n.randomised = randomised;
    };
    add("Zinc lowered systolic blood pressure.", 300);
    add("Zinc lowered the pressure of the blood when systolic.", 200);
    add("Zinc lowered the pressure of the blood when systolic.", 50);
    add("Zinc lowered pain.", 300);
    for (int others = 0; others < 30; ++others)
        add("Zinc eased pressure in the blood, which was systolic.", 20 + others);
    tests::put_all(dir.path(), trials);
    indexer::update_index(dir.path());
    const Answer answer = Engine(dir.path()).ask({"effect of zinc on systolic blood pressure with more than 100 participants"}).value();
    std::vector<std::string> found;
    for (const AnswerStudy& study : answer.studies)
        found.push_back(study.id);
    CHECK(found == std::vector<std::string>{"pmid:1", "pmid:2"});
    CHECK(answer.total == 2);
}

TEST_CASE("of a query that asks several things of one claim, the claims that hold them answer") {
    const AskedTrials asked;
    const Answer answer = asked("intervention:methylcobalamin effect:no_difference");
    REQUIRE(answer.studies.size() == 1);
    CHECK(answer.studies[0].answering == 2);
    const Answer decreased = asked("intervention:methylcobalamin effect:decreased");
    REQUIRE(decreased.studies.size() == 1);
    CHECK(decreased.studies[0].answering == 1);
    CHECK(decreased.studies[0].claims[0].endpoint.text == "homocysteine");
    const Answer either = asked("intervention:methylcobalamin (effect:decreased OR n:>1)");
    CHECK(either.studies.at(0).answering == 2);
}
