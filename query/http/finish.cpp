// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/finish.h"

#include "query/http/gzip.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <memory>

namespace ekb::query::http {

namespace {

constexpr std::size_t worth_compressing = 1024;

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

template <typename Visit>
void for_each_item(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        visit(trimmed(list.substr(0, comma)));
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
    bool named = false;
    const auto opaque = tag.substr(2);
    for_each_item(if_none_match, [&](std::string_view item) {
        if (item.starts_with("W/")) item.remove_prefix(2);
        named = named || item == "*" || item == opaque;
    });
    return named;
}

bool is_compressible(std::string_view type) {
    return type.starts_with("text/") || type.find("json") != std::string_view::npos ||
           type.find("xml") != std::string_view::npos;
}

bool reads(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

std::string tag_of(const Response& response) {
    const auto caching = header(response.headers, "Cache-Control").value_or("");
    if (response.status != 200 || caching.find("no-store") != std::string_view::npos) return {};
    return entity_tag(response.body);
}

/// True where the client has this content already.
bool has_it(const Request& request, const std::string& tag) {
    const auto asked = header(request.headers, "If-None-Match");
    return asked && !tag.empty() && names_tag(*asked, tag);
}

bool worth_gzip(const Response& response) {
    const auto type = header(response.headers, "Content-Type");
    return type && is_compressible(*type) && (response.more || response.body.size() >= worth_compressing);
}

bool takes_gzip(const Request& request) {
    return accepts_gzip(header(request.headers, "Accept-Encoding").value_or(""));
}

void add_common_headers(const Request& request, Response& response, std::time_t now) {
    set_header(response.headers, "Date", fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now)));
    set_header(response.headers, "X-Content-Type-Options", "nosniff");
    if (!reads(request) && request.method != "OPTIONS") return;
    set_header(response.headers, "Access-Control-Allow-Origin", "*");
    set_header(response.headers, "Access-Control-Expose-Headers", "EKB-Snapshot, EKB-Snapshot-Time, ETag, Link, Retry-After");
}

void make_unchanged(Response& response) {
    response.status = 304;
    std::erase_if(response.headers, [](const auto& field) { return field.first == "Content-Type"; });
}

/// The parts of a reply, compressed one after the other.
class GzippedParts {
public:
    explicit GzippedParts(std::function<std::string()> more) : m_more(std::move(more)) {}

    std::string add(std::string_view part) { return m_gzip.add(part, false); }
    std::string next() {
        std::string packed;
        while (packed.empty() && !m_ended) {
            const std::string part = m_more();
            m_ended = part.empty();
            packed = m_gzip.add(part, m_ended);
        }
        return packed;
    }

private:
    std::function<std::string()> m_more;
    GzipStream m_gzip;
    bool m_ended = false;
};

void pack_parts(Response& response) {
    const auto packed = std::make_shared<GzippedParts>(std::move(response.more));
    response.body = packed->add(response.body);
    response.more = [packed] { return packed->next(); };
    set_header(response.headers, "Content-Encoding", "gzip");
}

/// A reply whose end is not made yet: it has no length, and the tag that its maker gave it or none.
Response finish_parts(const Request& request, Response response, std::time_t now) {
    add_common_headers(request, response, now);
    const bool packs = worth_gzip(response);
    if (packs) set_header(response.headers, "Vary", "Accept-Encoding");
    if (has_it(request, std::string(header(response.headers, "ETag").value_or("")))) {
        make_unchanged(response);
    } else if (packs && takes_gzip(request)) {
        pack_parts(response);
    }
    if (response.status != 304 && request.method != "HEAD") return response;
    response.body.clear();
    response.more = {};
    return response;
}

} // namespace

bool accepts_gzip(std::string_view accept_encoding) {
    bool accepted = false;
    for_each_item(accept_encoding, [&](std::string_view item) {
        const auto semicolon = item.find(';');
        const auto coding = trimmed(item.substr(0, semicolon));
        if (coding != "gzip" && coding != "*") return;
        const auto weight =
            semicolon == std::string_view::npos ? std::string_view("q=1") : trimmed(item.substr(semicolon + 1));
        accepted = weight.find_first_of("123456789") != std::string_view::npos;
    });
    return accepted;
}

std::string entity_tag(std::string_view body) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                       nullptr, 0);
    std::array<char, hash.size() * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return fmt::format("W/\"{}\"", hex.data());
}

PreparedReply::PreparedReply(Response reply) : response(std::move(reply)), tag(tag_of(response)) {}

const std::string& PreparedReply::gzipped_body() const {
    std::call_once(m_once, [this] { m_gzipped = gzipped(response.body); });
    return m_gzipped;
}

Response finish(const Request& request, const PreparedReply& prepared, std::time_t now) {
    Response response{prepared.response.status, prepared.response.headers, {}};
    add_common_headers(request, response, now);
    if (reads(request) && !prepared.tag.empty()) set_header(response.headers, "ETag", prepared.tag);
    const bool packs = worth_gzip(prepared.response);
    if (packs) set_header(response.headers, "Vary", "Accept-Encoding");
    const bool packed = packs && takes_gzip(request);
    const std::string& body = packed ? prepared.gzipped_body() : prepared.response.body;
    set_header(response.headers, "Content-Length", std::to_string(body.size()));
    if (reads(request) && has_it(request, prepared.tag)) {
        make_unchanged(response);
        return response;
    }
    if (packed) set_header(response.headers, "Content-Encoding", "gzip");
    if (request.method != "HEAD") response.body = body;
    return response;
}

Response finish(const Request& request, Response response, std::time_t now) {
    if (response.more) return finish_parts(request, std::move(response), now);
    return finish(request, PreparedReply(std::move(response)), now);
}

} // namespace ekb::query::http
