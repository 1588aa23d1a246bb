// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/export_command.h"

#include "kb/model/error.h"
#include "query/export/formats.h"
#include "query/history/engine_then.h"
#include "query/history/wanted_studies.h"
#include "query/program/as_of_option.h"
#include "query/program/query_refused.h"

#include <CLI/CLI.hpp>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

struct Options {
    std::vector<std::string> words;
    bool is_question = false;
    std::string format = "json";
    std::string as_of;
    std::string output; ///< empty: standard output
    std::string record; ///< empty: beside the output
};

std::string record_text(const SearchRecord& record) {
    return search_record_json(record).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// A file that is whole or not there: what is written takes its name only at the end.
class NewFile {
public:
    explicit NewFile(std::filesystem::path path) : m_path(std::move(path)), m_part(m_path.string() + ".part"), m_out(m_part, std::ios::binary) {
        if (!m_out) throw Error("cannot write " + m_part.string());
    }
    std::ostream& stream() { return m_out; }
    void finish() {
        m_out.close();
        std::error_code error;
        if (m_out.fail()) throw Error("cannot write " + m_part.string());
        std::filesystem::rename(m_part, m_path, error);
        if (error) throw Error("cannot write " + m_path.string() + ": " + error.message());
    }

private:
    std::filesystem::path m_path;
    std::filesystem::path m_part;
    std::ofstream m_out;
};

void write_studies(WantedStudies& studies, const ExportFormat& format, std::ostream& out) {
    ExportText text(format);
    out << text.begin();
    for (auto part = studies.next(); !part.empty(); part = studies.next()) {
        for (const AnswerStudy& study : part)
            out << text.add(study);
    }
    out << text.end(record_text(studies.record()));
    if (!out.flush()) throw Error("the export could not be written to its end");
}

void write_record(const Options& options, const SearchRecord& record) {
    const std::string path = !options.record.empty() ? options.record : options.output.empty() ? "" : options.output + ".search.json";
    if (path.empty()) {
        if (options.format != "json") std::cerr << record_text(record) << '\n';
        return;
    }
    NewFile file(path);
    file.stream() << record_text(record) << '\n';
    file.finish();
}

int run_export(const std::filesystem::path& kb_dir, const Options& options) {
    const auto then = chosen_snapshot(kb_dir, options.as_of);
    const Wanted wanted{fmt::format("{}", fmt::join(options.words, " ")), options.is_question};
    auto studies = WantedStudies::find(chosen_engine(kb_dir, then), kb_dir, wanted, then,
                                       [&](const kb::Snapshot& snapshot) { return engine_then(kb_dir, snapshot); });
    if (!studies) throw QueryRefused(wanted.text, studies.error());
    if (!options.as_of.empty()) studies->name_as_of(options.as_of);
    const ExportFormat& format = *export_format(options.format);
    if (options.output.empty()) {
        write_studies(*studies, format, std::cout);
    } else {
        NewFile file(options.output);
        write_studies(*studies, format, file.stream());
        file.finish();
    }
    write_record(options, studies->record());
    return exit_done;
}

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const ExportFormat& format : export_formats())
        names.emplace_back(format.name);
    return names;
}

} // namespace

Run declare_export(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("query", options->words, "the query, in the query language")->required();
    parser.add_flag("--question", options->is_question, "it is a question in plain words");
    parser.add_option("--format", options->format, "how to write the studies (default: json)")->check(CLI::IsMember(format_names()));
    declare_as_of(parser, options->as_of);
    parser.add_option("--output", options->output, "the file to write (default: standard output)");
    parser.add_option("--record", options->record,
                      "the file for the record of the search (default: beside the output, with .search.json added to its "
                      "name; of standard output: to standard error)");
    return [options, &settings] { return run_export(settings.kb, *options); };
}

} // namespace ekb::query
