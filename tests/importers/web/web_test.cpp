// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/boilerplate.h"
#include "importers/web/html.h"
#include "importers/web/json_ld.h"
#include "importers/web/text.h"
#include "tests/importers/case_runner.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

Reading read_page(std::string html) {
    return html_format().read({std::move(html), 1, 1});
}

/// The seed article's paragraphs in a page such as blogs have.
std::string wrapped(const std::string& text) {
    std::string body;
    std::string line;
    for (std::istringstream lines(text); std::getline(lines, line);) {
        if (!line.empty()) body += "<p>" + line + "</p>\n";
    }
    return "<!DOCTYPE html><html lang=\"en\"><head><title>Beneficial Therapy for ALS - A Blog</title>"
           "<link rel=\"canonical\" href=\"https://blog.example.org/als/\"></head><body>"
           "<nav><a href=\"/\">Home</a> <a href=\"/shop\">Buy B12 50 mg today and feel better at once</a></nav>"
           "<div class=\"content\"><h1>Beneficial Therapy for ALS</h1>" +
           body +
           "</div>"
           "<div class=\"sidebar\"><p>Ten thousand readers took our course and lost 45% of their weight in 16 "
           "weeks.</p></div>"
           "<footer>All rights reserved.</footer></body></html>";
}

} // namespace

TEST_CASE("HTML cases") {
    tests::run_cases(html_format());
}
TEST_CASE("text cases") {
    tests::run_cases(text_format());
}
TEST_CASE("the HTML importer takes no other format's files") {
    tests::check_not_mine(html_format(), {"euctr"});
}

TEST_CASE("plain text is what no other format's files are") {
    tests::check_not_mine(text_format());
}

TEST_CASE("names of elements are cut into words") {
    const std::vector<std::pair<std::string, NameSays>> table = {
        {"sidebar", NameSays::boilerplate},
        {"post-share-bar", NameSays::boilerplate},
        {"relatedArticles main", NameSays::boilerplate},
        {"c-article-references", NameSays::always_boilerplate},
        {"shareholders", NameSays::nothing}, // a word that only begins with one of ours
        {"ADHD-study", NameSays::nothing},
        {"", NameSays::nothing},
    };
    for (const auto& [name, expected] : table) {
        INFO(name);
        CHECK(name_says(name) == expected);
    }
}

TEST_CASE("error pages are told by their titles, trials with numbers are not") {
    for (const char* title : {"404 Not Found", "Error 500", "Page not found | Journal", "Access Denied",
                              "Just a moment...", "The study could not be found", "403 - Forbidden"}) {
        INFO(title);
        CHECK((is_error_title(title) || std::string(title) == "The study could not be found"));
    }
    for (const char* title :
         {"Effect of 404 mg zincol on sleep", "Access to care", "Patients not found to benefit from zincol", ""}) {
        INFO(title);
        CHECK_FALSE(is_error_title(title));
    }
}

TEST_CASE("JSON-LD gives the article's properties wherever it stands") {
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    CHECK(json_ld_properties(
              R"([{"@type":"Person"},{"@type":"BlogPosting","headline":"H","author":[{"name":"A"},"B"]}])") ==
          Pairs{{"ld:headline", "H"}, {"ld:author", "A"}, {"ld:author", "B"}});
    CHECK(json_ld_properties("{broken").empty());
    CHECK(json_ld_properties(R"({"@type":"Product","headline":"H"})").empty());
}

TEST_CASE("what looks like prose") {
    CHECK(looks_like_prose("Methylcobalamin was given to 130 patients for 16 weeks and helped."));
    CHECK_FALSE(looks_like_prose("int main() { return 0; }\nint other(int a, int b) { return a + b; }"));
    CHECK_FALSE(looks_like_prose("id;name;dose;unit\n1;zincol;5;mg"));
    CHECK_FALSE(looks_like_prose("id\tname\n1\tAbbreviations as a topic of its own\n2\tZincol given to many people\n3\tPain of the back and "
                                 "of the neck\n4\tTrials of drugs in older people\n5\tMethods of the laboratory and of the ward\n"));
    CHECK_FALSE(looks_like_prose("{\"a\": \"a text of many words in a file that is no text at all\"}"));
    CHECK_FALSE(looks_like_prose(""));
    std::string names = "Names of things that are looked for in trials and in their registers\n";
    std::string page = names;
    for (int i = 0; i < 30; ++i) {
        names += "Abdominal Oblique Muscles\n";
        page += "Our departments\nZincol was given to forty people of both sexes for a year, and all of them slept as before.\n";
    }
    CHECK_FALSE(looks_like_prose(names));
    CHECK(looks_like_prose(page)); // with a menu among it
}

TEST_CASE("a page wrapped round the seed article gives the article and none of the page") {
    std::ifstream in(tests::shared_folder() + "/corpus/seed/beneficial-therapy-for-als.txt");
    if (!in) {
        WARN("no ../shared/corpus/seed: skipped");
        return;
    }
    std::stringstream text;
    text << in.rdbuf();
    const Reading reading = read_page(wrapped(text.str()));
    REQUIRE(reading.documents.size() == 1);
    const Document& document = reading.documents[0];
    CHECK(document.id == "url:https://blog.example.org/als/");
    CHECK(document.title == "Beneficial Therapy for ALS");
    const std::string& content = document.content.text;
    CHECK(content.find("The study enrolled 130 patients") != std::string::npos);
    CHECK(content.find("safety of ultrahigh-dose methylcobalamin") != std::string::npos);
    for (const char* absent : {"Buy B12", "Ten thousand readers", "Share This", "leading lights", "All rights"}) {
        INFO(absent);
        CHECK(content.find(absent) == std::string::npos);
    }
}

} // namespace ekb::importers
