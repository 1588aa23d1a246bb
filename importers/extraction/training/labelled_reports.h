// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// A text that was told to report a trial or other work.
struct LabelledReport {
    std::string id;
    std::vector<std::uint32_t> features; ///< report_features()
    bool trial = false;
    bool abstract = false;  ///< one of the labelled abstracts, not a record of an export
    bool measuring = false; ///< of the half of the records that is only measured
    std::size_t source = 0; ///< texts of one number are of one export, and of one topic; each abstract has its own
};

/// The labelled abstracts (training/claim_data.h) with labelled results, told by `reports`/no_trials.tsv, and the records of the files below
/// `corpus` that `reports`/labels.tsv tells to be trials, protocols or other work. Throws Error where a file cannot be read.
std::vector<LabelledReport> read_labelled_reports(const std::string& labelled, const std::string& abstracts,
                                                  const std::string& reports, const std::string& corpus);

} // namespace ekb::importers::extraction::training
