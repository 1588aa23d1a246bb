// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/study_facts.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <map>

namespace ekb::importers::extraction {

namespace {

/// The votes of the cue words for each value of one field of the design.
using Votes = std::map<std::string_view, double>;

struct DesignVotes {
    Votes species;
    Votes design;
    Votes masking;
    std::optional<std::string> phase;
};

/// "phase 3", "phase II/III", "phase 2b".
std::optional<std::string> phase_at(const std::vector<Token>& tokens, std::size_t at) {
    static const std::map<std::string_view, std::string_view> numerals{
        {"i", "1"},   {"ii", "2"},  {"iii", "3"},  {"iv", "4"},   {"1", "1"},  {"2", "2"},
        {"3", "3"},   {"4", "4"},   {"2a", "2"},   {"2b", "2"},   {"3a", "3"}, {"3b", "3"},
        {"iia", "2"}, {"iib", "2"}, {"iiib", "3"}, {"iiia", "3"}, {"1b", "1"}, {"ib", "1"}};
    if (!tokens[at].is("phase") || at + 1 >= tokens.size()) return std::nullopt;
    std::size_t i = at + 1;
    if (tokens[i].is("-") && i + 1 < tokens.size()) ++i;
    const auto first = numerals.find(tokens[i].lower);
    if (first == numerals.end()) return std::nullopt;
    std::string phase(first->second);
    if (i + 2 < tokens.size() && any_of(tokens[i + 1], {"/", "-"})) {
        const auto second = numerals.find(tokens[i + 2].lower);
        if (second != numerals.end()) phase += "/" + std::string(second->second);
    }
    return phase;
}

void vote(DesignVotes& votes, const Sentence& sentence) {
    static const Lexicon cues(resource("design_cues.tsv"));
    const double weight = sentence.section == SectionKind::title ? 3 : 1;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (!votes.phase) votes.phase = phase_at(sentence.tokens, i);
        const auto found = cues.match(sentence.tokens, i);
        if (!found) continue;
        Votes& field = found.value(0) == "species"   ? votes.species
                       : found.value(0) == "masking" ? votes.masking
                                                     : votes.design;
        field[found.value(1)] += weight;
    }
}

std::optional<Species> species_of(const Votes& votes) {
    const auto of = [&](std::string_view name) { return votes.contains(name) ? votes.at(name) : 0.0; };
    if (of("animal") > of("human")) return Species::animal;
    if (of("human") > 0) return Species::human;
    if (of("in_vitro") > 0) return Species::in_vitro;
    return std::nullopt;
}

/// The most special design that is said; a randomised trial of two groups and nothing else said is parallel.
std::optional<DesignType> design_of(const Votes& votes) {
    const auto said = [&](std::string_view name) { return votes.contains(name); };
    if (said("protocol") && votes.at("protocol") >= 3) return DesignType::protocol;
    if (said("secondary_analysis")) return DesignType::secondary_analysis;
    if (said("non_randomised") && !said("randomised")) return DesignType::non_randomised;
    if (said("crossover_rct")) return DesignType::crossover_rct;
    if (said("cluster_rct")) return DesignType::cluster_rct;
    if (said("other_rct")) return DesignType::other_rct;
    if (said("randomised")) return DesignType::parallel_rct;
    return said("other") ? std::optional(DesignType::other) : std::nullopt;
}

std::optional<std::string> most_votes(const Votes& votes) {
    const auto best =
        std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == votes.end() ? std::nullopt : std::optional<std::string>(best->first);
}

} // namespace

Design find_design(const Prose& prose) {
    DesignVotes votes;
    for (const std::size_t s : prose.core)
        vote(votes, prose.sentences[s]);
    return {design_of(votes.design), votes.phase, most_votes(votes.masking), species_of(votes.species)};
}

std::optional<Species> find_species(const Sentence& sentence) {
    DesignVotes votes;
    vote(votes, sentence);
    return species_of(votes.species);
}

namespace {

/// "primary (efficacy) endpoint(s)", "main outcome measure(s)", "primary end point": the token after it.
std::optional<std::size_t> after_primary(const std::vector<Token>& tokens, std::size_t at) {
    if (!any_of(tokens[at], {"primary", "main", "principal"})) return std::nullopt;
    for (std::size_t i = at + 1; i < tokens.size() && i < at + 5; ++i) {
        if (!any_of(tokens[i], {"endpoint", "endpoints", "outcome", "outcomes", "end"})) continue;
        std::size_t end = i + 1;
        while (end < tokens.size() && any_of(tokens[end], {"-", "point", "points", "measure", "measures", "variable",
                                                           "variables", "parameter", "parameters"}))
            ++end;
        return end;
    }
    return std::nullopt;
}

bool ends_phrase(const std::vector<Token>& tokens, std::size_t i) {
    if (any_of(tokens[i], {".", ";", "which", "while", "whereas", "secondary", "measured", "assessed", "evaluated",
                           "defined", "using", "determined"}))
        return true;
    if (any_of(tokens[i], {"was", "were", "did", "had"})) return true;
    return i + 1 < tokens.size() && any_of(tokens[i], {",", "and"}) &&
           any_of(tokens[i + 1], {"secondary", "which", "while", "the", "with", "measured", "assessed", "defined"});
}

/// The phrase from a token on, without its article.
std::optional<std::string> phrase_from(const Prose& prose, const std::vector<Token>& tokens, std::size_t first) {
    while (first < tokens.size() && any_of(tokens[first], {"the", "a", "an", ":", "defined", "as", "to", "be"}))
        ++first;
    std::size_t end = first;
    while (end < tokens.size() && end < first + 30 && !ends_phrase(tokens, end))
        ++end;
    if (end == first) return std::nullopt;
    const ByteSpan span = span_of(Tokens(tokens).subspan(first, end - first));
    return std::string(prose.text.substr(span.begin, span.size()));
}

std::optional<std::string> primary_in(const Prose& prose, const Sentence& sentence) {
    const auto& tokens = sentence.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto after = after_primary(tokens, i);
        if (!after) continue;
        // "The primary outcome, X, was …"; "X was the primary outcome"; "The primary outcome was X".
        std::size_t at = *after;
        if (at < tokens.size() && any_of(tokens[at], {",", "(", "of"})) return phrase_from(prose, tokens, at + 1);
        while (at < tokens.size() && at < *after + 8 &&
               !any_of(tokens[at], {"was", "were", "is", "are", ":", "included", "comprised", "being", "would"}))
            ++at;
        if (at < tokens.size() && at < *after + 8 && at + 1 < tokens.size()) return phrase_from(prose, tokens, at + 1);
        std::size_t verb = i;
        while (verb > 0 && !any_of(tokens[verb], {"was", "were", "is", "as"}))
            --verb;
        if (verb > 0 && verb + 5 > i) return phrase_from(prose, tokens, 0);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> find_primary_endpoint(const Prose& prose) {
    // What the methods plan counts before what the results tell.
    for (const bool results : {false, true}) {
        for (const std::size_t s : prose.core) {
            const Sentence& sentence = prose.sentences[s];
            const bool told = sentence.section == SectionKind::results || sentence.section == SectionKind::conclusions;
            if (told != results) continue;
            if (auto found = primary_in(prose, sentence)) return found;
        }
    }
    return std::nullopt;
}

} // namespace ekb::importers::extraction
