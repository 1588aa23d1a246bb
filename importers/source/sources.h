// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"
#include "importers/source/byte_stream.h"

#include <functional>
#include <string>

namespace ekb::importers {

/// Which source a stream is.
struct SourceName {
    std::string path; ///< for a Diagnostic: as the user named it; "archive.zip/member" inside an archive; "-" for
                      ///< standard input
};

/// Takes one source as UTF-8 text, a PDF as its bytes; HeadStream::head() is what Format::recognise wants. Need not read to its end.
using SourceSink = std::function<void(const SourceName&, HeadStream&)>;

/// Gives every source that the path stands for, one after the other, in sorted order: the file itself, the files of a
/// folder and its folders (hidden ones left out), the members of an archive (.zip, .tar, .tar.gz, .tar.zst …), what is
/// inside a compressed file (.gz, .zst, .bz2, .xz); "-" is standard input. Told by content, never by name.
/// Diagnostics, each with its path: what does not exist or cannot be read, an empty file, a binary file, an archive
/// that is damaged or expands beyond all measure. An exception of the sink passes through. Bounded memory.
void for_each_source(const std::string& path, const SourceSink& sink, const DiagnosticSink& diagnostic);

} // namespace ekb::importers
