// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/finish.h"

#include "kb/model/error.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>
#include <zlib.h>

#include <array>

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

/// Weak, because the same content may be sent compressed or not.
std::string entity_tag(std::string_view body) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                       nullptr, 0);
    std::array<char, hash.size() * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return fmt::format("W/\"{}\"", hex.data());
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

/// The reply with all its parts in its body.
Response gathered(Response response) {
    if (!response.more) return response;
    for (auto part = response.more(); !part.empty(); part = response.more())
        response.body += part;
    response.more = {};
    return response;
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
    return type && is_compressible(*type) && response.body.size() >= worth_compressing;
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

std::string gzipped(std::string_view bytes) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw Error("zlib cannot be used");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib does not write there
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw Error("zlib did not compress a reply to its end");
    return out;
}

PreparedReply::PreparedReply(Response reply) : response(gathered(std::move(reply))), tag(tag_of(response)) {}

const std::string& PreparedReply::gzipped_body() const {
    std::call_once(m_once, [this] { m_gzipped = gzipped(response.body); });
    return m_gzipped;
}

Response finish(const Request& request, const PreparedReply& prepared, std::time_t now) {
    Response response{prepared.response.status, prepared.response.headers, {}};
    set_header(response.headers, "Date", fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now)));
    set_header(response.headers, "X-Content-Type-Options", "nosniff");
    if (reads(request) || request.method == "OPTIONS") {
        set_header(response.headers, "Access-Control-Allow-Origin", "*");
        set_header(response.headers, "Access-Control-Expose-Headers", "EKB-Snapshot, EKB-Snapshot-Time, ETag, Link, Retry-After");
    }
    if (reads(request) && !prepared.tag.empty()) set_header(response.headers, "ETag", prepared.tag);
    const bool packs = worth_gzip(prepared.response);
    if (packs) set_header(response.headers, "Vary", "Accept-Encoding");
    const bool packed = packs && accepts_gzip(header(request.headers, "Accept-Encoding").value_or(""));
    const std::string& body = packed ? prepared.gzipped_body() : prepared.response.body;
    set_header(response.headers, "Content-Length", std::to_string(body.size()));
    if (reads(request) && has_it(request, prepared.tag)) {
        response.status = 304;
        std::erase_if(response.headers, [](const auto& field) { return field.first == "Content-Type"; });
        return response;
    }
    if (packed) set_header(response.headers, "Content-Encoding", "gzip");
    if (request.method != "HEAD") response.body = body;
    return response;
}

Response finish(const Request& request, Response response, std::time_t now) {
    return finish(request, PreparedReply(std::move(response)), now);
}

} // namespace ekb::query::http
