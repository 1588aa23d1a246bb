// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/fresh_index.h"
#include "indexer/index_writer.h"
#include "kb/json/contract_json.h"
#include "kb/store/history.h"
#include "kb/store/reader.h"
#include "kb/store/writer.h"
#include "query/import/import.h"
#include "query/import/read_again.h"
#include "tests/support/index_dump.h"
#include "tests/support/source_paths.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

// What the EU register says of one trial comes in parts: a record a member state, as text, page or JSON, and the results. They make
// one document, which is the same in whatever order and by whatever imports they come.

namespace ekb::query {

namespace {

namespace fs = std::filesystem;

std::string text_record(std::string_view state, std::string_view further = "", std::string_view number = "2013-005555-66") {
    return fmt::format("Summary\nEudraCT Number: {1}\nNational Competent Authority: {0}\nDate on which this record was first entered in the "
                       "EudraCT database: 2014-05-06\n\nA. Protocol Information\nA.1 Member State Concerned: {0}\nA.2 EudraCT number: {1}\n"
                       "A.3 Full title of the trial: A trial of examplamide, as {0} has it\n{2}\nE.8.1.1 Randomised: Yes\n\n",
                       state, number, further);
}

constexpr std::string_view results = R"(<?xml version="1.0" encoding="UTF-8"?>
<ns:result xmlns:ns="http://eudract.ema.europa.eu/schema/clinical_trial_result" eudractNumber="2013-005555-66">
<trialInformation><fullTitle>A trial of examplamide against oldamide</fullTitle></trialInformation>
<subjectDisposition><postAssignmentPeriods><postAssignmentPeriod id="P-1"><title>Overall period</title><arms>
<arm id="Arm-1"><title>Examplamide</title><type><value>ARM_TYPE.experimental</value></type></arm>
<arm id="Arm-2"><title>Oldamide</title><type><value>ARM_TYPE.activeComp</value></type></arm></arms></postAssignmentPeriod></postAssignmentPeriods></subjectDisposition>
<endPoints><endPoint><title>Pain at week 8</title><unit>points</unit><timeFrame>Week 8</timeFrame><type><value>ENDPOINT_TYPE.primary</value></type>
<countable>false</countable><centralTendencyType><value>MEASURE_TYPE.arithmetic</value></centralTendencyType>
<armReportingGroups><armReportingGroup id="G-1" armId="Arm-1"><subjects>50</subjects><tendencyValues><tendencyValue><value>3.1</value></tendencyValue></tendencyValues></armReportingGroup>
<armReportingGroup id="G-2" armId="Arm-2"><subjects>49</subjects><tendencyValues><tendencyValue><value>4.0</value></tendencyValue></tendencyValues></armReportingGroup></armReportingGroups>
</endPoint></endPoints></ns:result>)";

constexpr std::string_view page = R"(<!DOCTYPE html><html><head><title>Clinical Trials Register</title></head><body>
<table><tbody><tr><td class="cellGrey">EudraCT Number:</td><td class="cellLighterGrey">2013-005555-66</td></tr></tbody></table><table><tbody>
<tr class="tricell"><td class="first">A.1</td><td class="second">Member State Concerned</td><td class="third">Germany - BfArM</td></tr>
<tr class="tricell"><td class="first">A.2</td><td class="second">EudraCT number</td><td class="third">2013-005555-66</td></tr>
<tr class="tricell"><td class="first">E.1.1</td><td class="second">Medical condition(s) being investigated</td><td class="third">Sample disease</td></tr>
</tbody></table></body></html>)";

constexpr std::string_view json = R"({"a1_member_state_concerned": "Italy - AIFA", "a2_eudract_number": "2013-005555-66",
"a52_us_nct_clinicaltrialsgov_registry_number": "NCT90000041"})";

struct Source {
    std::string name;
    std::string bytes;
};

