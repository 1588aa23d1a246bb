// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/retraction_watch.h"

#include "importers/literature/dates.h"
#include "importers/literature/notices.h"
#include "importers/source/csv.h"
#include "importers/source/identity.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <map>

namespace ekb::importers {

namespace {

bool recognise_retractions(std::string_view head) {
    const std::string_view header = head.substr(0, head.find_first_of("\r\n"));
    return header.find("RetractionNature") != std::string_view::npos &&
           header.find("OriginalPaperDOI") != std::string_view::npos;
}

using Row = std::map<std::string, std::string>;

/// Its dates are American: "1/20/2024 0:00".
std::optional<std::string> american_date(const std::string& text) {
    static const RE2 pattern(R"(^(\d{1,2})/(\d{1,2})/(\d{4})\b.*)");
    std::string month;
    std::string day;
    std::string year;
    if (RE2::FullMatch(text, pattern, &month, &day, &year)) return iso_date(year, month, day);
    return free_date(text);
}

std::optional<NoticeKind> kind_of(std::string_view nature) {
    std::string name = ascii_lower(nature);
    for (char& c : name) {
        if (c == ' ') c = '_';
    }
    return notice_kind(name);
}

std::vector<std::string> names_in(const std::string& list) {
    std::vector<std::string> names;
    for (std::string_view rest = list; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(';'));
        if (!trimmed(one).empty()) names.push_back(normal_space(one));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    }
    return names;
}

/// The notice, once for each identifier of the report that it is about.
std::vector<Notice> notices_of(const Row& row, NoticeKind kind) {
    Notice notice;
    notice.kind = kind;
    if (const auto pmid = normal_pmid(row.at("RetractionPubMedID"))) notice.notice = "pmid:" + *pmid;
    if (const auto doi = normal_doi(row.at("RetractionDOI"))) notice.notice = "doi:" + *doi;
    notice.date = american_date(row.at("RetractionDate"));
    notice.text = normal_space(row.at("RetractionNature") + ": " + row.at("Reason"));
    std::vector<Notice> all;
    if (const auto doi = normal_doi(row.at("OriginalPaperDOI"))) {
        all.push_back(notice);
        all.back().target = "doi:" + *doi;
    }
    if (const auto pmid = normal_pmid(row.at("OriginalPaperPubMedID"))) {
        all.push_back(notice);
        all.back().target = "pmid:" + *pmid;
    }
    return all;
}

void split_retractions(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    HeadStream rows(std::make_unique<BorrowedStream>(source));
    const std::string_view head = rows.head();
    if (!recognise_retractions(head)) {
        const std::string begin = excerpt(normal_space(head.substr(0, 200)), 60);
        diagnostic({{}, {}, {}, "this is not Retraction Watch's CSV: it begins “" + begin + "”"});
        return;
    }
    std::size_t number = 0;
    const auto count = [&](RawRecord&& raw) {
        ++number;
        record(std::move(raw));
    };
    cut_csv_records(rows, count, diagnostic);
    if (number == 0) diagnostic({{}, {}, {}, "there is no row in this list of retractions"});
}

Reading refused(std::string message) {
    return {{}, {{{}, {}, 1, std::move(message)}}, {}};
}

Reading read_retraction(const RawRecord& raw) {
    const auto rows = csv_rows(raw.bytes);
    Row row;
    for (std::size_t i = 0; rows.size() == 2 && i < std::min(rows[0].size(), rows[1].size()); ++i) {
        row[std::string(trimmed(rows[0][i]))] = normal_space(rows[1][i]);
    }
    for (const char* column :
         {"Record ID", "Title", "RetractionNature", "RetractionDate", "RetractionDOI", "RetractionPubMedID",
          "OriginalPaperDOI", "OriginalPaperPubMedID", "Reason", "Author", "Journal"}) {
        if (!row.contains(column)) return refused("the row has no cell under “" + std::string(column) + "”");
    }
    const std::string name = "record " + row.at("Record ID") + ", “" + excerpt(row.at("Title")) + "”,";
    const auto kind = kind_of(row.at("RetractionNature"));
    if (!kind) return refused(name + " is of an unknown nature: “" + row.at("RetractionNature") + "”");
    Document document;
    document.notices = notices_of(row, *kind);
    if (document.notices.empty()) return refused(name + " names neither the DOI nor the PMID of what it is about");
    if (row.at("Record ID").empty())
        return refused("the row that is about “" + excerpt(row.at("Title")) + "” has no Record ID");
    document.id = "retraction-watch:" + row.at("Record ID");
    document.type = DocumentType::article;
    document.format = "retraction-watch";
    document.title = row.at("RetractionNature") + ": " + row.at("Title");
    if (!row.at("Journal").empty()) document.journal = row.at("Journal");
    document.published = document.notices.front().date;
    document.authors = names_in(row.at("Author"));
    document.publication_types = {"Retraction Watch record"};
    for (const Notice& notice : document.notices)
        add_unique(document.mentioned, notice.target.value());
    TextBuilder to;
    to.add(BlockKind::title, "title", document.title);
    to.add(BlockKind::field, "reason", row.at("Reason"));
    document.content = to.take();
    return {{std::move(document)}, {}, {}};
}

} // namespace

Format retraction_watch_format() {
    return {"retraction-watch", "Retraction Watch CSV", recognise_retractions,
            split_retractions,  read_retraction,        false};
}

} // namespace ekb::importers
