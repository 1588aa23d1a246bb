// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/static_files.h"

#include "kb/model/error.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace ekb::query::http {

namespace {

constexpr std::pair<std::string_view, std::string_view> content_types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"}};

/// The page runs its own scripts and styles, talks to its own server, and can be framed by nobody.
constexpr auto page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string content_type(const std::filesystem::path& file) {
    for (const auto& [extension, type] : content_types) {
        if (file.extension() == extension) return std::string(type);
    }
    return "application/octet-stream";
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) throw Error(fmt::format("{}: cannot be read", file.string()));
    return bytes;
}

Response file_reply(const std::filesystem::path& file, const std::string& path) {
    auto response = reply(content_type(file), bytes_of(file));
    // Vite names assets by their content, so that they never change; everything else is asked for anew.
    const bool immutable = path.starts_with("/assets/");
    set_header(response.headers, "Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.extension() == ".html") {
        set_header(response.headers, "Content-Security-Policy", page_policy);
        set_header(response.headers, "Referrer-Policy", "same-origin");
    }
    return response;
}

} // namespace

StaticFiles::StaticFiles(const std::filesystem::path& folder) {
    if (!std::filesystem::is_regular_file(folder / "index.html")) {
        throw Error(fmt::format(
            "{}: holds no index.html; build the page (npm ci && npm run build in web), or name its folder by --web",
            folder.string()));
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto path = "/" + entry.path().lexically_relative(folder).generic_string();
        m_files.emplace(path, file_reply(entry.path(), path));
    }
    m_files.emplace("/", m_files.at("/index.html"));
}

std::optional<Response> StaticFiles::find(const std::string& path) const {
    const auto found = m_files.find(path);
    return found == m_files.end() ? std::nullopt : std::optional(found->second);
}

} // namespace ekb::query::http
