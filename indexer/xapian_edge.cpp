// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian_edge.h"

#include "kb/model/error.h"

#include <xapian.h>

namespace ekb::indexer {

Xapian::Document xapian_document(const StudyEntry& entry) {
    Xapian::Document document;
    std::string term;
    entry.terms.for_each([&](std::string_view text, std::uint32_t frequency, std::span<const std::uint32_t> places) {
        term = text;
        if (places.empty()) return document.add_term(term, frequency);
        document.add_posting(term, places.front(), frequency);
        for (const std::uint32_t place : places.subspan(1))
            document.add_posting(term, place, 0);
    });
    for (const auto& [slot, value] : entry.values) {
        document.add_value(static_cast<Xapian::valueno>(slot), Xapian::sortable_serialise(value));
    }
    document.add_value(static_cast<Xapian::valueno>(Slot::claims), entry.claims);
    document.add_value(static_cast<Xapian::valueno>(Slot::card), entry.card);
    return document;
}

void rethrow(const Xapian::Error& error, const std::string& doing) {
    std::string message = doing + ": " + error.get_type() + ": " + error.get_msg();
    if (!error.get_context().empty()) message += " (" + error.get_context() + ")";
    throw Error(message);
}

} // namespace ekb::indexer
