// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// What a child process may take. It is killed where it takes more.
struct ChildLimits {
    std::chrono::milliseconds time{30'000};     ///< by the clock on the wall; of the processor, the next full second
    std::size_t memory_bytes = 1UL << 30;       ///< address space
    std::size_t output_bytes = 64UL << 20;      ///< on standard output
};

enum class ChildEnd {
    exited,        ///< of itself, with `status`
    not_started,   ///< there is no such program, or no process could be made; `error` says why
    out_of_time,
    out_of_output, ///< it wrote more than it may
    killed         ///< by another signal, such as for want of memory
};

struct ChildResult {
    ChildEnd end = ChildEnd::not_started;
    int status = 0;
    std::string output; ///< its standard output
    std::string error;  ///< the beginning of its standard error
};

/// Runs a program (an absolute path) with these arguments, without a shell, and waits for it. Its standard input is a file
/// in memory that holds `input`. It has an environment of its own, no open file of ours and, where the system lets an
/// ordinary user take it away, no network. Thread-safe.
ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments, std::string_view input,
                      const ChildLimits& limits);

} // namespace ekb::importers
