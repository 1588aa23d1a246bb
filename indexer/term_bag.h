// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::indexer {

/// The terms of one study, each once, with how often it stands there and where. A term is a prefix (prefixes.h) and a
/// value; longer ones are cut, as with_prefix does. Built for hundreds of short terms: one run of bytes and one hash
/// table, whatever their number.
class TermBag {
public:
    /// Adds to a term's frequency, and a place where it stands. The empty term is left out.
    void add(std::string_view prefix, std::string_view value, std::uint32_t frequency,
             std::optional<std::uint32_t> position = std::nullopt);
    /// Marks that the term is there; it adds nothing to the study's length.
    void mark(std::string_view prefix, std::string_view value) { number_of(prefix, value); }
    /// The same in lower case (ASCII), for identifiers and names.
    void mark_lower(std::string_view prefix, std::string_view value);

    std::size_t size() const { return m_terms.size(); }
    bool contains(std::string_view term) const;

    /// A term with its frequency and its places, in the order in which they were added.
    using Use = std::function<void(std::string_view term, std::uint32_t frequency, std::span<const std::uint32_t> places)>;
    /// Calls `use` with every term, in the order in which they came (in the order of their bytes, Xapian takes no less time).
    void for_each(const Use& use) const;

private:
    struct Term {
        std::uint32_t begin;
        std::uint32_t size;
        std::uint64_t hash;
        std::uint32_t frequency;
        std::uint32_t places;
    };
    struct Place {
        std::uint32_t term;
        std::uint32_t position;
    };

    std::string_view text(const Term& term) const { return std::string_view(m_bytes).substr(term.begin, term.size); }
    /// The slot where the term is, or where it would stand.
    std::size_t slot_of(std::string_view term, std::uint64_t hash) const;
    std::uint32_t number_of(std::string_view prefix, std::string_view value);
    void grow();

    std::string m_bytes;
    std::vector<Term> m_terms;
    std::vector<Place> m_places;
    std::vector<std::uint32_t> m_slots; ///< numbers of terms plus one, 0 where free; a power of two
};

} // namespace ekb::indexer
