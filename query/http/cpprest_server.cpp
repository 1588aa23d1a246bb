// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/server.h"

#include "kb/model/error.h"
#include "query/http/finish.h"
#include "query/http/in_flight.h"
#include "query/http/parts.h"
#include "query/http/port_holder.h"
#include "query/http/problem.h"

#define _TURN_OFF_PLATFORM_STRING // cpprestsdk's macro U breaks fmt
// What a task threw and nobody asked for ends the process, unless this says otherwise. When a connection ends while its
// reply is being made, the library itself does not ask: that costs the reply, which is logged, and no more.
#define _REPORT_PPLTASK_UNOBSERVED_EXCEPTION() static_cast<void>(0)
#include <cpprest/http_listener.h>
#include <cpprest/interopstream.h>
#include <cpprest/rawptrstream.h>
#include <fmt/format.h>
#include <pplx/threadpool.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <ctime>
#include <istream>
#include <mutex>
#include <thread>

namespace ekb::query::http {

namespace rest = web::http;
using Listener = web::http::experimental::listener::http_listener;

struct Server::State {
    ServerOptions options;
    RequestHandler handler;
    ServerLog log;
    InFlight in_flight;
    std::atomic<bool> breaks_off = false; ///< replies that are still being made are not made to their end
    int port = 0;
    std::unique_ptr<Listener> listener;
};

namespace {

Headers headers_of(const rest::http_request& message) {
    Headers headers;
    for (const auto& [name, value] : message.headers())
        headers.emplace_back(name, value);
    return headers;
}

Request request_of(const rest::http_request& message) {
    const auto& uri = message.request_uri();
    return {message.method(), uri.path().empty() ? "/" : uri.path(), uri.query(), headers_of(message), {}};
}

using namespace std::chrono_literals;
constexpr auto close_limit = 5000ms; // how long a stop waits for connections that it has closed

constexpr std::size_t most_header_bytes = 64U << 10U; // as nginx's file takes

/// Why the request's head is refused. The library takes headers of any size, any version and none of a host.
std::optional<Problem> refused_head(const rest::http_request& message, const Request& request) {
    const auto version = message.http_version();
    if (version.major != 1 || version.minor > 1) {
        return Problem{ProblemKind::malformed_request, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
    }
    if (version.minor == 1 && !header(request.headers, "Host")) {
        return Problem{ProblemKind::malformed_request, "a request by HTTP/1.1 names its Host"};
    }
    std::size_t bytes = 0;
    for (const auto& [name, value] : request.headers)
        bytes += name.size() + value.size();
    if (bytes > most_header_bytes) {
        return Problem{ProblemKind::malformed_request,
                       fmt::format("the headers have {} bytes; {} are taken", bytes, most_header_bytes)};
    }
    return std::nullopt;
}

/// Why the request is refused before its body is read. The library would buffer a body of any size, read a wrong
/// length as 0, and wait for ever for a body that two lengths announce.
std::optional<Problem> refused(const rest::http_request& message, const Request& request, std::size_t max_body_bytes) {
    if (header(request.headers, "Transfer-Encoding")) {
        return Problem{ProblemKind::length_required, "a body in chunks is not taken",
                       "send the body with its Content-Length"};
    }
    // The library takes "//name" for a host without a scheme, and would serve "/".
    if (message.request_uri().scheme().empty() && !message.request_uri().host().empty()) {
        return Problem{ProblemKind::malformed_request, "the path must not begin with \"//\""};
    }
    const auto length = header(request.headers, "Content-Length");
    if (!length) return std::nullopt;
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), bytes);
    if (error == std::errc::result_out_of_range ||
        (error == std::errc() && end == length->data() + length->size() && bytes > max_body_bytes)) {
        return Problem{ProblemKind::too_large,
                       fmt::format("the body has {} bytes; {} are taken", length->substr(0, 30), max_body_bytes)};
    }
    if (error != std::errc() || end != length->data() + length->size()) {
        return Problem{ProblemKind::malformed_request,
                       fmt::format("Content-Length is \"{}\"; it must be one whole number", length->substr(0, 30))};
    }
    return std::nullopt;
}

bool has_body(const Request& request) {
    return header(request.headers, "Content-Length").value_or("0") != "0";
}

/// HTTP/1.0 knows no chunks, and could not tell a reply that broke off from a whole one: its length is told before.
void gather_parts(Response& response) {
    for (auto part = response.more(); !part.empty(); part = response.more())
        response.body += part;
    response.more = {};
    set_header(response.headers, "Content-Length", std::to_string(response.body.size()));
}

/// A body that is read from its parts while it is sent: in chunks, as it has no length. Where a part cannot be made, the
/// library is told so: it closes the connection without the last chunk, and the client knows that there was more.
class PartsBody {
public:
    PartsBody(std::string first, std::function<std::string()> more)
        : m_parts(std::move(first), std::move(more), [this](const std::exception_ptr& error) { fail(error); }), m_read(&m_parts),
          m_stream(m_read) {}

