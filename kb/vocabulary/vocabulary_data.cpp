// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/vocabulary_data.h"

#include "kb/vocabulary/tokens.h"

#include <algorithm>

namespace ekb::kb {

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string letters_and_digits(std::string_view text) {
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept), is_letter_or_digit);
    return kept;
}

void lower(std::string& text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
}

/// Is the text the abbreviation, letter for letter? An s after it makes a plural: BPs. Where letter case is ignored, a
/// word such as "as" or "or" is none.
bool same_letters(std::string_view abbreviation, std::string_view text, LetterCase letter_case,
                  const Spelling& spelling) {
    std::string wanted = letters_and_digits(abbreviation);
    std::string given = letters_and_digits(text);
    const bool as_written = given == wanted;
    if (letter_case == LetterCase::ignored) {
        lower(wanted);
        lower(given);
        if (!as_written && spelling.is_stopword(given)) return false;
    }
    if (given.size() == wanted.size() + 1 && given.back() == 's') given.pop_back();
    return given == wanted;
}

/// "B12" may not match "group B 12 weeks later": a name with a digit, of at most four letters and digits, written
/// without a space, is not found with one.
bool must_be_tight(std::string_view name) {
    return name.size() <= 6 && name.find(' ') == std::string_view::npos &&
           name.find_first_of("0123456789") != std::string_view::npos && letters_and_digits(name).size() <= 4;
}

template <typename T>
void add_once(std::vector<T>& values, const T& value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

} // namespace

void Vocabulary::Data::build(std::vector<ConceptRow> rows, std::vector<Diagnostic>& problems) {
    std::unordered_map<std::string, std::size_t> places;
    std::vector<ConceptRow> sources;
    for (ConceptRow& row : rows) {
        const auto [place, is_new] = places.emplace(row.value.id, sources.size());
        if (is_new) {
            sources.push_back(std::move(row));
            continue;
        }
        Concept& known = sources[place->second].value;
        if (known.kind != row.value.kind) {
            problems.push_back({row.path, std::nullopt, row.line,
                                "the concept " + known.id + " is of the kind " + std::string(ekb::name_of(known.kind)) +
                                    ", not " + std::string(ekb::name_of(row.value.kind))});
            continue;
        }
        for (const ConceptName& name : row.value.names)
            add_once(known.names, name);
        for (const std::string& parent : row.value.parents)
            add_once(known.parents, parent);
        for (const std::string& other : row.value.external)
            add_once(known.external, other);
    }
    concepts.reserve(sources.size());
    for (const ConceptRow& source : sources)
        concepts.push_back(source.value);
    index_ids();
    link_parents(sources, problems);
    index_parents();
    report_cycles(sources, problems);
    add_names();
}

void Vocabulary::Data::index_ids() {
    by_id.reserve(concepts.size());
    for (std::uint32_t i = 0; i < concepts.size(); ++i)
        by_id.emplace(concepts[i].id, i);
}

void Vocabulary::Data::index_parents() {
    children.assign(concepts.size(), {});
    for (std::uint32_t i = 0; i < concepts.size(); ++i) {
        for (const std::uint32_t parent : parents[i])
            children[parent].push_back(i);
    }
    find_broader();
}

void Vocabulary::Data::link_parents(const std::vector<ConceptRow>& sources, std::vector<Diagnostic>& problems) {
    std::unordered_map<std::string, std::uint32_t> by_label[EnumNames<ConceptKind>::rows.size()];
    for (std::uint32_t i = 0; i < concepts.size(); ++i)
        by_label[static_cast<std::size_t>(concepts[i].kind)].emplace(concepts[i].label, i);
    parents.resize(concepts.size());
    for (std::uint32_t i = 0; i < concepts.size(); ++i) {
        for (std::string& parent : concepts[i].parents) {
            const auto& labels = by_label[static_cast<std::size_t>(concepts[i].kind)];
            const auto id_found = by_id.find(parent);
            const auto label_found = labels.find(parent);
            if (id_found == by_id.end() && label_found == labels.end()) {
                problems.push_back({sources[i].path, std::nullopt, sources[i].line,
                                    "no concept is called \"" + parent + "\", the parent of " + concepts[i].id});
                continue;
            }
            const std::uint32_t found = id_found != by_id.end() ? id_found->second : label_found->second;
            parent = concepts[found].id;
            parents[i].push_back(found);
        }
    }
}

