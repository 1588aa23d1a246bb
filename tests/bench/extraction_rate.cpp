// SPDX-License-Identifier: GPL-3.0-or-later
// What finding claims in prose costs, in one thread, beside nothing else: bench_extraction [ROUNDS] PATH...
// Prints the documents with prose and the milliseconds of processor that each took in the best of three rounds, or of ROUNDS.
#include "importers/extraction/extract.h"
#include "query/import/records.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <string_view>
#include <vector>

namespace {

using namespace ekb;

/// The documents as their formats read them, no prose read yet.
std::vector<Document> bare_documents(const query::ImportSources& sources) {
    std::vector<Document> all;
    query::read_records(
        sources,
        [&](query::SourceRecord&& record) {
            if (!record.format->prose) return true;
            for (Document& document : record.format->read(record.raw).documents) all.push_back(std::move(document));
            return true;
        },
        [](Diagnostic&&, const importers::Format*) {});
    return all;
}

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds_of_a_round(const std::vector<Document>& documents) {
    double taken = 0;
    for (const Document& bare : documents) {
        Document document = bare;
        const double began = processor_seconds();
        importers::extraction::extract(document);
        taken += processor_seconds() - began;
    }
    return taken;
}

} // namespace

int main(int argc, char** argv) {
    int first = 1;
    const int rounds = argc > 2 ? std::atoi(argv[1]) : 0;
    if (rounds > 0) ++first;
    query::ImportSources sources;
    sources.paths.assign(argv + std::min(first, argc), argv + argc);
    const std::vector<Document> documents = bare_documents(sources);
    if (documents.empty()) {
        std::fputs("usage: bench_extraction [ROUNDS] PATH...\n", stderr);
        return 2;
    }
    Document warm = documents.front();
    importers::extraction::extract(warm); // the models are read with the first
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < (rounds > 0 ? rounds : 3); ++round) best = std::min(best, seconds_of_a_round(documents));
    std::printf("%zu %.4f\n", documents.size(), 1000 * best / static_cast<double>(documents.size()));
}
