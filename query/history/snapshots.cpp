// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/snapshots.h"

#include "indexer/snapshot_index.h"
#include "kb/model/error.h"
#include "kb/store/kb_vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include <unistd.h>

namespace ekb::query {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t folders_kept = 8;
/// One that was asked for lately may be open somewhere, and is kept whatever their number.
constexpr auto kept_at_least = std::chrono::hours(1);
constexpr std::string_view unfinished = ".making-";

/// With the vocabulary of now: what was found then is what would have been, had its names been known.
std::string name_of_folder(const fs::path& kb_dir, const kb::Snapshot& snapshot) {
    return fmt::format("{}-{}-{}-v{}", indexer::index_format_version(), snapshot.sequence, snapshot.at_ms.value_or(0),
                       kb::vocabulary_of(kb_dir).revision);
}

/// Gives the studies of a snapshot one after the other, until it is told to stop.
class StudiesThen {
public:
    StudiesThen(const fs::path& kb_dir, std::int64_t sequence, std::stop_token stop)
        : m_history(kb_dir), m_sequence(sequence), m_stop(std::move(stop)), m_keys(m_history.study_keys(sequence)) {}

    std::optional<kb::StoredStudy> next() {
        if (m_stop.stop_requested()) throw Error("the making of a snapshot's index was stopped");
        if (m_next == m_keys.size()) return std::nullopt;
        return m_history.study(m_keys[m_next++], m_sequence);
    }

private:
    kb::HistoryReader m_history;
    std::int64_t m_sequence;
    std::stop_token m_stop;
    std::vector<std::int64_t> m_keys;
    std::size_t m_next = 0;
};

void touch(const fs::path& folder) {
    std::error_code ignored; // a folder of another user keeps its time, and is forgotten sooner
    fs::last_write_time(folder, fs::file_time_type::clock::now(), ignored);
}

/// Deletes the folders that were asked for longest ago, beyond those that are kept.
void forget_old(const fs::path& folder) {
    std::vector<std::pair<fs::file_time_type, fs::path>> known;
    std::error_code ignored; // another process may delete them at the same time
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
        known.emplace_back(entry.last_write_time(ignored), entry.path());
    std::ranges::sort(known, std::greater{});
    const auto now = fs::file_time_type::clock::now();
    for (std::size_t i = folders_kept; i < known.size(); ++i) {
        if (now - known[i].first > kept_at_least) fs::remove_all(known[i].second, ignored);
    }
}

fs::path make_folder(const fs::path& kb_dir, const kb::Snapshot& snapshot, const fs::path& folder, const std::stop_token& stop) {
    static std::atomic<int> number{0};
    const fs::path making = folder.string() + fmt::format("{}{}-{}", unfinished, ::getpid(), ++number);
    try {
        fs::create_directories(making);
        StudiesThen studies(kb_dir, snapshot.sequence, stop);
        indexer::build_snapshot_index(making, snapshot.sequence, kb::vocabulary_of(kb_dir), [&] { return studies.next(); });
        std::error_code error;
        fs::rename(making, folder, error);
        if (!error) return folder;
        // Another process was faster, and made the same.
        if (!fs::exists(folder)) throw Error(fmt::format("the index {} cannot be put in place: {}", folder.string(), error.message()));
        fs::remove_all(making);
        return folder;
    } catch (const fs::filesystem_error& error) {
        throw Error(fmt::format("the index of a snapshot cannot be written: {}", error.what()));
    } catch (...) {
        std::error_code ignored; // what is left is forgotten with the old ones
        fs::remove_all(making, ignored);
        throw;
    }
}

fs::path folder_for(const fs::path& kb_dir, const kb::Snapshot& snapshot) {
    return kb_dir / "snapshots" / name_of_folder(kb_dir, snapshot);
}

/// Whether it is there: then it was asked for now.
bool is_known(const fs::path& folder) {
    if (!fs::exists(folder)) return false;
    touch(folder);
    return true;
}

} // namespace

fs::path snapshot_folder(const fs::path& kb_dir, const kb::Snapshot& snapshot, const std::stop_token& stop) {
    fs::path folder = folder_for(kb_dir, snapshot);
    if (is_known(folder)) return folder;
    fs::path made = make_folder(kb_dir, snapshot, folder, stop);
    forget_old(folder.parent_path());
    return made;
}

std::optional<Snapshots::Made> Snapshots::begun(const kb::Snapshot& snapshot) {
    const std::lock_guard lock(m_mutex);
    const bool making = m_made.valid() && m_made.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    if (making) return m_snapshot == snapshot ? std::optional(m_made) : std::nullopt;
    std::promise<fs::path> promise;
    m_snapshot = snapshot;
    m_made = promise.get_future().share();
    m_maker = std::jthread([this, snapshot, promise = std::move(promise)](const std::stop_token& stop) mutable {
        try {
            promise.set_value(snapshot_folder(m_kb_dir, snapshot, stop));
        } catch (...) {
            promise.set_exception(std::current_exception());
        }
    });
    return m_made;
}

std::optional<fs::path> Snapshots::folder(const kb::Snapshot& snapshot, std::chrono::milliseconds patience) {
    if (fs::path folder = folder_for(m_kb_dir, snapshot); is_known(folder)) return folder;
    const std::optional<Made> made = begun(snapshot);
    if (!made || made->wait_for(patience) != std::future_status::ready) return std::nullopt;
    return made->get();
}

} // namespace ekb::query