class Kb {
public:
    ImportSummary import(const Source& source, const ImportOptions& options = {.index = true}) const {
        const fs::path file = m_dir.path() / source.name;
        std::ofstream(file, std::ios::binary) << source.bytes;
        return import_sources(path(), {{file.string()}, "auto"}, options);
    }
    fs::path path() const { return m_dir.path() / "kb"; }
    /// All that the store says, but for keys, which count the order of import.
    std::string said() const {
        const kb::Reader reader(path());
        std::string all;
        std::int64_t last = 0;
        for (auto keys = reader.study_keys_after(last, 100); !keys.empty(); keys = reader.study_keys_after(last, 100)) {
            for (const std::int64_t key : keys) {
                const auto study = reader.study(key);
                for (const kb::StoredDocument& stored : study->documents) all += kb::document_json(stored.document, true).dump(1) + "\n";
            }
            last = keys.back();
        }
        return all;
    }
    Document trial(std::string_view id = "euctr:EUCTR2013-005555-66") const {
        const auto found = kb::Reader(path()).document(id);
        REQUIRE(found.has_value());
        return found->document;
    }

private:
    tests::TempDir m_dir;
};

std::string read_file(const fs::path& path) {
    std::ostringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(all).str();
}

const std::vector<Source> parts = {{"sweden.txt", text_record("Sweden - MPA", "E.5.1 Primary end point(s): Pain at week 8")},
                                   {"austria.txt", text_record("Austria - BASG")},
                                   {"germany.html", std::string(page)},
                                   {"italy.json", std::string(json)},
                                   {"results.xml", std::string(results)}};

} // namespace

TEST_CASE("the register's parts of one trial are one document in any order of import") {
    std::vector<std::size_t> order = {0, 1, 2, 3, 4};
    std::string first;
    int tried = 0;
    do {
        if (tried++ % 7 != 0) continue; // 18 of the 120 orders: each has each part first and last
        const Kb kb;
        for (const std::size_t i : order) CHECK(kb.import(parts[i]).errors.empty());
        if (first.empty()) first = kb.said();
        CHECK(kb.said() == first);
    } while (std::ranges::next_permutation(order).found);
    CHECK(tried == 120);
}

TEST_CASE("no part of a trial loses what another one said") {
    const Kb kb;
    for (const Source& part : parts) kb.import(part);
    const kb::Reader reader(kb.path());
    CHECK(reader.document_count() == 1);
    const Document trial = kb.trial();
    CHECK(trial.title == "A trial of examplamide, as Austria - BASG has it");
    CHECK(trial.primary_endpoint == "Pain at week 8");
    REQUIRE(trial.condition.has_value());
    CHECK(trial.condition->text == "Sample disease");
    CHECK(trial.identifiers.registry == std::vector<std::string>{"EUCTR2013-005555-66", "NCT90000041"});
    REQUIRE(trial.claims.size() == 1);
    CHECK(trial.claims.front().condition->text == "Sample disease");
    for (const char* state : {"Sweden - MPA", "Austria - BASG", "Germany - BfArM", "Italy - AIFA"})
        CHECK(trial.content.text.find(state) != std::string::npos);

    SECTION("what is known already changes nothing") {
        const std::string before = kb.said();
        for (const Source& part : parts) {
            const ImportSummary summary = kb.import(part);
            CHECK(summary.unchanged == 1);
            CHECK(summary.updated + summary.imported == 0);
        }
        CHECK(kb.said() == before);
    }
    SECTION("a newer record of a member state takes the place of its older one alone, which does not come back") {
        const Source newer{"sweden2.txt", text_record("Sweden - MPA", "E.5.1 Primary end point(s): Pain at week 12")};
        CHECK(kb.import(newer).updated == 1);
        CHECK(kb.trial().primary_endpoint == "Pain at week 12");
        CHECK(kb.trial().claims.size() == 1);
        kb.import(parts[0]);
        CHECK(kb.trial().primary_endpoint == "Pain at week 12");
    }
    SECTION("a dry run says what would happen and changes nothing") {
        const std::string before = kb.said();
        const Source more{"spain.txt", text_record("Spain - AEMPS")};
        CHECK(kb.import(more, {.dry_run = true}).updated == 1);
        CHECK(kb.said() == before);
    }
    SECTION("a part that makes it larger than the parts of one trial may be is refused, and what is held stays") {
        const std::string before = kb.said();
        const ImportOptions options{.index = true, .bytes_a_fold = reader.raw("euctr:EUCTR2013-005555-66")->bytes.size()};
        const ImportSummary summary = kb.import({"spain.txt", text_record("Spain - AEMPS")}, options);
        CHECK(summary.updated + summary.imported + summary.unchanged == 0);
        CHECK(summary.rejected == 1);
        CHECK(summary.formats.at("euctr").rejected == 1);
        REQUIRE(summary.errors.size() == 1);
        CHECK(summary.errors.front().path.ends_with("spain.txt"));
        CHECK(summary.errors.front().message.find("with this part the record of “euctr:EUCTR2013-005555-66” would be larger than") == 0);
        CHECK(kb.said() == before);
        CHECK(kb.import(parts[0], options).unchanged == 1);
    }
    SECTION("the index is the one made anew, and the stored source is read again as it was") {
        const std::string imported = tests::index_dump(kb.path());
        indexer::rebuild_index(kb.path());
        CHECK(imported == tests::index_dump(kb.path()));
        const ReadAgain again = read_again(kb.path(), {});
        CHECK(again.documents == 1);
        CHECK(again.changed == 0);
    }
}

