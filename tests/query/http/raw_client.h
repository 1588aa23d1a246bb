// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace ekb::query::http {

/// Sends the bytes to 127.0.0.1:port and gives all that comes back until the server closes or 5 seconds are silent.
/// `then` is sent after the first bytes of an answer have come. Throws Error where it cannot connect.
std::string exchange(int port, const std::string& raw, const std::string& then = {});

/// Sends the bytes and goes away.
void abandon(int port, const std::string& raw);

/// A client that sends the bytes and then neither sends nor reads, for as long as it lives.
class SilentClient {
public:
    SilentClient(int port, const std::string& raw);
    ~SilentClient();
    SilentClient(SilentClient&&) noexcept;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::query::http
