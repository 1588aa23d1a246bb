// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace ekb::indexer {

/// The index of a knowledge base: `index/current` names the folder beside it that holds the Xapian database. A rebuilt
/// index gets a new folder, and `current` is replaced in one step; readers that have the old one open keep it.
class IndexFolder {
public:
    explicit IndexFolder(const std::filesystem::path& kb_dir);

    /// The name in `current`; empty where there is no index yet.
    std::string current() const;
    std::filesystem::path database(const std::string& name) const;
    /// Where the parts of the database of this name are kept while it is made.
    std::filesystem::path parts_of(const std::string& name) const { return database(name + ".parts"); }
    /// A name that no folder has.
    std::string fresh_name() const;
    /// Makes `name` the current one, durably. Throws Error where that fails.
    void set_current(const std::string& name) const;
    /// Deletes every folder but the current one: what killed rebuilds left. Call it with the lock held.
    void remove_others() const;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// One writer of an index at a time, in all processes: waits until it has the lock, and holds it as long as it lives.
class IndexLock {
public:
    explicit IndexLock(const IndexFolder& folder);
    ~IndexLock();
    IndexLock(const IndexLock&) = delete;
    IndexLock& operator=(const IndexLock&) = delete;

private:
    int m_descriptor;
};

} // namespace ekb::indexer
