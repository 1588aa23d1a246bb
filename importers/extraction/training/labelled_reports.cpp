// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/labelled_reports.h"

#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/study/report_features.h"
#include "importers/extraction/training/claim_data.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/format.h"
#include "importers/source/sources.h"
#include "kb/model/error.h"

#include <zlib.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

namespace ekb::importers::extraction::training {
namespace {

/// The first two columns of a data file.
std::map<std::string, std::string> read_pairs(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(path + ": cannot be opened");
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    std::map<std::string, std::string> out;
    for (const auto& row : data_rows(bytes)) {
        if (row.size() < 2) throw Error(path + ": a row without a second column: " + std::string(row[0]));
        out.emplace(row[0], row[1]);
    }
    return out;
}

/// The same as measure_reports.py has it.
bool is_measuring(const std::string& id) {
    return crc32(0, reinterpret_cast<const unsigned char*>(id.data()), static_cast<unsigned>(id.size())) % 2 == 1;
}

/// Takes the labelled records of exports, the first of each id.
class RecordReader {
public:
    RecordReader(std::map<std::string, std::string> labels, std::vector<LabelledReport>& reports)
        : m_labels(std::move(labels)), m_reports(reports) {}

    void read(const std::string& path) {
        const auto ignore = [](Diagnostic&&) {}; // what the corpus has of damaged files is not labelled
        for_each_source(
            path,
            [&](const SourceName&, HeadStream& source) {
                const Format* format = recognise(source.head());
                if (!format || !format->prose) return;
                ++m_source;
                format->split(source, [&](RawRecord&& record) { take(format->read(record)); }, ignore);
            },
            ignore);
    }

private:
    void take(const Reading& reading) {
        const ClaimModels& models = ClaimModels::built_in();
        for (const Document& document : reading.documents) {
            const auto label = m_labels.find(document.id);
            if (label == m_labels.end()) continue;
            const Prose prose = read_prose(document.content);
            if (const std::string told = label->second; told == "trial" || told == "other" || told == "protocol")
                m_reports.push_back({document.id, report_features(prose, read_traits(prose, models.phrases)), told == "trial",
                                     false, is_measuring(document.id), m_source});
            m_labels.erase(label);
        }
    }

    std::map<std::string, std::string> m_labels; ///< of the records that are still to come
    std::vector<LabelledReport>& m_reports;
    std::size_t m_source = 0;
};

} // namespace

std::vector<LabelledReport> read_labelled_reports(const std::string& labelled, const std::string& abstracts,
                                                  const std::string& reports, const std::string& corpus) {
    std::vector<LabelledReport> out;
    RecordReader(read_pairs(reports + "/labels.tsv"), out).read(corpus);
    const auto no_trials = read_pairs(reports + "/no_trials.tsv");
    std::size_t source = out.empty() ? 0 : out.back().source;
    for (const Case& one : read_claim_data(labelled, abstracts).cases) {
        ++source;
        if (!one.gold.claims.empty())
            out.push_back({one.gold.id, report_features(one.prose, one.traits), !no_trials.contains(one.gold.id), true, false, source});
    }
    return out;
}

} // namespace ekb::importers::extraction::training
