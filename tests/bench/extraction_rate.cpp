// SPDX-License-Identifier: GPL-3.0-or-later
// What finding claims in prose costs, in one thread, beside nothing else: bench_extraction [ROUNDS] PATH...
// Prints the documents with prose and the milliseconds of processor that each took in the best of three rounds, or of ROUNDS.
#include "importers/extraction/extract.h"
#include "query/import/records.h"
#include "tests/bench/processor_time.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <span>
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

double seconds_of_a_round(const std::vector<Document>& documents) {
    double taken = 0;
    for (const Document& bare : documents) {
        Document document = bare;
        const double began = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
        importers::extraction::extract(document);
        taken += processor_seconds(CLOCK_THREAD_CPUTIME_ID) - began;
    }
    return taken;
}

/// A path may begin with digits.
bool is_number(std::string_view text) {
    return !text.empty() && text != "0" && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

int main(int argc, char** argv) {
    std::span<char*> arguments(argv + 1, argv + argc);
    int rounds = 3;
    if (arguments.size() > 1 && is_number(arguments.front())) {
        rounds = std::atoi(arguments.front());
        arguments = arguments.subspan(1);
    }
    query::ImportSources sources;
    sources.paths.assign(arguments.begin(), arguments.end());
    const std::vector<Document> documents = bare_documents(sources);
    if (documents.empty()) {
        std::fputs("usage: bench_extraction [ROUNDS] PATH...\n", stderr);
        return 2;
    }
    Document warm = documents.front();
    importers::extraction::extract(warm); // the models are read with the first
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) best = std::min(best, seconds_of_a_round(documents));
    std::printf("%zu %.4f\n", documents.size(), 1000 * best / static_cast<double>(documents.size()));
}
