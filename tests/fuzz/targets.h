// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::fuzz {

/// Something that is given damaged input. It throws where the program did what it must never do; a crash or a hang is
/// for the one who runs it to see.
struct Target {
    std::string name;
    std::vector<std::string> inputs; ///< what is damaged
    std::function<void(const std::string& input)> run;
};

/// The readers, as a file of its own format and as one of every other; queries; questions; HTTP requests. `data` holds
/// the folders of fixtures, `seeds` the lists of lines, `scratch` is an empty folder.
std::vector<Target> all_targets(const std::filesystem::path& data, const std::filesystem::path& seeds,
                                const std::filesystem::path& scratch);

/// Everything that must be true of what a source's text became. Throws std::logic_error where it is not.
void read_as(const std::filesystem::path& file, std::string_view format);

} // namespace ekb::fuzz
