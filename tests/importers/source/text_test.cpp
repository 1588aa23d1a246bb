// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/encoding.h"
#include "importers/source/entities.h"
#include "importers/source/lines.h"
#include "importers/source/markup_text.h"
#include "importers/source/sniff.h"
#include "importers/source/text_builder.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

/// Gives one byte a read, as a slow pipe does.
class Dripping : public ByteStream {
public:
    explicit Dripping(std::string bytes) : m_bytes(std::move(bytes)) {}
    std::size_t read(char* to, std::size_t size) override {
        if (size == 0 || m_at == m_bytes.size()) return 0;
        *to = m_bytes[m_at++];
        return 1;
    }

private:
    std::string m_bytes;
    std::size_t m_at = 0;
};

std::string decode(const std::string& bytes) {
    const auto whole = decoded(std::make_unique<MemoryStream>(bytes));
    const std::string text = read_all(*whole, 1 << 20);
    const auto dripped = decoded(std::make_unique<Dripping>(bytes));
    CHECK(read_all(*dripped, 1 << 20) == text);
    return text;
}

std::string utf16(std::string_view ascii, bool little) {
    std::string out;
    for (const char c : ascii)
        out += little ? std::string{c, '\0'} : std::string{'\0', c};
    return out;
}

} // namespace

TEST_CASE("sources of every encoding come out as UTF-8") {
    CHECK(decode("plain") == "plain");
    CHECK(decode("\xEF\xBB\xBF"
                 "caf\xC3\xA9") == "café");
    CHECK(decode("\xFF\xFE" + utf16("<a/>", true)) == "<a/>");
    CHECK(decode("\xFE\xFF" + utf16("<a/>", false)) == "<a/>");
    CHECK(decode(utf16("<?xml version='1.0'?>", true)) == "<?xml version='1.0'?>");
    CHECK(decode("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9\x96</a>") ==
          "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>é–</a>");
    CHECK(decode("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>") ==
          "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"); // a wrong declaration
    CHECK(decode("<meta charset=\"shift_jis\">\x83\x41") == "<meta charset=\"shift_jis\">ア");
    CHECK(decode("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>5 \xB5g \x93x\x94</a>") ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>5 µg “x”</a>");
    // Encoded twice, as a whole or not at all.
    CHECK(decode("mÃ©dica portuguÃªs â€“ 5 Âµg") == "médica português – 5 µg");
    CHECK(decode("mÃ©dica and médica") == "mÃ©dica and médica");
    CHECK(decode("one Ã© alone") == "one Ã© alone");
    CHECK(decode("SÃO PAULO, AÇÕES, «Ã»") == "SÃO PAULO, AÇÕES, «Ã»");
    // Many ill-formed bytes in a row neither take for ever nor overflow the stack.
    CHECK(decode("é" + std::string(200000, '\x80')) == "é" + std::string(200000, '\x80'));
    // Both encodings at once: the bad byte is left for the record's reader to reject.
    CHECK(decode("\xC3\xA9 and \xE9!") == "\xC3\xA9 and \xE9!");
    CHECK(decode(std::string(100000, 'x') + "\xE9") == std::string(100000, 'x') + "é");
}

TEST_CASE("well-formed UTF-8 is measured to the byte") {
    CHECK(valid_utf8_prefix("aé€😀z") == 11);
    CHECK(valid_utf8_prefix("ab\xC0\x80") == 2);               // overlong
    CHECK(valid_utf8_prefix("ab\xED\xA0\x80") == 2);           // a surrogate
    CHECK(valid_utf8_prefix("abcdefgh\xF4\x90\x80\x80") == 8); // beyond U+10FFFF
    CHECK(valid_utf8_prefix("ab\xE2\x82") == 2);               // cut through
}

TEST_CASE("white space of every kind is one space, nothing else is changed") {
    CHECK(normal_space("  a\t\n b\xC2\xA0\xE2\x80\x89"
                       "c \xE3\x80\x80") == "a b c");
    CHECK(normal_space("ALSFRS\xE2\x80\x8B-R\xEF\xBB\xBF") == "ALSFRS-R");
    CHECK(normal_space("soft\xC2\xADhyphen — and – dashes") == "soft\xC2\xADhyphen — and – dashes");
    CHECK(normal_space("").empty());
    CHECK(excerpt("aé€", 3) == "aé…");
}

TEST_CASE("references and escapes") {
    CHECK(unescape_html("&alpha;&lt;5&nbsp;&#181;g &#x3b1; &#150; &amp;lt; &nosuch; & x;") ==
          "α<5\xC2\xA0µg α – &lt; &nosuch; & x;");
    CHECK(unescape_markdown(R"(5 \> 3 \* \\ C:\dir)") == R"(5 > 3 * \ C:\dir)");
    CHECK(resolve_xml_entities("a&alpha;<b c='&mdash;'/>&amp;&#65;&nosuch;<![CDATA[&alpha;]]>&beta;") ==
          "aα<b c='—'/>&amp;&#65;&nosuch;<![CDATA[&alpha;]]>β");
    CHECK(resolve_xml_entities("x<![CDATA[&alpha; never closed") == "x<![CDATA[&alpha; never closed");
    CHECK(named_entity("hairsp") == "\xE2\x80\x8A");
    CHECK_FALSE(named_entity("zzz"));
}

TEST_CASE("superscripts keep numbers apart from what they stand beside") {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"9", "⁹"},         {"-1", "⁻¹"}, {"−2", "⁻²"},
        {"2+", "²⁺"},       {"a", "a"},   {"th", "th"},
        {"12,13", "¹²,¹³"}, {"*", "*"},   {"self-made", "self-made"}};
    for (const auto& [text, expected] : rows)
        CHECK(superscript(text) == expected);
}

