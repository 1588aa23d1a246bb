// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/direction_features.h"

#include "importers/extraction/compare/clauses.h"
#include "importers/extraction/compare/figures.h"
#include "importers/extraction/compare/row_figures.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace ekb::importers::extraction {

namespace {

using Words = std::vector<std::string>;

// What is read by rule from a whole clause tells more than any single word, so it is learned faster.
constexpr float reading_value = 4;

void add_runs(FeatureSet& set, const std::string& prefix, const Words& words, std::size_t longest) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string run = prefix;
        for (std::size_t n = 0; n < longest && i + n < words.size(); ++n) {
            run += ' ' + words[i + n];
            set.add(run);
        }
    }
}

void add_ordered_pairs(FeatureSet& set, const std::string& prefix, const Words& keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (std::size_t j = i + 2; j < std::min(keys.size(), i + 6); ++j) set.add(prefix + keys[i] + ".." + keys[j]);
    }
}

bool has(const Words& keys, std::string_view key) { return std::ranges::find(keys, key) != keys.end(); }

/// What the cues say by the plain rules of English: a cue of more or less, turned round where the comparator is the
/// subject or the intervention is what is compared with.
std::string plain_reading(const Words& keys) {
    const auto cue = std::ranges::find_if(keys, [](const std::string& k) { return k == "UP" || k == "DOWN" || k == "GOOD" || k == "BAD"; });
    if (cue == keys.end()) return has(keys, "SAME") ? "same" : "none";
    const auto than = std::find(cue, keys.end(), "THAN");
    bool turned = false;
    if (than != keys.end()) {
        const auto reference = std::find_if(than, keys.end(), [](const std::string& k) { return k == "I" || k == "C"; });
        turned = reference != keys.end() && *reference == "I";
    } else {
        const auto before = std::find_if(std::make_reverse_iterator(cue), keys.rend(), [](const std::string& k) { return k == "I" || k == "C"; });
        const auto after = std::find_if(cue, keys.end(), [](const std::string& k) { return k == "I" || k == "C"; });
        turned = before != keys.rend() ? *before == "C" : after != keys.end() && *after == "C";
    }
    return *cue + (turned ? "~" : "") + (has(keys, "SAME") || has(keys, "NOT") ? "!" : "") + (has(keys, "P-") ? "-" : has(keys, "P+") || has(keys, "SIG") ? "+" : "");
}

std::string section_name(const Passage& passage) {
    if (passage.table >= 0) return "table";
    return std::to_string(static_cast<int>(passage.kind)) + (passage.body ? "b" : "a");
}

void add_figures(FeatureSet& set, const std::string& prefix, const std::optional<FigureComparison>& figures, const Words& keys) {
    if (!figures) return;
    std::string name = prefix + (figures->sign > 0 ? "more" : figures->sign < 0 ? "less" : "equal");
    set.add(name, reading_value);
    name += !figures->significant ? "?" : *figures->significant ? "+" : "-";
    set.add(name, reading_value);
    set.add(name + (has(keys, "SAME") ? " same" : "") + (has(keys, "SIG") ? " sig" : "") + (has(keys, "NOT") ? " not" : ""));
}

/// Whether "better" means more or less of it depends on the endpoint.
void add_endpoint(FeatureSet& set, const Question& question, const Words& keys, const std::string& reading) {
    const bool judged = has(keys, "GOOD") || has(keys, "BAD");
    for (const auto& [s, weight] : question.endpoint.weights) {
        if (weight < 0.1) continue;
        if (judged) set.add("E:" + s + " " + reading);
        set.add("E:" + s, 0.3F);
    }
}

double bucket(double share) { return std::floor(share * 5) / 5; }

} // namespace

Features direction_features(const DocumentText& content, const Passage& passage, const Roles& roles, const Question& question) {
    FeatureSet set;
    const TokenRange whole{0, passage.tokens.size()};
    const TokenRange clause = endpoint_clause(passage, roles, question);
    const Words keys = key_words(passage, roles, clause);
    const Words all_keys = key_words(passage, roles, whole);
    const std::string reading = plain_reading(keys);
    add_runs(set, "k", keys, 4);
    add_ordered_pairs(set, "s ", keys);
    add_runs(set, "w", plain_words(passage, roles, clause), 2);
    add_runs(set, "a", all_keys, 3);
    set.add("reading " + reading, reading_value);
    set.add("whole reading " + plain_reading(all_keys), reading_value);
    set.add("section " + section_name(passage));
    add_endpoint(set, question, keys, reading);
    if (passage.table >= 0) add_figures(set, "columns ", compare_columns(content, passage, question), keys);
    else add_figures(set, "figures ", compare_figures(passage, roles, clause), keys);
    return set.features();
}

Features relevance_features(const Passage& passage, const Roles& roles, const Question& question) {
    FeatureSet set;
    const Words keys = key_words(passage, roles, {0, passage.tokens.size()});
    const std::string where = section_name(passage);
    set.add("endpoint", static_cast<float>(roles.endpoint_cover * 3));
    set.add("endpoint squared", static_cast<float>(roles.endpoint_cover * roles.endpoint_cover * 3));
    set.add("context", static_cast<float>(roles.context_cover));
    set.add("arms", static_cast<float>(roles.intervention_cover + roles.comparator_cover));
    set.add("where " + where);
    set.add("where " + where + " " + std::to_string(bucket(roles.endpoint_cover)));
    for (const char* key : {"I", "C", "UP", "DOWN", "SAME", "SIG", "THAN", "GOOD", "BAD", "P+", "P-", "P?", "CI"}) {
        if (has(keys, key)) set.add(std::string("has ") + key);
    }
    const bool result = has(keys, "P+") || has(keys, "P-") || has(keys, "SAME") || has(keys, "SIG");
    const bool moved = has(keys, "UP") || has(keys, "DOWN") || has(keys, "GOOD") || has(keys, "BAD");
    set.add(std::string("result ") + (result ? "r" : "") + (moved ? "m" : "") + (roles.both_arms() ? "b" : "") + " " +
            std::to_string(bucket(roles.endpoint_cover)));
    if (question.endpoint.weights.size() <= 2) set.add("short endpoint " + std::to_string(bucket(roles.endpoint_cover)));
    set.add("length", static_cast<float>(std::min(passage.tokens.size(), std::size_t{80})) / 80);
    set.add("bias");
    return set.features();
}

} // namespace ekb::importers::extraction
