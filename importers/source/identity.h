// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// Normal forms; nullopt for what is no such identifier. A DOI: lower case, without resolver, "doi:" and final
/// punctuation. A PMID: digits, without leading zeros. A PMCID: "PMC" and digits, also from digits alone, without
/// version.
std::optional<std::string> normal_doi(std::string_view text);
std::optional<std::string> normal_pmid(std::string_view text);
std::optional<std::string> normal_pmcid(std::string_view text);
/// A web address: scheme and host in lower case, without fragment and tracking parameters (utm_…, fbclid, gclid).
std::optional<std::string> normal_url(std::string_view text);

/// A trial registration number as found in text.
struct RegistryNumber {
    std::string
        number; ///< normal form: "NCT01234567", "EUCTR2004-000446-20" (without a country), "ChiCTR-TRC-12002345"
    std::string scheme; ///< that of a document's id: "nct", "isrctn", "euctr" …
    ByteSpan span;
};

/// The registration numbers of all registries of data/registries.tsv, in order. Thread-safe.
std::vector<RegistryNumber> find_registry_numbers(std::string_view text);
/// The number that the text is, in normal form; nullopt where it is none or more than that.
std::optional<RegistryNumber> normal_registry_number(std::string_view text);

/// Adds a value that is not yet in the list.
void add_unique(std::vector<std::string>& list, std::string value);

/// Leaves of each value the first. For lists that a hostile source may make very long.
void remove_repeats(std::vector<std::string>& list);

/// "sha256:" and the digest of the bytes in hexadecimal.
std::string content_id(std::string_view bytes);

/// The document's id by the contract's rules, from its type, format and identifiers; content_id(raw) where none serves.
std::string document_id(const Document& document, std::string_view raw);

} // namespace ekb::importers