namespace {

/// A knowledge base as a version before folding left it: the results stand as a document of their own.
void put_results_beside(const Kb& kb) {
    const Kb of_now;
    of_now.import(parts[4]);
    Document beside = of_now.trial();
    beside.id = "euctr-results:EUCTR2013-005555-66";
    for (Claim& claim : beside.claims) {
        claim.id.clear();
        claim.document = beside.id;
    }
    kb::Writer writer(kb.path());
    writer.put(beside, {"euctr", kb::Reader(of_now.path()).raw("euctr:EUCTR2013-005555-66")->bytes});
    writer.commit();
}

} // namespace

TEST_CASE("results that an older version kept beside their trial are made a part of it when they are read again") {
    const Kb kb;
    SECTION("where the trial's record is there") {
        kb.import(parts[0]);
        put_results_beside(kb);
        REQUIRE(kb::Reader(kb.path()).document_count() == 2);
        const ReadAgain again = read_again(kb.path(), {});
        CHECK(again.errors.empty());
        CHECK(again.changed == 1);
        const Kb expected;
        expected.import(parts[0]);
        expected.import(parts[4]);
        CHECK(kb.said() == expected.said());
        CHECK(kb.trial().claims.size() == 1);
    }
    SECTION("and are the trial's record where there is no other") {
        put_results_beside(kb);
        CHECK(read_again(kb.path(), {}).changed == 1);
        const Kb expected;
        expected.import(parts[4]);
        CHECK(kb.said() == expected.said());
        kb.import(parts[0]);
        expected.import(parts[0]);
        CHECK(kb.said() == expected.said());
    }
    CHECK(kb::Reader(kb.path()).document_count() == 1);
    CHECK(kb.import(parts[4]).unchanged == 1);
    CHECK(read_again(kb.path(), {}).changed == 0);
    indexer::rebuild_index(kb.path());
    CHECK(kb::HistoryReader(kb.path()).document("euctr-results:EUCTR2013-005555-66", 2).has_value());
}

TEST_CASE("results whose claims a person reviewed stay beside their trial, and it is said") {
    const Kb kb;
    kb.import(parts[0]);
    put_results_beside(kb);
    const std::string claim = kb.trial("euctr-results:EUCTR2013-005555-66").claims.front().id;
    {
        kb::Writer writer(kb.path());
        writer.review({claim, ReviewStatus::accepted, {}, "Ada", "so it says"});
        writer.commit();
    }
    const ReadAgain again = read_again(kb.path(), {});
    REQUIRE(again.errors.size() == 1);
    CHECK(again.errors.front().path == "euctr-results:EUCTR2013-005555-66");
    CHECK(again.errors.front().message == "its source is of “euctr:EUCTR2013-005555-66”; it stays beside that, as persons reviewed its claims");
    CHECK(kb.trial("euctr-results:EUCTR2013-005555-66").claims.front().status == ReviewStatus::accepted);
}

namespace {

/// The portal's row of the trial in a country.
Source row(const std::string& country, const std::string& condition) {
    return {country + ".csv", "TrialID,Public title,Scientific title,Source Register,Countries,Condition\nEUCTR2013-005555-66-" + country.substr(0, 2) +
                                  ",A trial of examplamide,,EU Clinical Trials Register," + country + "," + condition + "\n"};
}

} // namespace

