// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <string_view>
#include <vector>

namespace ekb::importers {

/// Which elements of a stream are records.
struct XmlRecordNames {
    /// Names without prefix, such as PubmedArticle. An element of such a name inside another is a part of it; of the
    /// same name inside itself it means that the first was never closed.
    std::vector<std::string_view> elements;
    std::string_view dialect; ///< for people, in diagnostics: "PubMed XML"
};

/// Cuts the record elements out of a UTF-8 stream of XML, each with the line it begins in; memory is bounded by the
/// largest record (64 MiB; larger ones are named and left out). Diagnostics: no XML at all, an HTML page, no record,
/// a record or a root that the end of the file cuts short. What stands between records is skipped.
void cut_xml_records(ByteStream& source, const XmlRecordNames& names, const RecordSink& record,
                     const DiagnosticSink& diagnostic);

/// The name, without prefix, of the first element of an XML head; empty where it does not begin as XML.
std::string_view xml_root_name(std::string_view head);
/// True where the head has the start tag of the element, with or without a prefix.
bool has_xml_element(std::string_view head, std::string_view name);

} // namespace ekb::importers
