// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/notices.h"

#include <utility>

namespace ekb::importers {

std::optional<NoticeKind> notice_kind(std::string_view name) {
    static constexpr std::pair<std::string_view, NoticeKind> kinds[] = {
        {"retraction", NoticeKind::retraction},
        {"correction", NoticeKind::correction},
        {"expression_of_concern", NoticeKind::expression_of_concern},
        {"reinstatement", NoticeKind::reinstatement},
        {"retract_and_replace", NoticeKind::retract_and_replace},
    };
    for (const auto& [known, kind] : kinds) {
        if (known == name) return kind;
    }
    return std::nullopt;
}

} // namespace ekb::importers
