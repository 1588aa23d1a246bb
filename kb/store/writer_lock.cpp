// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/writer_lock.h"

#include "kb/model/error.h"
#include "kb/store/busy.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace ekb::kb {

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    while (!content.empty() && content.back() == '\n')
        content.pop_back();
    return content.empty() ? "an unknown process" : content;
}

std::string who_we_are() {
    return fmt::format("process {} ({}), since {:%Y-%m-%dT%H:%M:%SZ}\n", getpid(), content_of("/proc/self/comm"),
                       fmt::gmtime(std::time(nullptr)));
}

/// For people only: a holder that cannot be named still holds the lock.
void say_who(int descriptor, const std::filesystem::path& file) {
    const std::string who = who_we_are();
    if (ftruncate(descriptor, 0) != 0 ||
        pwrite(descriptor, who.data(), who.size(), 0) != static_cast<ssize_t>(who.size())) {
        throw Error(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
    }
}

bool is_locked_now(int descriptor, const std::filesystem::path& file) {
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno == EWOULDBLOCK || errno == EINTR) return false;
    throw Error(fmt::format("cannot lock {}: {}", file.string(), std::strerror(errno)));
}

} // namespace

WriterLock::WriterLock(const std::filesystem::path& kb_dir, std::chrono::milliseconds patience) {
    constexpr std::chrono::milliseconds pause{20};
    const std::filesystem::path file = kb_dir / "writer.lock";
    m_descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_descriptor < 0) throw Error(fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)));
    WriterLock closed_on_error(std::move(*this));
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!is_locked_now(closed_on_error.m_descriptor, file)) {
        if (std::chrono::steady_clock::now() >= until) {
            throw StoreBusy(fmt::format("the knowledge base {} is being written by {}: try again when it is done",
                                        kb_dir.string(), content_of(file)));
        }
        std::this_thread::sleep_for(pause);
    }
    say_who(closed_on_error.m_descriptor, file);
    m_descriptor = std::exchange(closed_on_error.m_descriptor, -1);
}

WriterLock::WriterLock(WriterLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

WriterLock::~WriterLock() {
    if (m_descriptor >= 0) close(m_descriptor);
}

} // namespace ekb::kb
