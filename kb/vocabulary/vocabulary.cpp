// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/vocabulary.h"

#include "kb/model/error.h"
#include "kb/vocabulary/added_concepts.h"
#include "kb/vocabulary/resource.h"
#include "kb/vocabulary/vocabulary_data.h"

#include <algorithm>

namespace ekb::kb {

namespace {

std::vector<ConceptRow> builtin_rows() {
    std::vector<ConceptRow> rows;
    std::vector<Diagnostic> problems;
    for (const std::string_view file : vocabulary::concept_files) {
        auto of_file = read_concept_rows(file, vocabulary::resource(file), problems);
        std::move(of_file.begin(), of_file.end(), std::back_inserter(rows));
    }
    if (!problems.empty())
        throw Error("built-in vocabulary: " + problems.front().path + " line " +
                    std::to_string(problems.front().line.value_or(0)) + ": " + problems.front().message);
    return rows;
}

void append_rows(std::span<const VocabularyFile> files, std::vector<ConceptRow>& rows,
                 std::vector<Diagnostic>& problems) {
    for (const VocabularyFile& file : files) {
        auto of_file = read_concept_rows(file.path, file.text, problems);
        std::move(of_file.begin(), of_file.end(), std::back_inserter(rows));
    }
}

/// The concepts that edges lead to from the first, which comes first, nearest first.
std::vector<std::uint32_t> reached(std::uint32_t from, const std::vector<std::vector<std::uint32_t>>& edges) {
    std::vector<std::uint32_t> order{from};
    std::vector<bool> seen(edges.size());
    seen[from] = true;
    for (std::size_t at = 0; at < order.size(); ++at) {
        for (const std::uint32_t next : edges[order[at]]) {
            if (seen[next]) continue;
            seen[next] = true;
            order.push_back(next);
        }
    }
    return order;
}

/// Names start where words do, and not after "non-".
bool may_start(std::span<const WalkToken> tokens, std::size_t at) {
    return !tokens[at].glued && !(at > 0 && tokens[at].after_dash && tokens[at - 1].is_prefix);
}

/// A name that goes on with "-R" where no longer name does is another thing: ALSFRS in "ALSFRS-X".
bool goes_on_with_a_letter(const WalkToken& next, std::string_view text) {
    const char c = text[next.span.begin];
    return next.after_dash && next.is_word && next.span.size() == 1 &&
           ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
}

} // namespace

const Concept* Mention::only(ConceptKind kind) const {
    const Concept* found = nullptr;
    for (const Concept* candidate : concepts) {
        if (candidate->kind != kind) continue;
        if (found != nullptr) return nullptr;
        found = candidate;
    }
    return found;
}

Vocabulary::Vocabulary(std::unique_ptr<const Data> data) : m_data(std::move(data)) {}
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;
Vocabulary::~Vocabulary() = default;

const Vocabulary& Vocabulary::builtin() {
    static const Vocabulary vocabulary = [] {
        auto made = with_files({});
        if (made) return std::move(*made);
        const Diagnostic& first = made.error().front();
        throw Error("built-in vocabulary: " + first.path + " line " + std::to_string(first.line.value_or(0)) + ": " +
                    first.message);
    }();
    return vocabulary;
}

Expected<Vocabulary, std::vector<Diagnostic>> Vocabulary::with_files(std::span<const VocabularyFile> files) {
    std::vector<Diagnostic> problems;
    std::vector<ConceptRow> rows = builtin_rows();
    append_rows(files, rows, problems);
    auto data = std::make_unique<Data>();
    data->build(std::move(rows), problems);
    if (!problems.empty()) return Unexpected(std::move(problems));
    return Vocabulary(std::move(data));
}

Vocabulary Vocabulary::with_concepts(std::vector<Concept> concepts, std::vector<std::string>& notes) {
    std::vector<Diagnostic> problems;
    auto data = std::make_unique<Data>();
    data->build(with_added_concepts(builtin_rows(), std::move(concepts), notes), problems);
    for (const Diagnostic& problem : problems)
        notes.push_back(problem.message);
    return Vocabulary(std::move(data));
}

Expected<Vocabulary, std::vector<Diagnostic>> Vocabulary::of_files(std::span<const VocabularyFile> files) {
    std::vector<Diagnostic> problems;
    std::vector<ConceptRow> rows;
    append_rows(files, rows, problems);
    auto data = std::make_unique<Data>();
    data->build(std::move(rows), problems);
    if (!problems.empty()) return Unexpected(std::move(problems));
    return Vocabulary(std::move(data));
}

std::span<const Concept> Vocabulary::concepts() const {
    return m_data->concepts;
}

const Concept* Vocabulary::find(std::string_view id) const {
    const auto found = m_data->by_id.find(id);
    return found == m_data->by_id.end() ? nullptr : &m_data->concepts[found->second];
}

std::vector<std::string> Vocabulary::names_of(std::string_view id) const {
    std::vector<std::string> names;
    const Concept* found = find(id);
    if (found == nullptr) return names;
    const auto add = [&](std::string name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    };
    for (const ConceptName& name : found->names) {
        if (name.ambiguous) continue;
        add(name.text);
        if (auto american = m_data->spelling->american(name.text)) add(std::move(*american));
    }
    return names;
}

std::vector<const Concept*> Vocabulary::narrower(std::string_view id) const {
    std::vector<const Concept*> found;
    const auto from = m_data->by_id.find(id);
    if (from == m_data->by_id.end()) return found;
    for (const std::uint32_t index : reached(from->second, m_data->children))
        found.push_back(&m_data->concepts[index]);
    return found;
}

std::span<const Concept* const> Vocabulary::broader(std::string_view id) const {
    const auto from = m_data->by_id.find(id);
    if (from == m_data->by_id.end()) return {};
    return m_data->broader[from->second];
}

bool Vocabulary::is_a(std::string_view id, std::string_view ancestor) const {
    const auto above = broader(id);
    return std::any_of(above.begin(), above.end(), [&](const Concept* candidate) { return candidate->id == ancestor; });
}

std::vector<const Concept*> Vocabulary::lookup(std::string_view text, std::optional<ConceptKind> kind,
                                               LetterCase letter_case) const {
    const std::vector<WalkToken> tokens = m_data->tokens_of(text);
    std::span<const WalkToken> named(tokens);
    const auto names = [&]() -> std::vector<const Concept*> {
        if (named.empty()) return {};
        std::uint32_t node = NameTrie::root;
        for (const WalkToken& token : named) {
            if (token.word == WordTable::none) return {};
            node = m_data->trie.step(node, token.word);
            if (node == NameTrie::none) return {};
        }
        return m_data->accepted(node, named, text, letter_case);
    };
    std::vector<const Concept*> found = names();
    if (found.empty()) { // "(methylcobalamin)."
        while (!named.empty() && !named.front().is_word)
            named = named.subspan(1);
        while (!named.empty() && !named.back().is_word)
            named = named.first(named.size() - 1);
        if (named.size() < tokens.size()) found = names();
    }
    if (kind) std::erase_if(found, [&](const Concept* candidate) { return candidate->kind != *kind; });
    return found;
}

std::vector<Mention> Vocabulary::match(std::string_view text, LetterCase letter_case) const {
    std::vector<Mention> mentions;
    const std::vector<WalkToken> tokens = m_data->tokens_of(text);
    std::size_t at = 0;
    while (at < tokens.size()) {
        Mention longest;
        std::size_t after = at + 1;
        std::uint32_t node = NameTrie::root;
        for (std::size_t i = at; i < tokens.size() && may_start(tokens, at); ++i) {
            if (tokens[i].word == WordTable::none) break;
            node = m_data->trie.step(node, tokens[i].word);
            if (node == NameTrie::none) break;
            if (m_data->trie.ends(node).empty()) continue;
            if (i + 1 < tokens.size() && (tokens[i + 1].glued || goes_on_with_a_letter(tokens[i + 1], text))) continue;
            auto found = m_data->accepted(node, std::span(tokens).subspan(at, i - at + 1), text, letter_case);
            if (found.empty()) continue;
            longest = {{tokens[at].span.begin, tokens[i].span.end}, std::move(found)};
            after = i + 1;
        }
        if (!longest.concepts.empty()) mentions.push_back(std::move(longest));
        at = after;
    }
    return mentions;
}

} // namespace ekb::kb
