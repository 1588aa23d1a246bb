// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/diff.h"

#include "kb/json/contract_json.h"
#include "query/history/as_of.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

namespace ekb::query {

using Json = nlohmann::ordered_json;

namespace {

/// A document or claim: the study that it is of, and what it says, without its study's name, which may change.
struct Part {
    std::int64_t study_key = 0;
    std::string study;
    Json says;
};
using Parts = std::map<std::string, Part>;

struct StudyParts {
    Parts documents;
    Parts claims;
};

StudyParts parts_of(const kb::StoredStudy& study) {
    StudyParts parts;
    for (const kb::StoredDocument& stored : study.documents) {
        Json document = kb::document_json(stored.document, true);
        for (Json& claim : document["claims"]) {
            claim.erase("study");
            const std::string id = claim["id"].get<std::string>();
            parts.claims[id] = {study.key, study.id, std::move(claim)};
        }
        document.erase("claims");
        parts.documents[stored.document.id] = {study.key, study.id, std::move(document)};
    }
    return parts;
}

/// What is kept of a part while all studies are gone through.
struct Trace {
    std::int64_t study_key = 0;
    std::size_t hash = 0;
};
using Traces = std::map<std::string, Trace>;

/// One of the two snapshots: which studies it holds, and their parts.
struct Side {
    std::set<std::int64_t> studies;
    Traces documents;
    Traces claims;
};

void add_traces(const Parts& parts, Traces& traces) {
    for (const auto& [id, part] : parts)
        traces[id] = {part.study_key, std::hash<std::string>()(part.says.dump())};
}

Side side_of(const kb::HistoryReader& history, const std::set<std::int64_t>& keys, std::int64_t sequence) {
    Side side;
    for (const std::int64_t key : keys) {
        const auto study = history.study(key, sequence);
        if (!study) continue;
        side.studies.insert(key);
        const StudyParts parts = parts_of(*study);
        add_traces(parts.documents, side.documents);
        add_traces(parts.claims, side.claims);
    }
    return side;
}

/// Counts what became of the parts, and notes the studies that changed by it.
void compare(const Traces& then, const Traces& now, FateCounts& counts, std::set<std::int64_t>& touched) {
    for (const auto& [id, trace] : then) {
        const auto kept = now.find(id);
        if (kept == now.end()) {
            ++counts.went;
            touched.insert(trace.study_key);
        } else if (kept->second.hash != trace.hash || kept->second.study_key != trace.study_key) {
            ++counts.changed;
            touched.insert({trace.study_key, kept->second.study_key});
        }
    }
    for (const auto& [id, trace] : now) {
        if (then.contains(id)) continue;
        ++counts.came;
        touched.insert(trace.study_key);
    }
}

bool was_found(const std::optional<std::set<std::int64_t>>& found, std::int64_t key) {
    return !found || found->contains(key);
}

std::set<std::int64_t> looked_at(const kb::HistoryReader& history, const DiffRequest& request) {
    std::set<std::int64_t> keys;
    for (const std::int64_t key : history.changed_studies(request.from.sequence, request.to.sequence)) {
        if (was_found(request.found_then, key) || was_found(request.found_now, key)) keys.insert(key);
    }
    // A query may find another study for what changed elsewhere: its rank decides, or how rare a word is.
    if (request.found_then && request.found_now) {
        std::ranges::set_symmetric_difference(*request.found_then, *request.found_now, std::inserter(keys, keys.end()));
    }
    return keys;
}

std::set<std::int64_t> those_found(const std::set<std::int64_t>& keys, const std::optional<std::set<std::int64_t>>& found) {
    std::set<std::int64_t> both;
    for (const std::int64_t key : keys) {
        if (was_found(found, key)) both.insert(key);
    }
    return both;
}

std::string_view fate_name(Fate fate) {
    switch (fate) {
    case Fate::came:
        return "came";
    case Fate::went:
        return "went";
    case Fate::changed:
        break;
    }
    return "changed";
}

Json counts_json(const FateCounts& counts) {
    return {{"came", counts.came}, {"went", counts.went}, {"changed", counts.changed}};
}

Json changed_fields(const Json& then, const Json& now) {
    Json fields = Json::array();
    for (const auto& [name, value] : now.items()) {
        if (!then.contains(name) || then[name] != value) fields.push_back(name);
    }
    for (const auto& [name, value] : then.items()) {
        if (!now.contains(name)) fields.push_back(name);
    }
    return fields;
}

/// What became of one part; null where it is as it was.
Json part_json(const std::string& id, const Part* then, const Part* now) {
    if (then != nullptr && now != nullptr) {
        Json fields = changed_fields(then->says, now->says);
        if (then->study_key != now->study_key) fields.push_back("study");
        if (fields.empty()) return nullptr;
        return {{"id", id}, {"change", "changed"}, {"fields", std::move(fields)}};
    }
    return {{"id", id}, {"change", then == nullptr ? "came" : "went"}, {"fields", Json::array()}};
}

Json claim_or_null(const Part* part) {
    if (part == nullptr) return nullptr;
    Json claim = part->says;
    claim["study"] = part->study;
    return claim;
}

/// Both snapshots of the studies that a page of the diff shows. A part that moved is told of where it is now.
class Page {
public:
    Page(const kb::HistoryReader& history, const DiffRequest& request) : m_history(history), m_request(request) {}

