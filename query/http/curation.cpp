// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/curation.h"

#include "indexer/index_writer.h"
#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/curation_json.h"
#include "kb/store/reader.h"
#include "kb/store/schema.h"
#include "kb/store/writer.h"
#include "query/import/import.h"
#include "query/import/summary_json.h"

#include <nlohmann/json.hpp>

#include <fstream>

#include <stdlib.h>

namespace ekb::query::http {

using Json = nlohmann::ordered_json;

namespace {

bool holds_a_store(const std::filesystem::path& kb_dir) {
    return std::filesystem::exists(kb::store_file(kb_dir));
}

/// False where the store refuses what the correction says; other errors are the store's own.
bool written(const std::filesystem::path& kb_dir, const kb::ReviewRequest& request) {
    kb::Writer writer(kb_dir);
    try {
        writer.review(request);
    } catch (const Error&) {
        if (!request.correction) throw;
        return false;
    }
    writer.commit();
    return true;
}

} // namespace

std::optional<kb::ApiToken> StoreCuration::token(std::string_view text) {
    if (!holds_a_store(m_kb_dir)) return std::nullopt;
    return kb::Reader(m_kb_dir).check_token(text);
}

Expected<std::string, ReviewRefusal> StoreCuration::review(const kb::ReviewRequest& request) {
    if (!holds_a_store(m_kb_dir)) return Unexpected(ReviewRefusal::no_claim);
    const kb::Reader reader(m_kb_dir);
    if (!reader.claim(request.claim_id)) return Unexpected(ReviewRefusal::no_claim);
    if (!written(m_kb_dir, request)) return Unexpected(ReviewRefusal::bad_correction);
    indexer::update_index(m_kb_dir);
    return kb::claim_json(reader.claim(request.claim_id).value()).dump();
}

namespace {

/// A folder with one file that is gone afterwards.
class UploadFolder {
public:
    explicit UploadFolder(const Upload& upload) {
        std::string pattern = (std::filesystem::temp_directory_path() / "ekb-upload-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw Error("cannot make a folder for an upload: " + pattern);
        m_folder = pattern;
        std::ofstream out(file(upload.name), std::ios::binary);
        out.write(upload.bytes.data(), static_cast<std::streamsize>(upload.bytes.size()));
        if (!out.flush()) throw Error("cannot keep an upload in " + m_folder.string());
    }
    ~UploadFolder() {
        std::error_code ignored; // what is left lies in the system's folder for temporary files
        std::filesystem::remove_all(m_folder, ignored);
    }
    UploadFolder(const UploadFolder&) = delete;
    UploadFolder& operator=(const UploadFolder&) = delete;

    std::filesystem::path file(const std::string& name) const { return m_folder / name; }
    /// A path in the folder as the sender knows it.
    std::string known(const std::string& path) const {
        const std::string folder = m_folder.string() + "/";
        return path.starts_with(folder) ? path.substr(folder.size()) : path;
    }

private:
    std::filesystem::path m_folder;
};

} // namespace

std::optional<std::string> StoreCuration::import_source(const Upload& upload) {
    const std::unique_lock lock(m_importing, std::try_to_lock);
    if (!lock) return std::nullopt;
    const UploadFolder folder(upload);
    ImportSummary summary =
        import_sources(m_kb_dir, {{folder.file(upload.name).string()}, upload.format}, {.index = true});
    for (Diagnostic& error : summary.errors)
        error.path = folder.known(error.path);
    return summary_json(summary).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<kb::SavedQuery> StoreCuration::saved_queries() {
    return kb::saved_queries(m_kb_dir);
}

std::optional<kb::SavedQuery> StoreCuration::saved_query(std::string_view name) {
    return kb::saved_query(m_kb_dir, name);
}

void StoreCuration::save_query(const kb::SavedQuery& query) {
    kb::save_query(m_kb_dir, query);
}

bool StoreCuration::forget_query(std::string_view name) {
    return kb::forget_query(m_kb_dir, name);
}

} // namespace ekb::query::http
