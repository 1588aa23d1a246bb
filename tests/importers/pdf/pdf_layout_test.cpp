// SPDX-License-Identifier: GPL-3.0-or-later
// Where the words of a page stand: its columns and its tables.
#include "importers/pdf/pdf.h"
#include "importers/pdf/pdf_columns.h"
#include "importers/pdf/pdf_document.h"
#include "importers/pdf/pdf_lines.h"
#include "importers/pdf/pdf_page.h"
#include "importers/pdf/pdf_tables.h"
#include "importers/pdf/pdf_text.h"
#include "importers/source/sources.h"
#include "tests/importers/case_runner.h"
#include "tests/importers/pdf/pdf_reading.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <sstream>

namespace ekb::importers {

namespace {

using tests::Lines;
using tests::no_pdftotext;
using tests::paragraph;
using tests::PdfText;
using tests::read;
using tests::text_of;
using tests::together;

/// A report in two columns of a size that makes every line as short as a heading, with a footnote between the parts of a
/// paragraph.
std::string two_columns() {
    constexpr double left = 60;
    constexpr double right = 320;
    const Lines page = together({
        {{60, 770, 8, "J Made-up Trials 2026; 12: 1"}},
        paragraph(730, {"Exemplazole in restless sleepers: a trial"}, 18, left),
        paragraph(690, {"Abstract"}, 12, left),
        paragraph(672, {"Background The condition is hard to treat and", "treatment options are unsatisfactory. We gave", "84 adults with restless sleep exemplazole 20 mg",
                        "daily or placebo at random. Sleep lasted longer", "with exemplazole than with placebo (mean", "difference 31 min, 95% CI 12 to 50, p = 0.001)."}, 10, left),
        paragraph(590, {"Introduction"}, 12, left),
        paragraph(572, {"Restless sleep is a common condition of adults.", "Limitations of earlier studies are well known to", "patients and doctors. Results of trials were so",
                        "often of no use to those who treat it in general"}, 10, left),
        paragraph(100, {"* All authors had the same part in this work."}, 8, left),
        paragraph(690, {"practice that another trial was needed. Methods", "and outcomes of this one were agreed with them."}, 10, right),
        paragraph(655, {"Results"}, 12, right),
        paragraph(637, {"Of 84 adults, 80 were analysed. Sleep lasted", "longer with exemplazole, and patients given the", "drug woke less often in the night than the"}, 10, right),
        paragraph(601, {"others did (p = 0.02)."}, 10, right),
        paragraph(530, {"Discussion"}, 12, right),
        paragraph(512, {"Patients slept longer with exemplazole, as the", "results of earlier trials in this condition had", "made us expect. Whether it helps for more than",
                        "some weeks is not known."}, 10, right),
        paragraph(440, {"References"}, 12, right),
        paragraph(422, {"1. Adams A. Outcomes of sleep. J Made-up Trials"}, 10, right),
        paragraph(406, {"2. Brown B. Methods in sleep research. J Sleep"}, 10, right),
    });
    return tests::small_pdf({page}, "Exemplazole in restless");
}

TEST_CASE("an article in two columns keeps its order, its paragraphs whole and its headings apart") {
    if (no_pdftotext()) return;
    const Reading reading = read(two_columns());
    REQUIRE(reading.documents.size() == 1);
    const Document& document = reading.documents.front();
    CHECK(document.title == "Exemplazole in restless sleepers: a trial");
    CHECK(text_of(document.content, "abstract") ==
          "Background The condition is hard to treat and treatment options are unsatisfactory. We gave 84 adults with restless sleep "
          "exemplazole 20 mg daily or placebo at random. Sleep lasted longer with exemplazole than with placebo (mean difference 31 min, "
          "95% CI 12 to 50, p = 0.001).");
    const std::string introduction = text_of(document.content, "body/introduction");
    CHECK_THAT(introduction, Catch::StartsWith("Restless sleep is a common condition of adults. Limitations of earlier studies are well known "
                                               "to patients and doctors. Results of trials were so often of no use to those who treat it in "
                                               "general"));
    CHECK_THAT(introduction, Catch::Contains(" in general practice that another trial was needed. Methods and outcomes of this one were agreed with them."));
    const std::string results = text_of(document.content, "body/results");
    CHECK_THAT(results, Catch::StartsWith("Of 84 adults, 80 were analysed. Sleep lasted longer with exemplazole, and patients given the drug woke "
                                          "less often in the night than the others did (p = 0.02)."));
    CHECK(document.content.text.find("Outcomes of sleep") == std::string::npos);
    CHECK(document.content.text.find("Methods in sleep research") == std::string::npos);
    std::vector<std::string> headings;
    for (const Block& block : document.content.blocks) {
        if (block.kind == BlockKind::heading) headings.emplace_back(document.content.at(block.span));
    }
    CHECK(headings == std::vector<std::string>{"Abstract", "Introduction", "Results", "Discussion"});
    const Reading with_claims = read_record(*format_named("pdf"), {two_columns(), 1, 1});
    CHECK(with_claims.documents.front().n.randomised == 84);
    CHECK_FALSE(with_claims.documents.front().claims.empty());
}

/// A report in three narrow columns, the title over all of them, with gaps at one height, which poppler follows across.
std::string three_columns() {
    constexpr double first = 40;
    constexpr double second = 222;
    constexpr double third = 404;
    const Lines page = together({
        paragraph(740, {"Exemplazole in restless sleepers: a randomised trial"}, 18, first),
        paragraph(700, {"Introduction"}, 11, first),
        paragraph(684, {"Restless sleep is a common condition", "of adults and of some children, and", "nobody knows why. The treatments that", "are sold for it were seldom compared",
                        "with placebo, so that those who treat", "it have nothing to go by. In earlier", "trials the drug was given for a few"}, 9, first),
        paragraph(560, {"Methods"}, 11, first),
        paragraph(540, {"We randomised 84 adults with restless", "sleep to exemplazole 20 mg daily or to", "placebo. The main outcome was how long", "they slept, as a diary told, after"}, 9, first),
        paragraph(700, {"eight weeks. Of each of them a sleep", "laboratory looked at two nights, when", "the trial began and when it ended, and", "its staff did not know who was given"}, 9, second),
        paragraph(652, {"what."}, 9, second),
        paragraph(560, {"Results"}, 11, second),
        paragraph(540, {"Of 84 adults 80 were analysed. Sleep", "lasted longer with exemplazole than", "with placebo (mean difference 31 min,", "95% CI 12 to 50, p = 0.001). Patients",
                        "given the drug woke less often in the", "night than the others did (p = 0.02)."}, 9, second),
        paragraph(700, {"Discussion"}, 11, third),
        paragraph(684, {"Patients slept longer with the drug, as", "the results of earlier trials made us"}, 9, third),
        paragraph(560, {"expect. Whether it helps for more than", "some weeks is not known, and those who",
                        "took part were younger than most who", "sleep badly. We saw no harm in them,", "though 84 are too few to be sure."}, 9, third),
    });
    return tests::small_pdf({page}, "Exemplazole in restless");
}

TEST_CASE("an article in three columns is read down one after the other") {
    if (no_pdftotext()) return;
    const Reading reading = read(three_columns());
    REQUIRE(reading.documents.size() == 1);
    const Document& document = reading.documents.front();
    CHECK(document.title == "Exemplazole in restless sleepers: a randomised trial");
    CHECK(text_of(document.content, "body/methods") ==
          "We randomised 84 adults with restless sleep to exemplazole 20 mg daily or to placebo. The main outcome was how long they slept, as a diary told, "
          "after eight weeks. Of each of them a sleep laboratory looked at two nights, when the trial began and when it ended, and its staff did not know "
          "who was given what.");
    CHECK(text_of(document.content, "body/results") ==
          "Of 84 adults 80 were analysed. Sleep lasted longer with exemplazole than with placebo (mean difference 31 min, 95% CI 12 to 50, p = 0.001). "
          "Patients given the drug woke less often in the night than the others did (p = 0.02).");
    CHECK_THAT(text_of(document.content, "body/discussion"), Catch::StartsWith("Patients slept longer with the drug, as the results of earlier trials"));
    CHECK(text_of(document.content, "body/introduction").ends_with("In earlier trials the drug was given for a few"));
}

/// The cells of a table's rows, each at the place of its column.
Lines table_at(double y, double size, const std::vector<double>& columns, const std::vector<std::vector<std::string>>& rows) {
    Lines cells;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) cells.push_back({columns.at(i), y, size, row[i]});
        y -= 12;
    }
    return cells;
}

