// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/node.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace ekb::query {

namespace {

std::string joined(const Node& node, const std::string& between) {
    std::string all = "(";
    for (const Node& part : node.parts) {
        if (all.size() > 1) all += " " + between + " ";
        all += printed(part);
    }
    return all + ")";
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

std::string value_text(const Node& node) {
    std::string text = node.field != nullptr ? std::string(node.field->name) + ":" : "";
    if (node.range) return text + range_text(*node.range);
    if (node.exact) text += "=";
    text += node.phrase ? "\"" + node.value + "\"" : node.value;
    return node.starts ? text + "*" : text;
}

} // namespace

std::string printed(const Node& node) {
    switch (node.kind) {
    case Node::Kind::all:
        return joined(node, "AND");
    case Node::Kind::any:
        return joined(node, "OR");
    case Node::Kind::not_:
        return "NOT " + printed(node.parts.at(0));
    case Node::Kind::near:
        return joined(node, fmt::format("NEAR/{}", node.distance));
    case Node::Kind::value:
        break;
    }
    return value_text(node);
}

} // namespace ekb::query
