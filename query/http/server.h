// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace ekb::query::http {

struct ServerOptions {
    std::string host = "127.0.0.1"; ///< a literal address or a name of this machine
    int port = 8080;                ///< 0: any free one
    int threads = 4;                ///< of the whole process; the first server decides
    std::size_t max_body_bytes = 1 << 20;
    std::chrono::milliseconds drain_limit{10000}; ///< how long stop() waits for replies that are being made or sent
};

/// Makes the reply to a request; called from several threads at once.
using RequestHandler = std::function<Response(const Request&)>;

/// Takes a sentence for the operator.
using ServerLog = std::function<void(const std::string&)>;

/// The socket side: the one user of cpprestsdk. It refuses, before the handler sees them, requests whose body has no
/// length, a wrong one or one over the limit (of two lengths the library shows the last alone), whose headers are over
/// 64 kB (when the library has read them), of a version other than HTTP/1.0 and 1.1, and by HTTP/1.1 without a Host. It has no time limits of its own, as the
/// library has none: nginx faces the network (packaging/nginx). Thread-safe.
class Server {
public:
    /// Listens when it returns. Throws Error where the address cannot be listened on.
    Server(const ServerOptions& options, RequestHandler handler, ServerLog log);
    ~Server(); ///< stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// The port it listens on.
    int port() const;
    /// Answers new requests with 503, waits for those in flight, closes. Gives the number that were still in flight at
    /// the end of the wait.
    std::size_t stop();

    struct State; ///< the library's side

private:
    std::shared_ptr<State> m_state;
};

} // namespace ekb::query::http
