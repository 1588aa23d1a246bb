// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/child_process.h"
#include "importers/pdf/pdf.h"
#include "importers/pdf/pdf_document.h"
#include "importers/pdf/pdf_lines.h"
#include "importers/pdf/pdf_page.h"
#include "importers/pdf/pdf_text.h"
#include "importers/source/sniff.h"
#include "importers/source/sources.h"
#include "tests/importers/case_runner.h"
#include "tests/importers/pdf/pdf_reading.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace ekb::importers {

namespace {

using tests::Lines;
using tests::no_pdftotext;
using tests::paragraph;
using tests::read;
using tests::text_of;
using tests::together;

/// A report of two pages with a running head, page numbers, words broken at the ends of lines and a list of references.
std::string report() {
    const Lines first = together({
        {{72, 770, 8, "J Made-up Trials 2026; 12: 1"}},
        paragraph(700, {"Exemplazole for restless sleepers:", "a randomised trial"}, 20),
        paragraph(640, {"Ada Adams, Bert Brown"}, 10),
        paragraph(610, {"Abstract"}, 12),
        paragraph(590, {"Methods: We randomised 84 adults with restless sleep to exemplazole 20 mg daily or pla-",
                        "cebo in a double-", "blind design. The trial was registered as NCT01234567."}),
        paragraph(540, {"Results: Sleep lasted longer with exemplazole than with placebo (mean difference 31 min,", "95% CI 12 to 50, p = 0.001)."}),
        paragraph(500, {"Introduction"}, 12),
        paragraph(480, {"Restless sleep is common. Nobody knows why, and the treat-", "ments that are sold for it were seldom compared with placebo, which", "makes it hard for"}),
        {{72, 30, 8, "doi: 10.1234/exemplazole.26"}, {300, 20, 8, "1"}},
    });
    const Lines second = together({
        {{72, 770, 8, "J Made-up Trials 2026; 12: 2"}},
        paragraph(700, {"doctors to advise those who ask them."}),
        paragraph(660, {"Results"}, 12),
        paragraph(640, {"Of 84 adults, 80 were analysed. Nine stopped the treatment early."}),
        paragraph(600, {"References"}, 12),
        paragraph(580, {"1. Adams A. Sleep. J Made-up Trials 2020. doi: 10.1234/other"}),
        {{300, 20, 8, "2"}},
    });
    return tests::small_pdf({first, second}, "Microsoft Word - final_v3.docx");
}

std::string refusal(const std::string& bytes) {
    const Reading reading = read(bytes);
    REQUIRE(reading.documents.empty());
    REQUIRE(reading.diagnostics.size() == 1);
    return reading.diagnostics.front().message;
}

} // namespace

TEST_CASE("an article as PDF gives its title, its sections and whole paragraphs") {
    if (no_pdftotext()) return;
    const Reading reading = read(report());
    REQUIRE(reading.diagnostics.empty());
    REQUIRE(reading.documents.size() == 1);
    const Document& document = reading.documents.front();
    CHECK(document.title == "Exemplazole for restless sleepers: a randomised trial");
    CHECK(document.id == "doi:10.1234/exemplazole.26");
    CHECK(document.identifiers.registry == std::vector<std::string>{"NCT01234567"});
    CHECK(text_of(document.content, "abstract/methods") ==
          "We randomised 84 adults with restless sleep to exemplazole 20 mg daily or placebo in a double-blind design. The trial was "
          "registered as NCT01234567.");
    CHECK(text_of(document.content, "abstract/results") ==
          "Sleep lasted longer with exemplazole than with placebo (mean difference 31 min, 95% CI 12 to 50, p = 0.001).");
    CHECK(text_of(document.content, "body/introduction") ==
          "Restless sleep is common. Nobody knows why, and the treatments that are sold for it were seldom compared with placebo, which "
          "makes it hard for doctors to advise those who ask them.");
    CHECK(text_of(document.content, "body/results") == "Of 84 adults, 80 were analysed. Nine stopped the treatment early.");
    CHECK(document.content.text.find("Made-up Trials") == std::string::npos); // running heads and references
}

TEST_CASE("letters drawn as one are two, and raised numbers stay apart from those before them") {
    const auto line = [](const std::string& words) {
        const auto file = read_layout("<html><head><title/></head><body><doc><page width=\"600\" height=\"800\"><flow><block><line xMin=\"10\" "
                                      "yMin=\"100\" xMax=\"200\" yMax=\"112\">" + words + "</line></block></flow></page></doc></body></html>");
        REQUIRE(file);
        return file->pages.at(0).blocks.at(0).lines.at(0).text;
    };
    const auto word = [](double left, double right, double top, double bottom, const std::string& text) {
        return "<word xMin=\"" + std::to_string(left) + "\" yMin=\"" + std::to_string(top) + "\" xMax=\"" + std::to_string(right) + "\" yMax=\"" +
               std::to_string(bottom) + "\">" + text + "</word>";
    };
    CHECK(line(word(10, 60, 100, 112, "e\uFB03cacy") + word(64, 90, 100, 112, "\uFB01ve")) == "efficacy five");
    CHECK(line(word(10, 30, 100, 112, "10") + word(30, 34, 99, 106, "9") + word(34, 44, 100, 112, "/L")) == "10⁹/L");
    CHECK(line(word(10, 60, 100, 112, "studies") + word(60, 70, 99, 106, "1,2") + word(74, 90, 100, 112, "with")) == "studies¹,² with");
    CHECK(line(word(10, 60, 100, 112, "of") + word(64, 70, 100, 112, "12") + word(74, 90, 100, 112, "weeks")) == "of 12 weeks");
    CHECK(line(word(10, 60, 100, 112, "CO") + word(60, 64, 106, 114, "2")) == "CO 2"); // lowered, not raised
}

