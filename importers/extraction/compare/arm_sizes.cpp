// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/arm_sizes.h"

#include "importers/extraction/compare/columns.h"
#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace ekb::importers::extraction {

namespace {

/// "n = 30" at this token.
std::optional<int> size_at(Tokens tokens, std::size_t i) {
    if (i + 2 >= tokens.size() || !tokens[i].is("n") || !tokens[i + 1].is("=") || !tokens[i + 2].number()) return std::nullopt;
    return whole(tokens[i + 2].value);
}

/// How often each size is stated for an arm, the plainer ways counting more.
struct Votes {
    std::map<int, int> intervention;
    std::map<int, int> comparator;

    void add(char arm, int size, int weight) {
        if (size < 4) return; // "two groups", "3 of placebo"
        if (arm == 'I' || arm == 'B') intervention[size] += weight;
        if (arm == 'C' || arm == 'B') comparator[size] += weight;
    }
};

std::optional<int> most_voted(const std::map<int, int>& votes) {
    std::optional<int> best;
    int most = 0;
    for (const auto& [size, count] : votes) {
        if (count > most) {
            most = count;
            best = size;
        }
    }
    return best;
}

char arm_at(const Roles& roles, std::size_t i) {
    if (roles.intervention[i] == roles.comparator[i]) return ' ';
    return roles.intervention[i] ? 'I' : 'C';
}

bool passage_says(const Passage& passage, std::string_view first, std::string_view second) {
    for (std::size_t i = 0; i + 1 < passage.tokens.size(); ++i) {
        if (passage.tokens[i].is(first) && passage.tokens[i + 1].is(second)) return true;
    }
    return false;
}

/// The arm that was named last before token i, not further than a few tokens back.
char arm_before(const Roles& roles, std::size_t i) {
    constexpr std::size_t reach = 8;
    for (std::size_t back = 1; back <= reach && back <= i; ++back) {
        if (const char arm = arm_at(roles, i - back); arm != ' ') return arm;
    }
    return ' ';
}

const Lexicon& size_words() {
    static const Lexicon words(resource("compare/size_words.tsv"));
    return words;
}

/// "60 patients to edaravone or placebo": what is counted is all of them.
bool shared_with_other(const Passage& passage, std::size_t arm) {
    for (std::size_t i = arm + 1; i < std::min(passage.tokens.size(), arm + 5); ++i) {
        if (passage.tokens[i].is("or") || passage.tokens[i].is("versus") || passage.tokens[i].is("vs")) return true;
        if (passage.tokens[i].number() || passage.tokens[i].is(",") || passage.tokens[i].is("and")) return false;
    }
    return false;
}

/// The token after the bracket that opens here; the end of the passage where nothing closes it.
std::size_t bracket_end(const Passage& passage, std::size_t open) {
    std::size_t i = open;
    while (i < passage.tokens.size() && !passage.tokens[i].is(")")) ++i;
    return i + 1;
}

/// The arm that a count's words lead to: "28 patients in the control group", "246 control".
char arm_after(const Passage& passage, const Roles& roles, std::size_t after) {
    constexpr std::size_t reach = 12;
    for (std::size_t i = after; i < std::min(passage.tokens.size(), after + reach);) {
        if (const char arm = arm_at(roles, i); arm != ' ') return shared_with_other(passage, i) ? ' ' : arm;
        if (passage.tokens[i].is("(")) { // "9 of the 30 patients (30%) in group K"
            i = bracket_end(passage, i);
            continue;
        }
        const auto link = size_words().match(passage.tokens, i);
        if (!link || link.value() != "link") return ' ';
        i += link.length;
    }
    return ' ';
}

/// "two groups of 30", "30 in each group", "14 per arm".
bool is_each(const Passage& passage, std::size_t first, std::size_t after) {
    constexpr std::size_t reach = 5;
    for (std::size_t i = after; i < std::min(passage.tokens.size(), after + reach);) {
        const auto found = size_words().match(passage.tokens, i);
        if (!found) break;
        if (found.value() == "each") return true;
        i += found.length;
    }
    return first >= 2 && passage.tokens[first - 1].is("of") && (passage.tokens[first - 2].is("groups") || passage.tokens[first - 2].is("arms"));
}

/// A row that is called "n" holds the arms' sizes.
void vote_in_size_rows(const DocumentText& content, const TableView& view, const ArmColumns& columns, Votes& votes) {
    for (const TableRow& row : view.rows) {
        const std::vector<Token> label = tokenise(row.own_label);
        const auto found = label.empty() ? Lexicon::Match() : size_words().match(label, 0);
        if (!found || found.value() != "row" || found.length != label.size()) continue;
        for (const auto& [column, arm] : {std::pair(columns.intervention, 'I'), std::pair(columns.comparator, 'C')}) {
            const auto cell = row.cells.find(column);
            if (cell == row.cells.end()) continue;
            const std::vector<Token> tokens = tokenise(content.text, cell->second);
            if (tokens.size() == 1 && tokens[0].number()) votes.add(arm, whole(tokens[0].value).value_or(0), 4);
        }
    }
}

/// "Allocated to two equal groups" and how many that makes of all.
std::optional<int> equal_share(const PreparedDocument& document, std::optional<int> total) {
    if (!total) return std::nullopt;
    for (const Passage& passage : document.passages) {
        if (passage.table >= 0) continue;
        for (std::size_t i = 0; i + 2 < passage.tokens.size(); ++i) {
            const auto groups = number_at(passage.tokens, i);
            const auto count = groups ? whole(groups->value) : std::nullopt;
            if (!count || *count < 2 || *count > 6 || groups->end + 1 >= passage.tokens.size()) continue;
            const bool equal = passage.tokens[groups->end].is("equal") || passage.tokens[groups->end].is("equally");
            const bool of_people = passage.tokens[groups->end + 1].is("groups") || passage.tokens[groups->end + 1].is("arms");
            if (equal && of_people && *total % *count == 0) return *total / *count;
        }
    }
    return std::nullopt;
}

/// Where arms are rows, their names state their sizes: "TAU (n = 133)".
void vote_in_row_names(const TableView& view, const Question& question, Votes& votes) {
    for (const TableRow& row : view.rows) {
        const auto n = stated_size(row.own_label);
        if (!n) continue;
        const double i = arm_fit(row.own_label, question.intervention);
        const double c = arm_fit(row.own_label, question.comparator);
        if (i > c) votes.add('I', *n, 4);
        if (c > i || (c == i && question.control_is_comparator && names_control(row.own_label))) votes.add('C', *n, 4);
        if (c == i && question.intervention_is_generic && names_treatment(row.own_label)) votes.add('I', *n, 4);
    }
}

void vote_in_columns(const PreparedDocument& document, const Question& question, Votes& votes) {
    for (const Table& table : document.content->tables) {
        const TableView view = view_table(*document.content, table);
        vote_in_row_names(view, question, votes);
        for (const ArmColumns& columns : arm_columns(view, question)) {
            if (const auto n = stated_size(view.headers[static_cast<std::size_t>(columns.intervention)])) votes.add('I', *n, 12);
            if (const auto n = stated_size(view.headers[static_cast<std::size_t>(columns.comparator)])) votes.add('C', *n, 12);
            vote_in_size_rows(*document.content, view, columns, votes);
        }
    }
}

/// "Week 11", "day 28": a time, not a size.
bool names_time(const Passage& passage, std::size_t i) {
    static constexpr std::string_view units[] = {"week", "weeks", "day", "days", "month", "months", "year", "years", "hour", "visit", "table", "figure", "fig", "phase", "type"};
    return i > 0 && std::ranges::find(units, passage.tokens[i - 1].lower) != std::end(units);
}

/// A sentence that says how many were wanted, not how many there were: "a power of 80% required 24 patients per group".
bool plans_size(const Passage& passage) {
    return std::ranges::any_of(passage.tokens, [](const Token& t) { return t.is("power") || t.is("required") || t.is("needed") || t.is("necessary") || t.is("minimum"); }) ||
           passage_says(passage, "sample", "size");
}

/// Whether a sentence tells who was put where; a count elsewhere may be one of events.
bool tells_assignment(const Passage& passage) {
    static constexpr std::string_view words[] = {"randomised", "randomized", "randomly", "assigned", "allocated", "divided", "enrolled", "completed", "included", "analysed", "analyzed"};
    return std::ranges::any_of(passage.tokens, [&](const Token& t) { return std::ranges::find(words, t.lower) != std::end(words); });
}

void vote_in_passage(const Passage& passage, const Roles& roles, Votes& votes) {
    const bool assigned = tells_assignment(passage);
    for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
        if (const auto n = size_at(passage.tokens, i)) {
            votes.add(is_each(passage, i + 2, i + 3) ? 'B' : arm_before(roles, i), *n, 4);
            i += 2;
            continue;
        }
        const auto number = number_at(passage.tokens, i);
        const auto size = number ? whole(number->value) : std::nullopt;
        if (!size || names_time(passage, i) || arm_at(roles, i) != ' ') continue; // "sitagliptin 100" names an arm
        const int weight = assigned ? 3 : 1;
        if (is_each(passage, i, number->end)) votes.add('B', *size, weight);
        else votes.add(arm_after(passage, roles, number->end), *size, weight);
        i = number->end - 1;
    }
}

