// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/document.h"

#include <map>
#include <string>
#include <string_view>

namespace ekb::importers::registry {

/// The text of a registry record: a block for each field, "Label: value", in reading order; and for each path of
/// RegistryStudy that has a block, the evidence that quotes the whole of it.
struct StudyText {
    DocumentText content;
    std::map<std::string, Evidence, std::less<>> by_path;

    /// The block of this path; nullptr where the record has none.
    const Evidence* at(std::string_view path) const;
};

StudyText study_text(const RegistryStudy& study);

/// The path that study_text gives to a category of a class: "…classes[0].categories[1]".
std::string category_path(const OutcomeClass& one, std::size_t category);

/// A figure as the text shows it: "-2.66 (Standard Deviation 5.1)", "NA [not reached]".
std::string figure_text(const OutcomeMeasure& outcome, const Measurement& measurement);

} // namespace ekb::importers::registry
