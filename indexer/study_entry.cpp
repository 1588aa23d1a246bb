// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/study_entry.h"

#include "indexer/card.h"
#include "indexer/claim_digest.h"
#include "indexer/claim_terms.h"
#include "indexer/parts.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace ekb::indexer {

namespace {

constexpr std::uint32_t line_gap = 50; // words between two lines, so that no phrase or neighbourhood spans them

/// How much a word counts for by where it stands. Introductions and discussions speak of other trials.
struct PartWeight {
    std::uint32_t word;
    std::uint32_t concept_named;
};

PartWeight weight_of(Part part) {
    switch (part) {
    case Part::title:
        return {5, 8};
    case Part::abstract:
        return {2, 3};
    case Part::methods:
    case Part::results:
    case Part::adverse:
        return {1, 1};
    case Part::introduction:
    case Part::discussion:
    case Part::apart:
        break;
    }
    return {1, 0};
}

class TextIndexer {
public:
    TextIndexer(TermBag& terms, const kb::Vocabulary& vocabulary, Stemmer& stem)
        : m_terms(terms), m_vocabulary(vocabulary), m_stem(stem) {}

    void add(const Document& document) {
        m_article = document.type == DocumentType::article;
        for (const PartSpan& part : parts(document)) {
            if (part.part != Part::apart) add_line(document.content.at(part.span), part.part);
        }
    }

private:
    void add_line(std::string_view line, Part part) {
        const PartWeight weight = weight_of(part);
        const std::vector<Token> words = tokens(line);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto position = m_position + static_cast<std::uint32_t>(i);
            add_word(words[i].word, position, weight.word, part);
            if (words[i].joined) m_terms.add("", m_stem(words[i - 1].word + words[i].word), weight.word);
        }
        if (weight.concept_named > 0) add_concepts(line, words, part);
        m_position += static_cast<std::uint32_t>(words.size()) + line_gap;
    }

    void add_word(const std::string& word, std::uint32_t position, std::uint32_t weight, Part part) {
        const std::string& stem = m_stem(word);
        m_terms.add("", stem, weight, position);
        if (part == Part::title) m_terms.add(prefix::title, stem, 1, position);
        if ((part == Part::title || part == Part::abstract) && !stem_tells(word, stem)) m_terms.mark(prefix::word, word);
    }

    void add_concepts(std::string_view line, const std::vector<Token>& words, Part part) {
        auto word = words.begin();
        for (const kb::Mention& mention : m_vocabulary.match(line)) {
            word = std::find_if(word, words.end(), [&](const Token& t) { return t.span.end > mention.span.begin; });
            const auto position = m_position + static_cast<std::uint32_t>(word - words.begin());
            m_named.clear();
            for (const kb::Concept* found : mention.concepts) {
                if (part != Part::adverse) m_terms.add(prefix::exact_mention, found->id, weight_of(part).concept_named);
                for (const kb::Concept* each : m_vocabulary.broader(found->id)) {
                    if (std::ranges::find(m_named, each) == m_named.end()) m_named.push_back(each);
                }
            }
            for (const kb::Concept* each : m_named)
                add_mention(each->id, position, part);
        }
    }

    void add_mention(std::string_view id, std::uint32_t position, Part part) {
        if (part == Part::adverse) return m_terms.add(prefix::adverse_mention, id, 1); // what is counted of all is what no trial is on
        m_terms.add(prefix::mention, id, weight_of(part).concept_named, position);
        if (part == Part::title) m_terms.add(prefix::title_mention, id, 1);
        if (part == Part::title || part == Part::abstract || !m_article) {
            m_terms.add(prefix::abstract_mention, id, 1);
        }
    }

    TermBag& m_terms;
    const kb::Vocabulary& m_vocabulary;
    Stemmer& m_stem;
    std::vector<const kb::Concept*> m_named; ///< of one mention
    std::uint32_t m_position = 1;
    bool m_article = true;
};

std::optional<double> year_of(const Document& document) {
    int year = 0;
    if (!document.published || document.published->size() < 4) return std::nullopt;
    const char* begin = document.published->data();
    if (std::from_chars(begin, begin + 4, year).ptr != begin + 4) return std::nullopt;
    return year;
}

void lower(std::optional<double>& value, std::optional<double> other) {
    if (other && (!value || *other < *value)) value = other;
}

void raise(std::optional<double>& value, std::optional<int> other) {
    if (other && (!value || *other > *value)) value = *other;
}

void add_values(StudyEntry& entry, const kb::StoredStudy& study) {
    std::optional<double> year;
    std::optional<double> n;
    for (const kb::StoredDocument& stored : study.documents) {
        lower(year, year_of(stored.document));
        raise(n, stored.document.n.randomised);
        for (const Claim& claim : stored.document.claims)
            raise(n, claim.n.randomised);
    }
    if (year) entry.values[Slot::year] = *year;
    if (n) entry.values[Slot::n] = *n;
    entry.values[Slot::quality] = quality(study);
}

} // namespace

StudyEntry study_entry(kb::StoredStudy study, const kb::Vocabulary& vocabulary, Stemmer& stem) {
    StudyEntry entry;
    entry.key = study.key;
    TextIndexer text(entry.terms, vocabulary, stem);
    for (const kb::StoredDocument& stored : study.documents)
        text.add(stored.document);
    add_study_terms(entry.terms, study);
    add_claim_terms(entry.terms, study, vocabulary, stem);
    add_values(entry, study);
    entry.claims = claims_digest(study, stem);
    entry.card = packed(study_card(std::move(study)));
    return entry;
}

} // namespace ekb::indexer
