// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/kb_vocabulary.h"

#include <filesystem>
#include <future>
#include <mutex>
#include <utility>

namespace ekb::query {

/// A knowledge base's vocabulary, made on a thread of its own from when it is first wanted: an import reads its first record
/// meanwhile, and one that finds nothing new never makes it. Thread-safe.
class VocabularyWhenNeeded {
public:
    explicit VocabularyWhenNeeded(std::filesystem::path kb_dir) : m_kb_dir(std::move(kb_dir)) {}

    /// Says that it will be asked for.
    void want() {
        std::call_once(m_wanted, [this] {
            m_known = std::async(std::launch::async, [this] { return kb::vocabulary_of(m_kb_dir); }).share();
        });
    }
    /// Waits for it. Throws Error as kb::vocabulary_of does.
    const kb::Vocabulary& get() {
        want();
        const std::shared_future<kb::KbVocabulary> known = m_known; // one a thread, as shared futures ask for
        return *known.get().vocabulary;
    }

private:
    const std::filesystem::path m_kb_dir;
    std::once_flag m_wanted;
    std::shared_future<kb::KbVocabulary> m_known;
};

} // namespace ekb::query
