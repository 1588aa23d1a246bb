// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/dose.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ekb::importers::extraction {

namespace {

// How far from its amount a dose's route, frequency and duration may stand, in tokens.
constexpr std::size_t reach_before = 14;
constexpr std::size_t reach_after = 18;

const Lexicon& units() {
    static const Lexicon lexicon(resource("dose_units.tsv"));
    return lexicon;
}
const Lexicon& frequencies() {
    static const Lexicon lexicon(resource("dose_frequencies.tsv"));
    return lexicon;
}
const Lexicon& durations() {
    static const Lexicon lexicon(resource("duration_units.tsv"));
    return lexicon;
}
const Lexicon& routes() {
    static const Lexicon lexicon(resource("routes.tsv"));
    return lexicon;
}

std::optional<double> number_of(std::string_view digits) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end != digits.data() ? std::optional(value) : std::nullopt;
}

struct Unit {
    std::string text;
    std::size_t end = 0;
};

/// "kg", "m2", "min" after a unit and a slash, or "kg-1": what an amount is given per.
std::string_view per_name(const Token& token) {
    std::string_view name = token.lower;
    // "kg⁻¹", and "kg¹" where the minus was lost
    for (const std::string_view power : {"⁻¹", "¹"}) {
        if (name.ends_with(power)) name.remove_suffix(power.size());
    }
    if (name == "kg" || name == "m2" || name == "min" || name == "h") return name;
    if (name == "hr" || name == "hour") return "h";
    if (name == "m²") return "m2";
    return {};
}

/// "kg-1" at this token.
bool is_power(Tokens tokens, std::size_t at) {
    return at + 2 < tokens.size() && !per_name(tokens[at]).empty() && tokens[at + 1].is("-") && tokens[at + 2].is("1");
}

/// "(kg*h)" at this token.
bool is_product(Tokens tokens, std::size_t at) {
    return at + 4 < tokens.size() && tokens[at].is("(") && !per_name(tokens[at + 1]).empty() &&
           tokens[at + 2].is("*") && !per_name(tokens[at + 3]).empty() && tokens[at + 4].is(")");
}

/// The unit at this token, with its denominator: "mg", "mg/kg", "mg kg-1", "ug*kg-1*min-1", "ug/(kg*h)", "ug/kg/min".
/// None for a concentration.
std::optional<Unit> unit_at(Tokens tokens, std::size_t at) {
    const auto found = units().match(tokens, at);
    if (!found) return std::nullopt;
    Unit unit{std::string(found.value()), at + found.length};
    while (unit.end + 1 < tokens.size()) {
        const bool slash = any_of(tokens[unit.end], {"/", "per"});
        // "1.1 g protein/kg": what is given stands between.
        const bool named = tokens[unit.end].word() && unit.end + 2 < tokens.size() && tokens[unit.end + 1].is("/") &&
                           !tokens[unit.end + 1].spaced && any_of(tokens[unit.end + 2], {"kg", "m2"});
        if (named) {
            unit.text += "/" + std::string(per_name(tokens[unit.end + 2]));
            unit.end += 3;
            continue;
        }
        const std::size_t power = unit.end + (tokens[unit.end].is("*") ? 1 : 0);
        if (is_power(tokens, power)) {
            unit.text += "/" + std::string(per_name(tokens[power]));
            unit.end = power + 3;
            continue;
        }
        if (!slash) break;
        if (is_product(tokens, unit.end + 1)) {
            unit.text +=
                "/" + std::string(per_name(tokens[unit.end + 2])) + "/" + std::string(per_name(tokens[unit.end + 4]));
            unit.end += 6;
            continue;
        }
        const Token& next = tokens[unit.end + 1];
        if (any_of(next, {"dl", "ml", "l", "cm", "mm", "mol", "g", "mmol", "mg"})) return std::nullopt;
        const std::string_view per = per_name(next);
        if (per.empty()) break;
        unit.text += "/" + std::string(per);
        unit.end += 2;
    }
    return unit;
}

/// One amount, or the two ends of a range.
struct Amount {
    std::size_t first = 0;
    std::size_t end = 0;
    double low = 0;
    std::optional<double> high;
};

/// "4 x 106" where a superscript was lost, "4 x 10 6", "4 x 10^6": the power of ten and the token behind it.
std::optional<std::pair<double, std::size_t>> power_of_ten(Tokens tokens, std::size_t at) {
    if (at + 1 >= tokens.size() || !any_of(tokens[at], {"x", "*"}) || !tokens[at + 1].number()) return std::nullopt;
    const std::string& ten = tokens[at + 1].lower;
    if (!ten.starts_with("10") || ten.size() > 4) return std::nullopt;
    if (ten.size() > 2) return std::pair(std::pow(10.0, *number_of(ten.substr(2))), at + 2);
    std::size_t i = at + 2;
    if (i < tokens.size() && tokens[i].is("^")) ++i;
    if (i >= tokens.size() || !tokens[i].number() || tokens[i].lower.size() > 2) return std::nullopt;
    return std::pair(std::pow(10.0, tokens[i].value), i + 1);
}

