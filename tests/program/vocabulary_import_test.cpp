// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_reader.h"
#include "indexer/index_writer.h"
#include "kb/store/kb_vocabulary.h"
#include "kb/store/reader.h"
#include "kb/store/writer.h"
#include "query/engine.h"
#include "query/import/import.h"
#include "query/import/read_again.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>

// A trial that names a drug and a disease as the built-in vocabulary does not know them, and the MeSH file that does.

namespace ekb::query {

namespace {

constexpr std::string_view trial = R"(<article><front><article-meta><article-id pub-id-type="doi">10.1234/exemplazole</article-id>
<title-group><article-title>Exemplazole in amyotrophic lateral sclerosis: a randomised trial</article-title></title-group>
<abstract><sec><title>Methods</title><p>Forty patients were randomised to exemplazole 20 mg daily or placebo for 12 weeks. The primary
endpoint was the ALSFRS-R score.</p></sec><sec><title>Results</title><p>Exemplazole improved the ALSFRS-R score compared with placebo
(mean difference 2.1, 95% CI 0.4 to 3.8, p = 0.02).</p></sec></abstract></article-meta></front></article>)";

std::string descriptor(std::string_view id, std::string_view tree, const std::vector<std::string>& names) {
    std::string xml = "<DescriptorRecord DescriptorClass=\"1\"><DescriptorUI>" + std::string(id) + "</DescriptorUI><DescriptorName><String>" +
                      names.front() + "</String></DescriptorName><TreeNumberList><TreeNumber>" + std::string(tree) +
                      "</TreeNumber></TreeNumberList><ConceptList><Concept PreferredConceptYN=\"Y\"><ConceptUI>M1</ConceptUI><ConceptName><String>" +
                      names.front() + "</String></ConceptName><TermList>";
    for (const std::string& name : names) xml += "<Term LexicalTag=\"NON\"><TermUI>T1</TermUI><String>" + name + "</String></Term>";
    return xml + "</TermList></Concept></ConceptList></DescriptorRecord>";
}

std::string mesh() {
    return "<DescriptorRecordSet LanguageCode=\"eng\">" + descriptor("D099800", "D02.100", {"Exemplazolines"}) +
           descriptor("D099801", "D02.100.200", {"Exemplazole", "Quibberin"}) +
           descriptor("D000690", "C10.574.562", {"Amyotrophic Lateral Sclerosis", "Charcot Wasting"}) + "</DescriptorRecordSet>";
}

class Kb {
public:
    ImportSummary import(const std::string& name, std::string_view bytes) const {
        const auto file = m_dir.path() / name;
        std::ofstream(file, std::ios::binary) << bytes;
        return import_sources(path(), {{file.string()}, "auto"}, {.index = true});
    }
    std::filesystem::path path() const { return m_dir.path() / "kb"; }
    Answer ask(const std::string& question) const { return Engine(path()).ask({question}).value(); }
    std::size_t found(const std::string& question) const { return ask(question).total; }

private:
    tests::TempDir m_dir;
};

/// What is asked in names that the file alone knows: the drug's other name, its class, the disease's other name.
void check_found(const Kb& kb) {
    const Answer answer = kb.ask("does quibberin help in Charcot wasting");
    REQUIRE(answer.studies.size() == 1);
    CHECK(answer.studies.front().id == "doi:10.1234/exemplazole");
    REQUIRE(answer.interpretation.intervention.size() == 1);
    CHECK(answer.interpretation.intervention.front().label == "Exemplazole");
    REQUIRE(answer.interpretation.condition.size() == 1);
    CHECK(answer.interpretation.condition.front().label == "amyotrophic lateral sclerosis");
    CHECK(kb.found("which exemplazolines trials used ALSFRS-R") == 1);
    CHECK(kb.found("quibberin and pain") == 0);
    CHECK(Engine(kb.path()).search({"intervention:quibberin"}).value().total == 1);
}

} // namespace

TEST_CASE("names that only an imported vocabulary knows find the trials that are stored under others") {
    const Kb kb;
    SECTION("the vocabulary first") {
        const ImportSummary summary = kb.import("mesh.xml", mesh());
        CHECK(summary.errors.empty());
        CHECK(summary.concepts == 3);
        CHECK(kb.import("mesh.xml", mesh()).concepts == 0);
        kb.import("trial.xml", trial);
        check_found(kb);
        CHECK(kb::Reader(kb.path()).document("doi:10.1234/exemplazole")->document.claims.front().intervention.concept_id == "mesh:D099801");
    }
    SECTION("the vocabulary later") {
        kb.import("trial.xml", trial);
        const Engine engine(kb.path()); // one that serves on
        CHECK(engine.ask({"does quibberin help"}).value().total == 0);
        kb.import("mesh.xml", mesh());
        CHECK(engine.ask({"does quibberin help"}).value().total == 1);

        const ReadAgain again = read_again(kb.path(), {});
        CHECK(again.documents == 1);
        CHECK(again.changed == 1);
        CHECK(again.errors.empty());
        CHECK(read_again(kb.path(), {}).changed == 0);
        indexer::update_index(kb.path());
        check_found(kb);
        CHECK(kb::Reader(kb.path()).document("doi:10.1234/exemplazole")->document.claims.front().intervention.concept_id == "mesh:D099801");
    }
}

TEST_CASE("an index says which vocabulary it was made with, and is made anew for another") {
    const Kb kb;
    kb.import("trial.xml", trial);
    CHECK(indexer::IndexReader(kb.path()).vocabulary_revision() == 0);
    kb.import("mesh.xml", mesh());
    const std::int64_t revision = kb::vocabulary_of(kb.path()).revision;
    CHECK(revision > 0);
    CHECK(indexer::IndexReader(kb.path()).vocabulary_revision() == revision);

    kb::Writer writer(kb.path());
    CHECK(writer.remove_vocabulary("nothing.xml") == 0);
    CHECK(writer.remove_vocabulary("mesh.xml") == 3);
    writer.commit();
    indexer::update_index(kb.path());
    CHECK(kb::vocabulary_of(kb.path()).revision > revision);
    CHECK(kb.found("does quibberin help") == 0);
    CHECK(kb.found("does exemplazole help") == 1);
}

TEST_CASE("two files that tell of one concept are kept apart, and taken out apart") {
    const Kb kb;
    kb.import("one.xml", "<DescriptorRecordSet>" + descriptor("D099801", "D02.100.200", {"Exemplazole", "Quibberin"}) + "</DescriptorRecordSet>");
    kb.import("two.xml", "<DescriptorRecordSet>" + descriptor("D099801", "D02.100.200", {"Exemplazole", "Zolexin"}) + "</DescriptorRecordSet>");
    const auto sources = kb::Reader(kb.path()).vocabulary_sources();
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].name == "one.xml");
    const auto known = kb::vocabulary_of(kb.path());
    REQUIRE(known.vocabulary->lookup("zolexin").size() == 1);
    CHECK(known.vocabulary->lookup("quibberin") == known.vocabulary->lookup("zolexin"));
    kb::Writer writer(kb.path());
    writer.remove_vocabulary("one.xml");
    writer.commit();
    CHECK(kb::vocabulary_of(kb.path()).vocabulary->lookup("quibberin").empty());
    CHECK(kb::vocabulary_of(kb.path()).vocabulary->lookup("zolexin").size() == 1);
}

} // namespace ekb::query
