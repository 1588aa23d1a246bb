// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/serve_command.h"

#include "kb/model/error.h"
#include "query/http/application.h"
#include "query/http/curation.h"
#include "query/http/engine_evidence.h"
#include "query/http/server.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>

namespace ekb::query {

namespace {

/// Of a source that is imported over HTTP; nginx lets other bodies be smaller.
constexpr std::size_t most_imported_bytes = 64U << 20U;

struct Options {
    std::string listen = "127.0.0.1:8080";
    std::filesystem::path web = EKB_WEB_DIST;
};

std::string checked_address(const std::string& text) {
    const auto address = listen_address(text);
    return address ? std::string() : address.error();
}

/// The signals that end the server. They are blocked in every thread, the server's own too, and waited for in one.
sigset_t end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

void log_error(const std::string& line) {
    spdlog::error("{}", line);
}

int serve(const Options& options, const std::filesystem::path& kb_dir) {
    const auto address = listen_address(options.listen).value();
    http::EngineEvidence evidence(kb_dir);
    http::StoreCuration curation(kb_dir);
    http::Application application(evidence, curation, http::StaticFiles(options.web), log_error);

    const sigset_t signals = end_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    http::ServerOptions server_options;
    server_options.host = address.host;
    server_options.port = address.port;
    server_options.max_body_bytes = most_imported_bytes;
    server_options.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2U, 16U));
    http::Server server(
        server_options, [&](const http::Request& request) { return application.handle(request); }, log_error);
    fmt::print("listening on http://{}:{}\n", address.host, server.port());
    std::fflush(stdout);

    int signal = 0;
    sigwait(&signals, &signal);
    const auto unfinished = server.stop();
    if (unfinished > 0) log_error(fmt::format("stopped with {} replies unfinished", unfinished));
    return unfinished == 0 ? exit_done : exit_nothing_done;
}

} // namespace

Expected<ListenAddress, std::string> listen_address(std::string_view text) {
    const auto colon = text.rfind(':');
    int port = -1;
    if (colon != std::string_view::npos) {
        const auto* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
        if (error != std::errc() || stop != end) port = -1;
    }
    if (colon == 0 || port < 0 || port > 65535) {
        return Unexpected(fmt::format("\"{}\" is not HOST:PORT, such as 127.0.0.1:8080", text));
    }
    return ListenAddress{std::string(text.substr(0, colon)), port};
}

Run declare_serve(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("--listen", options->listen, "HOST:PORT; port 0 takes any free one (default: 127.0.0.1:8080)")
        ->check(checked_address);
    parser.add_option("--web", options->web, "folder of the built page (default: that of this build)");
    return [options, &settings] { return serve(*options, settings.kb); };
}

} // namespace ekb::query
