// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include "importers/format.h"
#include "indexer/index_writer.h"
#include "query/engine.h"
#include "query/http/application.h"
#include "query/http/engine_evidence.h"
#include "query/language/parse.h"
#include "tests/fuzz/mutate.h"
#include "tests/support/small_kb.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace ekb::fuzz {

namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> found;
    for (std::string line; std::getline(in, line);)
        found.push_back(line);
    if (found.empty()) throw std::runtime_error("no lines in " + file.string());
    return found;
}

/// Requests stand in a line each; in one, "\\n" is where its body begins.
std::vector<std::string> requests(const fs::path& file) {
    std::vector<std::string> found = lines(file);
    for (std::string& each : found) {
        if (const std::size_t mark = each.find("\\n"); mark != std::string::npos) each.replace(mark, 2, "\n");
    }
    return found;
}

std::vector<std::string> fixtures(const fs::path& data) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(data)) {
        if (entry.is_regular_file() && entry.path().filename().string().starts_with("input"))
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::vector<std::string> found;
    for (const fs::path& file : files)
        found.push_back(contents(file));
    if (found.empty()) throw std::runtime_error("no fixtures in " + data.string());
    return found;
}

/// The input as a file, sometimes compressed and damaged again, read as the format that chooses itself or another.
void read_input(const std::string& input, const fs::path& file, bool forced) {
    Random random(input.size());
    const std::string bytes = random.one_in(12) ? damaged({gzipped(input)}, random) : input;
    std::ofstream(file, std::ios::binary) << bytes;
    if (!forced) return read_as(file, "auto");
    const auto formats = importers::formats();
    read_as(file, formats[random.below(formats.size())].name);
}

void parse_input(const query::Engine& engine, const std::string& input) {
    const auto node = query::parse_query(input);
    if (node) {
        const std::string printed = query::printed(*node);
        const auto again = query::parse_query(printed);
        if (!again) throw std::logic_error("a query that is read prints as one that is not: " + printed);
        if (query::printed(*again) != printed) throw std::logic_error("a printed query is read otherwise: " + printed);
    }
    (void)engine.search({input, 5, 0});
}

/// Lets everybody review, so that what they send is read.
class OpenCuration : public query::http::Curation {
public:
    explicit OpenCuration(fs::path kb_dir) : m_store(std::move(kb_dir)) {}
    std::optional<kb::ApiToken> token(std::string_view) override {
        kb::ApiToken token;
        token.role = kb::TokenRole::admin;
        token.name = "fuzz";
        return token;
    }
    Expected<std::string, query::http::ReviewRefusal> review(const kb::ReviewRequest& request) override {
        return m_store.review(request);
    }
    std::optional<std::string> import_source(const query::http::Upload& upload) override { return m_store.import_source(upload); }
    std::vector<kb::SavedQuery> saved_queries() override { return m_store.saved_queries(); }
    std::optional<kb::SavedQuery> saved_query(std::string_view name) override { return m_store.saved_query(name); }
    void save_query(const kb::SavedQuery& query) override { m_store.save_query(query); }
    bool forget_query(std::string_view name) override { return m_store.forget_query(name); }

private:
    query::http::StoreCuration m_store;
};

/// "METHOD path?query", then a body from the next line on.
query::http::Request request_of(const std::string& input) {
    const std::size_t space = std::min(input.size(), input.find(' '));
    const std::size_t end = std::min(input.size(), input.find('\n', space));
    const std::string target = input.substr(std::min(input.size(), space + 1), end - std::min(end, space + 1));
    const std::size_t mark = std::min(target.size(), target.find('?'));
    query::http::Request request;
    request.method = input.substr(0, space);
    request.path = target.substr(0, mark);
    request.query = target.substr(std::min(target.size(), mark + 1));
    request.headers = {
        {"Authorization", "Bearer t"}, {"Content-Type", "application/json"}, {"Accept-Encoding", input.substr(0, 40)}};
    request.body = input.substr(std::min(input.size(), end + 1));
    return request;
}

struct Served {
    query::http::EngineEvidence evidence;
    OpenCuration curation;
    std::string failure;
    query::http::Application application{evidence, curation, {}, [this](const std::string& what) { failure = what; }};

    explicit Served(const fs::path& kb_dir) : evidence(kb_dir), curation(kb_dir) {}

    void run(const std::string& input) {
        const query::http::Response response = application.handle(request_of(input));
        if (response.status == 500) throw std::logic_error("500: " + failure);
        if (response.status < 200 || response.status > 599)
            throw std::logic_error("a reply with status " + std::to_string(response.status));
    }
};

} // namespace

std::vector<Target> all_targets(const fs::path& data, const fs::path& seeds, const fs::path& scratch) {
    const fs::path kb_dir = scratch / "kb";
    tests::put_all(kb_dir, tests::six_trials());
    indexer::update_index(kb_dir);
    const auto engine = std::make_shared<query::Engine>(kb_dir);
    const auto served = std::make_shared<Served>(kb_dir);
    const fs::path file = scratch / "input";
    const auto questions = lines(seeds / "questions.txt");
    return {
        {"read", fixtures(data), [=](const std::string& input) { read_input(input, file, false); }},
        {"read as another format", fixtures(data), [=](const std::string& input) { read_input(input, file, true); }},
        {"query", lines(seeds / "queries.txt"), [=](const std::string& input) { parse_input(*engine, input); }},
        {"question", questions,
         [=](const std::string& input) {
             (void)engine->ask({input, 5, 0});
         }},
        {"request", requests(seeds / "requests.txt"), [=](const std::string& input) { served->run(input); }}};
}

} // namespace ekb::fuzz