void vote_in_text(const PreparedDocument& document, const Question& question, Votes& votes) {
    for (const Passage& passage : document.passages) {
        const bool has_number = std::ranges::any_of(passage.tokens, [](const Token& t) { return t.number(); });
        if (passage.table < 0 && has_number && !plans_size(passage)) vote_in_passage(passage, find_roles(document.content->text, passage, question), votes);
    }
}

bool is_crossover(const PreparedDocument& document) {
    const std::string lower = lower_case(document.content->text);
    return lower.find("crossover") != lower.npos || lower.find("cross-over") != lower.npos;
}

} // namespace

std::optional<int> stated_size(std::string_view words) {
    const std::vector<Token> tokens = tokenise(words);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto n = size_at(tokens, i)) return n;
    }
    return std::nullopt;
}

ArmSizes arm_sizes(const PreparedDocument& document, const Question& question, std::optional<int> total) {
    Votes votes;
    vote_in_columns(document, question, votes);
    vote_in_text(document, question, votes);
    ArmSizes sizes{most_voted(votes.intervention), most_voted(votes.comparator)};
    if (!total) return sizes;
    if (!sizes.intervention && !sizes.comparator) {
        if (const auto share = equal_share(document, total)) return {share, share};
    }
    if (!sizes.intervention && !sizes.comparator && is_crossover(document)) return {total, total};
    if (!sizes.intervention && sizes.comparator && *total > *sizes.comparator) sizes.intervention = *total - *sizes.comparator;
    if (!sizes.comparator && sizes.intervention && *total > *sizes.intervention) sizes.comparator = *total - *sizes.intervention;
    return sizes;
}

} // namespace ekb::importers::extraction
