// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian_edge.h"

#include "kb/model/error.h"

#include <xapian.h>

namespace ekb::indexer {

Xapian::Document xapian_document(const StudyEntry& entry) {
    Xapian::Document document;
    for (const auto& [term, posting] : entry.terms) {
        if (posting.positions.empty()) {
            document.add_term(term, posting.frequency);
            continue;
        }
        for (const std::uint32_t position : posting.positions)
            document.add_posting(term, position, 0);
        document.add_term(term, posting.frequency);
    }
    for (const auto& [slot, value] : entry.values) {
        document.add_value(static_cast<Xapian::valueno>(slot), Xapian::sortable_serialise(value));
    }
    document.add_value(static_cast<Xapian::valueno>(Slot::claims), entry.claims);
    document.set_data(entry.card);
    return document;
}

void rethrow(const Xapian::Error& error, const std::string& doing) {
    std::string message = doing + ": " + error.get_type() + ": " + error.get_msg();
    if (!error.get_context().empty()) message += " (" + error.get_context() + ")";
    throw Error(message);
}

} // namespace ekb::indexer
