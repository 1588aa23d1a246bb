// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/sources.h"

#include "tests/support/temp_dir.h"

#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

void write(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

enum class Packing { zip, tar_gz, gz, zst };

void pack(const fs::path& path, Packing packing, const Files& files) {
    const std::unique_ptr<archive, decltype(&archive_write_free)> a(archive_write_new(), archive_write_free);
    if (packing == Packing::zip) archive_write_set_format_zip(a.get());
    if (packing == Packing::tar_gz) archive_write_set_format_ustar(a.get());
    if (packing == Packing::gz || packing == Packing::zst) archive_write_set_format_raw(a.get());
    if (packing == Packing::tar_gz || packing == Packing::gz) archive_write_add_filter_gzip(a.get());
    if (packing == Packing::zst) archive_write_add_filter_zstd(a.get());
    REQUIRE(archive_write_open_filename(a.get(), path.c_str()) == ARCHIVE_OK);
    for (const auto& [name, bytes] : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        REQUIRE(archive_write_header(a.get(), entry.get()) == ARCHIVE_OK);
        archive_write_data(a.get(), bytes.data(), bytes.size());
    }
    archive_write_close(a.get());
}

/// "path: text" of each source and "path! message" of each diagnostic, the folder's own name left out.
std::vector<std::string> read(const fs::path& path, const fs::path& folder) {
    std::vector<std::string> all;
    const auto name = [&](const std::string& full) { return fs::path(full).lexically_relative(folder).string(); };
    for_each_source(
        path.string(),
        [&](const SourceName& source, HeadStream& stream) {
            const std::string head(stream.head());
            const std::string text = read_all(stream, 1 << 20);
            CHECK(text.starts_with(head));
            all.push_back(name(source.path) + ": " + text);
        },
        [&](Diagnostic&& d) { all.push_back(name(d.path) + "! " + d.message); });
    return all;
}

} // namespace

TEST_CASE("a folder's files come in order, what is no text is named") {
    const tests::TempDir dir;
    const fs::path& at = dir.path();
    write(at / "b.xml", "b");
    write(at / "a" / "2.txt", "two");
    write(at / "a" / "10.txt", "ten");
    write(at / "c.dat", "");
    write(at / "d.pdf", "%PDF-1.4");
    write(at / "e.txt", "caf\xE9");
    write(at / ".hidden", "no");
    fs::create_directory_symlink(at, at / "a" / "loop");
    pack(at / "f.zip", Packing::zip, {{"x/1.txt", "one"}, {"x/2.txt", ""}, {"3.bin", std::string("\0\1\2", 3)}});
    CHECK(read(at, at) ==
          std::vector<std::string>{"a/10.txt: ten", "a/2.txt: two", "b.xml: b", "c.dat! the file is empty",
                                   "d.pdf: %PDF-1.4",
                                   "e.txt: café", "f.zip/x/1.txt: one", "f.zip/x/2.txt! the file is empty",
                                   "f.zip/3.bin! this is a binary file"});
}

TEST_CASE("an Office file is refused as what it is, with what to do") {
    const tests::TempDir dir;
    const fs::path& at = dir.path();
    pack(at / "a.docx", Packing::zip, {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}});
    pack(at / "b.odt", Packing::zip, {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<x/>"}});
    const std::string then = ": save a text as PDF or plain text, a table as CSV, and import that";
    CHECK(read(at, at) == std::vector<std::string>{"a.docx! this is a file of Word, Excel or PowerPoint" + then, "b.odt! this is an OpenDocument or EPUB file" + then});
}

TEST_CASE("archives are opened by content, also inside each other") {
    const tests::TempDir dir;
    const fs::path& at = dir.path();
    pack(at / "a.json", Packing::gz, {{"", "{\"a\":1}"}});
    pack(at / "b.zst", Packing::zst, {{"", "text"}});
    pack(at / "inner.gz", Packing::gz, {{"", "<deep/>"}});
    std::ifstream inner(at / "inner.gz", std::ios::binary);
    const std::string packed{std::istreambuf_iterator<char>(inner), {}};
    pack(at / "c.tgz", Packing::tar_gz, {{"one.txt", "1"}, {"two.gz", packed}});
    CHECK(read(at / "a.json", at) == std::vector<std::string>{"a.json: {\"a\":1}"});
    CHECK(read(at / "b.zst", at) == std::vector<std::string>{"b.zst: text"});
    CHECK(read(at / "c.tgz", at) == std::vector<std::string>{"c.tgz/one.txt: 1", "c.tgz/two.gz: <deep/>"});
}

TEST_CASE("a damaged archive and an archive bomb are named, and lose nothing before them") {
    const tests::TempDir dir;
    const fs::path& at = dir.path();
    std::string noise;
    for (unsigned i = 0, x = 1; i < 200000; ++i)
        noise += static_cast<char>('a' + ((x = x * 1103515245U + 12345U) >> 24) % 26);
    pack(at / "a.gz", Packing::gz, {{"", noise}});
    fs::resize_file(at / "a.gz", fs::file_size(at / "a.gz") / 2);
    const std::vector<std::string> cut = read(at / "a.gz", at);
    REQUIRE(cut.size() == 1);
    CHECK(cut[0].starts_with("a.gz! the archive is damaged or cut short: "));

    pack(at / "b.gz", Packing::gz, {{"", std::string(64UL << 20, ' ')}});
    std::vector<std::string> messages;
    for_each_source((at / "b.gz").string(), [](const SourceName&, HeadStream& stream) { read_all(stream, 1UL << 40); },
                    [&](Diagnostic&& d) { messages.push_back(d.message); });
    CHECK(messages == std::vector<std::string>{"it expands to more than a thousand times its size, or beyond 64 GiB"});
}

TEST_CASE("what is not there is named; an exception of the sink passes through") {
    const tests::TempDir dir;
    CHECK(read(dir.path() / "none", dir.path()) == std::vector<std::string>{"none! there is no such file or folder"});
    write(dir.path() / "a", "text");
    const auto full = [](const SourceName&, HeadStream&) { throw Error("the disk is full"); };
    CHECK_THROWS_WITH(for_each_source((dir.path() / "a").string(), full, [](Diagnostic&&) {}), "the disk is full");
}

} // namespace ekb::importers
