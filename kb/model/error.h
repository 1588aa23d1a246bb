// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace ekb {

/// We cannot go on: a disk, a corrupt store, a bug. Bad input is never this: it is a Diagnostic.
/// Caught once in the program's main and once in the server.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& what) : std::runtime_error(what) {}
};

} // namespace ekb
