// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/interpret.h"

#include "kb/vocabulary/vocabulary.h"
#include "query/engine.h"
#include "query/question/question_clause.h"

#include <algorithm>
#include <set>

namespace ekb::query {

namespace {

constexpr std::size_t most_names = 60; // a class such as "antibiotics" has hundreds, which nobody reads

constexpr std::size_t most_known = 20'000; // concepts; the built-in vocabulary has fewer

/// As many as are shown, and one more, as one may be the question's own words.
std::vector<std::string> gathered_names(const kb::Concept& of, const kb::Vocabulary& vocabulary) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const kb::Concept* each : vocabulary.narrower(of.id)) {
        for (std::string& name : vocabulary.names_of(each->id)) {
            if (names.size() > most_names) return names;
            if (seen.insert(name).second) names.push_back(std::move(name));
        }
    }
    return names;
}

} // namespace

std::vector<std::string> ExpandedNames::of(const kb::Concept& concept_named, const std::string& words) {
    if (m_known.size() > most_known) m_known.clear();
    const auto [known, added] = m_known.try_emplace(&concept_named);
    if (added) known->second = gathered_names(concept_named, m_vocabulary);
    std::vector<std::string> names;
    names.reserve(known->second.size());
    for (const std::string& name : known->second) {
        if (name != words && names.size() < most_names) names.push_back(name);
    }
    return names;
}

namespace {

std::vector<ReadConcept>& list_of(Interpretation& read, Role role) {
    switch (role) {
    case Role::intervention:
        return read.intervention;
    case Role::comparator:
        return read.comparator;
    case Role::endpoint:
        return read.endpoint;
    case Role::condition:
        break;
    }
    return read.condition;
}

std::string either(std::vector<std::string> ways) {
    if (ways.size() == 1) return ways.front();
    std::string all;
    for (const std::string& way : ways)
        all += (all.empty() ? "(" : " OR ") + way;
    return all + ")";
}

/// The reading in the query language, to be edited there: the names of each part, the filters, and, where less than two
/// parts were understood, the words.
std::string as_query(const Reading& reading, const Interpretation& read, const kb::Vocabulary& vocabulary) {
    std::vector<std::string> parts;
    for (const auto& part : parts_of(reading, vocabulary)) {
        std::vector<std::string> names;
        for (const QuestionFacet* facet : part)
            names.push_back("\"" + facet->words + "\"");
        parts.push_back(either(std::move(names)));
    }
    const bool words_too = parts.size() < 2 && !read.terms.empty();
    if (words_too) parts.push_back(read.terms);
    for (const ReadFilter& filter : read.filters)
        parts.push_back(filter.query);
    std::string query;
    for (const std::string& part : parts)
        query += (query.empty() ? "" : " ") + part;
    return query;
}

} // namespace

Interpretation interpretation_of(SearchResult&& result) {
    Interpretation read;
    read.as_query = true;
    read.query = std::move(result.query_read);
    read.notes = std::move(result.notes);
    for (ReadConcept& each : result.concepts)
        (each.excluded ? read.excluded : list_of(read, each.role.value_or(Role::condition))).push_back(std::move(each));
    return read;
}

Interpretation interpretation_of(const Reading& reading, ExpandedNames& names) {
    Interpretation read;
    for (const QuestionFacet& facet : reading.facets) {
        for (const kb::Concept* each : facet.concepts) {
            list_of(read, facet.role)
                .push_back(
                    {each->id, each->label, names.of(*each, facet.words), facet.words, facet.span, facet.role});
        }
    }
    for (const FoundFilter& found : reading.filters) {
        read.filters.push_back(found.filter);
        const std::string& query = found.filter.query;
        const bool of_design = query.find("design:") != std::string::npos ||
                               query.find("masking:") != std::string::npos || query.starts_with("phase:");
        if (of_design) read.design.push_back({std::nullopt, found.filter.label, {}, found.filter.label, found.span, std::nullopt});
    }
    for (const QuestionWord& word : reading.words) {
        if (word.facet || word.filtered) continue;
        if (!read.terms.empty()) read.terms += ' ';
        read.terms += word.word;
    }
    read.query = as_query(reading, read, names.vocabulary());
    return read;
}

} // namespace ekb::query
