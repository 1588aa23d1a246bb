// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/byte_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace ekb::importers {

namespace {

class FileStream : public ByteStream {
public:
    explicit FileStream(const std::string& path)
        : m_descriptor(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (m_descriptor < 0) fail("cannot be opened");
    }
    ~FileStream() override {
        if (m_descriptor != STDIN_FILENO) ::close(m_descriptor);
    }
    FileStream(const FileStream&) = delete;
    FileStream& operator=(const FileStream&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        while (true) {
            const ssize_t n = ::read(m_descriptor, to, size);
            if (n >= 0) return static_cast<std::size_t>(n);
            if (errno != EINTR) fail("cannot be read");
        }
    }

private:
    [[noreturn]] static void fail(const std::string& what) {
        throw SourceError(what + ": " + std::generic_category().message(errno));
    }
    int m_descriptor;
};

} // namespace

std::unique_ptr<ByteStream> open_file(const std::string& path) {
    return std::make_unique<FileStream>(path);
}

std::size_t MemoryStream::read(char* to, std::size_t size) {
    const std::size_t n = std::min(size, m_left.size());
    std::memcpy(to, m_left.data(), n);
    m_left.remove_prefix(n);
    return n;
}

std::string_view HeadStream::head(std::size_t size) {
    m_buffer.erase(0, m_at);
    m_at = 0;
    while (m_buffer.size() < size) {
        const std::size_t old = m_buffer.size();
        m_buffer.resize(size);
        const std::size_t n = m_source->read(m_buffer.data() + old, size - old);
        m_buffer.resize(old + n);
        if (n == 0) break;
    }
    return std::string_view(m_buffer).substr(0, size);
}

std::size_t HeadStream::read(char* to, std::size_t size) {
    if (m_at == m_buffer.size()) return m_source->read(to, size);
    const std::size_t n = std::min(size, m_buffer.size() - m_at);
    std::memcpy(to, m_buffer.data() + m_at, n);
    m_at += n;
    return n;
}

std::string read_all(ByteStream& stream, std::size_t limit) {
    std::string all;
    char buffer[64 * 1024];
    while (const std::size_t n = stream.read(buffer, sizeof buffer)) {
        if (all.size() + n > limit) throw SourceError("larger than " + std::to_string(limit) + " bytes");
        all.append(buffer, n);
    }
    return all;
}

} // namespace ekb::importers
