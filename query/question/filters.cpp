// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/filters.h"

#include "importers/extraction/numbers/numbers.h"
#include "kb/model/error.h"
#include "query/data_rows.h"
#include "query/language/parse.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <numeric>

namespace ekb::query {

namespace {

constexpr std::string_view no_filter = "-"; ///< the query of what looks like a filter and is none

struct Pattern {
    std::unique_ptr<re2::RE2> re;
    std::string_view query;
    std::string_view label;
};

std::string with_names_written_out(std::string_view row) {
    constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"NUMBER", "([0-9][0-9,]*(?:\\.[0-9]+)?)"},
        {"UNIT", "(mg/kg|ug/kg|µg/kg|mcg/kg|mg|g|µg|μg|ug|mcg|micrograms?|milligrams?|iu)"},
        {"YEAR", "((?:19|20)[0-9]{2})"},
        {"COUNT", "([1-9][0-9]?|two|three|four|five|six|seven|eight|nine|ten)"},
        {"PEOPLE", "(?:participants|patients|people|persons|individuals|subjects|volunteers|men|women|children|adults)"}};
    std::string pattern(row);
    for (const auto& [name, written] : names) {
        for (std::size_t at = 0; (at = pattern.find(name, at)) != std::string::npos; at += written.size())
            pattern.replace(at, name.size(), written);
    }
    return pattern;
}

std::vector<Pattern> read_patterns() {
    std::vector<Pattern> patterns;
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_max_mem(64 << 20); // the set of all patterns needs more than is usual
    for (const auto& row : data_rows("filters.tsv", 3)) {
        // Group 1 is the filter's words; what the row calls its first group is the second.
        std::string whole = "(?:^|[^\\pL\\pN])(" + with_names_written_out(row[0]) + ")(?:$|[^\\pL\\pN])";
        auto re = std::make_unique<re2::RE2>(whole, options);
        if (!re->ok()) throw Error("query/data/filters.tsv: " + std::string(row[0]) + ": " + re->error());
        patterns.push_back({std::move(re), row[1], row[2]});
    }
    return patterns;
}

/// All patterns as one, which tells at one look which of them a question may hold.
struct PatternSet {
    std::vector<Pattern> all = read_patterns();
    re2::RE2::Set together{all.front().re->options(), re2::RE2::UNANCHORED};

    PatternSet() {
        for (const Pattern& pattern : all)
            together.Add(pattern.re->pattern(), nullptr);
        if (!together.Compile()) throw Error("query/data/filters.tsv: the patterns are too many to be looked for together");
    }

    /// In the table's order.
    std::vector<int> possible(std::string_view question) const {
        std::vector<int> found;
        re2::RE2::Set::ErrorInfo error{re2::RE2::Set::kNoError};
        if (!together.Match({question.data(), question.size()}, &found, &error) && error.kind != re2::RE2::Set::kNoError) {
            found.resize(all.size()); // it ran out of memory: each is looked for
            std::iota(found.begin(), found.end(), 0);
        }
        std::ranges::sort(found);
        return found;
    }
};

const PatternSet& patterns() {
    static const PatternSet all;
    return all;
}

constexpr std::size_t most_groups = 6; // of a row
using Groups = std::array<re2::StringPiece, most_groups + 2>;

/// What a group says: a number without the commas between its thousands, and a count in digits.
std::string said(re2::StringPiece group) {
    std::string words = group.as_string();
    std::erase(words, ',');
    const auto count = importers::extraction::number_in_words(importers::extraction::tokenise(words), 0);
    return count ? std::to_string(static_cast<int>(count->value)) : words;
}

/// With what the groups say where the row has \1, \2 …
std::string filled(std::string_view text, const Groups& groups) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool group = text[at] == '\\' && at + 1 < text.size() && text[at + 1] >= '1' &&
                           text[at + 1] < static_cast<char>('1' + most_groups);
        if (group)
            out += said(groups[static_cast<std::size_t>(text[++at] - '1') + 2]);
        else
            out += text[at];
    }
    return out;
}

constexpr std::string_view now_less = "NOW-"; ///< before a number of years

bool counts_back(const ReadFilter& filter) {
    return filter.query.find(now_less) != std::string::npos;
}

/// With the year that is meant where the text counts back from now.
std::string with_year(std::string text, int now) {
    for (std::size_t at = 0; (at = text.find(now_less, at)) != std::string::npos;) {
        int back = 0;
        const char* const from = text.data() + at + now_less.size();
        const auto [end, error] = std::from_chars(from, text.data() + text.size(), back);
        if (error != std::errc()) throw Error("query/data/filters.tsv: no number of years behind NOW-: " + text);
        text.replace(at, static_cast<std::size_t>(end - text.data()) - at, std::to_string(now - back));
    }
    return text;
}

bool is_understood(const ReadFilter& filter) {
    constexpr int any_year = 2000;
    return parse_query(with_year(filter.query, any_year)).has_value();
}

} // namespace

std::vector<FoundFilter> find_filters(std::string_view question) {
    std::vector<FoundFilter> found;
    for (const int number : patterns().possible(question)) {
        const Pattern& pattern = patterns().all[static_cast<std::size_t>(number)];
        Groups groups;
        const int count = std::min(static_cast<int>(groups.size()), pattern.re->NumberOfCapturingGroups() + 1);
        const re2::StringPiece text(question.data(), question.size());
        std::size_t from = 0;
        while (pattern.re->Match(text, from, question.size(), re2::RE2::UNANCHORED, groups.data(), count)) {
            const auto begin = static_cast<std::size_t>(groups[1].data() - question.data());
            const ByteSpan span{begin, begin + groups[1].size()};
            from = span.end;
            const auto overlaps = [&](const FoundFilter& f) {
                return f.span.begin < span.end && span.begin < f.span.end;
            };
            if (std::ranges::any_of(found, overlaps)) continue;
            ReadFilter filter{filled(pattern.query, groups), filled(pattern.label, groups)};
            if (filter.query != no_filter && count > 2 && !is_understood(filter)) continue;
            found.push_back({std::move(filter), span});
        }
    }
    std::erase_if(found, [](const FoundFilter& f) { return f.filter.query == no_filter; });
    std::ranges::sort(found, {}, [](const FoundFilter& f) { return f.span.begin; });
    return found;
}

std::vector<std::string> count_back(std::vector<FoundFilter>& filters, std::string_view question, const YearNow& now) {
    std::vector<std::string> notes;
    if (std::ranges::none_of(filters, counts_back, &FoundFilter::filter)) return notes;
    const std::optional<int> year = now ? now() : std::nullopt;
    for (FoundFilter& found : filters) {
        if (!counts_back(found.filter)) continue;
        const std::string words(question.substr(found.span.begin, found.span.size()));
        if (!year) {
            notes.push_back("\"" + words + "\" was left out: of which year the knowledge base is, is not known here");
            continue;
        }
        found.filter = {with_year(std::move(found.filter.query), *year), with_year(std::move(found.filter.label), *year)};
        notes.push_back("\"" + words + "\" is counted from " + std::to_string(*year) + ", when the knowledge base last changed: " + found.filter.label);
    }
    std::erase_if(filters, [](const FoundFilter& each) { return counts_back(each.filter); });
    return notes;
}

} // namespace ekb::query
