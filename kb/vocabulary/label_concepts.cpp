// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/document.h"
#include "kb/vocabulary/vocabulary.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <tuple>

namespace ekb::kb {

namespace {

constexpr std::string_view control = "ekb:control-intervention"; ///< placebo, usual care, no treatment …
constexpr std::string_view scale = "ekb:scale";
constexpr std::string_view general_measure =
    "ekb:general-measure"; ///< a way of rating that says nothing of what is rated: VAS

struct Candidate {
    const Concept* value = nullptr;
    std::size_t begin = 0;
    std::size_t letters = 0;

    std::size_t end() const { return begin + letters; }
};

/// The one concept of the kind that a mention names. An endpoint may be named as a condition that occurs.
const Concept* of_kind(const Mention& mention, ConceptKind kind) {
    const bool has_own = std::any_of(mention.concepts.begin(), mention.concepts.end(),
                                     [&](const Concept* c) { return c->kind == kind; });
    if (has_own) return mention.only(kind);
    return kind == ConceptKind::endpoint ? mention.only(ConceptKind::condition) : nullptr;
}

/// Lower is better.
std::tuple<int, std::size_t, std::size_t> rank_of(const Candidate& candidate, ConceptKind kind,
                                                  const Vocabulary& vocabulary) {
    int group = 1;
    if (kind == ConceptKind::endpoint) {
        if (candidate.value->kind != kind)
            group = 2;
        else if (vocabulary.is_a(candidate.value->id, general_measure))
            group = 3;
        else if (vocabulary.is_a(candidate.value->id, scale))
            group = 0;
    }
    return {group, ~candidate.letters, candidate.begin};
}

void drop_broader(std::vector<Candidate>& candidates, const Vocabulary& vocabulary) {
    const std::vector<Candidate> all = candidates;
    std::erase_if(candidates, [&](const Candidate& broad) {
        return std::any_of(all.begin(), all.end(), [&](const Candidate& narrow) {
            return narrow.value != broad.value && vocabulary.is_a(narrow.value->id, broad.value->id);
        });
    });
}

/// Leaves out the placebo given beside a treatment.
void drop_controls(std::vector<Candidate>& candidates, const Vocabulary& vocabulary) {
    const auto is_control = [&](const Candidate& c) { return vocabulary.is_a(c.value->id, control); };
    if (!std::all_of(candidates.begin(), candidates.end(), is_control)) std::erase_if(candidates, is_control);
}

/// The combination whose parts are exactly the candidates: artemether with lumefantrine. Its other parents are classes.
const Concept* combination_of(const std::vector<Candidate>& candidates, const Vocabulary& vocabulary) {
    if (candidates.size() < 2) return nullptr;
    const auto is_candidate = [&](const std::string& id) {
        return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.value->id == id; });
    };
    for (const Concept* narrow : vocabulary.narrower(candidates.front().value->id)) {
        const auto parts = std::count_if(narrow->parents.begin(), narrow->parents.end(), is_candidate);
        if (static_cast<std::size_t>(parts) == candidates.size()) return narrow;
    }
    return nullptr;
}

bool is_joining_word(std::string_view word) {
    constexpr std::string_view joining[] = {"+", "&", "/", ",", "plus", "and", "with", "or", "combined"};
    return std::ranges::find(joining, word) != std::end(joining);
}

/// Whether what stands between two names makes them two things: "10 mg plus", " + ", "-".
bool joins(std::string_view between) {
    if (between == "-" || between == "–") return true;
    std::string word;
    for (const char c : std::string(between) + ' ') {
        const bool sign = std::string_view("+&/,").find(c) != std::string_view::npos;
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            continue;
        }
        if (is_joining_word(word) || (sign && is_joining_word({&c, 1}))) return true;
        word.clear();
    }
    return false;
}

