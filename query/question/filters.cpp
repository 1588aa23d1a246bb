// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/filters.h"

#include "kb/model/error.h"
#include "query/data_rows.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace ekb::query {

namespace {

struct Pattern {
    std::unique_ptr<re2::RE2> re;
    std::string_view query;
    std::string_view label;
};

std::vector<Pattern> read_patterns() {
    std::vector<Pattern> patterns;
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    for (const auto& row : data_rows("filters.tsv", 3)) {
        // Group 1 is the filter's words; what the row calls its first group is the second.
        std::string whole = "(?:^|[^\\pL\\pN])(" + std::string(row[0]) + ")(?:$|[^\\pL\\pN])";
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
        together.Compile();
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

std::string filled(std::string_view text, std::string_view group) {
    std::string out(text);
    for (std::size_t at = 0; (at = out.find("\\1", at)) != std::string::npos;) {
        std::string number(group);
        std::erase(number, ',');
        out.replace(at, 2, number);
        at += number.size();
    }
    return out;
}

} // namespace

std::vector<FoundFilter> find_filters(std::string_view question) {
    std::vector<FoundFilter> found;
    for (const int number : patterns().possible(question)) {
        const Pattern& pattern = patterns().all[static_cast<std::size_t>(number)];
        re2::StringPiece groups[3];
        const int count = std::min(3, pattern.re->NumberOfCapturingGroups() + 1);
        const re2::StringPiece text(question.data(), question.size());
        std::size_t from = 0;
        while (pattern.re->Match(text, from, question.size(), re2::RE2::UNANCHORED, groups, count)) {
            const auto begin = static_cast<std::size_t>(groups[1].data() - question.data());
            const ByteSpan span{begin, begin + groups[1].size()};
            from = span.end;
            const auto overlaps = [&](const FoundFilter& f) {
                return f.span.begin < span.end && span.begin < f.span.end;
            };
            if (std::ranges::any_of(found, overlaps)) continue;
            const std::string_view group = count == 3 ? std::string_view(groups[2].data(), groups[2].size()) : "";
            found.push_back({{filled(pattern.query, group), filled(pattern.label, group)}, span});
        }
    }
    std::ranges::sort(found, {}, [](const FoundFilter& f) { return f.span.begin; });
    return found;
}

} // namespace ekb::query
