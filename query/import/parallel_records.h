// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/import/ordered_pipeline.h"
#include "query/import/records.h"

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ekb::query {

/// What comes out of the sources: a record, or the errors of a source that gave none.
struct Arriving {
    std::optional<SourceRecord> record;
    bool known = false; ///< it need not be read again
    std::vector<Diagnostic> errors;
    const importers::Format* format = nullptr; ///< of the record or the errors' source; null where it is in none
};

/// What is done with the records of sources.
template <typename Out>
struct RecordWork {
    std::function<bool(const SourceRecord&)> known; ///< asked on the thread that cuts the sources
    std::function<Out(Arriving&&)> read;            ///< on several threads at once
    std::function<void(Out&&)> take;                ///< on the calling thread, in the order of the sources
};

/// Cuts the sources on one thread, reads the records on both cores and takes what they say in order, in bounded memory.
/// What any of the three throws is thrown, after what came before it was taken.
template <typename Out>
void read_records_in_parallel(const ImportSources& sources, const RecordWork<Out>& work) {
    constexpr std::size_t reading_threads = 2;
    constexpr std::size_t bytes_in_flight = 48U << 20U;
    constexpr std::size_t made_of_a_record = 64U << 10U; // documents, claims and index entries outweigh a short record
    OrderedPipeline<Arriving, Out> pipeline(reading_threads, bytes_in_flight, work.read);
    std::thread cutting([&] {
        try {
            read_records(
                sources,
                [&](SourceRecord&& record) {
                    const bool known = work.known(record);
                    const std::size_t weight = record.raw.bytes.size() + (known ? 0 : made_of_a_record);
                    const importers::Format* const format = record.format;
                    return pipeline.push({std::move(record), known, {}, format}, weight);
                },
                [&](Diagnostic&& found, const importers::Format* format) {
                    pipeline.push({std::nullopt, false, {std::move(found)}, format}, 0);
                });
            pipeline.finish();
        } catch (...) {
            pipeline.finish(std::current_exception()); // pop throws it again
        }
    });
    try {
        while (auto out = pipeline.pop()) work.take(std::move(*out));
    } catch (...) {
        pipeline.stop();
        cutting.join();
        throw;
    }
    cutting.join();
}

} // namespace ekb::query
