// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/zinc_article.h"

#include "importers/format.h"
#include "indexer/index_writer.h"
#include "kb/store/writer.h"

#include <catch2/catch.hpp>

namespace ekb::tests {

const char* const zinc_article = R"(<?xml version="1.0" encoding="UTF-8"?>
<article><front><article-meta><article-id pub-id-type="pmc">900001</article-id>
<title-group><article-title>Zinc for colds</article-title></title-group>
<abstract><p>Cold duration was significantly shorter with zinc than with placebo.</p></abstract>
</article-meta></front><body><sec><title>Results</title><p>Fever did not differ between zinc and placebo.</p></sec></body></article>)";

void put_article(const std::filesystem::path& kb_dir, const std::string& bytes, bool retracted) {
    const importers::Format* jats = importers::format_named("jats");
    REQUIRE(jats != nullptr);
    importers::Reading reading = importers::read_record(*jats, {bytes});
    REQUIRE(reading.documents.size() == 1);
    reading.documents[0].retracted = retracted;
    kb::Writer writer(kb_dir);
    writer.put(reading.documents[0], {"jats", bytes});
    writer.commit();
    indexer::update_index(kb_dir);
}

std::string zinc_article_with(const std::string& words, const std::string& others) {
    std::string bytes(zinc_article);
    const std::size_t at = bytes.find(words);
    REQUIRE(at != std::string::npos);
    return bytes.replace(at, words.size(), others);
}

} // namespace ekb::tests
