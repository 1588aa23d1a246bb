// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <optional>
#include <string_view>

namespace ekb::importers {

/// The kind that a data file names so ("retraction", "expression_of_concern" …); nullopt for any other word.
std::optional<NoticeKind> notice_kind(std::string_view name);

} // namespace ekb::importers
