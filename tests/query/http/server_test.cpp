// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/server.h"

#include "kb/model/error.h"
#include "query/http/application.h"
#include "tests/query/http/fake_evidence.h"
#include "tests/query/http/raw_client.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <thread>

using namespace ekb::query::http;
using namespace std::chrono_literals;

namespace {

/// A server that echoes, on any free port.
struct EchoServer {
    std::mutex mutex;
    std::vector<Request> seen;
    std::atomic<bool> slow_entered = false;
    std::vector<std::string> logged;
    std::atomic<int> parts_made = 0;
    std::unique_ptr<Server> server;

    explicit EchoServer(ServerOptions options = {}) {
        options.port = 0;
        options.max_body_bytes = 1000;
        server = std::make_unique<Server>(
            options, [this](const Request& request) { return handle(request); },
            [this](const std::string& line) {
                const std::lock_guard lock(mutex);
                logged.push_back(line);
            });
    }
    Response handle(const Request& request) {
        if (request.path == "/throw") throw ekb::Error("secret");
        if (request.path == "/large") return reply("text/plain", std::string(20'000'000, 'x'));
        if (request.path.starts_with("/sized/")) return sized(std::stoul(request.path.substr(7)));
        if (request.path == "/slow") {
            slow_entered = true;
            std::this_thread::sleep_for(500ms);
        }
        {
            const std::lock_guard lock(mutex);
            seen.push_back(request);
        }
        if (request.path.starts_with("/parts")) return in_parts(request);
        auto response =
            reply("text/plain", request.method + " " + request.path + "?" + request.query + " " + request.body);
        set_header(response.headers, "Content-Length", std::to_string(response.body.size()));
        set_header(response.headers, "Date", "today");
        if (request.path == "/unchanged") response.status = 304;
        if (request.method == "HEAD" || response.status == 304) response.body.clear();
        return response;
    }
    /// A reply whose length is told, no two pieces of which are alike.
    static Response sized(std::size_t bytes) {
        std::string body;
        for (std::size_t i = 0; body.size() < bytes; ++i)
            body += std::to_string(i) + ' ';
        body.resize(bytes);
        auto response = reply("text/plain", std::move(body));
        set_header(response.headers, "Content-Length", std::to_string(bytes));
        return response;
    }
    /// A reply of 300 parts of 10,000 bytes; one that breaks off after the third; one that never ends.
    Response in_parts(const Request& request) {
        auto response = reply("text/plain", "begin ");
        if (request.method == "HEAD") {
            response.body.clear();
            return response;
        }
        auto made = std::make_shared<int>(0);
        response.more = [this, made, path = request.path] {
            if (path == "/parts-broken" && *made == 3) throw ekb::Error("the rest is gone");
            ++parts_made;
            return ++*made > 300 && path != "/parts-endless" ? std::string() : std::string(10'000, 'x');
        };
        return response;
    }
    std::string log() {
        const std::lock_guard lock(mutex);
        return logged.empty() ? std::string() : logged.back();
    }
    std::string ask(const std::string& raw, const std::string& then = {}) const {
        return exchange(server->port(), raw, then);
    }
};

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
}
std::string post(const std::string& headers, const std::string& body) {
    return "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n" + body;
}

bool starts(const std::string& reply, const std::string& status) {
    return reply.starts_with("HTTP/1.1 " + status + " ");
}

} // namespace

