// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/euctr_answers.h"

#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"
#include "importers/source/html_reader.h"
#include "importers/source/identity.h"
#include "importers/source/lines.h"

#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

/// "D12" of "D.1.2 and D.1.3": the first number, without dots.
std::string question_of(std::string_view number) {
    std::string question;
    for (const char c : number.substr(0, number.find(' '))) {
        if (c != '.') question += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return question;
}

/// Puts answers where they belong as they come.
class Collector {
public:
    explicit Collector(EuctrAnswers& to) : m_to(to) {}

    /// A product's heading: "D.IMP: 2".
    void begin_product() {
        m_to.products.emplace_back();
        m_in_products = true;
    }

    void answer(const std::string& question, const std::string& text) {
        if (question.empty()) return;
        if (question == "A1" && !text.empty()) m_to.member_states.push_back(text);
        if (!question.starts_with("D") || question.starts_with("D8")) m_in_products = false;
        m_last = m_in_products ? &m_to.products.back()[question] : &m_to.answers[question];
        if (m_last->empty())
            *m_last = text;
        else
            m_last = nullptr; // the first answer stays
    }

    /// A further line of the last answer.
    void more(const std::string& text) {
        if (m_last == nullptr || text.empty()) return;
        if (!m_last->empty()) *m_last += ' ';
        *m_last += text;
    }
    void end_answer() { m_last = nullptr; }

    void summary(const std::string& label, const std::string& text) { m_to.summary.try_emplace(folded(label), text); }

private:
    EuctrAnswers& m_to;
    std::string* m_last = nullptr;
    bool m_in_products = false; // only after begin_product
};

/// "(es)" at the end of a question's label: the answer is in another language.
bool is_translation(const std::string& label) {
    static const RE2 language("\\([a-z]{2}\\)$");
    return RE2::PartialMatch(label, language);
}

void read_line(const std::string& line, Collector& to) {
    static const RE2 numbered(R"(([A-Z](?:\.\d+)+(?: (?:and|to) [A-Z](?:\.\d+)+)?)[ \t]+(.*))");
    static const RE2 question_mark(R"((.*\?) (Yes|No))");
    static const RE2 labelled(R"((.*?):(?:\s+(.*))?)");
    static const RE2 heading(R"([A-Z]\. .*|Sponsor \d+|MedDRA Classification)");
    std::string number;
    std::string rest;
    if (line.starts_with("D.IMP:")) return to.begin_product();
    if (RE2::FullMatch(line, numbered, &number, &rest)) {
        std::string label;
        std::string text;
        const bool answered =
            RE2::FullMatch(rest, question_mark, &label, &text) || RE2::FullMatch(rest, labelled, &label, &text);
        if (!answered || is_translation(label)) return to.end_answer();
        return to.answer(question_of(number), clean_text(text));
    }
    if (RE2::FullMatch(line, heading)) return to.end_answer();
    to.more(clean_text(line));
}

/// The lines before section A: "EudraCT Number: 2010-012345-11".
bool read_summary_line(const std::string& line, Collector& to) {
    static const RE2 labelled(R"(([A-Z][A-Za-z' ]+): (.*))");
    std::string label;
    std::string text;
    if (!RE2::FullMatch(line, labelled, &label, &text)) return false;
    to.summary(label, clean_text(text));
    return true;
}

const XmlNode* next_cell(const XmlNode* node) {
    for (const XmlNode* next = node->next; next != nullptr; next = next->next) {
        if (next->name == "td") return next;
    }
    return nullptr;
}

/// The first row of the table that an answer with translations is, or the answer itself.
std::string answer_of(const XmlNode& cell) {
    for (const char* path : {"table/tbody/tr/td", "table/tr/td"}) {
        if (const XmlNode* inner = cell.find(path)) return clean_text(inner->content());
    }
    return clean_text(cell.content());
}

void read_cell(const XmlNode& cell, Collector& to) {
    const std::string_view kind = cell.attribute("class").value_or("");
    const std::string text = cell.content();
    const XmlNode* second = next_cell(&cell);
    if (text.starts_with("D.IMP")) to.begin_product();
    if (kind == "first" && second != nullptr) {
        if (const XmlNode* third = next_cell(second)) to.answer(question_of(text), answer_of(*third));
    } else if (kind == "cellGrey" && second != nullptr) {
        to.summary(text, clean_text(second->content()));
    }
}

void read_cells(const XmlNode& node, Collector& to) { // NOLINT(misc-no-recursion): parse_html bounds the depth
    for (const XmlNode& child : node.children()) {
        if (child.is_text()) continue;
        if (child.name == "td") read_cell(child, to);
        read_cells(child, to);
    }
}

/// "A31" of "a31_title_of_the_trial…"; empty for a name that is no question's, or is an answer in another language.
std::string question_of_name(const std::string& name) {
    static const RE2 numbered(R"(([a-z]\d+)(?:_.*|[a-z].*)?)");
    static const RE2 language("_(?:bg|cs|da|de|el|es|et|fi|fr|hr|hu|is|it|lt|lv|mt|nl|no|pl|pt|ro|sk|sl|sv)$");
    std::string question;
    if (!RE2::FullMatch(name, numbered, &question) || RE2::PartialMatch(name, language)) return {};
    return question_of(question);
}

} // namespace

std::string EuctrAnswers::at(std::string_view question) const {
    const auto found = answers.find(question);
    return found == answers.end() ? std::string() : found->second;
}

bool EuctrAnswers::yes(std::string_view question) const {
    return folded(at(question)) == "yes";
}

void EuctrAnswers::fill_from(EuctrAnswers further) {
    for (auto& [question, answer] : further.answers) {
        std::string& known = answers[question];
        if (known.empty()) known = std::move(answer);
    }
    summary.merge(further.summary);
    if (products.empty()) products = std::move(further.products);
    for (std::string& state : further.member_states)
        add_unique(member_states, std::move(state));
}

EuctrAnswers euctr_text_answers(std::string_view text) {
    EuctrAnswers all;
    Collector to(all);
    bool in_summary = false;
    for (const std::string_view view : lines_of(text)) {
        const std::string line(view);
        if (line == "Summary") {
            in_summary = true;
        } else if (line.starts_with("A. ")) {
            in_summary = false;
        } else if (in_summary) {
            read_summary_line(line, to);
        } else {
            read_line(line, to);
        }
    }
    return all;
}

EuctrAnswers euctr_page_answers(std::string_view html) {
    EuctrAnswers all;
    Collector to(all);
    read_cells(parse_html(html).root(), to);
    return all;
}

EuctrAnswers euctr_json_answers(const Json& record) {
    EuctrAnswers all;
    Collector to(all);
    for (const auto& [name, value] : record.items()) {
        if (value.is_string() || value.is_number()) to.answer(question_of_name(name), text_field(record, name));
        if (name.starts_with("x6_"))
            to.summary("Date on which this record was first entered in the EudraCT database", text_field(record, name));
    }
    each(record, "dimp", [&](const Json& product, std::size_t) {
        auto& answers = all.products.emplace_back();
        for (const auto& [name, value] : product.items()) {
            if (value.is_string()) answers.try_emplace(question_of_name(name), text_field(product, name));
        }
        each(product, "d38_imp_identification_details", [&](const Json& substance, std::size_t) {
            answers.try_emplace("D38", text_field(substance, "d38_inn__proposed_inn"));
        });
    });
    return all;
}

} // namespace ekb::importers::registry
