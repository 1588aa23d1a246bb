// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/design_text.h"

#include "importers/registry/field_value.h"

#include <re2/re2.h>

namespace ekb::importers::registry {

namespace {

/// What follows a label, up to the comma or full stop that ends it outside brackets.
std::string after_label(const std::string& text, const RE2& label) {
    re2::StringPiece rest(text);
    if (!RE2::FindAndConsume(&rest, label)) return {};
    int depth = 0;
    std::size_t end = 0;
    for (; end < rest.size(); ++end) {
        const char c = rest[end];
        if (depth == 0 && (c == ',' || c == ';' || (c == '.' && (end + 1 == rest.size() || rest[end + 1] == ' '))))
            break;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return clean_text({rest.data(), end});
}

void set(std::string& field, std::string value) {
    if (!value.empty()) field = std::move(value);
}

void read_words(const std::string& text, RegistryStudy& study) {
    static const RE2 not_randomised(
        R"((?i)\bnon[- ]?randomi[sz]|\bnot randomi[sz]|randomi[sz]ed: ?no\b|\bsingle[- ]arm\b)");
    static const RE2 randomised(R"((?i)\brandomi[sz])");
    static const RE2 model(R"((?i)\b(cross[- ]?over|parallel|factorial|single[- ]group|single[- ]arm|sequential)\b)");
    static const RE2 masking(R"((?i)\b(quadruple|triple|double|single)[- ](?:blind|mask)|\b(open)\b[- ]?(?:label)?)");
    if (RE2::PartialMatch(text, not_randomised))
        study.allocation = "Non-Randomized";
    else if (RE2::PartialMatch(text, randomised))
        study.allocation = "Randomized";
    std::string word;
    std::string open;
    if (RE2::PartialMatch(text, model, &word)) study.intervention_model = word;
    if (RE2::PartialMatch(text, masking, &word, &open)) study.masking = word.empty() ? open : word;
}

/// "Randomised: yes Open: no Double blind: yes Parallel group: yes", as EUCTR's answers reach other registries.
void read_answers(const std::string& text, RegistryStudy& study) {
    static const RE2 answer("(?i)(randomi[sz]ed|open|single blind|double blind|parallel group|cross over): ?(yes|no)");
    std::string question;
    std::string yes_or_no;
    for (re2::StringPiece left(text); RE2::FindAndConsume(&left, answer, &question, &yes_or_no);) {
        const std::string plain = folded(question);
        const bool yes = folded(yes_or_no) == "yes";
        if (plain.starts_with("randomi"))
            study.allocation = yes ? "Randomised" : "Non-randomised";
        else if (yes && (plain == "parallel group" || plain == "cross over"))
            study.intervention_model = question;
        else if (yes)
            study.masking = question;
    }
}

} // namespace

void read_design_text(const std::string& text, RegistryStudy& study) {
    static const RE2 allocation("(?i)Allocation: ?");
    static const RE2 model("(?i)Intervention model: ?");
    static const RE2 masking("(?i)Masking: ?");
    if (RE2::PartialMatch(text, "(?i)(?:randomi[sz]ed|open|double blind): ?(?:yes|no)")) {
        read_answers(text, study);
    } else if (RE2::PartialMatch(
                   text, "(?i)(?:Allocation|Intervention model|Masking|Observational Model|Primary purpose): ?")) {
        set(study.allocation, after_label(text, allocation));
        set(study.intervention_model, after_label(text, model));
        set(study.masking, after_label(text, masking));
    } else {
        read_words(text, study);
    }
}

} // namespace ekb::importers::registry