    Json study_json(const StudyFate& fate) const {
        const auto was = m_history.study(fate.key, m_request.from.sequence);
        const auto is = m_history.study(fate.key, m_request.to.sequence);
        const kb::StoredStudy& shown = is ? *is : was.value();
        Json json{{"id", shown.id},
                  {"was", was && was->id != shown.id ? Json(was->id) : Json(nullptr)},
                  {"title", shown.documents.front().document.title},
                  {"change", fate_name(fate.fate)}};
        const StudyParts before = was && fate.fate != Fate::came ? parts_of(*was) : StudyParts();
        const StudyParts after = is && fate.fate != Fate::went ? parts_of(*is) : StudyParts();
        json["documents"] = parts_json(before.documents, after.documents, false);
        json["claims"] = parts_json(before.claims, after.claims, true);
        return json;
    }

private:
    /// One of the two snapshots.
    struct Then {
        std::int64_t sequence;
        const std::optional<std::set<std::int64_t>>& found;
    };
    Then then() const { return {m_request.from.sequence, m_request.found_then}; }
    Then now() const { return {m_request.to.sequence, m_request.found_now}; }

    /// The part where it stands in another study of that snapshot.
    std::optional<Part> elsewhere(const std::string& id, const Part& known, bool is_claim, const Then& other) const {
        const auto sequence = other.sequence;
        const std::string document = is_claim ? known.says["document"].get<std::string>() : id;
        const auto key = m_history.study_key(document, sequence);
        if (!key || *key == known.study_key || !was_found(other.found, *key)) return std::nullopt;
        const auto study = m_history.study(*key, sequence);
        if (!study) return std::nullopt;
        const StudyParts parts = parts_of(*study);
        const Parts& all = is_claim ? parts.claims : parts.documents;
        const auto found = all.find(id);
        return found == all.end() ? std::nullopt : std::optional(found->second);
    }

    Json parts_json(const Parts& before, const Parts& after, bool is_claim) const {
        Json list = Json::array();
        const auto tell = [&](const std::string& id, const Part* was, const Part* is) {
            Json json = part_json(id, was, is);
            if (json.is_null()) return;
            if (is_claim) {
                json["before"] = claim_or_null(was);
                json["after"] = claim_or_null(is);
            }
            list.push_back(std::move(json));
        };
        for (const auto& [id, part] : before) {
            const auto kept = after.find(id);
            if (kept != after.end()) {
                tell(id, &part, &kept->second);
            } else if (!elsewhere(id, part, is_claim, now())) {
                tell(id, &part, nullptr);
            }
        }
        for (const auto& [id, part] : after) {
            if (before.contains(id)) continue;
            const auto moved = elsewhere(id, part, is_claim, then());
            tell(id, moved ? &*moved : nullptr, &part);
        }
        return list;
    }

    const kb::HistoryReader& m_history;
    const DiffRequest& m_request;
};

} // namespace

Diff diff(const kb::HistoryReader& history, const DiffRequest& request) {
    const std::set<std::int64_t> keys = looked_at(history, request);
    const Side then = side_of(history, those_found(keys, request.found_then), request.from.sequence);
    const Side now = side_of(history, those_found(keys, request.found_now), request.to.sequence);
    Diff found;
    std::set<std::int64_t> touched;
    compare(then.documents, now.documents, found.documents, touched);
    compare(then.claims, now.claims, found.claims, touched);
    for (const std::int64_t key : touched) {
        const bool was = then.studies.contains(key);
        const bool is = now.studies.contains(key);
        const Fate fate = was == is ? Fate::changed : was ? Fate::went : Fate::came;
        ++(fate == Fate::changed ? found.studies.changed : fate == Fate::went ? found.studies.went : found.studies.came);
        found.fates.push_back({key, fate});
    }
    return found;
}

Json diff_json(const kb::HistoryReader& history, const DiffRequest& request, const Diff& found, std::size_t offset,
               std::size_t limit) {
    Json studies = Json::array();
    const Page page(history, request);
    const std::size_t end = std::min(found.fates.size(), offset + limit);
    for (std::size_t i = std::min(offset, end); i < end; ++i)
        studies.push_back(page.study_json(found.fates[i]));
    return {{"from", snapshot_json(request.from)},
            {"to", snapshot_json(request.to)},
            {"totals",
             {{"studies", counts_json(found.studies)},
              {"documents", counts_json(found.documents)},
              {"claims", counts_json(found.claims)}}},
            {"total", found.fates.size()},
            {"studies", std::move(studies)}};
}

} // namespace ekb::query
