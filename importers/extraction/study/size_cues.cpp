// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/size_cues.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace ekb::importers::extraction {

namespace {

constexpr std::size_t people_reach = 8;
constexpr std::size_t cue_reach = 40;

SizeCue cue_named(std::string_view name) {
    static constexpr std::pair<std::string_view, SizeCue> names[] = {
        {"randomised", SizeCue::randomised}, {"enrolled", SizeCue::enrolled}, {"screened", SizeCue::screened},
        {"completed", SizeCue::completed},   {"lost", SizeCue::lost},         {"treated", SizeCue::treated},
        {"outcome", SizeCue::outcome}};
    const auto found = std::find_if(std::begin(names), std::end(names), [&](const auto& n) { return n.first == name; });
    return found == std::end(names) ? SizeCue::none : found->second;
}

class CueWords {
public:
    CueWords() {
        for (const auto& row : data_rows(resource("size_cues.tsv")))
            m_words[place_of(row[0])].emplace_back(row[0], cue_named(row[1]));
    }
    SizeCue of(const Token& token) const {
        if (!token.word()) return SizeCue::none;
        for (const auto& [beginning, cue] : m_words[place_of(token.lower)]) {
            if (token.lower.starts_with(beginning)) return cue;
        }
        return SizeCue::none;
    }

private:
    static std::size_t place_of(std::string_view word) {
        return word.empty() ? 0 : static_cast<unsigned char>(word.front());
    }

    std::array<std::vector<std::pair<std::string_view, SizeCue>>, 256> m_words; ///< by their first byte
};

std::uint32_t cues_in(const std::vector<SizeCue>& cues) {
    std::uint32_t all = 0;
    for (const SizeCue cue : cues)
        all |= bit_of(cue);
    return all;
}

/// The contexts of the counts of one sentence.
class SentenceContexts {
public:
    explicit SentenceContexts(const std::vector<Token>& tokens) : m_tokens(tokens), m_count(tokens.size(), false) {
        for (const Token& token : tokens)
            m_cues.push_back(size_cue(token));
        m_sentence = cues_in(m_cues);
    }

    void mark(const SizeCandidate& candidate) {
        const bool group = candidate.first > 1 && m_tokens[candidate.first - 1].is("=");
        if (group || people_ahead(m_tokens, candidate.end) < people_reach / 2) m_count[candidate.first] = true;
    }

    void set(SizeCandidate& candidate) const {
        SizeContext& context = candidate.context;
        context.sentence = m_sentence;
        context.people = people_before_bracket(candidate.first) ? 0 : people_ahead(m_tokens, candidate.end);
        context.before = before(candidate.first);
        ahead(candidate.end, context);
        context.out_of = out_of(candidate.first);
    }

    /// A count of the sentence that follows one that a part is taken from, or stands right before it.
    static void set_subsets(std::span<SizeCandidate> candidates) {
        bool open = false;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const bool next_whole = i + 1 < candidates.size() && candidates[i + 1].context.out_of &&
                                    candidates[i + 1].first <= candidates[i].end + 4;
            candidates[i].context.subset = !candidates[i].context.out_of && (open || next_whole);
            open = open || candidates[i].context.out_of;
        }
    }

private:
    SizeCue before(std::size_t first) const {
        for (std::size_t n = 1; n <= std::min(first, cue_reach); ++n) {
            if (m_cues[first - n] != SizeCue::none) return m_cues[first - n];
            if (m_count[first - n] || m_tokens[first - n].is(";")) return SizeCue::none;
        }
        return SizeCue::none;
    }

    /// "participants (N = 170)", "patients with asthma (n = 20)".
    bool people_before_bracket(std::size_t first) const {
        if (first < 4 || !m_tokens[first - 1].is("=") || !m_tokens[first - 3].is("(")) return false;
        for (std::size_t n = 4; n <= std::min<std::size_t>(first, 8); ++n) {
            if (names_people(m_tokens[first - n])) return true;
            if (!m_tokens[first - n].word()) return false;
        }
        return false;
    }

    /// Behind "of", "among", "from" that begins a clause, or "out of", or "12 of".
    bool out_of(std::size_t first) const {
        std::size_t at = first;
        while (at > 0 && (m_tokens[at - 1].is("the") || m_tokens[at - 1].is("all") || m_tokens[at - 1].is("original")))
            --at;
        if (at == 0) return false;
        const Token& word = m_tokens[at - 1];
        if (word.is("/")) return at > 1 && m_tokens[at - 2].number();
        if (!word.is("of") && !word.is("among") && !word.is("from")) return false;
        if (at == 1 || m_tokens[at - 2].is("out")) return true;
        return m_tokens[at - 2].number() || !m_tokens[at - 2].word() || number_in_words(m_tokens, at - 2);
    }

    void ahead(std::size_t end, SizeContext& context) const {
        int depth = 0;
        for (std::size_t i = end; i < std::min(m_tokens.size(), end + cue_reach); ++i) {
            const bool closes = m_tokens[i].is(")") || m_tokens[i].is("]");
            if (closes && depth > 0) --depth;
            if (m_tokens[i].is("(") || m_tokens[i].is("[")) ++depth;
            if (depth > 0) continue;
            context.stopped = m_count[i] || m_tokens[i].is(";");
            if (context.stopped) return;
            context.after = m_cues[i];
            if (context.after != SizeCue::none) return;
        }
    }

    const std::vector<Token>& m_tokens;
    std::vector<SizeCue> m_cues;
    std::uint32_t m_sentence = 0; ///< the bits of all of them
    std::vector<bool> m_count; ///< where a count of people begins
};

} // namespace

SizeCue size_cue(const Token& token) {
    static const CueWords words;
    return words.of(token);
}

std::size_t people_ahead(const std::vector<Token>& tokens, std::size_t end) {
    for (std::size_t n = 0; n < people_reach && end + n < tokens.size(); ++n) {
        if (names_people(tokens[end + n])) return n;
    }
    return people_reach;
}

void set_contexts(const Prose& prose, std::vector<SizeCandidate>& candidates) {
    for (std::size_t i = 0; i < candidates.size();) {
        std::size_t end = i;
        while (end < candidates.size() && candidates[end].sentence == candidates[i].sentence)
            ++end;
        SentenceContexts contexts(prose.sentences[candidates[i].sentence].tokens);
        for (std::size_t k = i; k < end; ++k)
            contexts.mark(candidates[k]);
        for (std::size_t k = i; k < end; ++k)
            contexts.set(candidates[k]);
        SentenceContexts::set_subsets(std::span(candidates).subspan(i, end - i));
        i = end;
    }
}

} // namespace ekb::importers::extraction
