// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ekb::importers::extraction::pico {

/// One zstd frame made of `data`, small rather than fast.
std::string compress(std::string_view data);

/// What a zstd frame made by compress() holds. Throws Error naming `file` where it is not one.
std::string decompress(std::string_view frame, const char* file);

} // namespace ekb::importers::extraction::pico
