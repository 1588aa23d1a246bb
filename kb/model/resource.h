// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace ekb {

/// One data file that the build put into the program (cmake/EkbResources.cmake).
struct ResourceRow {
    std::string_view name;
    const char* begin;
    const char* end;
};

/// The bytes of the named data file; they live as long as the program. Throws Error where `rows` has no such
/// name: that is a mistake in a CMakeLists.txt. Thread-safe.
std::string_view find_resource(const ResourceRow* rows, std::size_t count, std::string_view name);

} // namespace ekb