std::vector<std::string> texts_of(const DocumentText& content, BlockKind kind) {
    std::vector<std::string> all;
    for (const Block& block : content.blocks) {
        if (block.kind == kind) all.emplace_back(content.at(block.span));
    }
    return all;
}

const std::vector<std::vector<std::string>> sleep_rows{{"Outcome", "Exemplazole", "Placebo", "P value"}, {"Sleep, min", "412 (31)", "381 (35)", "0.001"},
                                                       {"Time to sleep, min", "22 (9)", "31 (12)", "0.01"}, {"Awakenings", "1.2 (0.8)", "1.9 (1.1)", "0.02"}};
const std::vector<std::string> sleep_texts{"Outcome\tExemplazole\tPlacebo\tP value", "Sleep, min\t412 (31)\t381 (35)\t0.001",
                                           "Time to sleep, min\t22 (9)\t31 (12)\t0.01", "Awakenings\t1.2 (0.8)\t1.9 (1.1)\t0.02"};

/// A report in two columns with a table in the first, in the middle of a sentence.
std::string table_in_a_column() {
    constexpr double left = 60;
    constexpr double right = 320;
    return tests::small_pdf({together({
        paragraph(740, {"Exemplazole in restless sleepers"}, 18, left),
        paragraph(700, {"Results"}, 12, left),
        paragraph(684, {"Of 84 adults 80 were analysed. Sleep lasted", "longer with exemplazole, and patients given the", "drug woke less often in the night than the"}, 10, left),
        paragraph(636, {"Table 1. Sleep after eight weeks"}, 9, left),
        table_at(622, 7, {left, left + 75, left + 125, left + 175}, sleep_rows),
        paragraph(576, {"Means (SD). Placebo was worse where P < 0.05."}, 6, left),
        paragraph(552, {"others did (p = 0.02). Nine patients stopped the", "treatment early, and all of them were in the group", "that was given exemplazole. Nobody died."}, 10, left),
        paragraph(700, {"Discussion"}, 12, right),
        paragraph(684, {"Patients slept longer with exemplazole, as the", "results of earlier trials in this condition had", "made us expect. Whether it helps for more than",
                        "some weeks is not known. Those who took part", "were younger than most who sleep badly. We saw", "no harm in them, though 84 are too few to be", "sure of it."}, 10, right),
    })});
}

