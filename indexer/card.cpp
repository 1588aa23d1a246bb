// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/card.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"

#include <nlohmann/json.hpp>
#include <zstd.h>

namespace ekb::indexer {

using Json = nlohmann::ordered_json;

namespace {

std::string compressed(const std::string& text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    constexpr int level = 3; // zstd's default: higher ones save 5 % and take three times as long on cards
    const std::size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), level);
    if (ZSTD_isError(size)) throw Error(std::string("a study's card cannot be compressed: ") + ZSTD_getErrorName(size));
    out.resize(size);
    return out;
}

std::string decompressed(std::string_view bytes) {
    constexpr unsigned long long most = 1ULL << 30;
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > most) {
        throw Error("the index holds a study's card that is not one: run ekb reindex");
    }
    std::string out(size, '\0');
    const std::size_t got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got)) throw Error(std::string("a study's card cannot be read: ") + ZSTD_getErrorName(got));
    return out;
}

} // namespace

StudyCard study_card(const kb::StoredStudy& study) {
    StudyCard card;
    card.key = study.key;
    card.id = study.id;
    for (const kb::StoredDocument& stored : study.documents) {
        Document document = stored.document;
        card.claims.insert(card.claims.end(), document.claims.begin(), document.claims.end());
        document.claims.clear();
        document.content = {};
        document.notices.clear();
        document.mentioned.clear();
        if (card.title.empty() || (document.type == DocumentType::registry_record && document.id == study.id)) {
            card.title = document.title;
        }
        card.documents.push_back(std::move(document));
    }
    return card;
}

std::string packed(const StudyCard& card) {
    Json json{{"key", card.key},
              {"id", card.id},
              {"title", card.title},
              {"documents", Json::array()},
              {"claims", Json::array()}};
    for (const Document& document : card.documents)
        json["documents"].push_back(kb::document_json(document));
    for (const Claim& claim : card.claims)
        json["claims"].push_back(kb::claim_json(claim));
    return compressed(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

StudyCard unpacked(std::string_view bytes) {
    const std::string text = decompressed(bytes);
    try {
        const Json json = Json::parse(text);
        StudyCard card;
        card.key = json.at("key").get<std::int64_t>();
        card.id = json.at("id").get<std::string>();
        card.title = json.at("title").get<std::string>();
        for (const Json& document : json.at("documents"))
            card.documents.push_back(kb::document_from_json(document));
        for (const Json& claim : json.at("claims"))
            card.claims.push_back(kb::claim_from_json(claim));
        return card;
    } catch (const Json::exception& error) {
        throw Error(std::string("the index holds a card that cannot be read: ") + error.what());
    }
}

} // namespace ekb::indexer
