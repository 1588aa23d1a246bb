// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/design_fields.h"

#include "importers/registry/field_value.h"

#include <array>
#include <utility>

namespace ekb::importers::registry {

namespace {

/// The phase that a word is: "2", "phase2", "ii", "iib"; 0 for none.
char phase_digit(std::string word) {
    if (word.starts_with("phase")) word.erase(0, 5);
    if (word.size() > 1 && (word.back() == 'a' || word.back() == 'b')) word.pop_back();
    static constexpr std::array<std::pair<std::string_view, char>, 9> words{{{"0", '0'},
                                                                             {"1", '1'},
                                                                             {"2", '2'},
                                                                             {"3", '3'},
                                                                             {"4", '4'},
                                                                             {"i", '1'},
                                                                             {"ii", '2'},
                                                                             {"iii", '3'},
                                                                             {"iv", '4'}}};
    for (const auto& [name, digit] : words) {
        if (word == name) return digit;
    }
    return 0;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : folded(text)) {
        if (c == ' ')
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}

bool mentions_clusters(const RegistryStudy& study) {
    for (const std::string* title : {&study.title, &study.official_title}) {
        const std::string plain = folded(*title);
        for (const std::string_view words :
             {"cluster randomized", "cluster randomised", "cluster randomisation", "cluster randomization"}) {
            if (has_words(plain, words)) return true;
        }
    }
    return false;
}

/// Whether a title says that the trial is randomised, for registries without a field for it.
bool titled_randomised(const RegistryStudy& study) {
    for (const std::string* title : {&study.title, &study.official_title}) {
        const std::string plain = folded(*title);
        if (plain.find("non randomi") != std::string::npos || plain.find("nonrandomi") != std::string::npos)
            return false;
        if (has_words(plain, "randomized") || has_words(plain, "randomised")) return true;
    }
    return false;
}

std::optional<DesignType> type_of(const RegistryStudy& study) {
    const std::string allocation = constant_of(study.allocation);
    const std::string model = constant_of(study.intervention_model);
    if (study.study_type.starts_with("OBSERVATIONAL")) return DesignType::non_randomised;
    if (study.study_type == "EXPANDED_ACCESS") return DesignType::other;
    if (allocation.starts_with("NON_RANDOM") || allocation.starts_with("NONRANDOM") || allocation == "NA" ||
        allocation == "N_A")
        return DesignType::non_randomised;
    const bool randomised = allocation.starts_with("RANDOM") || (allocation.empty() && titled_randomised(study));
    if (!randomised) return model.starts_with("SINGLE_") ? std::optional(DesignType::non_randomised) : std::nullopt;
    if (mentions_clusters(study)) return DesignType::cluster_rct;
    if (model.starts_with("CROSS")) return DesignType::crossover_rct;
    if (model.starts_with("PARALLEL")) return DesignType::parallel_rct;
    return DesignType::other_rct;
}

} // namespace

std::optional<std::string> phase_of(const std::vector<std::string>& phases) {
    std::string found;
    bool early = false;
    for (const std::string& phase : phases) {
        for (const std::string& word : words_of(phase)) {
            early |= word == "early";
            const char digit = phase_digit(word);
            if (digit == 0 || found.find(digit) != std::string::npos) continue;
            if (!found.empty()) found += '/';
            found += digit;
        }
    }
    if (found.empty()) return std::nullopt;
    return early && found == "1" ? "early 1" : found;
}

std::optional<std::string> masking_of(const std::string& masking) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> words{{{"quadruple", "quadruple"},
                                                                                          {"triple", "triple"},
                                                                                          {"double", "double"},
                                                                                          {"single", "single"},
                                                                                          {"none", "none"},
                                                                                          {"no masking", "none"},
                                                                                          {"open", "none"},
                                                                                          {"open label", "none"},
                                                                                          {"unblinded", "none"},
                                                                                          {"not blinded", "none"},
                                                                                          {"no blinding", "none"}}};
    const std::string plain = folded(masking);
    for (const auto& [word, name] : words) {
        if (has_words(plain, word)) return std::string(name);
    }
    return std::nullopt;
}

Design design_of(const RegistryStudy& study) {
    return {type_of(study), phase_of(study.phases), masking_of(study.masking), Species::human};
}

} // namespace ekb::importers::registry