TEST_CASE("a table in a column is no text, and the sentence that it stands in is whole") {
    if (no_pdftotext()) return;
    const Reading reading = read_record(*format_named("pdf"), {table_in_a_column(), 1, 1});
    REQUIRE(reading.documents.size() == 1);
    const Document& document = reading.documents.front();
    CHECK(text_of(document.content, "body/results") ==
          "Of 84 adults 80 were analysed. Sleep lasted longer with exemplazole, and patients given the drug woke less often in the night than the others did "
          "(p = 0.02). Nine patients stopped the treatment early, and all of them were in the group that was given exemplazole. Nobody died.");
    CHECK(texts_of(document.content, BlockKind::table_caption) == std::vector<std::string>{"Table 1. Sleep after eight weeks"});
    CHECK(texts_of(document.content, BlockKind::table_row) == sleep_texts);
    CHECK(texts_of(document.content, BlockKind::table_footnote) == std::vector<std::string>{"Means (SD). Placebo was worse where P < 0.05."});
    REQUIRE_FALSE(document.claims.empty());
    for (const Claim& claim : document.claims) {
        for (const Evidence& evidence : claim.evidence) CHECK(evidence.quote.find("Placebo was worse") == std::string::npos);
    }
}

TEST_CASE("a table over two columns of text is one, wherever its own columns stand") {
    if (no_pdftotext()) return;
    constexpr double left = 60;
    constexpr double right = 320;
    const std::vector<double> places = GENERATE(std::vector<double>{60, 180, 330, 440}, std::vector<double>{60, 330, 400, 470}, std::vector<double>{60, 150, 220, 400});
    const std::string bytes = tests::small_pdf({together({
        paragraph(740, {"Exemplazole in restless sleepers"}, 18, left),
        paragraph(700, {"Results"}, 12, left),
        paragraph(684, {"Of 84 adults 80 were analysed. Sleep lasted", "longer with exemplazole, and patients given the", "drug woke less often in the night than the",
                        "others did, as all of them told who kept a", "diary. Nobody died of those who took part, and"}, 10, left),
        paragraph(700, {"nobody complained of the drug or of the staff", "of the trial, who were glad of it, as they told us", "when we asked them."}, 10, right),
        paragraph(658, {"Discussion"}, 12, right),
        paragraph(642, {"Patients slept longer with exemplazole, as the", "results of earlier trials had made us"}, 10, right),
        paragraph(600, {"Table 1. Sleep after eight weeks in all adults of the trial who kept a diary"}, 9, left),
        table_at(585, 8, places, sleep_rows),
        paragraph(510, {"Four of them went on with the drug when the", "trial was over, which their doctors had told us", "they would do."}, 10, left),
        paragraph(510, {"expect. Whether it helps for more than a few", "weeks is not known, as no trial was longer than", "this one."}, 10, right),
    })});
    const Reading reading = read(bytes);
    REQUIRE(reading.documents.size() == 1);
    const DocumentText& content = reading.documents.front().content;
    CHECK(texts_of(content, BlockKind::table_row) == sleep_texts);
    CHECK(text_of(content, "body/results") ==
          "Of 84 adults 80 were analysed. Sleep lasted longer with exemplazole, and patients given the drug woke less often in the night than the others did, as "
          "all of them told who kept a diary. Nobody died of those who took part, and nobody complained of the drug or of the staff of the trial, who were glad "
          "of it, as they told us when we asked them.");
}