void Vocabulary::Data::report_cycles(const std::vector<ConceptRow>& sources, std::vector<Diagnostic>& problems) const {
    // Concepts are taken off once all their parents are; what cannot be taken off is in a cycle or below one.
    std::vector<std::size_t> waiting(concepts.size());
    std::vector<std::uint32_t> ready;
    for (std::uint32_t i = 0; i < concepts.size(); ++i) {
        waiting[i] = parents[i].size();
        if (waiting[i] == 0) ready.push_back(i);
    }
    std::size_t taken = 0;
    while (taken < ready.size()) {
        for (const std::uint32_t child : children[ready[taken++]]) {
            if (--waiting[child] == 0) ready.push_back(child);
        }
    }
    for (std::uint32_t i = 0; i < concepts.size(); ++i) {
        if (waiting[i] == 0) continue;
        problems.push_back({sources[i].path, std::nullopt, sources[i].line,
                            "the concept " + concepts[i].id + " is broader than itself, or below one that is"});
        return;
    }
}

void Vocabulary::Data::find_broader() {
    broader.resize(concepts.size());
    std::vector<std::uint32_t> seen_from(concepts.size(), WordTable::none);
    for (std::uint32_t i = 0; i < concepts.size(); ++i) {
        std::vector<std::uint32_t> order{i};
        seen_from[i] = i;
        for (std::size_t at = 0; at < order.size(); ++at) {
            broader[i].push_back(&concepts[order[at]]);
            for (const std::uint32_t parent : parents[order[at]]) {
                if (seen_from[parent] == i) continue;
                seen_from[parent] = i;
                order.push_back(parent);
            }
        }
    }
}

void Vocabulary::Data::add_names() {
    std::vector<std::uint32_t> path;
    const std::function<void(const Token&)> add_word = [&](const Token& token) {
        path.push_back(words.add(token.folded));
    };
    for (std::uint32_t i = 0; i < concepts.size(); ++i) {
        for (std::uint32_t n = 0; n < concepts[i].names.size(); ++n) {
            const ConceptName& name = concepts[i].names[n];
            path.clear();
            for_each_token(name.text, *spelling, add_word);
            if (!path.empty()) trie.add(path, {i, n});
            if (!name.case_sensitive) continue;
            // "SSRIs" folds to no singular, as "arthritis" does not.
            const std::vector<std::uint32_t> singular = path;
            path.clear();
            for_each_token(name.text + "s", *spelling, add_word);
            if (path != singular && !path.empty()) trie.add(path, {i, n});
        }
    }
}

std::vector<WalkToken> Vocabulary::Data::tokens_of(std::string_view text) const {
    std::vector<WalkToken> tokens;
    tokens.reserve(text.size() / 5 + 4);
    for_each_token(text, *spelling, [&](const Token& token) {
        tokens.push_back({words.find(token.folded), token.span, token.glued, token.after_space, token.after_dash,
                          token.is_word, spelling->is_prefix(token.folded)});
    });
    return tokens;
}

std::vector<const Concept*> Vocabulary::Data::accepted(std::uint32_t node, std::span<const WalkToken> named,
                                                       std::string_view text, LetterCase letter_case) const {
    std::vector<const Concept*> found;
    const std::string_view written =
        text.substr(named.front().span.begin, named.back().span.end - named.front().span.begin);
    const bool spaced =
        std::any_of(named.begin() + 1, named.end(), [](const WalkToken& token) { return token.after_space; });
    for (const NameEnd& end : trie.ends(node)) {
        const Concept& candidate = concepts[end.concept_index];
        const ConceptName& name = candidate.names[end.name_index];
        if (spaced && must_be_tight(name.text)) continue;
        if (name.case_sensitive && !same_letters(name.text, written, letter_case, *spelling)) continue;
        add_once(found, &candidate);
    }
    return found;
}

} // namespace ekb::kb
