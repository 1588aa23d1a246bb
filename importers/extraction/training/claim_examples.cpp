// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/claim_examples.h"

#include "importers/extraction/results/acceptance.h"
#include "importers/extraction/results/pair_choice.h"
#include "importers/extraction/training/article_abstracts.h"

#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/results/endpoints.h"

#include <algorithm>
#include <set>

namespace ekb::importers::extraction::training {

namespace {

/// Whether the sentence is (part of) the quote, white space aside.
bool quoted(const Case& one, const Sentence& sentence, const std::string& quote) {
    const std::string words = without_space(sentence.in(one.prose.text));
    return words.size() > 8 &&
           (quote.find(words) != quote.npos || (quote.size() > 20 && words.find(quote) != words.npos));
}

} // namespace

std::optional<TaggedSpan> nearest_run(const Sentence& sentence, const std::string& phrase) {
    const std::vector<Token> words = tokenise(phrase);
    std::optional<TaggedSpan> best;
    double most = 0.6;
    for (std::size_t first = 0; first < sentence.tokens.size(); ++first) {
        if (!sentence.tokens[first].word()) continue;
        for (std::size_t end = first + 1; end <= std::min(first + words.size() + 4, sentence.tokens.size()); ++end) {
            if (!sentence.tokens[end - 1].word() && !sentence.tokens[end - 1].is(")")) continue;
            const double like = shared_words(Tokens(sentence.tokens).subspan(first, end - first), words);
            if (like <= most + 1e-9) continue;
            most = like;
            best = TaggedSpan{first, end, 0, 1};
        }
    }
    return best;
}

std::vector<PlacedClaim> place_claims(const Case& one) {
    std::vector<PlacedClaim> placed;
    for (std::size_t c = 0; c < one.gold.claims.size(); ++c) {
        const GoldClaim& claim = one.gold.claims[c];
        const std::string quote = without_space(claim.quote);
        std::optional<Mention> found;
        for (const bool exact : {true, false}) {
            for (const std::size_t s : one.prose.core) {
                const Sentence& sentence = one.prose.sentences[s];
                if (found || !may_tell_result(sentence) || !quoted(one, sentence, quote)) continue;
                const auto spans = exact ? find_phrase(sentence, claim.endpoint, 0) : std::vector<TaggedSpan>{};
                const auto near = exact ? std::nullopt : nearest_run(sentence, claim.endpoint);
                if (!spans.empty()) found = Mention{s, spans[0].first, spans[0].end, 1};
                if (near) found = Mention{s, near->first, near->end, 1};
            }
        }
        if (found) placed.push_back({c, *found});
    }
    return placed;
}

std::vector<LabelledChain> endpoint_chains(const Case& one, const TrialArms& trial,
                                           const std::vector<PlacedClaim>& placed) {
    std::vector<LabelledChain> chains;
    for (const std::size_t s : one.prose.core) {
        const Sentence& sentence = one.prose.sentences[s];
        if (!may_tell_result(sentence)) continue;
        std::vector<TaggedSpan> spans;
        for (const PlacedClaim& claim : placed) {
            if (claim.endpoint.sentence == s) spans.push_back({claim.endpoint.first, claim.endpoint.end, 0, 1});
        }
        LabelledChain chain{{}, classes_of_spans(spans, sentence.tokens.size()), 1};
        const TaggerView view = endpoint_view(one.prose, one.traits, trial, s);
        const std::uint32_t signature = sentence_signature(view);
        for (std::size_t t = 0; t < sentence.tokens.size(); ++t)
            chain.features.push_back(endpoint_features(view, t, signature));
        chains.push_back(std::move(chain));
    }
    return chains;
}

Relation relation_of(Direction direction) {
    return direction == Direction::increased   ? Relation::increased
           : direction == Direction::decreased ? Relation::decreased
                                               : Relation::no_difference;
}

bool arm_is(const Case& one, const Arm& arm, const std::string& gold_name) {
    std::vector<std::string> wanted{gold_name};
    for (const GoldArm& gold : one.gold.arms) {
        if (std::find(gold.names.begin(), gold.names.end(), gold_name) != gold.names.end()) wanted = gold.names;
    }
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
        return alike(arm.name, name) || std::any_of(arm.also_called.begin(), arm.also_called.end(),
                                                    [&](const std::string& other) { return alike(other, name); });
    });
}

bool same_endpoint(const Case& one, const PlacedClaim& claim, const Mention& endpoint) {
    const Mention& at = claim.endpoint;
    return at.sentence == endpoint.sentence && at.first < endpoint.end && endpoint.first < at.end &&
           shared_words(tokens_of(one.prose, at), tokens_of(one.prose, endpoint)) >= 0.5;
}

bool told(const Case& one, const std::vector<PlacedClaim>& placed, const Mention& endpoint) {
    return std::any_of(placed.begin(), placed.end(),
                       [&](const PlacedClaim& claim) { return same_endpoint(one, claim, endpoint); });
}

