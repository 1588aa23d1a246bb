// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/timepoints.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"


namespace ekb::importers::extraction {

namespace {

bool unit(const Token& token) {
    return any_of(token, {"week", "weeks", "month", "months", "year", "years", "day", "days", "hour", "hours", "h",
                          "min", "minutes", "hrs", "yr", "wk"});
}

/// The end of a time that begins at this token; `at` where none does.
std::size_t time_end(Tokens tokens, std::size_t at) {
    if (any_of(tokens[at], {"week", "month", "day", "year", "weeks", "months", "days"}) && at + 1 < tokens.size() &&
        tokens[at + 1].number())
        return at + 2;
    const auto number = number_at(tokens, at);
    if (!number) return at;
    std::size_t i = number->end;
    // "6 and 12 months", "3-6 months"
    while (i + 1 < tokens.size() && any_of(tokens[i], {"and", "-", "to", ",", "or"}) && tokens[i + 1].number())
        i += 2;
    if (i < tokens.size() && tokens[i].is("-")) ++i;
    return i < tokens.size() && unit(tokens[i]) ? i + 1 : at;
}

} // namespace

std::optional<std::string> find_timepoint(std::string_view text, Tokens tokens, std::size_t beside) {
    std::optional<std::string> best;
    std::size_t nearest = tokens.size() + 1;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (!any_of(tokens[i - 1], {"at", "after", "by", "within", "over", "during", "from", "until", "through", "the",
                                    "for", "to", "first"}))
            continue;
        const std::size_t end = time_end(tokens, i);
        const std::size_t gap = i > beside ? i - beside : beside - i;
        if (end == i || gap >= nearest) continue;
        nearest = gap;
        const ByteSpan span = span_of(tokens.subspan(i, end - i));
        best = std::string(text.substr(span.begin, span.size()));
    }
    return best;
}

} // namespace ekb::importers::extraction
