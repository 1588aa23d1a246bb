// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/columns.h"

#include "importers/extraction/compare/stems.h"
#include "importers/extraction/lexicon.h"
#include "importers/extraction/tokens.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>
#include <string>
#include <unordered_set>

namespace ekb::importers::extraction {

namespace {

const Lexicon& generic_arms() {
    static const Lexicon words(resource("compare/generic_arms.tsv"));
    return words;
}

double generic_fit(std::string_view header, std::string_view role) {
    const std::vector<Token> tokens = tokenise(header);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto found = generic_arms().match(tokens, i); found && found.value() == role) return 0.3;
    }
    return 0;
}

/// "No intervention", "Without feedback".
bool without_intervention(std::string_view header) {
    const std::vector<Token> tokens = tokenise(header);
    return tokens.size() >= 2 && (tokens[0].is("no") || tokens[0].is("without")) && generic_fit(header, "intervention") > 0;
}

bool holds_p(std::string_view header) {
    const std::vector<Token> tokens = tokenise(header);
    if (tokens.empty() || tokens.size() > 12) return false;
    return std::ranges::any_of(tokens, [](const Token& t) { return t.is("p") || t.is("pvalue"); });
}

struct Fits {
    std::vector<double> intervention;
    std::vector<double> comparator;
};

Fits fits_of(const TableView& view, const Question& question) {
    Fits fits;
    for (const std::string& header : view.headers) {
        double i = arm_fit(header, question.intervention);
        double c = arm_fit(header, question.comparator);
        if (question.control_is_comparator && without_intervention(header)) {
            i = 0;
            c = 0.5;
        }
        if (i == 0 && c == 0 && question.control_is_comparator) c = generic_fit(header, "comparator");
        if (i == 0 && c == 0 && question.intervention_is_generic) i = generic_fit(header, "intervention");
        fits.intervention.push_back(i > c ? i : 0);
        fits.comparator.push_back(c > i ? c : 0);
    }
    return fits;
}

std::optional<int> p_column(const TableView& view, int after) {
    for (int c = after; c < static_cast<int>(view.headers.size()); ++c) {
        if (holds_p(view.headers[static_cast<std::size_t>(c)])) return c;
    }
    return std::nullopt;
}

std::vector<int> best_columns(const std::vector<double>& fits) {
    const double best = fits.empty() ? 0 : *std::ranges::max_element(fits);
    std::vector<int> columns;
    for (std::size_t c = 0; c < fits.size(); ++c) {
        if (best > 0 && fits[c] >= best * 0.95) columns.push_back(static_cast<int>(c));
    }
    return columns;
}

/// The number in a coined name: "48" of "SD48W".
std::string digits_inside(const Token& token) {
    if (!token.word()) return "";
    std::string digits;
    std::ranges::copy_if(token.lower, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits.size() >= 2 ? digits : "";
}

std::set<std::string> header_stems(const std::string& header) {
    std::set<std::string> stems;
    for (const Token& token : tokenise(header)) {
        if (token.word()) stems.insert(stem(token.lower));
    }
    return stems;
}

/// The comparator's column that goes with an intervention's: where each arm stands in several (at baseline and at the end,
/// children and adults) the one whose header shares most with it, then the nearest. -1 for none.
int partner(const TableView& view, int intervention, const std::vector<int>& comparators) {
    const auto own = header_stems(view.headers[static_cast<std::size_t>(intervention)]);
    int best = -1;
    int most = -1;
    for (const int c : comparators) {
        int shared = 0;
        for (const std::string& s : header_stems(view.headers[static_cast<std::size_t>(c)])) shared += own.contains(s);
        const bool nearer = best < 0 || std::abs(c - intervention) < std::abs(best - intervention);
        if (shared > most || (shared == most && nearer)) {
            best = c;
            most = shared;
        }
    }
    return best;
}

} // namespace

double arm_fit(std::string_view name, const Phrase& phrase) {
    std::unordered_set<std::string> seen;
    double fit = 0;
    for (const Token& token : tokenise(name)) {
        const std::string written(name.substr(token.span.begin, token.span.size()));
        if (phrase.letters.contains(written)) fit = std::max(fit, 0.6);
        if (token.kind == TokenKind::symbol) continue;
        for (const std::string& s : {stem(token.lower), digits_inside(token)}) {
            if (!s.empty() && seen.insert(s).second) fit += phrase.weight(s);
        }
    }
    return std::min(fit, 1.0);
}

bool names_control(std::string_view words) { return generic_fit(words, "comparator") > 0; }

bool names_treatment(std::string_view words) { return generic_fit(words, "intervention") > 0 && !names_control(words) && !without_intervention(words); }

std::vector<ArmColumns> arm_columns(const TableView& view, const Question& question) {
    const Fits fits = fits_of(view, question);
    const std::vector<int> interventions = best_columns(fits.intervention);
    const std::vector<int> comparators = best_columns(fits.comparator);
    std::vector<ArmColumns> pairs;
    for (const int intervention : interventions) {
        const int comparator = partner(view, intervention, comparators);
        if (comparator >= 0) pairs.push_back({intervention, comparator, p_column(view, std::max(intervention, comparator))});
    }
    return pairs;
}

} // namespace ekb::importers::extraction
