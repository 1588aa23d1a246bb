// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/store/writer.h"
#include "tests/support/temp_dir.h"

#include <set>
#include <string>

namespace ekb::kb {

/// A small article with one claim; each part that a test cares for is set by it.
inline Document article(const std::string& pmid) {
    Document document;
    document.id = "pmid:" + pmid;
    document.format = "pubmed";
    document.identifiers.pmid = pmid;
    document.title = "A trial of drug " + pmid;
    const std::string sentence = "Drug " + pmid + " was better than placebo.";
    document.content.text = document.title + "\n" + sentence;
    Claim claim;
    claim.document = document.id;
    claim.intervention.text = "drug " + pmid;
    claim.comparator = Named{"placebo", std::nullopt, std::nullopt};
    claim.endpoint.text = "survival";
    claim.effect.favours = Favours::intervention;
    claim.evidence.push_back({sentence, "abstract", document.title.size() + 1, document.content.text.size()});
    document.claims.push_back(claim);
    return document;
}

/// A registry record of this number.
inline Document record(const std::string& number) {
    Document document;
    document.id = "nct:" + number;
    document.type = DocumentType::registry_record;
    document.format = "ctgov-json";
    document.identifiers.registry = {number};
    document.title = "Trial " + number;
    return document;
}

/// Something that differs for each document and version.
inline RawSource raw_of(const Document& document, const std::string& version = "1") {
    return {document.format, "<" + document.id + " version " + version + ">"};
}

/// A store that is written and read in turn.
struct Store {
    tests::TempDir dir;
    Writer writer{dir.path()};

    PutOutcome put(const Document& document, const std::string& version = "1") {
        const PutOutcome outcome = writer.put(document, raw_of(document, version));
        writer.commit();
        return outcome;
    }
    Reader reader() const { return Reader(dir.path()); }
    Document document(const std::string& id) const { return reader().document(id).value().document; }
    std::int64_t key_of(const std::string& id) const { return reader().study_key(id).value(); }
    bool joined(const std::string& a, const std::string& b) const { return key_of(a) == key_of(b); }
    std::string study_of(const std::string& id) const { return reader().study(key_of(id))->id; }
    /// The studies that changed after this sequence number.
    std::set<std::int64_t> changed_after(std::int64_t sequence) const {
        std::set<std::int64_t> keys;
        for (const Change& change : reader().changes_after(sequence, 1000))
            keys.insert(change.study_key);
        return keys;
    }
};

} // namespace ekb::kb
