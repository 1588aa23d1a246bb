// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb {

/// How much of an intervention was given, how and for how long. Every part that the source does not say is empty.
struct Dose {
    std::string text;                        ///< the source's own words: "200 mg tid for up to 12 months"
    std::optional<double> amount;            ///< of one administration, in `unit`; the lower end of a range
    std::optional<double> amount_high;       ///< the upper end of a range
    std::optional<std::string> unit;         ///< spelled as in the contract: mg ug g kg IU mL L mg/kg ug/kg mmol % ppm …
    std::optional<std::string> route;        ///< lower-case English: oral, intravenous, intramuscular …
    std::optional<std::string> frequency;    ///< the source's own words: "tid", "twice weekly"
    std::optional<double> per_day;           ///< administrations a day that `frequency` means; twice weekly is 2/7
    std::optional<std::string> duration;     ///< the source's own words: "12 months"
    std::optional<double> duration_days;     ///< what `duration` means; a month is 365/12 days

    bool operator==(const Dose&) const = default;
};

/// A group of the trial that is given one thing.
struct Arm {
    std::string name;                    ///< the shortest phrase in the source that names it, without its dose
    ArmRole role = ArmRole::experimental;
    std::vector<std::string> also_called; ///< other names and abbreviations that the source uses for it
    std::optional<int> n;                 ///< participants allocated to it
    std::optional<std::string> concept_id;
    std::optional<std::string> label;
    std::optional<Dose> dose;

    bool operator==(const Arm&) const = default;
};

} // namespace ekb
