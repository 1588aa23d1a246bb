// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ekb::query::http {

/// Holds a TCP port, bound and not listening, until a listener that reuses addresses has taken it over: so that
/// port 0 gives a port that is known and that nobody else takes meanwhile, and a taken port is found out with a reason.
class PortHolder {
public:
    /// Throws Error that names the address and the reason.
    PortHolder(const std::string& host, int port);
    ~PortHolder();
    PortHolder(const PortHolder&) = delete;
    PortHolder& operator=(const PortHolder&) = delete;

    int port() const { return m_port; }

private:
    int m_descriptor = -1;
    int m_port = 0;
};

} // namespace ekb::query::http
