// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_folder.h"

#include "kb/model/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace ekb::indexer {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
    throw Error("the index " + path.string() + " " + what + ": " + std::strerror(errno));
}

void sync_folder(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail("cannot be opened", path);
    const int failed = ::fsync(descriptor);
    ::close(descriptor);
    if (failed != 0) fail("cannot be synchronised", path);
}

} // namespace

IndexFolder::IndexFolder(const fs::path& kb_dir) : m_path(kb_dir / "index") {}

std::string IndexFolder::current() const {
    std::ifstream in(m_path / "current");
    std::string name;
    std::getline(in, name);
    return name;
}

fs::path IndexFolder::database(const std::string& name) const {
    return m_path / name;
}

std::string IndexFolder::fresh_name() const {
    for (int number = 1;; ++number) {
        std::string name = "generation-" + std::to_string(number);
        if (!fs::exists(m_path / name)) return name;
    }
}

void IndexFolder::set_current(const std::string& name) const {
    const fs::path written = m_path / "current.new";
    {
        std::ofstream out(written, std::ios::trunc);
        out << name << '\n';
        if (!out.flush()) fail("cannot be written", written);
    }
    std::error_code error;
    fs::rename(written, m_path / "current", error);
    if (error) throw Error("the index " + m_path.string() + " cannot be put in place: " + error.message());
    sync_folder(m_path);
}

void IndexFolder::remove_others() const {
    const std::string keep = current();
    for (const fs::directory_entry& entry : fs::directory_iterator(m_path)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_directory() && name != keep && name.starts_with("generation-")) fs::remove_all(entry.path());
    }
}

IndexLock::IndexLock(const IndexFolder& folder) {
    fs::create_directories(folder.path());
    const fs::path path = folder.path() / "lock";
    m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (m_descriptor < 0) fail("cannot be opened", path);
    while (::flock(m_descriptor, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        ::close(m_descriptor);
        fail("cannot be locked", path);
    }
}

IndexLock::~IndexLock() {
    ::close(m_descriptor);
}

} // namespace ekb::indexer
