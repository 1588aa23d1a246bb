// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>

namespace ekb::kb {

/// The right to write a knowledge base, held by one process at a time: a lock on the file `writer.lock` in its folder,
/// which says who holds it. The system takes it back when the process ends, however it ends.
class WriterLock {
public:
    /// Waits up to `patience` for another holder to finish, then throws Error that says who it is.
    WriterLock(const std::filesystem::path& kb_dir, std::chrono::milliseconds patience);
    ~WriterLock();
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&&) = delete;

private:
    int m_descriptor = -1;
};

} // namespace ekb::kb
