// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_text.h"

#include "importers/pdf/child_process.h"
#include "importers/source/utf8.h"

#include <fmt/format.h>

namespace ekb::importers {

namespace {

constexpr const char* usual_place = "/usr/bin/pdftotext";
// An article takes well under a second, 20 MB and 2 MB; what takes so much more is no article, or made to do harm.
constexpr ChildLimits limits{std::chrono::milliseconds(30'000), 1UL << 30, 32UL << 20};

bool says(std::string_view error, std::string_view words) {
    return error.find(words) != std::string_view::npos;
}

std::string why_not(const ChildResult& child) {
    switch (child.end) {
    case ChildEnd::not_started:
        return "a PDF is read with pdftotext, which is not here: install the package poppler-utils (" + child.error + ")";
    case ChildEnd::out_of_time:
        return fmt::format("pdftotext had not read the PDF after {} seconds", limits.time.count() / 1000);
    case ChildEnd::out_of_output:
        return fmt::format("the PDF has more text than an article: over {} MB with the places of its words", limits.output_bytes >> 20U);
    case ChildEnd::killed:
        return "pdftotext broke off: the PDF is damaged, or needs more memory than it may have";
    case ChildEnd::exited:
        break;
    }
    if (says(child.error, "Incorrect password")) return "the PDF is encrypted and needs a password: save it without one";
    if (child.status == 3 || says(child.error, "not allowed"))
        return "the PDF forbids to copy its text: save the article as HTML, or ask for a copy that may be read";
    const std::string said = excerpt(normal_space(child.error), 120);
    return "the PDF is damaged and cannot be read" + (said.empty() ? "" : " (pdftotext: “" + said + "”)");
}

} // namespace

Expected<std::string, std::string> pdf_layout(std::string_view pdf, const std::string& program) {
    ChildResult child = run_child(program.empty() ? usual_place : program, {"-bbox-layout", "-enc", "UTF-8", "-", "-"}, pdf, limits);
    if (child.end == ChildEnd::exited && child.status == 0) return std::move(child.output);
    return Unexpected(why_not(child));
}

} // namespace ekb::importers