TEST_CASE("lists, names side by side and text in columns are no tables") {
    if (no_pdftotext()) return;
    const std::string bytes = tests::small_pdf({together({
        paragraph(740, {"Exemplazole in restless sleepers"}, 18, 60),
        table_at(710, 9, {60, 230, 400}, {{"Ada Adams", "Bert Brown", "Carl Clark"}, {"Sleep Centre", "Night Clinic", "Day Hospital"}, {"Oslo, Norway", "Bonn, Germany", "Bern, Switzerland"}}),
        paragraph(660, {"Methods"}, 12, 60),
        paragraph(644, {"We did what follows, one after the other, in all of those who took part in it at any time and place:"}, 10, 60),
        table_at(628, 10, {60, 90}, {{"1.", "They slept 8 hours."}, {"2.", "They kept 2 diaries."}, {"3.", "They took 20 mg."}, {"4.", "They came after 8 weeks."}}),
    })});
    const Reading reading = read(bytes);
    REQUIRE(reading.documents.size() == 1);
    CHECK(texts_of(reading.documents.front().content, BlockKind::table_row).empty());
    const Reading columns = read(three_columns());
    CHECK(texts_of(columns.documents.front().content, BlockKind::table_row).empty());
}

TEST_CASE("a page's columns are read one after the other, and a table's rows across both") {
    const auto block = [](double left, double top, std::size_t lines, const std::string& text, double width = 200) {
        PdfBlock made;
        for (std::size_t i = 0; i < lines; ++i) {
            const double at = top + 12 * static_cast<double>(i);
            made.lines.push_back({left, at, left + width, at + 10, i == 0 ? text : "a line of the text that goes on"});
        }
        return made;
    };
    const auto order = [](PdfPage page) {
        order_columns(page, columns_of(page));
        std::string all;
        for (const PdfBlock& each : page.blocks) all += each.lines.front().text + " ";
        return all;
    };
    CHECK(order({600, 800, {block(320, 100, 10, "C"), block(60, 100, 10, "A"), block(320, 240, 3, "D"), block(60, 240, 3, "B")}}) == "A B C D ");
    CHECK(order({600, 800, {block(320, 100, 10, "C"), block(60, 40, 2, "title", 460), block(60, 100, 10, "A")}}) == "title A C ");
    const PdfPage with_table{600, 800, {block(60, 100, 10, "A"), block(320, 100, 10, "B"), block(60, 300, 1, "a1", 80), block(250, 300, 1, "a2", 30),
                                        block(420, 300, 1, "a3", 30), block(60, 320, 1, "b1", 80), block(250, 320, 1, "b2", 30), block(420, 320, 1, "b3", 30),
                                        block(60, 400, 10, "C"), block(320, 400, 10, "D")}};
    CHECK(order(with_table) == "A B a1 a2 a3 b1 b2 b3 C D ");
    const PdfPage three{600, 800, {block(410, 100, 8, "E", 160), block(40, 40, 1, "title", 500), block(40, 100, 4, "A", 160),
                                   block(225, 100, 7, "C", 160), block(40, 200, 4, "B", 160), block(225, 220, 3, "D", 160)}};
    CHECK(order(three) == "title A B C D E ");
    // A note on the margin is no column.
    const PdfPage with_note{600, 800, {block(40, 100, 9, "note", 90), block(160, 100, 9, "A", 400), block(160, 300, 9, "B", 400)}};
    CHECK(order(with_note) == "note A B ");
    const PdfPage one_column{600, 800, {block(60, 300, 10, "second", 480), block(60, 100, 10, "first", 480)}};
    CHECK(order(one_column) == "second first "); // as poppler has it
}

