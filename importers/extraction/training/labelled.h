// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/abstract.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// An abstract whose tokens are labelled by people: its words joined by single spaces, and the class (0 none, else
/// PicoLabel + 1) of each token that the tagger sees in them.
struct Labelled {
    std::string id;
    std::string text;
    std::vector<std::uint8_t> classes;
};

/// Reads NDJSON (gzip or plain) of {"id", "tokens": [...], "labels": ["O" | "PAR" | "INT" | "OUT", ...]}.
/// Throws Error naming the file and line of a record that is not so.
std::vector<Labelled> read_labelled(const std::filesystem::path& path);

} // namespace ekb::importers::extraction::training
