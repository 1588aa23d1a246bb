// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// An identifier in the form that the store compares: "pmid:123", "pmc:PMC123", "doi:10.1000/x" (lower case),
/// "registry:NCT01234567" (see registry_form), "url:example.org/page" (see url_form).
struct OwnIdentifier {
    std::string value;
    bool joins = false; ///< whether documents that share it are one study

    bool operator==(const OwnIdentifier&) const = default;
};

/// A registration number in upper case, without spaces, its trial alone: a EudraCT number without its country
/// ("EUCTR2010-023048-31-GB", "2010-023048-31" → "EUCTR2010-023048-31"), a CTIS number without the number of its
/// submission ("2022-500014-26-00" → "CTIS2022-500014-26"), a Japanese one without ICTRP's "JPRN-".
std::string registry_form(std::string_view number);

/// An URL that says where, not how: without scheme, fragment and closing slash, its host in lower case.
std::string url_form(std::string_view url);

/// What the document gives as its own. PMID, PMCID, DOI join. A registration number joins unless its document may be
/// about several trials: it gives two of one registry, or more than three. The number that a registry record is the
/// record of always joins; its other numbers join when they are of other registries. URLs never join.
std::vector<OwnIdentifier> own_identifiers(const Document& document);

/// The form of an identifier however a person writes it: a document id, "pmid:1", "1" (a PMID), "PMC1", "10.1000/x",
/// "https://doi.org/10.1000/x", "NCT01234567", "EUCTR2010-023048-31-GB", an URL. Anything else is taken for a
/// registration number.
std::string identifier_form(std::string_view written);

} // namespace ekb::kb