TEST_CASE("the rows that the portal gives for the countries of one EU trial are one document") {
    const std::vector<Source> rows = {row("Sweden", ""), row("Austria", ""), row("Germany", "Sample disease")};
    const Kb a;
    for (const Source& one : rows) CHECK(a.import(one).errors.empty());
    const Kb b;
    for (auto one = rows.rbegin(); one != rows.rend(); ++one) b.import(*one);
    CHECK(a.said() == b.said());
    CHECK(kb::Reader(a.path()).document_count() == 1);
    const Document trial = a.trial("ictrp:EUCTR2013-005555-66");
    CHECK(trial.content.text.find("Austria;Germany;Sweden") != std::string::npos);
    CHECK(trial.condition->text == "Sample disease");
    CHECK(a.import(rows[1]).unchanged == 1);
}

TEST_CASE("a newer row of a country takes the place of its older one, which does not come back") {
    const Kb kb;
    kb.import(row("Sweden", ""));
    kb.import(row("Ireland", "Old disease"));
    kb.import(row("Ireland", "New disease"));
    kb.import(row("Northern Ireland", "")); // of another country, though the words of one are in the other
    kb.import(row("Ireland", "Old disease"));
    const Document trial = kb.trial("ictrp:EUCTR2013-005555-66");
    CHECK(trial.condition->text == "New disease");
    CHECK(trial.content.text.find("Ireland;Northern Ireland;Sweden") != std::string::npos);
}

TEST_CASE("parts that are no texts are refused as any other record") {
    const Kb kb;
    for (const char* bytes : {R"({"euctrParts": 5})", R"({"euctrParts": ["Summary\n", 7]})", R"({"euctrParts": [], "replacedParts": {"a": 1}})"}) {
        const ImportSummary summary = kb.import({"parts.json", bytes});
        REQUIRE(summary.errors.size() == 1);
        CHECK(summary.errors.front().message.find("the record has no EudraCT number") == 0);
    }
}

TEST_CASE("a download of several member states is what its records are one by one") {
    const Kb whole;
    whole.import({"all.txt", text_record("Sweden - MPA") + text_record("Norway - NoMA", "", "2013-007777-00") + text_record("Austria - BASG")});
    const Kb single;
    single.import({"norway.txt", text_record("Norway - NoMA", "", "2013-007777-00")});
    single.import({"austria.txt", text_record("Austria - BASG")});
    single.import({"sweden.txt", text_record("Sweden - MPA")});
    CHECK(whole.trial().content.text == single.trial().content.text);
    CHECK(whole.trial().title == "A trial of examplamide, as Austria - BASG has it");
    CHECK(kb::Reader(whole.path()).document_count() == 2);
}

TEST_CASE("the real records of the register are folded in any order") {
    const fs::path folder = fs::path(tests::shared_folder()) / "corpus/euctr";
    if (!fs::is_directory(folder)) {
        WARN("no ../shared/corpus: skipped");
        return;
    }
    const std::string real = read_file(folder / "ctrdata_EUCTR_2016-004489-24-DE.json");
    const Source with_results{"de.json", real};
    const Source other{"gb.txt", text_record("UK - MHRA", "E.1.1.1 Medical condition in easily understood language: surgery", "2016-004489-24")};
    const Kb a;
    a.import(with_results);
    a.import(other);
    const Kb b;
    b.import(other);
    b.import(with_results);
    CHECK(a.said() == b.said());
    const Document trial = a.trial("euctr:EUCTR2016-004489-24");
    CHECK(trial.claims.size() > 10);
    CHECK(trial.content.text.find("UK - MHRA") != std::string::npos);
    const Kb text;
    text.import({"all.txt", read_file(folder / "rfhb__test_error_trials_euctr.txt")});
    CHECK(kb::Reader(text.path()).document_count() == 2);
    CHECK(text.trial("euctr:EUCTR2021-002179-21").content.text.find("France - ANSM; Greece - EOF; Hungary") != std::string::npos);
}

} // namespace ekb::query