TEST_CASE("lines end in three ways") {
    CHECK(lines_of("a\r\nb\rc\n\nd") == std::vector<std::string_view>{"a", "b", "c", "", "d"});
    CHECK(lines_of("").empty());
    CHECK(lines_of("a\n") == std::vector<std::string_view>{"a"});
}

TEST_CASE("data files leave out comments and keep empty cells") {
    using Row = std::vector<std::string_view>;
    CHECK(tsv_rows("# x\na\t\tb\n\nc") == std::vector<Row>{{"a", "", "b"}, {"c"}});
}

TEST_CASE("a text's blocks are parted by line feeds, empty ones are left out") {
    TextBuilder to;
    to.add(BlockKind::title, "title", " A  title ");
    CHECK_FALSE(to.add(BlockKind::paragraph, "body", " \n "));
    to.begin(BlockKind::table_row, "body");
    to.begin_cell();
    to.end_cell();
    to.begin_cell();
    to.text(" 5  mg ");
    const ByteSpan cell = to.end_cell();
    to.begin_cell();
    CHECK(to.end_cell().empty());
    to.end();
    const DocumentText content = to.take();
    CHECK(content.text == "A title\n\t5 mg\t");
    CHECK(content.at(cell) == "5 mg");
    CHECK(content.blocks.size() == 2);
}

TEST_CASE("a heading's section name") {
    const std::vector<std::pair<std::string, std::string>> rows = {{"Results:", "results"},
                                                                   {"2.1. Participants", "participants"},
                                                                   {"3 Methods", "methods"},
                                                                   {"Patients/Methods", "patients methods"},
                                                                   {"2020 was a year", "was a year"},
                                                                   {"α-blockers", "α-blockers"},
                                                                   {"", ""}};
    for (const auto& [heading, name] : rows)
        CHECK(section_name(heading) == name);
}

TEST_CASE("binaries are told from text in any encoding") {
    CHECK(is_pdf("%PDF-1.7 ..."));
    CHECK(binary_kind(std::string("\x89PNG\r\n\x1A\n\0\0", 10)) == "a PNG image");
    CHECK(binary_kind(std::string("abc\0def", 7)) == "a binary file");
    CHECK_FALSE(binary_kind("text\twith\r\nlines"));
    CHECK_FALSE(binary_kind("\xFF\xFE" + utf16("text", true)));
    CHECK_FALSE(binary_kind("caf\xE9 in windows-1252"));
    CHECK(unrecognised_reason("  \n") == "there is nothing but white space in it");
    CHECK(unrecognised_reason("<?xml version='1.0'?><x:foo a='1'>") ==
          "XML whose root is <foo> is not in a format that is read");
    const std::pair<const char*, const char*> rows[] = {
        {"<?xml version='1.0'?><rss version=\"2.0\"><channel/></rss>", "a feed of headlines"},
        {"<eSearchResult><Count>3</Count></eSearchResult>", "list of ids that a search of PubMed gave"},
        {"{\"header\":{\"type\":\"esearch\"},\"esearchresult\":{\"count\":\"3\"}}", "list of ids that a search of PubMed gave"},
        {"<!ELEMENT Record (Name)>", "this is a DTD"},
        {"<http://id.nlm.nih.gov/mesh/D01> <b> <c> .", "MeSH as RDF"},
        {"<?xml version='1.0'?><QualifierRecordSet LanguageCode='eng'>", "MeSH's qualifiers"},
        {"{\"original_paper_doi\": \"10.1/x\"}", "Retraction Watch"},
        {"30942772\n30941911\n30941112\n", "a list of PMIDs without the records"},
        {"# Records\nC003820 Z 4000\nD001249 Asthma\nQ000293 injuries\n", "a list of MeSH's numbers with a name each"},
        {"Day 1\nDay 2\nDay 3\n", "text that begins"},
        {"2017 MeSH Headings by Subcategory\n\nA02 Musculoskeletal System\n", "a list of MeSH headings without their numbers"},
        {"12\n13\n14\n", "text that begins"}};
    for (const auto& [head, reason] : rows) {
        INFO(head);
        CHECK(unrecognised_reason(head).find(reason) != std::string::npos);
    }
}

} // namespace ekb::importers
