// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/sources.h"

#include "importers/source/archive.h"
#include "importers/source/encoding.h"
#include "importers/source/sniff.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace ekb::importers {

namespace {

namespace fs = std::filesystem;

class Walk {
public:
    Walk(const SourceSink& sink, const DiagnosticSink& diagnostic) : m_sink(sink), m_diagnostic(diagnostic) {}

    void path(const std::string& name) {
        std::error_code error;
        const fs::file_status status = name == "-" ? fs::file_status(fs::file_type::regular) : fs::status(name, error);
        if (!fs::exists(status)) return reject(name, "there is no such file or folder");
        if (fs::is_directory(status)) return folder(name);
        guarded(name, [&] { file(name, open_file(name), 0); });
    }

private:
    void reject(const std::string& name, std::string message) { m_diagnostic({name, {}, {}, std::move(message)}); }

    /// Names the source of what its stream throws; all else passes through.
    template <typename Call>
    void guarded(const std::string& name, Call call) {
        try {
            call();
        } catch (const SourceError& error) {
            reject(name, error.what());
        }
    }

    void folder(const std::string& name) {
        std::error_code error;
        std::vector<std::string> names;
        fs::directory_iterator entries(name, error);
        for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
            if (!entries->path().filename().string().starts_with('.')) names.push_back(entries->path().string());
        }
        if (error) reject(name, "the folder cannot be read: " + error.message());
        std::ranges::sort(names);
        for (const std::string& one : names) {
            // A link to a folder may lead back to where we are.
            if (fs::is_symlink(fs::symlink_status(one, error)) && fs::is_directory(one, error)) continue;
            path(one);
        }
    }

    /// Opens archives, and those inside them, down to a depth that a real one never has.
    void file(const std::string& name, std::unique_ptr<ByteStream> bytes, int depth) {
        auto stream = std::make_unique<HeadStream>(std::move(bytes));
        const std::string_view head = stream->head();
        if (head.empty()) return reject(name, "the file is empty");
        if (!is_archive(head) || depth == max_depth) return text(name, std::move(stream));
        bool any = false;
        for_each_member(*stream, [&](const std::string& member, std::unique_ptr<ByteStream> inside) {
            any = true;
            const std::string full = member.empty() ? name : name + "/" + member;
            guarded(full, [&] { file(full, std::move(inside), depth + 1); });
        });
        if (!any) reject(name, "there is nothing in the archive");
    }

    void text(const std::string& name, std::unique_ptr<HeadStream> stream) {
        if (is_pdf(stream->head())) return m_sink({name}, *stream); // its bytes are no text
        if (const auto kind = binary_kind(stream->head())) return reject(name, "this is " + *kind);
        HeadStream utf8(decoded(std::move(stream)));
        m_sink({name}, utf8);
    }

    static constexpr int max_depth = 3;
    const SourceSink& m_sink;
    const DiagnosticSink& m_diagnostic;
};

} // namespace

void for_each_source(const std::string& path, const SourceSink& sink, const DiagnosticSink& diagnostic) {
    Walk(sink, diagnostic).path(path);
}

} // namespace ekb::importers
