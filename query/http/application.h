// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"
#include "query/http/evidence.h"
#include "query/http/metrics.h"
#include "query/http/reply_cache.h"
#include "query/http/router.h"
#include "query/http/static_files.h"

#include <functional>
#include <memory>
#include <string>

namespace ekb::query::http {

/// The whole server without its sockets: a function from request to response. Thread-safe.
class Application {
public:
    /// Takes a sentence for the operator about an error that the client is not told of.
    using Log = std::function<void(const std::string&)>;

    /// `evidence` and `curation` outlive it.
    Application(Evidence& evidence, Curation& curation, StaticFiles files, Log log);

    /// Never throws: what handlers throw is logged and becomes a 500 that tells nothing of the inside.
    Response handle(const Request& request);
    const std::vector<Route>& routes() const { return m_router.routes(); }

private:
    Response reply_to(const Request& request, std::string_view pattern);
    std::shared_ptr<const PreparedReply> kept_or_made(const Request& request);
    Response answer(const Request& request);
    Response route(const Request& request);

    StaticFiles m_files;
    Metrics m_metrics;
    Router m_router;
    Log m_log;
    Evidence& m_evidence;
    ReplyCache m_kept;
};

} // namespace ekb::query::http
