// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/html_reader.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ekb::importers {

namespace {

std::string error_of(std::string_view xml) {
    const auto document = parse_xml(xml);
    return document ? "none" : document.error().message;
}

/// Gives `step` bytes a read.
class Stepping : public ByteStream {
public:
    Stepping(std::string_view bytes, std::size_t step) : m_left(bytes), m_step(step) {}
    std::size_t read(char* to, std::size_t size) override {
        const std::size_t n = std::min({size, m_step, m_left.size()});
        m_left.copy(to, n);
        m_left.remove_prefix(n);
        return n;
    }

private:
    std::string_view m_left;
    std::size_t m_step;
};

std::vector<std::string> cut(std::string_view xml, std::size_t step = 1 << 20) {
    const XmlRecordNames names{{"rec", "other"}, "Test XML"};
    std::vector<std::string> all;
    Stepping stream(xml, step);
    cut_xml_records(
        stream, names,
        [&](RawRecord&& r) { all.push_back(std::to_string(r.number) + "@" + std::to_string(r.line) + " " + r.bytes); },
        [&](Diagnostic&& d) { all.push_back("error@" + std::to_string(d.line.value_or(0)) + " " + d.message); });
    return all;
}

} // namespace

TEST_CASE("a tree has names, attributes, text and lines") {
    const auto document = parse_xml(
        "<?xml version='1.0' encoding='UTF-16'?>\n<a:b xmlns:a='urn:a' a:x='1&amp;2&amp;#38;'>t<c/>u\n<c>v</c></a:b>");
    REQUIRE(document);
    const XmlNode& root = document->root();
    CHECK(root.name == "b");
    CHECK(root.prefix == "a");
    CHECK(root.attribute("x") == "1&2&#38;");
    CHECK_FALSE(root.attribute("y"));
    CHECK(root.content() == "tu v");
    CHECK(root.find("c") != nullptr);
    CHECK(root.find("c/d") == nullptr);
    CHECK(root.content_of("c") == std::nullopt); // the first one is empty
    int count = 0;
    for (const XmlNode& child : root.children("c"))
        count += child.line == (count == 0 ? 2U : 3U) ? 1 : 100;
    CHECK(count == 2);
}

TEST_CASE("what is no XML is said with its line") {
    CHECK(error_of("") == "there is no XML element in it");
    CHECK(error_of("<a>\n<b></c></a>") == "the XML is not well-formed: <b> is closed by </c>");
    CHECK(error_of("<a>&nosuch;</a>") == "the XML is not well-formed: Entity 'nosuch' not defined");
    CHECK(error_of("<a b='&nosuch;'/>").find("nosuch") != std::string::npos);
    CHECK(error_of("<a>\xE9</a>").find("not proper UTF-8") != std::string::npos);
    CHECK(error_of("<a>text") != "none");
    CHECK(error_of("<a/><b/>") != "none");
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "<d>";
    CHECK(error_of(deep) == "elements are nested deeper than 200 levels, at <d>");
}

TEST_CASE("no entity, DTD or file is ever loaded") {
    CHECK(error_of("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>").find("'x' not defined") !=
          std::string::npos);
    CHECK(error_of("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>") != "none");
    CHECK(error_of("<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;'>]><a>&m;</a>") != "none");
    CHECK(error_of("<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>") == "none");
    CHECK(error_of("<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a>&nosuch;</a>").find("nosuch") !=
          std::string::npos);
}

TEST_CASE("lines are exact beyond 65,535") {
    const auto document = parse_xml("<a>" + std::string(70000, '\n') + "<b/></a>");
    REQUIRE(document);
    CHECK(document->root().find("b")->line == 70001);
    const auto broken = parse_xml("<a>" + std::string(70000, '\n') + "</b>");
    CHECK(broken.error().line == 70001);
}

TEST_CASE("records are cut the same however the bytes come") {
    const std::string xml =
        "<?xml version='1.0'?>\n<!DOCTYPE set [<!ENTITY e '<rec>'>]>\n<set a='<rec>'>\n<!-- <rec/> -->"
        "<x:rec id=\"1>\">a<other/></x:rec>\n<record/><rec/><![CDATA[<rec>]]><other>\n</other></set>\n";
    const std::vector<std::string> expected = {"1@4 <x:rec id=\"1>\">a<other/></x:rec>", "2@5 <rec/>",
                                               "3@5 <other>\n</other>"};
    for (std::size_t step : {1U, 2U, 3U, 7U, 1000U}) {
        INFO(step);
        CHECK(cut(xml, step) == expected);
    }
}

TEST_CASE("a source that is cut short, empty or of another kind is said so") {
    using Lines = std::vector<std::string>;
    CHECK(cut("<set><rec>a</rec>\n<rec>b") ==
          Lines{"1@1 <rec>a</rec>", "error@2 the file ends inside <rec>: it was cut short"});
    CHECK(cut("<set><rec>a</rec>\n<re") ==
          Lines{"1@1 <rec>a</rec>", "error@2 the file ends inside the tag “<re”: it was cut short"});
    CHECK(cut("<set>\n<rec>a</rec>\n") ==
          Lines{"1@2 <rec>a</rec>", "error@3 the file ends before </set>: it was cut short"});
    CHECK(cut("<set><rec>a<rec>b</rec></set>") ==
          Lines{"error@1 <rec> is not closed before the next one begins", "2@1 <rec>b</rec>"});
    CHECK(cut("<set></set>") == Lines{"error@0 there is no record of Test XML in it: its root is <set>"});
    CHECK(cut("") == Lines{"error@0 this is not Test XML: there is nothing in it"});
    CHECK(cut("\n{\"a\":1}").at(0).starts_with("error@1 this is not Test XML: it begins"));
    CHECK(cut("<HTML><title>404\nNot Found</title>") ==
          Lines{"error@1 this is a web page, titled “404 Not Found”, and not Test XML"});
    CHECK(cut("<rec>a</rec>") == Lines{"1@1 <rec>a</rec>"});
}

TEST_CASE("a record beyond the limit is left out, the next one is read") {
    const std::string big = "<set><rec>" + std::string(70UL << 20, 'x') + "</rec><rec>b</rec></set>";
    const std::vector<std::string> found = cut(big);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == "error@1 <rec> is larger than 64 MiB");
    CHECK(found[1] == "2@1 <rec>b</rec>");
}

TEST_CASE("root and elements of a head") {
    CHECK(xml_root_name(" <?xml version='1.0'?><!-- <x> --><!DOCTYPE y><p:set a='1'>") == "set");
    CHECK(xml_root_name("text <set>").empty());
    CHECK(xml_root_name("<set").empty());
    CHECK(has_xml_element("<a><article-meta><p:article>", "article"));
    CHECK_FALSE(has_xml_element("<a><article-meta><b x='article '>", "article"));
}

TEST_CASE("HTML gives a tree whatever it is") {
    CHECK(parse_html("").root().name == "html");
    CHECK(parse_html("<p>a<p>b").root().content() == "ab");
    CHECK(parse_html("<meta charset='latin1'><p>é").root().content() == "é");
    CHECK(parse_html(std::string("<p>a\0b", 6)).root().content() == "a b");
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "<div>";
    CHECK(parse_html(deep + "x").root().name == "html");
}

} // namespace ekb::importers
