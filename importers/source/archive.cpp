// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <exception>

namespace ekb::importers {

namespace {

constexpr std::uint64_t size_limit = 64ULL << 30;
constexpr std::uint64_t ratio_limit = 1000;
constexpr std::uint64_t ratio_floor = 16ULL << 20; // small files may be as repetitive as they like

struct ArchiveDeleter {
    void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, ArchiveDeleter>;

/// What libarchive reads from; it counts what was read, for the ratio.
struct Input {
    ByteStream& stream;
    std::array<char, 64UL << 10> buffer;
    std::uint64_t bytes_read = 0;
    std::exception_ptr exception;
};

la_ssize_t on_read(archive* a, void* user, const void** block) {
    auto& input = *static_cast<Input*>(user);
    try {
        const std::size_t n = input.stream.read(input.buffer.data(), input.buffer.size());
        input.bytes_read += n;
        *block = input.buffer.data();
        return static_cast<la_ssize_t>(n);
    } catch (...) {
        input.exception = std::current_exception();
        archive_set_error(a, EIO, "the source cannot be read");
        return ARCHIVE_FATAL;
    }
}

[[noreturn]] void fail(archive* a, const Input& input) {
    if (input.exception) std::rethrow_exception(input.exception);
    const char* reason = archive_error_string(a);
    throw SourceError(std::string("the archive is damaged or cut short: ") + (reason ? reason : "no reason given"));
}

/// Office files are archives of parts that say nothing by themselves; the member that each of them has tells them.
void refuse_office_file(std::string_view member) {
    if (member == "[Content_Types].xml")
        throw SourceError("this is a file of Word, Excel or PowerPoint: save a text as PDF or plain text, a table as CSV, and import that");
    if (member == "mimetype")
        throw SourceError("this is an OpenDocument or EPUB file: save a text as PDF or plain text, a table as CSV, and import that");
}

class MemberStream : public ByteStream {
public:
    MemberStream(archive* a, const Input& input) : m_archive(a), m_input(input) {}

    std::size_t read(char* to, std::size_t size) override {
        const la_ssize_t n = archive_read_data(m_archive, to, size);
        if (n < 0) fail(m_archive, m_input);
        m_bytes += static_cast<std::uint64_t>(n);
        const bool bomb = m_bytes > ratio_floor && m_bytes / ratio_limit > m_input.bytes_read;
        if (bomb || m_bytes > size_limit)
            throw SourceError("it expands to more than a thousand times its size, or beyond 64 GiB");
        return static_cast<std::size_t>(n);
    }

private:
    archive* m_archive;
    const Input& m_input;
    std::uint64_t m_bytes = 0;
};

Archive open_archive(Input& input) {
    Archive a(archive_read_new());
    if (!a) throw SourceError("libarchive could not be set up");
    for (auto filter : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
                        archive_read_support_filter_xz, archive_read_support_filter_zstd}) {
        filter(a.get());
    }
    archive_read_support_format_tar(a.get());
    archive_read_support_format_zip(a.get());
    archive_read_support_format_raw(a.get());
    if (archive_read_open(a.get(), &input, nullptr, on_read, nullptr) != ARCHIVE_OK) fail(a.get(), input);
    return a;
}

} // namespace

bool is_archive(std::string_view head) {
    static constexpr std::string_view marks[] = {{"\x1F\x8B", 2},
                                                 {"PK\x03\x04", 4},
                                                 {"\x28\xB5\x2F\xFD", 4},
                                                 {"BZh", 3},
                                                 {"\xFD"
                                                  "7zXZ",
                                                  5}};
    for (std::string_view mark : marks) {
        if (head.starts_with(mark)) return true;
    }
    return head.size() > 262 && head.substr(257, 5) == "ustar";
}

void for_each_member(ByteStream& source,
                     const std::function<void(const std::string&, std::unique_ptr<ByteStream>)>& sink) {
    const auto input = std::make_unique<Input>(Input{source, {}, 0, nullptr});
    const Archive a = open_archive(*input);
    archive_entry* entry = nullptr;
    while (true) {
        const int status = archive_read_next_header(a.get(), &entry);
        if (status == ARCHIVE_EOF) return;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) fail(a.get(), *input);
        const bool raw = archive_format(a.get()) == ARCHIVE_FORMAT_RAW;
        if (!raw && archive_entry_filetype(entry) != AE_IFREG) continue;
        const char* name = archive_entry_pathname_utf8(entry);
        if (!name) name = archive_entry_pathname(entry);
        if (!raw && name) refuse_office_file(name);
        sink(raw || !name ? std::string() : std::string(name), std::make_unique<MemberStream>(a.get(), *input));
        if (raw) return;
    }
}

} // namespace ekb::importers
