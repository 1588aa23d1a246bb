// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/filters.h"

#include "kb/model/error.h"
#include "query/data_rows.h"
#include "query/language/parse.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
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

/// With the groups' text where the row has \1 and \2; numbers without the commas between their thousands.
std::string filled(std::string_view text, const std::array<re2::StringPiece, 4>& groups) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool group = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '1' || text[at + 1] == '2');
        if (!group) {
            out += text[at];
            continue;
        }
        std::string words = groups[text[++at] == '1' ? 2 : 3].as_string();
        std::erase(words, ',');
        out += words;
    }
    return out;
}

} // namespace

std::vector<FoundFilter> find_filters(std::string_view question) {
    std::vector<FoundFilter> found;
    for (const int number : patterns().possible(question)) {
        const Pattern& pattern = patterns().all[static_cast<std::size_t>(number)];
        std::array<re2::StringPiece, 4> groups;
        const int count = std::min(4, pattern.re->NumberOfCapturingGroups() + 1);
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
            if (count > 2 && !parse_query(filter.query)) continue;
            found.push_back({std::move(filter), span});
        }
    }
    std::erase_if(found, [](const FoundFilter& f) { return f.filter.query == no_filter; });
    std::ranges::sort(found, {}, [](const FoundFilter& f) { return f.span.begin; });
    return found;
}

} // namespace ekb::query