TEST_CASE("a reply that is made while it is sent comes whole, in chunks") {
    EchoServer echo;
    const std::string whole = echo.ask(get("/parts"));
    CHECK(whole.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
    CHECK(whole.find("Content-Length") == std::string::npos);
    CHECK(std::count(whole.begin() + static_cast<std::ptrdiff_t>(whole.find("begin ")), whole.end(), 'x') == 3'000'000);
    CHECK(whole.ends_with("\r\n0\r\n\r\n"));
    CHECK(echo.log().empty());
}

TEST_CASE("a connection is kept after a reply in parts") {
    EchoServer echo;
    const auto replies = echo.ask("GET /parts HTTP/1.1\r\nHost: x\r\n\r\n", {});
    CHECK(replies.ends_with("\r\n0\r\n\r\n")); // and then five seconds of silence
}

TEST_CASE("a reply that cannot be made to its end breaks off, and costs no other") {
    EchoServer echo;
    for (int i = 1; i <= 20; ++i) {
        const std::string broken = echo.ask("GET /parts-broken HTTP/1.1\r\nHost: x\r\n\r\n"); // the server closes
        CHECK(starts(broken, "200"));
        CHECK(std::count(broken.begin() + static_cast<std::ptrdiff_t>(broken.find("begin ")), broken.end(), 'x') == 30'000);
        CHECK_FALSE(broken.ends_with("0\r\n\r\n"));
        CHECK(starts(echo.ask(get("/after")), "200"));
    }
    CHECK(echo.log() == "GET /parts-broken: the reply was not sent to its end: the rest is gone");
    CHECK(echo.logged.size() == 20);
    CHECK(echo.server->stop() == 0);
}

TEST_CASE("a reply of any length comes as it is, and may be left in the middle") {
    EchoServer echo;
    for (const std::size_t bytes : {1, 4'095, 4'096, 4'097, 8'192, 100'001}) {
        CAPTURE(bytes);
        const auto whole = EchoServer::sized(bytes).body;
        for (int i = 0; i < 3; ++i) {
            const auto got = echo.ask(get("/sized/" + std::to_string(bytes)));
            CHECK(got.substr(got.find("\r\n\r\n") + 4) == whole);
        }
    }
    for (int i = 0; i < 20; ++i)
        abandon(echo.server->port(), get("/sized/5000000"));
    CHECK(starts(echo.ask(get("/alive")), "200"));
    CHECK(echo.server->stop() == 0);
}

TEST_CASE("a client that leaves in the middle of a reply in parts ends its making") {
    EchoServer echo;
    {
        const SilentClient leaving(echo.server->port(), get("/parts-endless"));
        while (echo.parts_made < 3)
            std::this_thread::sleep_for(5ms);
    }
    for (int i = 0; i < 400 && echo.log().empty(); ++i)
        std::this_thread::sleep_for(5ms);
    CHECK(echo.log().starts_with("GET /parts-endless: the reply was not sent to its end: "));
    CHECK(starts(echo.ask(get("/after")), "200"));
    CHECK(echo.server->stop() == 0);
}

TEST_CASE("a client that does not read lets few parts be made, and a stop breaks its reply off") {
    ServerOptions options;
    options.drain_limit = 50ms;
    EchoServer echo(options);
    const SilentClient silent(echo.server->port(), get("/parts-endless"));
    int before = -1;
    while (before != echo.parts_made) {
        before = echo.parts_made;
        std::this_thread::sleep_for(200ms);
    }
    CHECK(before * 10'000 < 20'000'000); // what the sockets' own buffers hold
    CHECK(echo.server->stop() == 1);
}

TEST_CASE("the head of a reply in parts, and the whole of it by HTTP/1.0") {
    EchoServer echo;
    const auto head = echo.ask("HEAD /parts HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(starts(head, "200"));
    CHECK(head.find("Connection: close\r\n") != std::string::npos);
    CHECK(head.ends_with("\r\n\r\n"));
    CHECK(head.find("\r\n\r\n") == head.size() - 4);
    CHECK(echo.parts_made == 0);
    CHECK(echo.logged.empty());
    const auto old = echo.ask("GET /parts HTTP/1.0\r\n\r\n");
    CHECK(old.find("Content-Length: 3000006\r\n") != std::string::npos);
    CHECK(old.find("chunked") == std::string::npos);
    const auto broken = echo.ask("GET /parts-broken HTTP/1.0\r\n\r\n");
    CHECK(starts(broken, "500"));
}

TEST_CASE("a request arrives as it was sent, and its reply as it was made") {
    EchoServer echo;
    const auto reply = echo.ask(get("/a%2Fb/%C3%A9?q=x%20y+z&q=2"));
    CHECK(starts(reply, "200"));
    CHECK(reply.ends_with("\r\n\r\nGET /a%2Fb/%C3%A9?q=x%20y+z&q=2 "));
    CHECK(reply.find("Date: today\r\n") != std::string::npos);
    CHECK(echo.ask(get("/")).ends_with("GET /? "));
    CHECK(header(echo.seen.at(0).headers, "host") == "x");
}

TEST_CASE("a body is read as bytes") {
    EchoServer echo;
    const std::string body("a\0\xff", 3);
    CHECK(echo.ask(post("Content-Length: 3\r\n", body)).ends_with(" " + body));
}

TEST_CASE("a body without a right length is refused at once") {
    EchoServer echo;
    struct Row {
        const char* headers;
        const char* status;
        const char* detail;
    };
    const Row rows[] = {
        {"Content-Length: 1001\r\n", "413", "the body has 1001 bytes; 1000 are taken"},
        {"Content-Length: 99999999999999999999999\r\n", "413",
         "the body has 99999999999999999999999 bytes; 1000 are taken"},
        {"Content-Length: abc\r\n", "400", "Content-Length is \\\"abc\\\"; it must be one whole number"},
        {"Content-Length: -5\r\n", "400", "Content-Length is \\\"-5\\\""},
        {"Transfer-Encoding: chunked\r\n", "411", "a body in chunks is not taken"},
    };
    for (const auto& row : rows) {
        INFO(row.headers);
        const auto begin = std::chrono::steady_clock::now();
        const auto reply = echo.ask(post(row.headers, ""));
        CHECK(starts(reply, row.status));
        CHECK(reply.find(row.detail) != std::string::npos);
        CHECK(reply.find("Connection: close\r\n") != std::string::npos);
        CHECK(std::chrono::steady_clock::now() - begin < 2s);
    }
    CHECK(echo.seen.empty());
    CHECK(starts(echo.ask(get("/alive")), "200"));
}

TEST_CASE("a client that leaves in the middle of its body harms nobody") {
    EchoServer echo;
    for (int i = 0; i < 20; ++i)
        abandon(echo.server->port(), post("Content-Length: 500\r\n", "half"));
    CHECK(starts(echo.ask(get("/alive")), "200"));
    CHECK(echo.server->stop() == 0);
}

TEST_CASE("clients that send a part and wait, or send nothing, hold up nobody") {
    EchoServer echo;
    std::vector<SilentClient> silent;
    for (int i = 0; i < 40; ++i) {
        for (const char* part : {"", "GET / HTTP/1.1\r\nHos", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"})
            silent.emplace_back(echo.server->port(), part);
    }
    for (int i = 0; i < 5; ++i)
        CHECK(starts(echo.ask(get("/alive")), "200"));
}

TEST_CASE("clients that do not read their replies hold up nobody") {
    EchoServer echo;
    std::vector<SilentClient> silent;
    for (int i = 0; i < 10; ++i)
        silent.emplace_back(echo.server->port(), get("/large"));
    for (int i = 0; i < 5; ++i)
        CHECK(starts(echo.ask(get("/alive")), "200"));
}

TEST_CASE("heads that are not as they must be are refused") {
    EchoServer echo;
    const std::string large(70'000, 'a');
    std::string many;
    for (int i = 0; i < 5'000; ++i)
        many += "X-" + std::to_string(i) + ": 0123456789\r\n";
    struct Row {
        std::string head;
        const char* detail;
    };
    const Row rows[] = {{"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + large + "\r\n", "65536 are taken"},
                        {"GET / HTTP/1.1\r\nHost: x\r\n" + many, "65536 are taken"},
                        {"GET / HTTP/1.1\r\n", "names its Host"},
                        {"GET / HTTP/9.9\r\nHost: x\r\n", "only HTTP/1.0 and HTTP/1.1"}};
    for (const auto& row : rows) {
        INFO(row.head.substr(0, 60));
        const auto reply = echo.ask(row.head + "\r\n");
        CHECK(starts(reply, "400"));
        CHECK(reply.find("application/problem+json") != std::string::npos);
        CHECK(reply.find(row.detail) != std::string::npos);
        CHECK(reply.find("Connection: close\r\n") != std::string::npos);
    }
    CHECK(echo.seen.empty());
    CHECK(starts(echo.ask("GET /old HTTP/1.0\r\n\r\n"), "200"));
}

TEST_CASE("methods come as they are sent, and paths undecoded") {
    EchoServer echo;
    CHECK(echo.ask("get /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ends_with("\r\nGET /x? ")); // by the library
    for (const std::string& method : {std::string("NOSUCH"), std::string(5'000, 'M')}) {
        CHECK(echo.ask(method + " /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ends_with("\r\n" + method + " /x? "));
    }
    for (const std::string path : {"/x/../y", "/%00", "/a%2Fb"})
        CHECK(echo.ask(get(path)).ends_with("GET " + path + "? "));
}

TEST_CASE("HEAD sends no body") {
    EchoServer echo;
    const auto reply = echo.ask("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(starts(reply, "200"));
    CHECK(reply.find("Content-Length: 9\r\n") != std::string::npos);
    CHECK(reply.ends_with("\r\n\r\n"));
}

TEST_CASE("a 304 ends where its headers end, whatever length it tells") {
    EchoServer echo;
    const auto reply = echo.ask("GET /unchanged HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(starts(reply, "304"));
    CHECK(reply.find("Content-Length: 16\r\n") != std::string::npos);
    CHECK(reply.find("Connection: close\r\n") != std::string::npos);
    CHECK(reply.find("Transfer-Encoding") == std::string::npos);
    CHECK(reply.ends_with("\r\n\r\n"));
    CHECK(echo.logged.empty());
}

TEST_CASE("a reply without a body is over when its head is sent, and costs nothing after") {
    ServerOptions options;
    options.drain_limit = 2s;
    EchoServer echo(options);
    for (const char* request : {"HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n", "GET /unchanged HTTP/1.1\r\nHost: x\r\n\r\n"})
        CHECK(echo.ask(request).ends_with("\r\n\r\n"));
    CHECK(echo.server->stop() == 0);
}

TEST_CASE("TRACE and OPTIONS are ours to answer") {
    EchoServer echo;
    CHECK(echo.ask("TRACE /x HTTP/1.1\r\nHost: x\r\nCookie: secret\r\nConnection: close\r\n\r\n")
              .ends_with("TRACE /x? "));
    CHECK(echo.ask("OPTIONS /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ends_with("OPTIONS /x? "));
}

TEST_CASE("a path that the library would read as a host is refused") {
    EchoServer echo;
    CHECK(starts(echo.ask(get("//other/x")), "400"));
    CHECK(echo.seen.empty());
}

TEST_CASE("a handler that throws costs one reply, which tells nothing") {
    EchoServer echo;
    const auto reply = echo.ask(get("/throw"));
    CHECK(starts(reply, "500"));
    CHECK(reply.find("secret") == std::string::npos);
    CHECK(echo.logged == std::vector<std::string>{"GET /throw: secret"});
    CHECK(starts(echo.ask(get("/alive")), "200"));
}

TEST_CASE("a connection is kept for the next request") {
    EchoServer echo;
    const auto replies =
        echo.ask("GET /one HTTP/1.1\r\nHost: x\r\n\r\n", "GET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(replies.find("GET /one? ") != std::string::npos);
    CHECK(replies.find("GET /two? ") != std::string::npos);
}

TEST_CASE("a stop waits for the reply that is being made and refuses new ones") {
    EchoServer echo;
    auto slow = std::async(std::launch::async, [&] { return echo.ask(get("/slow")); });
    while (!echo.slow_entered)
        std::this_thread::sleep_for(5ms);
    auto stopped = std::async(std::launch::async, [&] { return echo.server->stop(); });
    std::this_thread::sleep_for(50ms);
    const auto refused = echo.ask(get("/late"));
    CHECK(starts(refused, "503"));
    CHECK(refused.find("Retry-After: 5\r\n") != std::string::npos);
    CHECK(slow.get().ends_with("GET /slow? "));
    CHECK(stopped.get() == 0);
}

TEST_CASE("a stop does not wait for ever") {
    ServerOptions options;
    options.drain_limit = 50ms;
    EchoServer echo(options);
    auto slow = std::async(std::launch::async, [&] { return echo.ask(get("/slow")); });
    while (!echo.slow_entered)
        std::this_thread::sleep_for(5ms);
    CHECK(echo.server->stop() == 1);
    slow.wait();
}

TEST_CASE("a taken port is an error that names it") {
    EchoServer echo;
    ServerOptions options;
    options.port = echo.server->port();
    const auto again = [&] {
        Server(
            options, [](const Request&) { return Response{}; }, [](const std::string&) {});
    };
    CHECK_THROWS_WITH(again(), Catch::Contains("cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": ") &&
                                   Catch::Contains("in use"));
    options.host = "no-such-host.invalid";
    CHECK_THROWS_WITH(again(), Catch::StartsWith("cannot listen on no-such-host.invalid:"));
}

TEST_CASE("many clients at once each get their own reply") {
    EchoServer echo;
    std::vector<std::future<std::string>> replies;
    for (int i = 0; i < 40; ++i) {
        replies.push_back(std::async(std::launch::async, [&, i] { return echo.ask(get("/" + std::to_string(i))); }));
    }
    for (int i = 0; i < 40; ++i)
        CHECK(replies[static_cast<std::size_t>(i)].get().ends_with("GET /" + std::to_string(i) + "? "));
}
