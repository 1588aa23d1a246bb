// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/reanchor.h"

#include "kb/model/code_points.h"

namespace ekb::kb {

namespace {

std::size_t distance(std::size_t a, std::size_t b) {
    return a < b ? b - a : a - b;
}

std::optional<std::size_t> nearest(std::string_view text, std::string_view quote, std::size_t wanted) {
    std::optional<std::size_t> best;
    std::size_t counted_bytes = 0;
    std::size_t code_point = 0;
    for (std::size_t at = text.find(quote); at != std::string_view::npos; at = text.find(quote, at + 1)) {
        code_point += code_points(text.substr(counted_bytes, at - counted_bytes));
        counted_bytes = at;
        if (!best || distance(code_point, wanted) < distance(*best, wanted)) best = code_point;
    }
    return best;
}

} // namespace

void reanchor(Claim& claim, std::string_view text) {
    for (Evidence& evidence : claim.evidence) {
        const std::size_t wanted = evidence.code_point_start.value_or(0);
        evidence.code_point_start.reset();
        evidence.code_point_end.reset();
        if (evidence.quote.empty()) continue;
        evidence.code_point_start = nearest(text, evidence.quote, wanted);
        if (evidence.code_point_start) {
            evidence.code_point_end = *evidence.code_point_start + code_points(evidence.quote);
        }
    }
}

} // namespace ekb::kb
