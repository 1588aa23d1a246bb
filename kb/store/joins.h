// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace ekb::kb {

/// A person's word that two documents do, or do not, report one study. It outlives both.
struct JoinDecision {
    std::string document_a; ///< an id; the two in the order of their bytes
    std::string document_b;
    bool together = false;
    std::string who;
    std::int64_t at_ms = 0; ///< milliseconds since 1970, UTC
    std::string why;

    bool operator==(const JoinDecision&) const = default;
};

/// Why two documents of a study are joined.
struct Join {
    std::int64_t study_key = 0;
    std::string document_a; ///< the older of the two
    std::string document_b;
    std::string shared; ///< the identifier that both give as their own, such as "registry:NCT01234567"; empty where a
                        ///< person joined them

    bool operator==(const Join&) const = default;
};

} // namespace ekb::kb
