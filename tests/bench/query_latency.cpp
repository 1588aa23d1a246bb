// SPDX-License-Identifier: GPL-3.0-or-later
// How long searches and questions take, and how long Xapian alone takes for the same expanded query on the same index,
// one after the other: bench_queries KB LINES [ROUNDS]. LINES are queries, and questions that end in "?". Prints name,
// p50 and p99 in ms of processor time, of each line the best of its rounds.
#include "indexer/index_folder.h"
#include "indexer/index_reader.h"
#include "indexer/tokens.h"
#include "indexer/xapian_query.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/answer_json.h"
#include "query/engine.h"
#include "query/language/compile.h"
#include "query/language/parse.h"
#include "query/question/question_clause.h"
#include "query/question/reading.h"
#include "tests/bench/processor_time.h"

#include <nlohmann/json.hpp>
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace ekb;

constexpr unsigned hits = 10;

/// Of this thread's processor: nothing here waits.
double ms_now() {
    return 1e3 * processor_seconds(CLOCK_THREAD_CPUTIME_ID);
}

/// The best time of each thing measured, of each line.
class Times {
public:
    void measure(const std::string& name, std::size_t line, const std::function<void()>& work) {
        const double began = ms_now();
        work();
        const double took = ms_now() - began;
        const auto [best, first] = m_best[name].try_emplace(line, took);
        if (!first) best->second = std::min(best->second, took);
    }
    void print() const {
        for (const auto& [name, best] : m_best) {
            std::vector<double> times;
            for (const auto& [line, took] : best)
                times.push_back(took);
            std::ranges::sort(times);
            std::printf("%s %.4f %.4f\n", name.c_str(), times.at(times.size() / 2), times.at(times.size() * 99 / 100));
        }
    }

private:
    std::map<std::string, std::map<std::size_t, double>> m_best;
};

/// The same matches with nothing around them: counted to the end, the best in the index's order, each one's card
/// read.
void run_bare(const Xapian::Database& database, const indexer::Clause& clause) {
    Xapian::Enquire enquire(database);
    enquire.set_query(indexer::xapian_query(clause));
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.6, 0.5));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(indexer::Slot::quality), true);
    const Xapian::MSet found = enquire.get_mset(0, hits, database.get_doccount());
    for (auto hit = found.begin(); hit != found.end(); ++hit)
        (void)hit.get_document().get_value(static_cast<Xapian::valueno>(indexer::Slot::card));
}

std::string page_text(const query::Answer& answer) {
    std::vector<std::size_t> totals;
    for (const query::AnswerStudy& study : answer.studies)
        totals.push_back(study.claims.size());
    return answer_json_text(answer, totals, nullptr);
}

class Bench {
public:
    explicit Bench(const std::filesystem::path& kb_dir)
        : m_engine(kb_dir), m_index(kb_dir), m_folder(kb_dir),
          m_database(m_folder.database(m_folder.current()).string()) {}

    void run(const std::string& line, std::size_t number, Times& times) {
        line.ends_with('?') ? run_question(line, number, times) : run_query(line, number, times);
    }

private:
    void run_query(const std::string& line, std::size_t number, Times& times) {
        const auto counted = m_engine.search({line, 0, 0});
        if (!counted) throw std::runtime_error(line + ": " + counted.error().message);
        const std::string& read = counted->query_read; // what is added to every query ("trials on people") stands in it
        indexer::Clause clause;
        m_index.at_one_commit([&] { clause = query::compile(query::parse_query(read).value(), read, context()).clause; });
        times.measure("search_bare", number, [&] { run_bare(m_database, clause); });
        times.measure("search", number, [&] { (void)m_engine.search({line, hits, 0}); });
        times.measure("search_json", number, [&] { (void)search_json_text(*m_engine.search({line, hits, 0}), nullptr); });
    }

    void run_question(const std::string& line, std::size_t number, Times& times) {
        indexer::Clause clause;
        m_index.at_one_commit([&] {
            const query::Reading reading = query::read_question(line, m_vocabulary);
            const query::QuestionClauses clauses = query::question_clauses(reading, context());
            clause =
                combined(indexer::Clause::Kind::require, {clauses.score, clauses.filters, clauses.match});
        });
        times.measure("ask_bare", number, [&] { run_bare(m_database, clause); });
        times.measure("ask", number, [&] { (void)m_engine.ask({line, hits, 0}).value(); });
        times.measure("ask_json", number, [&] { (void)page_text(m_engine.ask({line, hits, 0}).value()); });
    }

    query::CompileContext context() { return {m_index, m_vocabulary, m_stem, m_names, m_spelling}; }

    query::Engine m_engine;
    indexer::IndexReader m_index;
    indexer::IndexFolder m_folder;
    Xapian::Database m_database;
    indexer::Stemmer m_stem;
    const kb::Vocabulary& m_vocabulary = kb::Vocabulary::builtin();
    query::ExpandedNames m_names{m_vocabulary};
    query::KnownCorrections m_spelling{};
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) {
        std::fputs("usage: bench_queries KB LINES [ROUNDS]\n", stderr);
        return 2;
    }
    std::ifstream in(argv[2]);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    Bench bench(argv[1]);
    Times times;
    const int rounds = argc == 4 ? std::stoi(argv[3]) : 4;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < lines.size(); ++i)
            bench.run(lines[i], i, times);
    }
    times.print();
}