    concurrency::streams::istream stream() const { return m_stream; }
    /// Lets the library read no more of it.
    void fail(const std::exception_ptr& error) { m_stream.close(error); }

private:
    Parts m_parts;
    std::istream m_read;
    concurrency::streams::stdio_istream<std::uint8_t> m_stream;
};

/// Runs what is scheduled at once, where it is scheduled.
class AtOnce final : public pplx::scheduler_interface {
public:
    void schedule(pplx::TaskProc_t run, void* with) override { run(with); }
};

/// That so many bytes were read. What follows runs at once, where a turn of the thread pool takes longer than to send them.
pplx::task<std::size_t> read_task(std::size_t bytes) {
    static AtOnce at_once;
    return pplx::task_from_result(bytes, pplx::task_options(at_once));
}

/// A body that is there as a whole. The library sends it in pieces of 4 kB, each of which it awaits as a task. It asks for no
/// more than Content-Length says: where that is more than there is, as of a reply to HEAD, to read nothing must be an error, as
/// the library would otherwise ask again without end.
class WholeBody final : public concurrency::streams::details::basic_rawptr_buffer<std::uint8_t> {
public:
    explicit WholeBody(std::string body) : m_body(std::move(body)) {}

    static concurrency::streams::istream stream(std::string body) {
        return concurrency::streams::streambuf<std::uint8_t>(std::make_shared<WholeBody>(std::move(body))).create_istream();
    }

    pplx::task<std::size_t> getn(std::uint8_t* to, std::size_t count) override {
        constexpr std::size_t piece = 4096;
        static const pplx::task<std::size_t> whole_piece = read_task(piece); // one for all: to make it takes longer than to copy
        const std::size_t read = m_body.copy(reinterpret_cast<char*>(to), count, m_read);
        m_read += read;
        if (read == 0) return pplx::task_from_exception<std::size_t>(Error("there is no more of the body"));
        return read == piece ? whole_piece : read_task(read);
    }

private:
    std::string m_body;
    std::size_t m_read = 0;
};

/// Answers one request; destroyed when the reply is sent or the client is gone, it counts down.
class Exchange {
public:
    Exchange(std::shared_ptr<Server::State> state, rest::http_request message)
        : m_state(std::move(state)), m_message(std::move(message)), m_accepted(m_state->in_flight.begin()) {}
    ~Exchange() { m_state->in_flight.end(); }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    static void start(const std::shared_ptr<Exchange>& self);

private:
    static void send(const std::shared_ptr<Exchange>& self, Response response);
    std::shared_ptr<PartsBody> set_body(rest::http_response& message, Response& response, bool without_body) const;
    static void refuse(const std::shared_ptr<Exchange>& self, const Problem& problem);
    static void read_body(const std::shared_ptr<Exchange>& self);
    static void respond(const std::shared_ptr<Exchange>& self);
    void log(const std::string& what) const { m_state->log(what); }