TEST_CASE("claims are made from a PDF as from any article") {
    if (no_pdftotext()) return;
    const Reading reading = read_record(*format_named("pdf"), {report(), 1, 1});
    REQUIRE(reading.documents.size() == 1);
    CHECK_FALSE(reading.documents.front().claims.empty());
    CHECK(reading.documents.front().n.randomised == 84);
}

TEST_CASE("a PDF is told by its content, whatever its name, and inside archives") {
    CHECK(is_pdf("%PDF-1.7\n"));
    CHECK(is_pdf("\xEF\xBB\xBF\r\n%PDF-1.4\n"));
    CHECK_FALSE(is_pdf("The file begins with %PDF-1.4"));
    CHECK(format_named("pdf") == recognise(report()));
    const tests::TempDir dir;
    std::ofstream(dir.path() / "article.html", std::ios::binary) << report();
    std::size_t seen = 0;
    for_each_source((dir.path() / "article.html").string(),
                    [&](const SourceName&, HeadStream& stream) {
                        ++seen;
                        CHECK(read_all(stream, 1UL << 20) == report()); // byte for byte
                    },
                    [](Diagnostic&& found) { FAIL(found.message); });
    CHECK(seen == 1);
    tests::check_not_mine(pdf_format());
}

TEST_CASE("what a PDF cannot be read for is said so that a curator can act on it") {
    if (no_pdftotext()) return;
    CHECK_THAT(refusal("%PDF-1.4\nnothing of a PDF follows"), Catch::StartsWith("the PDF is damaged and cannot be read"));
    CHECK_THAT(refusal(report().substr(0, 300)), Catch::StartsWith("the PDF is damaged and cannot be read"));
    CHECK_THAT(refusal(tests::small_pdf({{{72, 20, 8, "1"}}, {}, {}})), Catch::StartsWith("the PDF has 3 pages and hardly any text") && Catch::Contains("OCR"));
    std::string locked = report();
    locked.replace(locked.find("/Info 4 0 R"), 11,
                   "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + std::string(64, '1') + "> /U <" + std::string(64, '2') + "> >> /ID [<00> <00>]");
    CHECK_THAT(refusal(locked), Catch::StartsWith("the PDF is encrypted and needs a password"));
}

TEST_CASE("without pdftotext a PDF is refused and the package named") {
    const auto layout = pdf_layout(report(), "/nowhere/pdftotext");
    REQUIRE_FALSE(layout);
    CHECK_THAT(layout.error(), Catch::Contains("poppler-utils") && Catch::Contains("/nowhere/pdftotext"));
}

TEST_CASE("a child process gets its input, and no more time, output and memory than it may have") {
    using std::chrono::milliseconds;
    const std::string big(300'000, 'x');
    const ChildResult copied = run_child("/bin/cat", {}, big, {});
    CHECK(copied.end == ChildEnd::exited);
    CHECK(copied.output == big);
    CHECK(run_child("/bin/cat", {}, big, {.output_bytes = 1'000}).end == ChildEnd::out_of_output);
    CHECK(run_child("/bin/sleep", {"20"}, "", {.time = milliseconds(100)}).end == ChildEnd::out_of_time);
    CHECK(run_child("/nowhere/cat", {}, "", {}).end == ChildEnd::not_started);
    const ChildResult failed = run_child("/bin/cat", {"/nowhere"}, "", {});
    CHECK(failed.status == 1);
    CHECK_THAT(failed.error, Catch::Contains("No such file"));
    // It has its three files, the sign that it lives, and the folder that it lists.
    CHECK(run_child("/bin/ls", {"/proc/self/fd"}, "", {}).output == "0\n1\n2\n3\n4\n");
    const std::vector<std::string> hungry{"bs=200M", "count=1", "if=/dev/zero", "of=/dev/null"};
    CHECK(run_child("/bin/dd", hungry, "", {}).status == 0);
    CHECK_THAT(run_child("/bin/dd", hungry, "", {.memory_bytes = 100UL << 20}).error, Catch::Contains("memory exhausted"));
}

TEST_CASE("lines are joined to the words that the text has elsewhere") {
    PdfFile file;
    file.pages.push_back({612, 792, {{{{72, 100, 500, 110, "a placebo-controlled trial of treatments, re-analysed"}}}}});
    const LineJoiner joiner(file);
    const auto joined = [&](std::string first, const std::string& second) {
        joiner.join(first, second);
        return first;
    };
    CHECK(joined("the treat-", "ments") == "the treatments");
    CHECK(joined("of placebo-", "controlled trials") == "of placebo-controlled trials");
    CHECK(joined("were re-", "analysed") == "were re-analysed");
    CHECK(joined("in a double-", "blind") == "in a double-blind");
    CHECK(joined("a random-", "isation") == "a randomisation");
    CHECK(joined("at 12-", "month") == "at 12-month");
    CHECK(joined("of IL-", "6") == "of IL-6");
    CHECK(joined("sleep -", "a habit") == "sleep - a habit");
    CHECK(joined("one", "two") == "one two");
}

} // namespace ekb::importers
