// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// The journal that a text says the study it tells of was published in ("recently published in the Journal of …"), as
/// it writes the name, without "the". nullopt where it names none, or several: it may then speak of several studies.
/// Thread-safe.
std::optional<std::string> named_journal(std::string_view text);

} // namespace ekb::importers
