// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/compiled_vocabulary.h"

#include "kb/store/packing.h"
#include "kb/vocabulary/bytes.h"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <system_error>

#include <csignal>
#include <sys/types.h>
#include <unistd.h>

namespace ekb::kb {

namespace {

// The file: the checksum of all that follows, then the fingerprint, the notes and the vocabulary.
constexpr std::size_t checksum_bytes = 32;

/// The program's version, which may fold names and join concepts otherwise than the one before (kb/vocabulary), and a number that
/// rises where that changes between two releases, or the layout of what is kept.
constexpr std::string_view layout = EKB_VERSION ":2:";

std::string bytes_of(const std::filesystem::path& file) {
    std::error_code reason;
    if (!std::filesystem::is_regular_file(file, reason)) return {};
    const auto size = std::filesystem::file_size(file, reason);
    if (reason) return {};
    std::string bytes(size, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return in ? bytes : std::string();
}

bool is_alive(::pid_t process) {
    return ::kill(process, 0) == 0 || errno != ESRCH;
}

/// Takes away what processes left that were killed while they wrote. Should one live where we do not see it, its file is not
/// kept this time, and it says so.
void remove_leftovers(const std::filesystem::path& file) {
    std::error_code ignored;
    const std::string begin = file.filename().string() + ".";
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path(), ignored)) {
        const std::string name = entry.path().filename().string();
        ::pid_t process = 0;
        const char* const end = name.data() + name.size();
        if (!name.starts_with(begin) || std::from_chars(name.data() + begin.size(), end, process).ptr != end) continue;
        if (process > 0 && !is_alive(process)) std::filesystem::remove(entry.path(), ignored);
    }
}

} // namespace

std::filesystem::path compiled_vocabulary_file(const std::filesystem::path& kb_dir) {
    return kb_dir / "vocabulary.compiled";
}

CompiledVocabulary read_compiled(const std::filesystem::path& file, std::string_view fingerprint) {
    const std::string bytes = bytes_of(file);
    if (bytes.size() < checksum_bytes) return {};
    const std::string_view kept = std::string_view(bytes).substr(checksum_bytes);
    ByteSource from(kept);
    if (from.text() != std::string(layout).append(fingerprint) || hash("vocabulary", kept) != std::string_view(bytes).substr(0, checksum_bytes)) return {};
    CompiledVocabulary found;
    found.notes = from.texts();
    auto vocabulary = Vocabulary::from_compiled(from.rest());
    if (!from.good() || !vocabulary) return {};
    found.vocabulary = std::make_shared<const Vocabulary>(std::move(*vocabulary));
    return found;
}

std::string keep_compiled(const std::filesystem::path& file, std::string_view fingerprint, const CompiledVocabulary& made) {
    ByteSink to;
    to.text(std::string(layout).append(fingerprint));
    to.texts(made.notes);
    const std::string kept = to.take() + made.vocabulary->compiled();
    remove_leftovers(file);
    const std::filesystem::path writing = fmt::format("{}.{}", file.string(), ::getpid());
    std::error_code reason;
    {
        std::ofstream out(writing, std::ios::binary | std::ios::trunc);
        out << hash("vocabulary", kept) << kept;
        if (!out.flush()) reason = std::make_error_code(std::errc::io_error);
    }
    if (!reason) std::filesystem::rename(writing, file, reason);
    if (!reason) return {};
    std::error_code ignored;
    std::filesystem::remove(writing, ignored);
    return fmt::format("the vocabulary is made anew at every start, because it cannot be kept in {}: {}", file.string(), reason.message());
}

} // namespace ekb::kb
