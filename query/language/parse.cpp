// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/parse.h"

#include "indexer/entry_terms.h"
#include "kb/model/code_points.h"
#include "query/language/foreign_operators.h"
#include "query/language/values.h"
#include "query/limits.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

namespace ekb::query {

namespace {

constexpr unsigned usual_distance = 10;
constexpr unsigned most_distance = 1'000;
constexpr int deepest = 100; // brackets in brackets; NOTs of NOTs

/// Thrown inside the parser only; parse_query makes a value of it.
struct Stop {
    ByteSpan span;
    std::string message;
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Node parse() {
        skip_space();
        if (at_end()) stop({0, m_text.size()}, "the query is empty");
        Node node = any(nullptr);
        if (!at_end()) stop({m_at, m_at + 1}, "this bracket closes none that is open");
        return node;
    }

private:
    [[noreturn]] static void stop(ByteSpan span, std::string message) { throw Stop{span, std::move(message)}; }

    bool at_end() const { return m_at >= m_text.size(); }
    char here() const { return at_end() ? '\0' : m_text[m_at]; }
    void skip_space() {
        while (!at_end() && is_space(m_text[m_at]))
            ++m_at;
    }

    /// The operator that stands here as a word in capitals, not yet taken.
    std::string_view operator_here() const {
        const std::size_t end = word_end(m_at);
        const std::string_view word = m_text.substr(m_at, end - m_at);
        const bool known =
            word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" || word.starts_with("NEAR/");
        return known ? word : std::string_view();
    }

    std::size_t word_end(std::size_t at) const {
        while (at < m_text.size() && !is_space(m_text[at]) && m_text[at] != '(' && m_text[at] != ')' &&
               m_text[at] != '"')
            ++at;
        return at;
    }

    static Node joined(Node::Kind kind, std::vector<Node> parts) {
        if (parts.size() == 1) return std::move(parts.front());
        Node node{.kind = kind, .span = {parts.front().span.begin, parts.back().span.end}};
        node.parts = std::move(parts);
        return node;
    }

    Node any(const Field* field) {
        std::vector<Node> parts{all(field)};
        while (operator_here() == "OR") {
            take_operator();
            parts.push_back(all(field));
        }
        return joined(Node::Kind::any, std::move(parts));
    }

    Node all(const Field* field) {
        std::vector<Node> parts{near(field)};
        for (;;) {
            skip_space();
            const std::string_view word = operator_here();
            if (at_end() || here() == ')' || word == "OR") break;
            const bool adjacent = word != "AND";
            if (!adjacent) take_operator();
            parts.push_back(near(field));
            parts.back().adjacent = adjacent;
        }
        return joined(Node::Kind::all, std::move(parts));
    }

    Node near(const Field* field) {
        std::vector<Node> parts{negated(field)};
        unsigned distance = 0;
        for (;;) {
            skip_space();
            const std::string_view word = operator_here();
            if (!word.starts_with("NEAR")) break;
            const unsigned here_distance = distance_of(word);
            if (distance != 0 && here_distance != distance) {
                stop({m_at, m_at + word.size()}, "a row of NEARs has one distance: use brackets, or the same number");
            }
            distance = here_distance;
            take_operator();
            parts.push_back(negated(field));
        }
        if (parts.size() == 1) return std::move(parts.front());
        for (const Node& part : parts) {
            const bool plain = part.kind == Node::Kind::value && part.field == nullptr && !part.starts && !part.exact;
            if (!plain) stop(part.span, "NEAR takes words and names on both sides");
        }
        Node node = joined(Node::Kind::near, std::move(parts));
        node.distance = distance;
        return node;
    }

    unsigned distance_of(std::string_view word) const {
        if (word == "NEAR") return usual_distance;
        const std::string_view number = word.substr(5);
        unsigned distance = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), distance);
        if (error != std::errc() || end != number.data() + number.size() || distance == 0 || distance > most_distance) {
            stop({m_at, m_at + word.size()}, "NEAR/ takes a number of words from 1 to 1000, such as NEAR/5");
        }
        return distance;
    }

    /// Takes the operator that stands here; something must follow it.
    void take_operator() {
        const std::string_view word = operator_here();
        const ByteSpan span{m_at, m_at + word.size()};
        m_at = span.end;
        skip_space();
        const std::string_view next = operator_here();
        if (at_end() || here() == ')' || (!next.empty() && next != "NOT")) {
            stop(span, std::string(word) + " needs something after it");
        }
    }

    Node negated(const Field* field) {
        skip_space();
        const std::string_view word = operator_here();
        if (word == "NOT") {
            Node node{.kind = Node::Kind::not_, .span = {m_at, m_at}};
            if (++m_nots > deepest) stop({m_at, m_at + word.size()}, "NOTs go deeper than 100 levels here");
            take_operator();
            node.parts.push_back(negated(field));
            --m_nots;
            node.span.end = node.parts.front().span.end;
            return node;
        }
        if (!word.empty()) stop({m_at, m_at + word.size()}, std::string(word) + " needs something before it");
        return primary(field);
    }

    Node primary(const Field* field) {
        if (at_end()) stop({m_text.size(), m_text.size()}, "something is missing here");
        if (here() == ')') stop({m_at, m_at + 1}, "there is nothing between these brackets");
        if (here() == '(') return bracket(field);
        const Field* named = take_field(field);
        if (named == nullptr) return value(field);
        if (at_end() || is_space(here()) || here() == ')') {
            stop({m_field_at, m_at},
                 std::string(named->name) + ": needs a value right after it, such as " + std::string(named->example));
        }
        if (here() == '(') return bracket(named);
        Node node = value(named);
        node.span.begin = m_field_at;
        return node;
    }

