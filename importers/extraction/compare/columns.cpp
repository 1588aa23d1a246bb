// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/columns.h"

#include "importers/extraction/compare/stems.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

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

/// "Placebo | SD" beside "Placebo | Mean": the column of a spread, a size or a percent, not of the arm's own figure.
bool holds_companion(const TableView& view, std::size_t column) {
    static constexpr std::string_view tails[] = {" SD", " SE", " SEM", " CI", " IQR", " n", " N", " %", " (%)", " p", " P", " P value", " p value", " p-value", " 95% CI", " (SD)", " Range"};
    const std::string& header = view.headers[column];
    for (const std::string_view tail : tails) {
        if (!header.ends_with(tail) || column < 2) continue;
        const std::string arm = header.substr(0, header.size() - tail.size());
        if (!arm.empty() && view.headers[column - 1].starts_with(arm + " ") && view.headers[column - 1] != header) return true;
    }
    return false;
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
        if (c == 0) c = shared_fit(header, question.comparator, question.intervention, question);
        if (i == 0) i = shared_fit(header, question.intervention, question.comparator, question);
        if (i == 0 && c == 0 && question.control_is_comparator) c = generic_fit(header, "comparator");
        if (i == 0 && c == 0 && question.intervention_is_generic) i = generic_fit(header, "intervention");
        if (holds_companion(view, fits.intervention.size())) i = c = 0;
        fits.intervention.push_back(i > c ? i : 0);
        fits.comparator.push_back(c > i ? c : 0);
    }
    return fits;
}

std::optional<int> p_column(const TableView& view, int after) {
    for (int c = after; c < static_cast<int>(view.headers.size()); ++c) {
        if (names_p(view.headers[static_cast<std::size_t>(c)])) return c;
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

/// The stems and numbers of a header, without the arm's size.
std::set<std::string> header_stems(const std::string& header) {
    std::set<std::string> stems;
    const std::vector<Token> tokens = tokenise(header);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool size = i > 0 && tokens[i - 1].is("=");
        if (tokens[i].word()) stems.insert(stem(tokens[i].lower));
        if (tokens[i].number() && !size) stems.insert(tokens[i].lower);
    }
    return stems;
}

/// The comparator's column that goes with an intervention's: where each arm stands in several (at baseline and at the end,
/// children and adults) the one whose header shares most with it, then the one that is `ordinal` among its own, then the
/// nearest. -1 for none.
int partner(const TableView& view, int intervention, const std::vector<int>& comparators, std::optional<std::size_t> ordinal) {
    const auto own = header_stems(view.headers[static_cast<std::size_t>(intervention)]);
    int best = -1;
    int most = -1;
    for (const int c : comparators) {
        int shared = ordinal && comparators[*ordinal] == c ? 1 : 0; // as good as a word
        for (const std::string& s : header_stems(view.headers[static_cast<std::size_t>(c)])) shared += own.contains(s) ? 2 : 0;
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
    double letters = 0;
    const std::vector<Token> tokens = tokenise(name);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (phrase.letters.contains(std::string(name.substr(token.span.begin, token.span.size())))) letters = 0.6;
        if (token.kind == TokenKind::symbol) continue;
        seen.insert(stem(token.lower));
        seen.insert(digits_inside(token));
        if (i + 1 == tokens.size() || !token.word() || !tokens[i + 1].number()) continue;
        // "GDM 1" is "GDM1".
        seen.insert(stem(token.lower + tokens[i + 1].lower));
        const std::string written = std::string(name.substr(token.span.begin, token.span.size())) + tokens[i + 1].lower;
        if (phrase.letters.contains(written)) letters = 0.6;
    }
    double fit = 0;
    const std::unordered_set<std::string> said = with_short_forms(phrase, std::move(seen));
    for (const auto& [s, weight] : phrase.weights) fit += said.contains(s) ? weight : 0;
    return std::min(std::max(fit, letters), 1.0);
}

double shared_fit(std::string_view name, const Phrase& own, const Phrase& other, const Question& question) {
    if (!own.empty() || question.shared.empty() || arm_fit(name, other) > 0) return 0;
    const double fit = arm_fit(name, question.shared);
    return fit >= 0.5 ? fit : 0;
}

bool names_p(std::string_view header) {
    const std::vector<Token> tokens = tokenise(header);
    if (tokens.empty() || tokens.size() > 12) return false;
    return std::ranges::any_of(tokens, [](const Token& t) { return t.is("p") || t.is("pvalue"); });
}

bool names_control(std::string_view words) { return generic_fit(words, "comparator") > 0; }

bool names_treatment(std::string_view words) { return generic_fit(words, "intervention") > 0 && !names_control(words) && !without_intervention(words); }

namespace {

/// Whether a header names a statistic rather than an arm: "P", "Effect size", "Difference (95% CI)", "Total".
bool names_statistic(std::string_view header) {
    static const Lexicon words(resource("compare/statistic_columns.tsv"));
    const std::vector<Token> tokens = tokenise(header);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (words.match(tokens, i)) return true;
    }
    return tokens.empty();
}

/// Where one arm has its column and there is but one other that can be an arm's, that is the other arm's: "Drug + base | Base".
void complete_pair(const TableView& view, Fits& fits) {
    const auto fitting = [](const std::vector<double>& f) { return std::ranges::count_if(f, [](double v) { return v > 0; }); };
    const bool has_intervention = fitting(fits.intervention) == 1;
    const bool has_comparator = fitting(fits.comparator) == 1;
    if (has_intervention == has_comparator) return;
    std::vector<double>& missing = has_intervention ? fits.comparator : fits.intervention;
    if (fitting(missing) > 0) return;
    const std::vector<double>& known = has_intervention ? fits.intervention : fits.comparator;
    std::size_t other = 0;
    int others = 0;
    for (std::size_t c = 1; c < view.headers.size(); ++c) {
        if (known[c] > 0 || std::ranges::find(view.stub_columns, static_cast<int>(c)) != view.stub_columns.end() || names_statistic(view.headers[c])) continue;
        other = c;
        ++others;
    }
    if (others == 1) missing[other] = 0.2;
}

} // namespace

std::vector<ArmColumns> arm_columns(const TableView& view, const Question& question) {
    Fits fits = fits_of(view, question);
    if (question.two_arms) complete_pair(view, fits);
    const std::vector<int> interventions = best_columns(fits.intervention);
    const std::vector<int> comparators = best_columns(fits.comparator);
    std::vector<ArmColumns> pairs;
    for (std::size_t k = 0; k < interventions.size(); ++k) {
        const int intervention = interventions[k];
        const auto ordinal = interventions.size() == comparators.size() ? std::optional(k) : std::nullopt;
        const int comparator = partner(view, intervention, comparators, ordinal);
        if (comparator >= 0) pairs.push_back({intervention, comparator, p_column(view, std::max(intervention, comparator))});
    }
    return pairs;
}

} // namespace ekb::importers::extraction