std::optional<Amount> amount_at(Tokens tokens, std::size_t at) {
    if (!tokens[at].number()) return std::nullopt;
    // "vitamin B 12, 50 mg": a number behind a letter is part of a name, unless a unit follows it.
    const bool named = at > 0 && tokens[at - 1].capitals && tokens[at - 1].lower.size() == 1;
    if (named && !units().match(tokens, at + 1)) return std::nullopt;
    Amount amount{at, at + 1, tokens[at].value, std::nullopt};
    const bool dash = at + 2 < tokens.size() && any_of(tokens[at + 1], {"-", "to"}) && tokens[at + 2].number() &&
                      tokens[at + 2].value > amount.low;
    if (dash) {
        amount.high = tokens[at + 2].value;
        amount.end = at + 3;
    }
    // "200 000 IU"
    const auto digits = [&](std::size_t i) { return tokens[i].lower.size(); };
    while (amount.end < tokens.size() && tokens[amount.end].number() && tokens[amount.end].spaced &&
           digits(amount.end) == 3 && digits(amount.end - 1) <= 3 && !tokens[amount.end - 1].lower.starts_with("0.")) {
        amount.low = amount.low * 1000 + tokens[amount.end].value;
        ++amount.end;
    }
    if (const auto power = power_of_ten(tokens, amount.end)) {
        amount.low *= power->first;
        amount.end = power->second;
    }
    // "320/9 ug" is a fixed combination, told by its first part.
    while (amount.end + 1 < tokens.size() && tokens[amount.end].is("/") && tokens[amount.end + 1].number() &&
           !tokens[amount.end + 1].spaced)
        amount.end += 2;
    return amount;
}

bool is_year(double value) { return value >= 1900 && value < 2100 && value == std::floor(value); }

/// "vitamin B 12", "vitamin D 3", "coenzyme Q 10", "type 2", "GH 2002": a number that belongs to a name.
bool is_part_of_name(Tokens tokens, std::size_t at) {
    if (at == 0 || !tokens[at].number()) return false;
    const double value = tokens[at].value;
    return (tokens[at - 1].is("b") && value <= 12) || (tokens[at - 1].is("d") && value <= 3) ||
           (tokens[at - 1].is("q") && value == 10) || (any_of(tokens[at - 1], {"type", "phase"}) && value <= 4) ||
           (tokens[at - 1].capitals && is_year(value) && !units().match(tokens, at + 1));
}

/// The amounts of "10, 20, or 30 mg" that begin at this token, and where the list ends.
std::vector<Amount> amounts_at(Tokens tokens, std::size_t at) {
    std::vector<Amount> amounts;
    if (is_part_of_name(tokens, at)) return amounts;
    for (std::size_t i = at; i < tokens.size();) {
        const auto amount = amount_at(tokens, i);
        if (!amount) break;
        amounts.push_back(*amount);
        i = amount->end;
        if (i < tokens.size() && tokens[i].is("-") && i + 1 < tokens.size() && units().match(tokens, i + 1)) break;
        // "0.59- or a 2.1-mg implant"
        if (i + 1 < tokens.size() && tokens[i].is("-") && any_of(tokens[i + 1], {",", "or", "and", "to"})) ++i;
        std::size_t next = i;
        while (next < tokens.size() && any_of(tokens[next], {",", "or", "and", "versus", "vs", "to"}))
            ++next;
        if (next == i) break;
        if (next < tokens.size() && any_of(tokens[next], {"a", "an"})) ++next;
        i = next;
    }
    return amounts;
}

struct Words {
    std::size_t first = 0;
    std::size_t end = 0;
};

std::string text_of(std::string_view text, Tokens tokens, Words words) {
    const std::size_t begin = tokens[words.first].span.begin;
    return std::string(text.substr(begin, tokens[words.end - 1].span.end - begin));
}

/// Fills in what stands around an amount.
class Surroundings {
public:
    Surroundings(std::string_view text, Tokens tokens, std::size_t first, std::size_t end)
        : m_text(text), m_tokens(tokens), m_first(first), m_end(end) {}

    void fill(Dose& dose) {
        Words all{m_first, m_end};
        route(dose, all);
        frequency(dose, all);
        duration(dose, all);
        if (all.end > all.first) dose.text = text_of(m_text, m_tokens, all);
    }

private:
    std::size_t from() const { return m_first > reach_before ? m_first - reach_before : 0; }
    std::size_t to() const { return std::min(m_tokens.size(), m_end + reach_after); }

