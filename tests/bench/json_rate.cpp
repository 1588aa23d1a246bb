// SPDX-License-Identifier: GPL-3.0-or-later
// What the JSON costs that the store keeps: bench_json PATH...
// Writes the documents of the sources and their claims as text at once, and by way of a value of the JSON library, in turns, the best
// of five rounds. Prints documents, claims, the microseconds of processor that a document and its claims take either way, and how
// many times as long the latter is.
#include "kb/json/contract_json.h"
#include "kb/json/contract_text.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/import/records.h"
#include "tests/bench/processor_time.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

using namespace ekb;

std::vector<Document> documents_of(const query::ImportSources& sources) {
    std::vector<Document> all;
    query::read_records(
        sources,
        [&](query::SourceRecord&& record) {
            for (Document& document : query::read_documents(record, kb::Vocabulary::builtin()).documents)
                all.push_back(std::move(document));
            return true;
        },
        [](Diagnostic&&, const importers::Format*) {});
    return all;
}

std::string dumped(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

template <typename WriteDocument, typename WriteClaim>
std::size_t bytes_of(const std::vector<Document>& documents, WriteDocument document_json, WriteClaim claim_json) {
    std::size_t bytes = 0;
    for (const Document& document : documents) {
        bytes += document_json(document).size();
        for (const Claim& claim : document.claims)
            bytes += claim_json(claim).size();
    }
    return bytes;
}

std::size_t bytes_at_once(const std::vector<Document>& documents) {
    return bytes_of(documents, kb::bare_document_text, kb::claim_text);
}

std::size_t bytes_by_value(const std::vector<Document>& documents) {
    const auto bare = [](const Document& document) {
        Document without = document;
        without.claims.clear();
        return dumped(kb::document_json(without));
    };
    return bytes_of(documents, bare, [](const Claim& claim) { return dumped(kb::claim_json(claim)); });
}

struct Best {
    double seconds = std::numeric_limits<double>::max();
    std::size_t bytes = 0;

    template <typename Write>
    void round(Write write, const std::vector<Document>& documents) {
        const double began = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
        bytes = write(documents);
        seconds = std::min(seconds, processor_seconds(CLOCK_THREAD_CPUTIME_ID) - began);
    }
};

} // namespace

int main(int argc, char** argv) {
    query::ImportSources sources;
    sources.paths.assign(argv + 1, argv + argc);
    const std::vector<Document> documents = documents_of(sources);
    if (documents.empty()) {
        std::fputs("usage: bench_json PATH...\n", stderr);
        return 2;
    }
    Best at_once;
    Best by_value;
    for (int round = 0; round < 5; ++round) {
        at_once.round(bytes_at_once, documents);
        by_value.round(bytes_by_value, documents);
    }
    if (at_once.bytes != by_value.bytes) throw std::runtime_error("the two ways write different texts");
    std::size_t claims = 0;
    for (const Document& document : documents)
        claims += document.claims.size();
    const double each = 1e6 / static_cast<double>(documents.size());
    std::printf("%zu %zu %.2f %.2f %.2f\n", documents.size(), claims, each * at_once.seconds, each * by_value.seconds, by_value.seconds / at_once.seconds);
}
