// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/statistics.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction {

namespace {

constexpr double significance_threshold = 0.05;
// "P = 0.01, 0.02 and 0.03": no list of p values is longer.
constexpr std::size_t longest_list = 12;

struct PJoint {
    PRelation op = PRelation::equal;
    std::size_t end = 0;
};

/// "=", "<", "≤", "less than", "of", "was": how a p value's number is joined to it.
std::optional<PJoint> joint_at(Tokens tokens, std::size_t at) {
    std::optional<PJoint> found;
    for (std::size_t i = at; i < tokens.size() && i < at + 4; ++i) {
        const Token& token = tokens[i];
        if (any_of(token, {"<", "<="}) || token.is("less")) {
            found = PJoint{PRelation::less, i + 1};
        } else if (any_of(token, {">", ">="}) || token.is("greater")) {
            found = PJoint{PRelation::greater, i + 1};
        } else if (any_of(token, {"=", "of", "was", "were", "is", ":", "at"})) {
            if (!found)
                found = PJoint{PRelation::equal, i + 1};
            else
                found->end = i + 1;
        } else if (token.is("than") && found) {
            found->end = i + 1;
        } else {
            break;
        }
    }
    return found;
}

/// Past what may stand between "P" and its relation: "value", "values", "for interaction", "(two-sided)".
std::size_t after_p_words(Tokens tokens, std::size_t at) {
    std::size_t i = at;
    while (i < tokens.size() && i < at + 7 &&
           any_of(tokens[i],
                  {"-",       "'",           "s",           "value",   "values",   "for",        "interaction",
                   "trend",   "difference",  "both",        "all",     "the",      "(",          ")",
                   "one",     "two",         "sided",       "tailed",  "adjusted", "corrected",  "noninferiority",
                   "non",     "inferiority", "superiority", "between", "groups",   "comparison", "heterogeneity",
                   "overall", "time",        "group",       "treatment"}))
        ++i;
    return i;
}

bool decimal(const Token& token) {
    return token.number() && token.value <= 1 && std::any_of(token.lower.begin(), token.lower.end(), [](char c) {
               return c == '.' || c == ',' || static_cast<unsigned char>(c) >= 0x80;
           });
}

/// "0/03", "0. 003": a decimal whose mark is another's or stands apart.
std::optional<double> broken_decimal(Tokens tokens, std::size_t at) {
    if (at + 2 >= tokens.size() || !tokens[at].is("0") || !tokens[at + 2].number()) return std::nullopt;
    const bool slash = tokens[at + 1].is("/") && !tokens[at + 1].spaced && !tokens[at + 2].spaced;
    const bool apart = tokens[at + 1].is(".") && !tokens[at + 1].spaced;
    const std::string& digits = tokens[at + 2].lower;
    const bool whole = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!(slash || apart) || !whole || digits.size() > 6) return std::nullopt;
    return tokens[at + 2].value / std::pow(10, static_cast<double>(digits.size()));
}

/// "0.03", "1.5 × 10−5", "10−4": a probability and the token after it.
std::optional<NumberMention> probability_at(Tokens tokens, std::size_t at) {
    if (at >= tokens.size() || !tokens[at].number()) return std::nullopt;
    const auto power = [&](std::size_t ten) -> std::optional<double> {
        if (ten + 2 >= tokens.size() || tokens[ten].value != 10 || !tokens[ten + 1].is("-") || tokens[ten + 1].spaced ||
            !tokens[ten + 2].number() || tokens[ten + 2].value > 300)
            return std::nullopt;
        return std::pow(10, -tokens[ten + 2].value);
    };
    const double first = tokens[at].value;
    if (at + 1 < tokens.size() && tokens[at + 1].is("x")) {
        const auto factor = power(at + 2);
        if (factor && first * *factor <= 1) return NumberMention{first * *factor, at, at + 5, false};
    }
    if (const auto whole_power = power(at)) return NumberMention{*whole_power, at, at + 3, false};
    if (first > 1) return std::nullopt;
    if (const auto broken = broken_decimal(tokens, at)) return NumberMention{*broken, at, at + 3, false};
    return NumberMention{first, at, at + 1, false};
}

/// "P", "p-value", "Pinteraction": the token after the name and its words; nullopt where no p value is named.
std::optional<std::size_t> name_end(Tokens tokens, std::size_t at) {
    if (at >= tokens.size()) return std::nullopt;
    if (any_of(tokens[at], {"p", "ps", "pvalue", "pvalues", "pinteraction", "ptrend", "pdifference", "pbetween"}))
        return after_p_words(tokens, at + 1);
    return std::nullopt;
}

/// Whether a number that follows a p value in a list may be another's: decimal, and no figure of its own.
bool may_continue(Tokens tokens, std::size_t number) {
    if (number >= tokens.size() || !decimal(tokens[number])) return false;
    if (number + 1 >= tokens.size()) return true;
    return any_of(tokens[number + 1], {")", "]", ",", ";", ".", "and", "or", "for", "respectively"});
}

/// The next p value of "0.34, < 0.23, and 0.32": its relation's token, where the list goes on.
std::optional<std::size_t> list_goes_on(Tokens tokens, std::size_t at) {
    std::size_t i = at;
    while (i < tokens.size() && i < at + 2 && any_of(tokens[i], {",", "and", "or", ";", "/", "&"}))
        ++i;
    if (i == at) return std::nullopt;
    const auto joint = joint_at(tokens, i);
    const bool sign = joint && any_of(tokens[i], {"<", "<=", ">", ">=", "="});
    if (sign) return decimal(tokens[std::min(joint->end, tokens.size() - 1)]) ? std::optional(i) : std::nullopt;
    return may_continue(tokens, i) ? std::optional(i) : std::nullopt;
}

} // namespace

std::optional<bool> PValue::significant() const {
    if (!value) return false;
    if (op == PRelation::less) return *value <= significance_threshold ? std::optional(true) : std::nullopt;
    if (op == PRelation::greater) return *value >= significance_threshold ? std::optional(false) : std::nullopt;
    return *value < significance_threshold;
}

std::optional<PValue> p_value_at(Tokens tokens, std::size_t at) {
    const auto named = name_end(tokens, at);
    if (!named) return std::nullopt;
    auto joint = joint_at(tokens, *named);
    if (!joint && *named < tokens.size() && decimal(tokens[*named])) joint = PJoint{PRelation::equal, *named};
    if (!joint || joint->end >= tokens.size()) return std::nullopt;
    if (const auto number = probability_at(tokens, joint->end)) return PValue{at, number->end, number->value, joint->op};
    const Token& token = tokens[joint->end];
    if (any_of(token, {"ns", "nonsignificant"})) return PValue{at, joint->end + 1, std::nullopt, PRelation::equal};
    if (token.is("n") && joint->end + 2 < tokens.size() && tokens[joint->end + 2].is("s"))
        return PValue{at, joint->end + 3, std::nullopt, PRelation::equal};
    return std::nullopt;
}

std::vector<PValue> p_values_at(Tokens tokens, std::size_t at) {
    std::vector<PValue> list;
    const auto first = p_value_at(tokens, at);
    if (!first) return list;
    list.push_back(*first);
    while (first->value && list.size() < longest_list) {
        const auto next = list_goes_on(tokens, list.back().end);
        if (!next) break;
        const auto joint = joint_at(tokens, *next);
        const auto number = probability_at(tokens, joint ? joint->end : *next);
        if (!number) break;
        list.push_back({*next, number->end, number->value, joint ? joint->op : list.back().op});
    }
    return list;
}

} // namespace ekb::importers::extraction
