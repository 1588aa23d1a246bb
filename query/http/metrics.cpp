// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace ekb::query::http {

void Metrics::count(std::string_view method, std::string_view route, int status, double seconds) {
    const auto bucket = std::lower_bound(m_bounds.begin(), m_bounds.end(), seconds) - m_bounds.begin();
    const std::lock_guard lock(m_mutex);
    ++m_requests[{std::string(method), std::string(route), status}];
    ++m_durations[static_cast<std::size_t>(bucket)];
    m_seconds += seconds;
}

std::string Metrics::text() const {
    const std::lock_guard lock(m_mutex);
    std::string out = "# HELP ekb_http_requests_total Requests answered.\n# TYPE ekb_http_requests_total counter\n";
    for (const auto& [labels, count] : m_requests) {
        const auto& [method, route, status] = labels;
        out += fmt::format("ekb_http_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n", method, route,
                           status, count);
    }
    out += "# HELP ekb_http_request_seconds Time to make a reply.\n# TYPE ekb_http_request_seconds histogram\n";
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < m_bounds.size(); ++i) {
        total += m_durations[i];
        out += fmt::format("ekb_http_request_seconds_bucket{{le=\"{}\"}} {}\n", m_bounds[i], total);
    }
    total += m_durations.back();
    out += fmt::format("ekb_http_request_seconds_bucket{{le=\"+Inf\"}} {0}\nekb_http_request_seconds_sum "
                       "{1}\nekb_http_request_seconds_count {0}\n",
                       total, m_seconds);
    return out;
}

} // namespace ekb::query::http
