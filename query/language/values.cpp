// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/values.h"

#include "query/data_rows.h"

#include <charconv>
#include <cmath>
#include <unordered_map>

namespace ekb::query {

namespace {

struct Unit {
    std::string_view kind;
    double factor;
};

const std::unordered_map<std::string_view, Unit>& units() {
    static const auto all = [] {
        std::unordered_map<std::string_view, Unit> table;
        for (const auto& row : data_rows("units.tsv", 3))
            table.emplace(row[0], Unit{row[1], std::stod(std::string(row[2]))});
        return table;
    }();
    return all;
}

/// Takes a number off the front; nullopt where none stands there.
std::optional<double> take_number(std::string_view& text) {
    double value = 0;
    // "10..20": the first point is no decimal point.
    const std::string_view own = text.substr(0, text.find(".."));
    const auto [end, error] = std::from_chars(own.data(), own.data() + own.size(), value, std::chars_format::fixed);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what)) return false;
    text.remove_prefix(what.size());
    return true;
}

/// The contract's spelling of other ways of writing a unit.
std::string spelled_unit(std::string_view unit) {
    constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"mcg", "ug"}, {"µg", "ug"}, {"μg", "ug"}, {"ml", "mL"}, {"l", "L"}, {"iu", "IU"}, {"u", "U"}};
    for (const auto& [other, unit_name] : others) {
        if (unit == other) return std::string(unit_name);
    }
    return std::string(unit);
}

/// In the order of their table.
std::string known_units() {
    std::string all;
    for (const auto& row : data_rows("units.tsv", 3))
        all += (all.empty() ? "" : " ") + std::string(row[0]);
    return all;
}

/// Takes the unit of one of the two ends. The second end's value is made one of the first's unit.
bool take_unit(std::string_view& text, NumberRange& range, double& value, std::string& why) {
    while (take(text, " ")) {
    }
    const std::string_view unit = text.substr(0, text.find_first_of(". "));
    if (unit.empty()) return true;
    const std::string spelled = spelled_unit(unit);
    if (!units().contains(spelled)) {
        why = "no unit is called \"" + std::string(unit) + "\"; the units of one administration are " + known_units();
        return false;
    }
    text.remove_prefix(unit.size());
    if (range.unit.empty()) range.unit = spelled;
    const auto comparable = in_unit(value, spelled, range.unit);
    if (!comparable) {
        why = "the ends of a range need units that can be compared: " + range.unit + " and " + spelled + " cannot";
        return false;
    }
    value = *comparable;
    return true;
}

class RangeParser {
public:
    RangeParser(std::string_view text, bool with_unit, std::string& why)
        : m_all(text), m_text(text), m_with_unit(with_unit), m_why(why) {}

    std::optional<NumberRange> parse() {
        if (take(m_text, ">=") || take(m_text, "≥")) return one_sided(true, false);
        if (take(m_text, "<=") || take(m_text, "≤")) return one_sided(false, false);
        if (take(m_text, ">")) return one_sided(true, true);
        if (take(m_text, "<")) return one_sided(false, true);
        return two_sided();
    }

private:
    std::optional<NumberRange> one_sided(bool above, bool open) {
        const auto value = number();
        if (!value) return std::nullopt;
        (above ? m_range.low : m_range.high) = *value;
        (above ? m_range.low_open : m_range.high_open) = open;
        return finished();
    }

    std::optional<NumberRange> two_sided() {
        if (!m_text.starts_with("..")) {
            const auto low = number();
            if (!low) return std::nullopt;
            m_range.low = m_range.high = *low;
        }
        if (take(m_text, "..")) {
            m_range.high = std::numeric_limits<double>::infinity();
            if (!m_text.empty()) {
                const auto high = number();
                if (!high) return std::nullopt;
                m_range.high = *high;
            }
        }
        if (m_range.low > m_range.high) {
            m_why = "the range's first number is above its second";
            return std::nullopt;
        }
        return finished();
    }

    std::optional<double> number() {
        auto value = take_number(m_text);
        if (!value) {
            m_why = "\"" + std::string(m_all) + "\" is neither a number nor a range such as >=100 or 10..20";
            return std::nullopt;
        }
        if (m_with_unit && !take_unit(m_text, m_range, *value, m_why)) return std::nullopt;
        return value;
    }

    std::optional<NumberRange> finished() {
        if (!m_text.empty())
            m_why = "\"" + std::string(m_text) + "\" is left over after the number";
        else if (m_with_unit && m_range.unit.empty())
            m_why = "a dose needs a unit, such as 25mg";
        if (!m_why.empty()) return std::nullopt;
        return m_range;
    }

    std::string_view m_all;
    std::string_view m_text;
    bool m_with_unit;
    std::string& m_why;
    NumberRange m_range;
};

} // namespace

std::optional<NumberRange> number_range(std::string_view text, std::string& why) {
    return RangeParser(text, false, why).parse();
}

std::optional<NumberRange> dose_range(std::string_view text, std::string& why) {
    return RangeParser(text, true, why).parse();
}

std::optional<double> in_unit(double amount, std::string_view from, std::string_view to) {
    const auto a = units().find(from);
    const auto b = units().find(to);
    if (a == units().end() || b == units().end() || a->second.kind != b->second.kind) return std::nullopt;
    return amount * a->second.factor / b->second.factor;
}

} // namespace ekb::query
