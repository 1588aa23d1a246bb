// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::registry {

/// The answers of the EU Clinical Trials Register's form (EudraCT), by the number of the question without its dots:
/// "A3" is A.3, the full title. Answers in English; those in other languages are left out. The questions are listed in
/// the EudraCT protocol fields (https://eudract.ema.europa.eu/docs/guidance).
struct EuctrAnswers {
    std::map<std::string, std::string, std::less<>> answers; ///< the first answer to each question
    std::map<std::string, std::string, std::less<>> summary; ///< "eudract number", "trial status" …: lower case
    std::vector<std::map<std::string, std::string, std::less<>>> products; ///< section D by product
    std::vector<std::string> member_states; ///< of the records folded into this one, each once

    /// The answer; empty where there is none.
    std::string at(std::string_view question) const;
    bool yes(std::string_view question) const;
    /// Folds another record of the same trial into this one: it fills gaps and adds its member state.
    void fill_from(EuctrAnswers further);
};

/// The record of one trial in one member state, as the text download has it.
EuctrAnswers euctr_text_answers(std::string_view text);
/// The register's page of one trial in one member state.
EuctrAnswers euctr_page_answers(std::string_view html);
/// JSON made of the text download: names such as "a3_full_title_of_the_trial", and "dimp" for the products.
EuctrAnswers euctr_json_answers(const nlohmann::json& record);

} // namespace ekb::importers::registry
