// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/clause.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// As far behind an "and" as the verb of a new statement may stand.
constexpr std::size_t longest_subject = 14;

bool moves(const TokenTraits& traits) {
    return traits.cue == Cue::up || traits.cue == Cue::down || traits.cue == Cue::better || traits.cue == Cue::worse;
}

bool ends_in(const Token& token, std::string_view ending) {
    return token.lower.size() > ending.size() + 1 && token.lower.ends_with(ending);
}

class Cuts {
public:
    Cuts(const std::vector<Token>& tokens, const std::vector<TokenTraits>& traits) : m_tokens(tokens), m_traits(traits) {}

    bool at(std::size_t i) const {
        static const Lexicon words(resource("clause_cuts.tsv"));
        if (m_traits[i].depth > 0) return false;
        if (m_tokens[i].is("but")) return !(i + 1 < m_tokens.size() && m_tokens[i + 1].is("not"));
        if (m_tokens[i].is("and")) return joins_statements(i);
        return words.has(m_tokens[i]);
    }

private:
    bool joins_statements(std::size_t i) const { return said_before(i) && (new_verb(i) || new_subject(i)); }

    /// Whether what stands before is a statement already.
    bool said_before(std::size_t i) const {
        for (std::size_t k = i; k > 0; --k) {
            if (m_traits[k - 1].depth > 0) continue;
            if (m_traits[k - 1].auxiliary || (moves(m_traits[k - 1]) && ends_in(m_tokens[k - 1], "ed"))) return true;
        }
        return false;
    }

    /// "and [significantly] increased the B".
    bool new_verb(std::size_t i) const {
        std::size_t k = i + 1;
        while (k < m_tokens.size() && ends_in(m_tokens[k], "ly")) ++k;
        if (k + 1 >= m_tokens.size() || !moves(m_traits[k]) || !ends_in(m_tokens[k], "ed")) return false;
        const Token& next = m_tokens[k + 1];
        return next.word() && !next.is("in") && !next.is("by") && !next.is("from") && !next.is("to") && !next.is("and") && !next.is("with") &&
               !next.is("at") && !next.is("after") && !next.is("for") && !next.is("significantly");
    }

    /// "and the B was": a new subject and its verb, before anything else is joined.
    bool new_subject(std::size_t i) const {
        std::size_t words = 0;
        for (std::size_t k = i + 1; k < std::min(m_tokens.size(), i + 1 + longest_subject); ++k) {
            if (m_traits[k].depth > 0) continue;
            if (m_tokens[k].is("and") || m_tokens[k].is(",") || m_tokens[k].is(";")) return false;
            if (m_traits[k].auxiliary) return words > 0;
            if (m_tokens[k].word() && !ends_in(m_tokens[k], "ly")) ++words;
        }
        return false;
    }

    const std::vector<Token>& m_tokens;
    const std::vector<TokenTraits>& m_traits;
};

} // namespace

Clause clause_around(const std::vector<Token>& tokens, const std::vector<TokenTraits>& traits, std::size_t first,
                     std::size_t end) {
    const Cuts cuts(tokens, traits);
    Clause clause{first, end};
    while (clause.first > 0 && !cuts.at(clause.first - 1))
        --clause.first;
    while (clause.end < tokens.size() && !cuts.at(clause.end))
        ++clause.end;
    return clause;
}

} // namespace ekb::importers::extraction
