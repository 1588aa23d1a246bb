// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/node.h"

#include "query/language/groups.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace ekb::query {

namespace {

void append(std::string& text, const Node& node);

/// Words beside each other are no two words with AND between them: they may make one name.
bool makes_one_name(const Node& node, const Node& next) {
    return is_bare_word(node) && is_bare_word(next) && next.adjacent;
}

void append_joined(std::string& text, const Node& node, std::string_view between) {
    text += '(';
    const Node* before = nullptr;
    for (const Node& part : node.parts) {
        if (before != nullptr) text += node.kind == Node::Kind::all && makes_one_name(*before, part) ? " " : between;
        append(text, part);
        before = &part;
    }
    text += ')';
}

/// As the language reads it: without an exponent.
std::string number_text(double value) {
    char text[400]; // the greatest number has 309 digits, the least 324 after the point and some 17 that tell
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
    return {text, end};
}

std::string range_text(const NumberRange& range) {
    const std::string low = number_text(range.low);
    const std::string high = number_text(range.high);
    const bool below = std::isfinite(range.high);
    const bool above = std::isfinite(range.low);
    if (above && below && range.low == range.high) return low + range.unit;
    if (above && below) return fmt::format("{}..{}{}", low, high, range.unit);
    if (above) return fmt::format("{}{}{}", range.low_open ? ">" : ">=", low, range.unit);
    return fmt::format("{}{}{}", range.high_open ? "<" : "<=", high, range.unit);
}

void append_value(std::string& text, const Node& node) {
    if (node.field != nullptr) text.append(node.field->name).append(":");
    if (node.range) return void(text += range_text(*node.range));
    if (node.exact) text += '=';
    if (node.phrase) text += '"';
    text += node.value;
    if (node.phrase) text += '"';
    if (node.starts) text += '*';
}

void append(std::string& text, const Node& node) {
    switch (node.kind) {
    case Node::Kind::all:
        return append_joined(text, node, " AND ");
    case Node::Kind::any:
        return append_joined(text, node, " OR ");
    case Node::Kind::not_:
        text += "NOT ";
        return append(text, node.parts.at(0));
    case Node::Kind::near:
        return append_joined(text, node, fmt::format(" NEAR/{} ", node.distance));
    case Node::Kind::value:
        return append_value(text, node);
    }
}

} // namespace

std::string printed(const Node& node) {
    std::string text;
    append(text, node);
    return text;
}

} // namespace ekb::query