/// Several things that were given together, or one or the other: no one of them is the name of all.
bool are_joined(const std::vector<Candidate>& in_order, std::string_view phrase) {
    for (std::size_t i = 1; i < in_order.size(); ++i) {
        const std::size_t end = in_order[i - 1].end();
        if (end < in_order[i].begin && joins(phrase.substr(end, in_order[i].begin - end))) return true;
    }
    return false;
}

/// What a phrase names of the kind, in order, each once, without what is broader than another.
std::vector<Candidate> candidates_of(std::string_view phrase, ConceptKind kind, const Vocabulary& vocabulary) {
    std::vector<Candidate> candidates;
    for (const Mention& mention : vocabulary.match(phrase)) {
        const Concept* found = of_kind(mention, kind);
        if (found == nullptr) continue;
        // "enrolment of adults whose stroke was long ago": a condition is the endpoint where it is most of the phrase.
        if (found->kind != kind && mention.span.size() * 5 < phrase.size() * 2) continue;
        const bool known =
            std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.value == found; });
        if (!known) candidates.push_back({found, mention.span.begin, mention.span.size()});
    }
    drop_broader(candidates, vocabulary);
    if (kind == ConceptKind::intervention) drop_controls(candidates, vocabulary);
    return candidates;
}

void label(Named& named, ConceptKind kind, const Vocabulary& vocabulary) {
    if (named.concept_id) return;
    if (const Concept* found = concept_of(named.text, kind, vocabulary)) {
        named.concept_id = found->id;
        named.label = found->label;
    }
}

void label(std::optional<Named>& named, ConceptKind kind, const Vocabulary& vocabulary) {
    if (named) label(*named, kind, vocabulary);
}

void label(Endpoint& endpoint, const Vocabulary& vocabulary) {
    if (endpoint.concept_id) return;
    if (const Concept* found = concept_of(endpoint.text, ConceptKind::endpoint, vocabulary)) {
        endpoint.concept_id = found->id;
        endpoint.label = found->label;
    }
}

void label(Arm& arm, const Vocabulary& vocabulary) {
    if (arm.concept_id) return;
    const Concept* found = concept_of(arm.name, ConceptKind::intervention, vocabulary);
    for (std::size_t i = 0; found == nullptr && i < arm.also_called.size(); ++i)
        found = concept_of(arm.also_called[i], ConceptKind::intervention, vocabulary);
    if (found == nullptr) return;
    arm.concept_id = found->id;
    arm.label = found->label;
}

} // namespace

const Concept* concept_of(std::string_view phrase, ConceptKind kind, const Vocabulary& vocabulary) {
    const auto whole = vocabulary.lookup(phrase, kind);
    if (!whole.empty()) return whole.size() == 1 ? whole.front() : nullptr;
    const std::vector<Candidate> candidates = candidates_of(phrase, kind, vocabulary);
    if (candidates.empty()) return nullptr;
    if (kind == ConceptKind::intervention) {
        if (const Concept* combination = combination_of(candidates, vocabulary)) return combination;
        if (are_joined(candidates, phrase)) return nullptr;
    }
    const auto best =
        std::min_element(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
            return rank_of(a, kind, vocabulary) < rank_of(b, kind, vocabulary);
        });
    return best->value;
}

std::vector<const Concept*> given_together(std::string_view phrase, const Vocabulary& vocabulary) {
    std::vector<const Concept*> parts;
    for (const Candidate& each : candidates_of(phrase, ConceptKind::intervention, vocabulary))
        parts.push_back(each.value);
    return parts;
}

void label_concepts(Document& document, const Vocabulary& vocabulary) {
    label(document.condition, ConceptKind::condition, vocabulary);
    for (Arm& arm : document.arms)
        label(arm, vocabulary);
    for (Claim& claim : document.claims) {
        label(claim.intervention, ConceptKind::intervention, vocabulary);
        label(claim.comparator, ConceptKind::intervention, vocabulary);
        label(claim.condition, ConceptKind::condition, vocabulary);
        label(claim.endpoint, vocabulary);
    }
}

} // namespace ekb::kb
