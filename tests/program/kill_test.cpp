// SPDX-License-Identifier: GPL-3.0-or-later
// An import that is killed at any moment, and run again, leaves what one that was left alone leaves.
#include "kb/json/contract_json.h"
#include "kb/store/reader.h"
#include "query/engine.h"
#include "query/import/import.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ekb::query {

namespace {

constexpr int records = 200;
constexpr int kills_a_round = 3;

/// How often the import is killed: EKB_KILLS, or 15 times.
int kills_wanted() {
    const char* wanted = std::getenv("EKB_KILLS");
    return wanted == nullptr ? 15 : std::atoi(wanted);
}

/// A trial of one of three medicines; every seventh number is registered, and some registrations are shared.
std::string citation(int number) {
    const char* medicines[] = {"methylcobalamin", "edaravone", "riluzole"};
    const char* medicine = medicines[number % 3];
    const std::string registered =
        number % 7 == 0 ? fmt::format("<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>"
                                      "<AccessionNumberList><AccessionNumber>NCT0000{:04}</AccessionNumber>"
                                      "</AccessionNumberList></DataBank></DataBankList>",
                                      1000 + number % 14)
                        : "";
    return fmt::format(
        "<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><Journal><Title>J</Title></Journal>"
        "<ArticleTitle>{1} in amyotrophic lateral sclerosis, trial {2}</ArticleTitle><Abstract><AbstractText>"
        "{3} patients were randomly assigned to {1} or placebo. The ALSFRS-R score declined less with {1} "
        "than with placebo (difference {4}.5; 95% CI {4}.1 to {4}.9; P=0.0{5}).</AbstractText></Abstract>{6}"
        "</Article></MedlineCitation></PubmedArticle>\n",
        91000000 + number, medicine, number, 40 + number, 1 + number % 5, 1 + number % 9, registered);
}

void write_records(const std::filesystem::path& path) {
    std::ofstream out(path);
    out << "<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n";
    for (int i = 0; i < records; ++i)
        out << citation(i);
    out << "</PubmedArticleSet>\n";
}

/// With small commits, so that a kill falls between them, and in the middle of some.
void import(const std::filesystem::path& kb_dir, const std::filesystem::path& source) {
    ImportOptions options;
    options.bytes_a_commit = 16U << 10U;
    options.index = true;
    import_sources(kb_dir, {{source.string()}, "auto"}, options);
}

/// All documents with their claims and studies, and an answer: what users see, without the numbers of changes.
std::string everything(const std::filesystem::path& kb_dir) {
    const kb::Reader reader(kb_dir);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (int i = 0; i < records; ++i) {
        const auto stored = reader.document("pmid:" + std::to_string(91000000 + i));
        if (!stored) return "no document " + std::to_string(i);
        all.push_back(kb::document_json(stored->document));
        for (const Claim& claim : stored->document.claims)
            all.push_back(kb::claim_json(claim));
    }
    for (const char* question : {"which methylcobalamin trials used ALSFRS-R", "edaravone compared with placebo"}) {
        const Answer answer = Engine(kb_dir).ask({question, 100, 0}).value();
        all.push_back(answer.total);
        for (const AnswerStudy& study : answer.studies) {
            all.push_back(study.id);
            all.push_back(std::to_string(study.score) + " " + std::to_string(study.claims.size()));
        }
    }
    return all.dump();
}

/// Imports in another process and kills it after that time; true where it had ended before.
bool import_killed(const std::filesystem::path& kb_dir, const std::filesystem::path& source,
                   std::chrono::microseconds after) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            import(kb_dir, source);
        } catch (...) {
            _exit(1);
        }
        _exit(0);
    }
    std::this_thread::sleep_for(after);
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0)); // an import that goes on after a kill never fails
    return WIFEXITED(status);
}

} // namespace

TEST_CASE("an import killed at random moments, then run again, is as one left alone") {
    const tests::TempDir dir;
    const auto source = dir.path() / "records.xml";
    write_records(source);
    const auto began = std::chrono::steady_clock::now();
    import(dir.path() / "alone", source);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    const std::string expected = everything(dir.path() / "alone");
    REQUIRE(expected.starts_with("["));

    std::mt19937 random(20); // which moments these are depends on the machine; that all are survived does not
    int killed = 0;
    for (int round = 0; round * kills_a_round < kills_wanted(); ++round) {
        const auto kb_dir = dir.path() / ("killed-" + std::to_string(round));
        for (int kills = 0; kills < kills_a_round; ++kills) {
            const auto after = took * static_cast<long>(random() % 1000) / 1000;
            if (!import_killed(kb_dir, source, after)) ++killed;
        }
        import(kb_dir, source);
        CHECK(everything(kb_dir) == expected);
    }
    CHECK(killed > 0);
}

} // namespace ekb::query
