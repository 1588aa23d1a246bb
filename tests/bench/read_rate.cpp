// SPDX-License-Identifier: GPL-3.0-or-later
// How fast sources become documents, without a store: bench_read fields|extraction PATH...
// "fields" cuts and reads the records; "extraction" finds the claims and concepts too. Prints documents, seconds by the clock and
// seconds of processor, the start included.
#include "query/import/parallel_records.h"
#include "tests/bench/processor_time.h"

#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

namespace {

using namespace ekb;

std::size_t read_all(const query::ImportSources& sources, bool fields_alone) {
    std::size_t documents = 0;
    query::RecordWork<std::size_t> work;
    work.known = [](const query::SourceRecord&) { return false; };
    work.read = [&](query::Arriving&& arriving) -> std::size_t {
        if (!arriving.record) return 0;
        const query::SourceRecord& record = *arriving.record;
        return fields_alone ? record.format->read(record.raw).documents.size()
                            : query::read_documents(record, kb::Vocabulary::builtin()).documents.size();
    };
    work.take = [&](std::size_t&& read) { documents += read; };
    query::read_records_in_parallel(sources, work);
    return documents;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view mode = argc > 2 ? argv[1] : "";
    if (mode != "fields" && mode != "extraction") {
        std::fputs("usage: bench_read fields|extraction PATH...\n", stderr);
        return 2;
    }
    query::ImportSources sources;
    sources.paths.assign(argv + 2, argv + argc);
    const auto began = std::chrono::steady_clock::now();
    const std::size_t documents = read_all(sources, mode == "fields");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::printf("%zu %.4f %.4f\n", documents, took.count(), processor_seconds(CLOCK_PROCESS_CPUTIME_ID));
}
