// SPDX-License-Identifier: GPL-3.0-or-later
// The best bulk load of plain text that we know of with Xapian alone, and the naive one, to compare an import with:
// bench_bare_index fast|naive IN.tsv DATABASE. The first column is the document's data, the others are indexed.

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t documents_a_segment = 1'000;
constexpr std::size_t threads = 2;

std::vector<std::string> lines_of(const char* path) {
    std::ifstream in(path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

class Adder {
public:
    Adder(Xapian::WritableDatabase& database, Xapian::TermGenerator::stem_strategy strategy) : m_database(database) {
        m_generator.set_stemmer(Xapian::Stem("en"));
        m_generator.set_stemming_strategy(strategy);
    }

    void add(const std::string& line) {
        Xapian::Document document;
        m_generator.set_document(document);
        m_generator.set_termpos(0);
        const std::size_t tab = line.find('\t');
        document.set_data(line.substr(0, tab));
        const char* begin = line.data() + tab + 1;
        m_generator.index_text(Xapian::Utf8Iterator(begin, line.size() - tab - 1));
        m_database.add_document(document);
    }

private:
    Xapian::WritableDatabase& m_database;
    Xapian::TermGenerator m_generator;
};

std::string segment(const std::string& path, std::size_t number) {
    return path + ".part-" + std::to_string(number);
}

void write_segment(const std::vector<std::string>& lines, std::size_t number, const std::string& path) {
    Xapian::WritableDatabase database(segment(path, number), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    Adder adder(database, Xapian::TermGenerator::STEM_ALL);
    const std::size_t end = std::min(lines.size(), (number + 1) * documents_a_segment);
    for (std::size_t i = number * documents_a_segment; i < end; ++i)
        adder.add(lines[i]);
    database.commit();
}

void load_fast(const std::vector<std::string>& lines, const std::string& path) {
    const std::size_t segments = (lines.size() + documents_a_segment - 1) / documents_a_segment;
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i) {
        running.emplace_back([&] {
            for (std::size_t number = next++; number < segments; number = next++)
                write_segment(lines, number, path);
        });
    }
    running.clear();
    Xapian::Database all;
    for (std::size_t number = 0; number < segments; ++number)
        all.add_database(Xapian::Database(segment(path, number)));
    all.compact(path, 0U);
    for (std::size_t number = 0; number < segments; ++number)
        std::filesystem::remove_all(segment(path, number));
}

void load_naive(const std::vector<std::string>& lines, const std::string& path) {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
    Adder adder(database, Xapian::TermGenerator::STEM_SOME);
    for (const std::string& line : lines)
        adder.add(line);
    database.commit();
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view mode = argc == 4 ? argv[1] : "";
    if (mode != "fast" && mode != "naive") {
        std::fputs("usage: bench_bare_index fast|naive IN.tsv DATABASE\n", stderr);
        return 2;
    }
    const std::vector<std::string> lines = lines_of(argv[2]);
    mode == "fast" ? load_fast(lines, argv[3]) : load_naive(lines, argv[3]);
    std::printf("%zu\n", lines.size());
}
