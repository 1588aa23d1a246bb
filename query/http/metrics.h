// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace ekb::query::http {

/// Counts requests and how long they took. Thread-safe.
class Metrics {
public:
    /// `route` is a route's pattern, never the request's own path: the number of rows stays small.
    void count(std::string_view method, std::string_view route, int status, double seconds);

    /// In Prometheus' text format, 0.0.4.
    std::string text() const;

private:
    static constexpr std::array<double, 8> m_bounds{0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 10};

    mutable std::mutex m_mutex;
    std::map<std::tuple<std::string, std::string, int>, std::uint64_t> m_requests;
    std::array<std::uint64_t, m_bounds.size() + 1> m_durations{};
    double m_seconds = 0;
};

} // namespace ekb::query::http
