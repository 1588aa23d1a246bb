// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/arm.h"
#include "kb/model/claim.h"
#include "kb/model/concept.h"
#include "kb/model/enums.h"
#include "kb/model/text.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb {

/// Identifiers that the source gives as its own.
struct Identifiers {
    std::optional<std::string> pmid;  ///< digits
    std::optional<std::string> pmcid; ///< "PMC" and digits
    std::optional<std::string> doi;   ///< lower case, without resolver prefix
    std::vector<std::string> registry; ///< trial registration numbers: NCT…, ISRCTN…, EUCTR…
    std::optional<std::string> url;

    bool operator==(const Identifiers&) const = default;
};

struct Design {
    std::optional<DesignType> type;
    std::optional<std::string> phase;   ///< "1", "1/2", "3" …
    std::optional<std::string> masking; ///< none, single, double, triple, quadruple
    std::optional<Species> species;

    bool operator==(const Design&) const = default;
};

struct DocumentN {
    std::optional<int> randomised;
    std::optional<int> analysed;
    std::optional<std::string> quote; ///< the words that `randomised` comes from

    bool operator==(const DocumentN&) const = default;
};

/// What was published about a report: of the document it stands in, or of another one (`target`).
struct Notice {
    NoticeKind kind = NoticeKind::correction;
    std::optional<std::string> target; ///< an identifier ("pmid:…", "doi:…") of what it is about; empty: this document
    std::optional<std::string> notice; ///< an identifier of the notice itself
    std::optional<std::string> date;   ///< ISO 8601
    std::string text;                  ///< the source's own words

    bool operator==(const Notice&) const = default;
};

/// One source as read: a report, a registry record or a web page, with the claims it makes.
struct Document {
    std::string id; ///< by the contract's rules: see importers/source/identity.h
    DocumentType type = DocumentType::article;
    std::string format; ///< the contract's name of its format
    Identifiers identifiers;
    std::vector<std::string> mentioned; ///< identifiers of other studies and reports that it speaks of: links, never joins
    std::string title;
    std::optional<std::string> journal;
    std::optional<std::string> published; ///< ISO 8601; as much as is known: "2018", "2018-02"
    std::optional<std::string> language;  ///< ISO 639-1
    std::vector<std::string> authors;     ///< "Family Given"
    std::vector<std::string> publication_types;
    bool retracted = false;
    std::vector<Notice> notices;
    Design design;
    std::optional<Named> condition;
    DocumentN n;
    std::vector<Arm> arms;
    std::optional<std::string> primary_endpoint;
    DocumentText content;
    std::vector<Claim> claims;

    bool operator==(const Document&) const = default;
};

} // namespace ekb
