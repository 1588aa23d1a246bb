// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/identity.h"

#include "importers/source/resource.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>
#include <sodium.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_set>

namespace ekb::importers {

namespace {

struct Registry {
    std::string scheme;
    std::string prefix;
    bool lower = false;
};

/// All registries' patterns as one, so that a text is read once.
struct RegistryTable {
    std::vector<Registry> registries;
    std::unique_ptr<RE2> pattern;
};

RegistryTable read_registries() {
    RegistryTable table;
    std::string all = "(?i)(?:";
    for (const auto& row : tsv_rows(source::resource("registries.tsv"))) {
        if (!table.registries.empty()) all += '|';
        all += row.at(2);
        table.registries.push_back({std::string(row.at(0)), std::string(row.at(1)), row.at(3) == "lower"});
    }
    table.pattern = std::make_unique<RE2>(all + ")", RE2::Quiet);
    return table;
}

const RegistryTable& registries() {
    static const RegistryTable table = read_registries();
    return table;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

RegistryNumber registry_number(const Registry& registry, std::string_view group, ByteSpan span) {
    const std::string rest = registry.lower ? ascii_lower(group) : upper(std::string(group));
    return {registry.prefix + rest, registry.scheme, span};
}

} // namespace

std::optional<std::string> normal_doi(std::string_view text) {
    static const RE2 pattern(
        R"((?i)^(?:\s*(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|\s*doi\s*:?\s*)?\s*(10\.\d{4,9}(?:\.\d+)*/\S+))");
    std::string doi;
    if (!RE2::PartialMatch({text.data(), text.size()}, pattern, &doi)) return std::nullopt;
    while (!doi.empty() && std::string_view(".,;:\"'").find(doi.back()) != std::string_view::npos)
        doi.pop_back();
    if (doi.ends_with(')') && doi.find('(') == std::string::npos) doi.pop_back();
    return ascii_lower(doi);
}

std::optional<std::string> normal_pmid(std::string_view text) {
    static const RE2 pattern(
        R"((?i)^\s*(?:https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)|pmid\s*:?\s*|pubmed\s*:?\s*|medline:)?0*([1-9]\d{0,8})/?\s*$)");
    std::string pmid;
    if (!RE2::FullMatch({text.data(), text.size()}, pattern, &pmid)) return std::nullopt;
    return pmid;
}

std::optional<std::string> normal_pmcid(std::string_view text) {
    static const RE2 pattern(R"((?i)^\s*(?:https?://\S*/)?(?:pmcid\s*:?\s*)?(?:PMC)?0*([1-9]\d{0,9})(?:\.\d+)?/?\s*$)");
    std::string digits;
    if (!RE2::FullMatch({text.data(), text.size()}, pattern, &digits)) return std::nullopt;
    return "PMC" + digits;
}

std::optional<std::string> normal_url(std::string_view text) {
    static const RE2 pattern(R"(^(?i:(https?))://([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$)");
    static const RE2 tracking(R"((?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref_src)(?:=.*)?)");
    std::string scheme;
    std::string host;
    std::string path;
    std::string query;
    const std::string_view url = trimmed(text);
    if (!RE2::FullMatch({url.data(), url.size()}, pattern, &scheme, &host, &path, &query)) return std::nullopt;
    std::string kept;
    for (std::string_view rest = query; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find('&'));
        if (!one.empty() && !RE2::FullMatch({one.data(), one.size()}, tracking))
            (kept += kept.empty() ? '?' : '&') += one;
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    }
    return ascii_lower(scheme) + "://" + ascii_lower(host) + (path.empty() ? "/" : path) + kept;
}

std::vector<RegistryNumber> find_registry_numbers(std::string_view text) {
    const RegistryTable& table = registries();
    std::vector<RegistryNumber> found;
    std::vector<re2::StringPiece> groups(table.registries.size() + 1);
    const re2::StringPiece all(text.data(), text.size());
    std::size_t at = 0;
    while (
        table.pattern->Match(all, at, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
        const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
        at = begin + groups[0].size();
        for (std::size_t i = 1; i < groups.size(); ++i) {
            if (groups[i].data() == nullptr) continue;
            found.push_back(
                registry_number(table.registries[i - 1], {groups[i].data(), groups[i].size()}, {begin, at}));
        }
    }
    return found;
}

std::optional<RegistryNumber> normal_registry_number(std::string_view text) {
    const std::string_view whole = trimmed(text);
    auto found = find_registry_numbers(whole);
    if (found.size() != 1 || found[0].span.size() != whole.size()) return std::nullopt;
    return std::move(found[0]);
}

void add_unique(std::vector<std::string>& list, std::string value) {
    if (std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
}

void remove_repeats(std::vector<std::string>& list) {
    std::unordered_set<std::string_view> seen;
    std::vector<std::string> kept;
    kept.reserve(list.size()); // so that the views in `seen` stay good
    for (std::string& value : list) {
        if (seen.contains(value)) continue;
        kept.push_back(std::move(value));
        seen.insert(kept.back());
    }
    list = std::move(kept);
}

std::string content_id(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string id = "sha256:";
    for (const unsigned byte : digest)
        (id += digits[byte >> 4]) += digits[byte & 15];
    return id;
}

std::string document_id(const Document& document, std::string_view raw) {
    const Identifiers& ids = document.identifiers;
    if (document.type == DocumentType::registry_record && !ids.registry.empty()) {
        const auto number = normal_registry_number(ids.registry.front());
        if (number) return number->scheme + ":" + number->number;
    }
    if (document.type == DocumentType::web_page && ids.url) return "url:" + *ids.url;
    if (document.type == DocumentType::article) {
        if (document.format == "jats" && ids.pmcid) return "pmc:" + *ids.pmcid;
        if (ids.pmid) return "pmid:" + *ids.pmid;
        if (ids.doi) return "doi:" + *ids.doi;
        if (ids.pmcid) return "pmc:" + *ids.pmcid;
    }
    return content_id(raw);
}

} // namespace ekb::importers
