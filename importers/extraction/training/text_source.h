// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// All files below `roots` (or the roots themselves), sorted by path, so that a run can be repeated.
std::vector<std::filesystem::path> files_below(const std::vector<std::filesystem::path>& roots);

/// Hands each passage of running text in a file to `sink`: the paragraphs of XML (reference lists left out), the
/// strings of four words or more of JSON and NDJSON (gzip or plain), the lines of anything else. It reads for word
/// statistics: where a file is not sound, what could be read of it is used.
void read_passages(const std::filesystem::path& file, const std::function<void(const std::string&)>& sink);

/// The whole file, decompressed where it is gzip. Throws Error naming the file.
std::string read_gzip(const std::filesystem::path& path);

} // namespace ekb::importers::extraction::training
