// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/store/reader.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace ekb::kb {

enum class PutOutcome { imported, updated, unchanged };

/// Writes a knowledge base: one writer at a time in all processes (a second one waits, then throws Error). Not
/// thread-safe. Changes are seen by readers, and kept over a crash, from commit() on; destroyed without it they are lost.
class Writer {
public:
    /// Opens the store of the knowledge base folder, made and brought to this version's schema where needed.
    explicit Writer(const std::filesystem::path& kb_dir);
    ~Writer();
    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) noexcept;

    /// Stores a document with its raw source, joins it to its study, and appends to the change log. The same raw
    /// source again, read by the same version of the extractor, is `unchanged` and writes nothing.
    PutOutcome put(const Document& document, const RawSource& raw);
    /// True where the store already holds exactly this raw source (so that it need not be parsed again).
    bool has(const RawSource& raw) const;
    /// Takes a document out, its history kept; false where there is none.
    bool remove(std::string_view id, std::string_view reason);
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::kb
