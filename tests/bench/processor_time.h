// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

/// Seconds of processor that were taken so far: CLOCK_THREAD_CPUTIME_ID by this thread, CLOCK_PROCESS_CPUTIME_ID by all,
/// the start included. Other work on the machine does not count.
inline double processor_seconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