    Node bracket(const Field* field) {
        const std::size_t open = m_at++;
        if (++m_depth > deepest) stop({open, open + 1}, "brackets go deeper than 100 levels here");
        skip_space();
        Node node = any(field);
        skip_space();
        if (here() != ')') stop({open, open + 1}, "this bracket is not closed");
        ++m_at;
        --m_depth;
        node.span = {open, m_at};
        return node;
    }

    /// Takes "name:"; nullptr where none stands here. Inside a field's brackets there are none.
    const Field* take_field(const Field* outer) {
        std::size_t end = m_at;
        while (end < m_text.size() &&
               (std::isalnum(static_cast<unsigned char>(m_text[end])) != 0 || m_text[end] == '_'))
            ++end;
        if (end == m_at || end >= m_text.size() || m_text[end] != ':') return nullptr;
        const std::string_view name = m_text.substr(m_at, end - m_at);
        if (outer != nullptr) {
            if (outer->kind == FieldKind::id) return nullptr; // "pmid:1" is an identifier
            stop({m_at, end}, "a field inside another field's brackets");
        }
        const Field* field = field_named(name);
        if (field == nullptr) stop({m_at, end}, unknown_field(name));
        m_field_at = m_at;
        m_at = end + 1;
        return field;
    }

    static std::string unknown_field(std::string_view name) {
        std::vector<std::string_view> names;
        for (const Field& field : fields())
            names.push_back(field.name);
        const std::string_view near = nearest_name(name, names);
        std::string message = "no field is called \"" + std::string(name) + "\"";
        if (!near.empty()) return message + ": did you mean " + std::string(near) + "?";
        message += "; the fields are";
        for (const std::string_view each : names)
            message += " " + std::string(each);
        return message;
    }

    Node value(const Field* field) {
        Node node{.kind = Node::Kind::value, .span = {m_at, m_at}};
        node.field = field;
        if (here() == '=' && (field == nullptr || field->kind == FieldKind::concept_name)) {
            node.exact = true;
            ++m_at;
        }
        if (here() == '"')
            quoted(node);
        else
            bare(node);
        node.span.end = m_at;
        if (node.value.empty()) stop(node.span, "a value is missing here");
        if (field != nullptr) check_value(node);
        return node;
    }

    void quoted(Node& node) {
        const std::size_t open = m_at++;
        const std::size_t close = m_text.find('"', m_at);
        if (close == std::string_view::npos) stop({open, open + 1}, "this quotation mark is not closed");
        node.value = m_text.substr(m_at, close - m_at);
        node.phrase = true;
        m_at = close + 1;
        if (!has_letters(node.value) && !node.value.empty()) stop({open, m_at}, "there is no letter or digit to search for in it");
        if (here() == '~') stop({m_at, word_end(m_at)}, why_no_word("~"));
        if (here() == '*') stop({m_at, m_at + 1}, "a * stands at the end of a single word");
    }

    void bare(Node& node) {
        const std::size_t begin = m_at;
        m_at = word_end(m_at);
        node.value = m_text.substr(begin, m_at - begin);
        const bool is_word = node.field == nullptr || node.field->kind == FieldKind::concept_name || node.field->kind == FieldKind::text;
        if (is_word && !node.value.empty()) {
            if (std::string why = why_no_word(node.value); !why.empty()) stop({begin, m_at}, std::move(why));
        }
        const std::size_t star = node.value.find('*');
        if (star == std::string::npos) return;
        const bool takes_star = node.field == nullptr || node.field->kind == FieldKind::concept_name ||
                                node.field->kind == FieldKind::text || node.field->kind == FieldKind::id;
        if (star + 1 != node.value.size() || star < 2 || node.exact || !takes_star) {
            stop({begin + star, begin + star + 1},
                 "a * stands for any ending of a word of two letters or more: cyano*");
        }
        node.value.pop_back();
        node.starts = true;
    }

    static void check_value(Node& node) {
        const Field& field = *node.field;
        std::string why;
        if (field.kind == FieldKind::number) node.range = number_range(node.value, why);
        if (field.kind == FieldKind::dose) node.range = dose_range(node.value, why);
        if (!why.empty()) stop(node.span, std::string(field.name) + ": " + why);
        if (field.kind == FieldKind::name) check_name(node);
    }

    static void check_name(Node& node) {
        const Field& field = *node.field;
        node.value = indexer::lower_ascii(node.value);
        if (field.values.empty() || std::ranges::count(field.values, node.value) > 0) return;
        const std::string_view near = nearest_name(node.value, field.values);
        std::string message = std::string(field.name) + " has no value \"" + node.value + "\"";
        if (!near.empty()) stop(node.span, message + ": did you mean " + std::string(near) + "?");
        message += "; it has";
        for (const std::string_view each : field.values)
            message += " " + std::string(each);
        stop(node.span, message);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_field_at = 0;
    int m_depth = 0;
    int m_nots = 0;
};

} // namespace

Expected<Node, QueryError> parse_query(std::string_view query) {
    if (auto error = length_error("query", query, longest_query)) {
        return Unexpected(QueryError{code_points(query.substr(0, longest_query)), 0, std::move(*error)});
    }
    try {
        return Parser(query).parse();
    } catch (Stop& stop) {
        const std::size_t begin = code_points(query.substr(0, stop.span.begin));
        const std::size_t length = code_points(query.substr(stop.span.begin, stop.span.size()));
        return Unexpected(QueryError{begin, length, std::move(stop.message)});
    }
}

} // namespace ekb::query