    static void widen(Words& all, std::size_t first, std::size_t end) {
        all.first = std::min(all.first, first);
        all.end = std::max(all.end, end);
    }

    void route(Dose& dose, Words& all) {
        std::size_t best = m_tokens.size();
        for (std::size_t i = from(); i < to(); ++i) {
            if (i >= m_first && i < m_end) continue;
            const RouteMention found = route_at(m_tokens, i);
            if (found.length == 0) continue;
            const std::size_t distance = i < m_first ? m_first - i : i - m_end + 1;
            if (distance >= best) continue;
            best = distance;
            dose.route = std::string(found.route);
            if (distance <= 3) widen(all, i, i + found.length);
        }
    }

    void frequency(Dose& dose, Words& all) {
        for (std::size_t i = m_end; i < to(); ++i) {
            // Another amount takes what follows it.
            if (m_tokens[i].number() && units().match(m_tokens, i + 1) && i > m_end) break;
            if (const auto found = frequencies().match(m_tokens, i)) return take(dose, all, i, found);
        }
        for (std::size_t i = m_first; i-- > from();) {
            const auto found = frequencies().match(m_tokens, i);
            if (found && i + found.length <= m_first) return take(dose, all, i, found);
        }
    }

    void take(Dose& dose, Words& all, std::size_t at, const Lexicon::Match& found) {
        dose.frequency = text_of(m_text, m_tokens, {at, at + found.length});
        dose.per_day = number_of(found.value());
        widen(all, at, at + found.length);
    }

    /// "for up to 12 months", "over 16 weeks", "a 16-week period".
    void duration(Dose& dose, Words& all) {
        for (std::size_t i = m_end; i < to(); ++i) {
            if (!any_of(m_tokens[i], {"for", "over", "during", "x", "a", "the", "of"})) continue;
            std::size_t at = i + 1;
            while (at < m_tokens.size() && any_of(m_tokens[at], {"a", "the", "up", "to", "period", "of", "at", "least",
                                                                 "about", "consecutive"}))
                ++at;
            if (read_duration(dose, all, at)) return;
        }
    }

    bool read_duration(Dose& dose, Words& all, std::size_t at) {
        const auto number = number_at(m_tokens, at);
        if (!number || number->value <= 0) return false;
        std::size_t unit = number->end;
        while (unit < m_tokens.size() && any_of(m_tokens[unit], {"-", "consecutive", "successive"}))
            ++unit;
        const auto found = durations().match(m_tokens, unit);
        if (!found) return false;
        dose.duration = text_of(m_text, m_tokens, {number->first, unit + found.length});
        if (const auto days = number_of(found.value())) dose.duration_days = number->value * *days;
        widen(all, number->first, unit + found.length);
        return true;
    }

    std::string_view m_text;
    Tokens m_tokens;
    std::size_t m_first;
    std::size_t m_end;
};

Dose dose_of(const Amount& amount, const Unit& unit) {
    Dose dose;
    dose.amount = amount.low;
    dose.amount_high = amount.high;
    dose.unit = unit.text;
    return dose;
}

} // namespace

RouteMention route_at(Tokens tokens, std::size_t at) {
    const auto found = routes().match(tokens, at);
    return found ? RouteMention{found.value(), found.length} : RouteMention{};
}

std::vector<DoseMention> find_doses(std::string_view text, Tokens tokens) {
    std::vector<DoseMention> found;
    for (std::size_t i = 0; i < tokens.size();) {
        const std::vector<Amount> amounts = tokens[i].number() ? amounts_at(tokens, i) : std::vector<Amount>{};
        if (amounts.empty()) {
            ++i;
            continue;
        }
        std::size_t unit_first = amounts.back().end;
        if (unit_first < tokens.size() && tokens[unit_first].is("-")) ++unit_first;
        const auto unit = unit_at(tokens, unit_first);
        if (!unit) {
            i = amounts.front().end;
            continue;
        }
        for (const Amount& amount : amounts) {
            DoseMention mention{dose_of(amount, *unit), amount.first,
                                &amount == &amounts.back() ? unit->end : amount.end};
            Surroundings(text, tokens, amounts.front().first, unit->end).fill(mention.dose);
            found.push_back(std::move(mention));
        }
        i = unit->end;
    }
    return found;
}

std::optional<Dose> parse_dose(std::string_view text) {
    const std::vector<Token> tokens = tokenise(text);
    std::vector<DoseMention> found = find_doses(text, tokens);
    if (!found.empty()) return std::move(found.front().dose);
    Dose dose;
    Surroundings(text, tokens, 0, 0).fill(dose);
    if (!dose.route && !dose.frequency && !dose.duration) return std::nullopt;
    return dose;
}

} // namespace ekb::importers::extraction
