// SPDX-License-Identifier: GPL-3.0-or-later
// How long a search takes, and how long Xapian alone takes for the same expanded query on the same index, one after the
// other: bench_queries KB QUERIES.txt. Prints p50 and p99 of both in ms, and of whole questions.
#include "indexer/index_folder.h"
#include "indexer/index_reader.h"
#include "indexer/tokens.h"
#include "indexer/xapian_query.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/engine.h"
#include "query/language/compile.h"
#include "query/language/parse.h"

#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace ekb;

constexpr unsigned hits = 10;

/// Of this thread's processor: nothing here waits, and other work on the machine does not count.
double ms_now() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double ms_of(const std::function<void()>& work) {
    const double began = ms_now();
    work();
    return ms_now() - began;
}

void print(const char* name, std::vector<double> times) {
    std::ranges::sort(times);
    std::printf("%s %.4f %.4f\n", name, times.at(times.size() / 2), times.at(times.size() * 99 / 100));
}

/// The same matches with nothing around them: hits in the index's order, each one's data read.
void run_bare(const Xapian::Database& database, const indexer::Clause& clause) {
    Xapian::Enquire enquire(database);
    enquire.set_query(indexer::xapian_query(clause));
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.6, 0.5));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(indexer::Slot::quality), true);
    const Xapian::MSet found = enquire.get_mset(0, hits, database.get_doccount());
    for (auto hit = found.begin(); hit != found.end(); ++hit)
        (void)hit.get_document().get_data();
}

struct Times {
    std::vector<double> search, bare, ask;
};

void measure(const std::filesystem::path& kb_dir, const std::vector<std::string>& lines, Times& times) {
    const query::Engine engine(kb_dir);
    const indexer::IndexReader index(kb_dir);
    const indexer::IndexFolder folder(kb_dir);
    const Xapian::Database database(folder.database(folder.current()).string());
    indexer::Stemmer stem;
    for (const std::string& line : lines) {
        const auto node = query::parse_query(line);
        if (!node) continue; // a question in plain words
        const auto compiled = query::compile(*node, line, {index, kb::Vocabulary::builtin(), stem});
        times.bare.push_back(ms_of([&] { run_bare(database, compiled.clause); }));
        times.search.push_back(ms_of([&] { (void)engine.search({line, hits, 0}); }));
    }
    for (const std::string& line : lines)
        times.ask.push_back(ms_of([&] { (void)engine.ask({line, hits, 0}); }));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: bench_queries KB QUERIES.txt\n", stderr);
        return 2;
    }
    std::ifstream in(argv[2]);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    Times warm_up;
    measure(argv[1], lines, warm_up);
    Times times;
    for (int round = 0; round < 3; ++round)
        measure(argv[1], lines, times);
    print("search", times.search);
    print("bare", times.bare);
    print("ask", times.ask);
}