TEST_CASE("whatever stands on a page, no word is lost or doubled by columns and tables") {
    const unsigned seed = GENERATE(range(1U, 21U));
    std::mt19937 random(seed);
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    PdfPage page{612, 792, {}};
    int word = 0;
    for (int i = 0; i < 150; ++i) {
        PdfBlock block;
        const double left = std::vector<double>{40, 60, 130, 222, 320, 404, 470}[static_cast<std::size_t>(below(7))];
        double top = 12 * below(64);
        for (int lines = 1 + below(seed % 2 == 0 ? 3 : 9); lines > 0; --lines, top += 12) {
            const int words = below(2) == 0 ? 1 + below(3) : 6 + below(4);
            std::string text = below(40) == 0 ? "Table 1." : std::to_string(++word);
            for (int more = 1; more < words; ++more) text += " w" + std::to_string(++word);
            block.lines.push_back({left, top, left + 22.0 * words, top + (below(9) == 0 ? 7 : 10), text});
        }
        page.blocks.push_back(std::move(block));
    }
    const auto words_of = [](const PdfPage& of) {
        std::vector<std::string> words;
        for (const PdfBlock& block : of.blocks) {
            for (const PdfLine& line : block.lines) {
                std::string all = line.text;
                std::ranges::replace(all, '\t', ' ');
                std::istringstream in(all);
                for (std::string one; in >> one;) words.push_back(one);
            }
        }
        std::ranges::sort(words);
        return words;
    };
    const auto before = words_of(page);
    const std::vector<PdfColumn> columns = columns_of(page);
    find_tables(page, columns);
    const bool has_tables = std::ranges::any_of(page.blocks, [](const PdfBlock& block) { return block.kind == BlockKind::table_row; });
    order_columns(page, columns);
    INFO("seed " << seed << (has_tables ? ", with tables" : ""));
    CHECK(words_of(page) == before);
    CHECK(std::ranges::none_of(page.blocks, [](const PdfBlock& block) { return block.lines.empty(); }));
}

} // namespace

} // namespace ekb::importers
