// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/byte_stream.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ekb::importers {

/// How the bytes of a source are read as text.
struct Encoding {
    std::string name;           ///< as ICU knows it: "UTF-8", "UTF-16LE", "windows-1252"
    std::size_t mark_bytes = 0; ///< the byte order mark's length
    bool declared = false;      ///< the source says so itself: a mark, an XML declaration, a meta element
};

/// The encoding of a source that begins so: its byte order mark, else zero bytes in the places that UTF-16 has them,
/// else what it declares, else UTF-8 where the head is that, else what ICU's detector is sure of, else windows-1252.
Encoding detect_encoding(std::string_view head);

/// The source as UTF-8, without byte order mark. In a source read as UTF-8 the first ill-formed byte decides: where
/// nothing but ASCII came before it, the rest is windows-1252, whatever was declared; otherwise the bytes are given as
/// they are, for the reader of the record that holds them to reject. Text that was encoded twice is read as it was
/// meant (twice_encoded.h). Bytes that another encoding cannot have come out as U+FFFD.
std::unique_ptr<ByteStream> decoded(std::unique_ptr<ByteStream> source);

} // namespace ekb::importers