namespace {

/// How well a pair is that of a labelled claim, as the scorer counts it; 0 where it is of no arm of the claim.
double likeness(const Case& one, const TrialArms& trial, const ArmPair& pair, const GoldClaim& gold) {
    const Arm& subject = trial.arms[pair.subject];
    const bool straight = arm_is(one, subject, gold.intervention);
    const bool turned = gold.comparator && arm_is(one, subject, *gold.comparator);
    if (!straight && !turned) return 0;
    const std::optional<std::string>& other = straight ? gold.comparator : std::optional(gold.intervention);
    const bool compared = other ? pair.reference && arm_is(one, trial.arms[*pair.reference], *other) : !pair.reference;
    return 0.5 + (compared ? 0.2 : 0);
}

/// Which of the pairs the labels have results of, every labelled claim for one pair at most. Empty where they have none of
/// any pair.
std::vector<bool> labelled(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                           const Mention& endpoint, const std::vector<ArmPair>& pairs) {
    struct Match {
        double likeness = 0;
        std::size_t pair = 0;
        std::size_t claim = 0;
    };
    std::vector<Match> matches;
    for (const PlacedClaim& claim : placed) {
        if (!same_endpoint(one, claim, endpoint)) continue;
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            const double like = likeness(one, trial, pairs[p], one.gold.claims[claim.claim]);
            if (like > 0) matches.push_back({like, p, claim.claim});
        }
    }
    if (matches.empty()) return {};
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.likeness > b.likeness; });
    std::vector<bool> out(pairs.size(), false);
    std::set<std::size_t> claims;
    for (const Match& match : matches) {
        if (out[match.pair] || !claims.insert(match.claim).second) continue;
        out[match.pair] = true;
    }
    return out;
}

} // namespace

std::vector<Example> acceptance_examples(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                         const std::vector<EndpointMention>& endpoints) {
    std::vector<Example> examples;
    if (trial.arms.empty()) return examples;
    for (std::size_t e = 0; e < endpoints.size(); ++e) {
        const PairChoice choice = possible_pairs(one.prose, trial, endpoints[e]);
        examples.push_back({acceptance_features({one.prose, one.traits, trial, endpoints, e, choice.pairs.front()}),
                            told(one, placed, endpoints[e]) ? 1 : 0, 1});
    }
    return examples;
}

std::vector<Example> pair_examples(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                   const std::vector<EndpointMention>& endpoints) {
    std::vector<Example> examples;
    if (trial.arms.empty()) return examples;
    for (std::size_t e = 0; e < endpoints.size(); ++e) {
        if (!told(one, placed, endpoints[e])) continue;
        const PairChoice choice = possible_pairs(one.prose, trial, endpoints[e]);
        const std::vector<bool> labels = labelled(one, trial, placed, endpoints[e], choice.pairs);
        for (std::size_t p = 0; p < labels.size(); ++p)
            examples.push_back({pair_features({one.prose, one.traits, trial, endpoints, e, choice.pairs[p]}, choice, p),
                                labels[p] ? 1 : 0, 1});
    }
    return examples;
}

namespace {

/// Adds an arm, and the places where a text names it: in its own words, or near ones where `near` is set.
void add_arm(TrialArms& trial, const Prose& prose, const GoldArm& gold, bool near) {
    for (std::size_t s = 0; s < prose.sentences.size(); ++s) {
        bool found = false;
        for (const std::string& name : gold.names) {
            for (const TaggedSpan& span : find_phrase(prose.sentences[s], name, 0)) {
                trial.places[s].push_back({span.first, span.end, trial.arms.size()});
                found = true;
            }
        }
        const auto run = near && !found ? nearest_run(prose.sentences[s], gold.names.front()) : std::nullopt;
        if (run) trial.places[s].push_back({run->first, run->end, trial.arms.size()});
    }
    Arm arm;
    arm.name = gold.names.front();
    arm.also_called.assign(gold.names.begin() + 1, gold.names.end());
    arm.role = gold.role;
    trial.arms.push_back(std::move(arm));
}

/// In text order, of places that overlap only the longest.
void settle(TrialArms& trial) {
    for (auto& places : trial.places) {
        std::stable_sort(places.begin(), places.end(), [](const ArmPlace& a, const ArmPlace& b) {
            return a.end - a.first > b.end - b.first;
        });
        std::vector<ArmPlace> kept;
        for (const ArmPlace& place : places) {
            const auto overlaps = [&](const ArmPlace& k) { return k.first < place.end && place.first < k.end; };
            if (std::none_of(kept.begin(), kept.end(), overlaps)) kept.push_back(place);
        }
        std::sort(kept.begin(), kept.end(), [](const ArmPlace& a, const ArmPlace& b) { return a.first < b.first; });
        places = std::move(kept);
    }
}

} // namespace

TrialArms compared_arms(const GoldComparison& comparison, const Prose& prose) {
    TrialArms trial;
    trial.places.resize(prose.sentences.size());
    if (!comparison.intervention.empty()) add_arm(trial, prose, {{comparison.intervention}, ArmRole::experimental}, true);
    if (!comparison.comparator.empty())
        add_arm(trial, prose, {{comparison.comparator}, trial.arms.empty() ? ArmRole::experimental : ArmRole::comparator}, true);
    settle(trial);
    return trial;
}

TrialArms labelled_arms(const Case& one) {
    TrialArms trial;
    trial.places.resize(one.prose.sentences.size());
    for (const GoldArm& gold : one.gold.arms)
        add_arm(trial, one.prose, gold, false);
    settle(trial);
    return trial;
}

} // namespace ekb::importers::extraction::training