    std::shared_ptr<Server::State> m_state;
    rest::http_request m_message;
    bool m_accepted;
    Request m_request;
};

void Exchange::start(const std::shared_ptr<Exchange>& self) {
    self->m_request = request_of(self->m_message);
    if (!self->m_accepted)
        return refuse(self, {ProblemKind::unavailable, "the server is stopping", "try again in a moment"});
    if (const auto problem = refused_head(self->m_message, self->m_request)) return refuse(self, *problem);
    if (const auto problem = refused(self->m_message, self->m_request, self->m_state->options.max_body_bytes))
        return refuse(self, *problem);
    if (has_body(self->m_request)) return read_body(self);
    respond(self);
}

void Exchange::read_body(const std::shared_ptr<Exchange>& self) {
    self->m_message.extract_vector().then([self](const pplx::task<std::vector<unsigned char>>& read) {
        // An exception that nobody looks at ends the process.
        try {
            const auto bytes = read.get();
            self->m_request.body.assign(bytes.begin(), bytes.end());
        } catch (const std::exception& error) {
            self->log(fmt::format("{} {}: {}", self->m_request.method, self->m_request.path, error.what()));
            return refuse(self, {ProblemKind::malformed_request, "the body could not be read"});
        }
        respond(self);
    });
}

void Exchange::respond(const std::shared_ptr<Exchange>& self) {
    try {
        send(self, self->m_state->handler(self->m_request));
    } catch (const std::exception& error) {
        self->log(fmt::format("{} {}: {}", self->m_request.method, self->m_request.path, error.what()));
        refuse(self, {ProblemKind::internal, "the answer could not be made"});
    }
}

/// The connection is closed after a refusal: what follows on it may be the rest of a body.
void Exchange::refuse(const std::shared_ptr<Exchange>& self, const Problem& problem) {
    auto response = finish(self->m_request, problem_response(problem), std::time(nullptr));
    set_header(response.headers, "Connection", "close");
    // The library sends no reply before the whole body is there, though it may never come: call it complete.
    self->m_message._get_impl()->_complete(0);
    if (problem.kind == ProblemKind::unavailable) set_header(response.headers, "Retry-After", "5");
    send(self, std::move(response));
}

/// Gives the message its body; what is given back lives until the reply is sent.
std::shared_ptr<PartsBody> Exchange::set_body(rest::http_response& message, Response& response, bool without_body) const {
    constexpr auto* any_type = "application/octet-stream"; // the headers name the right one
    if (response.more || (without_body && !header(response.headers, "Content-Length"))) {
        auto more = [state = m_state, make = std::move(response.more)] {
            if (state->breaks_off) throw Error("the server stopped before it was made to its end");
            return make();
        };
        auto parts = std::make_shared<PartsBody>(std::move(response.body), std::move(more));
        message.set_body(parts->stream(), any_type);
        // The headers of a reply in chunks, and no chunk of it.
        if (without_body) parts->fail(std::make_exception_ptr(Error("no body is sent")));
        return parts;
    }
    // Always a body, though an empty one: a reply with a length and no body at all ends the process.
    message.set_body(WholeBody::stream(std::move(response.body)), any_type);
    return nullptr;
}

void Exchange::send(const std::shared_ptr<Exchange>& self, Response response) {
    rest::http_response message(static_cast<rest::status_code>(response.status));
    const bool without_body = self->m_request.method == "HEAD" || response.status == 304;
    if (response.more && self->m_message.http_version().minor == 0) gather_parts(response);
    const auto parts = self->set_body(message, response, without_body);
    message.headers().clear();
    // The library sends as many bytes as Content-Length says and gives up the connection where there are fewer: told to
    // close it, the client does not wait for them.
    if (without_body) set_header(response.headers, "Connection", "close");
    for (auto& [name, value] : response.headers)
        message.headers().add(name, value);
    self->m_message.reply(message).then([self, without_body, parts](const pplx::task<void>& sent) {
        try {
            sent.get();
        } catch (const std::exception& error) {
            if (!without_body)
                self->log(fmt::format("{} {}: the reply was not sent to its end: {}", self->m_request.method, self->m_request.path,
                                      error.what()));
        }
    });
}

void answer(const std::shared_ptr<Server::State>& state, const rest::http_request& message) {
    Exchange::start(std::make_shared<Exchange>(state, message));
}

void start_threads(int threads) {
    static std::once_flag once;
    std::call_once(once, [threads] {
        crossplat::threadpool::initialize_with_threads(static_cast<std::size_t>(std::max(1, threads)));
    });
}

std::unique_ptr<Listener> listening(const ServerOptions& options, int port,
                                    const std::function<void(const rest::http_request&)>& handler) {
    auto listener = std::make_unique<Listener>(web::uri(fmt::format("http://{}:{}/", options.host, port)));
    listener->support(handler);
    // These two the library would otherwise answer itself, TRACE with the request's own headers.
    listener->support(rest::methods::OPTIONS, handler);
    listener->support(rest::methods::TRCE, handler);
    try {
        listener->open().wait();
    } catch (const std::exception& error) {
        throw Error(fmt::format("cannot listen on {}:{}: {}", options.host, port, error.what()));
    }
    return listener;
}

} // namespace

Server::Server(const ServerOptions& options, RequestHandler handler, ServerLog log)
    : m_state(std::make_shared<State>()) {
    start_threads(options.threads);
    m_state->options = options;
    m_state->handler = std::move(handler);
    m_state->log = std::move(log);
    const PortHolder held(options.host, options.port);
    m_state->port = held.port();
    m_state->listener = listening(options, held.port(),
                                  [state = m_state](const rest::http_request& message) { answer(state, message); });
}

Server::~Server() {
    stop();
}

int Server::port() const {
    return m_state->port;
}

std::size_t Server::stop() {
    if (!m_state->listener) return 0;
    const auto left = m_state->in_flight.drain(m_state->options.drain_limit);
    m_state->breaks_off = true;
    const auto closed = m_state->listener->close().then([state = m_state](const pplx::task<void>& closing) {
        try {
            closing.get();
        } catch (const std::exception& error) {
            state->log(fmt::format("closing: {}", error.what()));
        }
    });
    for (auto waited = 0ms; !closed.is_done() && waited < close_limit; waited += 10ms)
        std::this_thread::sleep_for(10ms);
    if (closed.is_done()) {
        m_state->listener.reset();
    } else {
        // The library now and then waits for ever for a connection that a client does not read. It may not be destroyed then.
        m_state->log("closing: a connection did not end");
        static_cast<void>(m_state->listener.release());
    }
    return left;
}

} // namespace ekb::query::http
