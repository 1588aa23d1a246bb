// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/html_reader.h"

#include "importers/source/entities.h"
#include "importers/source/xml_tree_builder.h"
#include "kb/model/error.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <climits>
#include <exception>

namespace ekb::importers {

namespace {

constexpr std::size_t max_depth = 250;

std::string_view view(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

struct ContextDeleter {
    void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

struct Parse {
    XmlTreeBuilder builder;
    std::unique_ptr<htmlParserCtxt, ContextDeleter> context{};
    std::size_t skipped_levels = 0; ///< open elements beyond the depth that is kept
    std::exception_ptr exception{};
};

template <typename Call>
void guarded(void* user, Call call) noexcept {
    auto& parse = *static_cast<Parse*>(user);
    if (parse.exception) return;
    try {
        call(parse);
    } catch (...) {
        parse.exception = std::current_exception();
        xmlStopParser(parse.context.get());
    }
}

void start(Parse& parse, std::string_view name, const xmlChar** attributes) {
    if (parse.builder.depth() >= max_depth) {
        ++parse.skipped_levels;
        return;
    }
    std::vector<XmlAttribute> all;
    for (; attributes && attributes[0]; attributes += 2)
        all.push_back({view(attributes[0]), view(attributes[1])});
    const auto line = static_cast<std::size_t>(std::max(0, xmlSAX2GetLineNumber(parse.context.get())));
    parse.builder.start({name, {}, line}, all);
}

void end(Parse& parse) {
    if (parse.skipped_levels > 0) {
        --parse.skipped_levels;
    } else if (parse.builder.depth() > 1) { // text after </html> belongs to the page too
        parse.builder.end();
    }
}

extern "C" {

void on_html_start(void* user, const xmlChar* name, const xmlChar** attributes) {
    guarded(user, [&](Parse& p) { start(p, view(name), attributes); });
}
void on_html_end(void* user, const xmlChar*) {
    guarded(user, [](Parse& p) { end(p); });
}
void on_html_characters(void* user, const xmlChar* text, int length) {
    const std::string_view characters(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    guarded(user, [&](Parse& p) { p.builder.characters(characters); });
}
void on_html_error(void*, xmlErrorPtr) {} // HTML is read whatever its faults

} // extern "C"

htmlSAXHandler handler() {
    htmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElement = on_html_start;
    sax.endElement = on_html_end;
    sax.characters = on_html_characters;
    sax.ignorableWhitespace = on_html_characters;
    sax.cdataBlock = on_html_characters;
    sax.serror = on_html_error;
    return sax;
}

} // namespace

XmlDocument parse_html(std::string_view utf8) {
    std::string bytes = resolve_html_entities(utf8.substr(0, INT_MAX / 2));
    std::ranges::replace(bytes, '\0', ' '); // libxml2 would take it for the end
    Parse parse{XmlTreeBuilder(bytes.size())};
    if (!bytes.empty()) {
        parse.context.reset(htmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
        if (!parse.context) throw Error("libxml2 could not make a parser");
        *parse.context->sax = handler();
        parse.context->userData = &parse;
        htmlCtxtUseOptions(parse.context.get(), HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
        xmlSwitchEncoding(parse.context.get(), XML_CHAR_ENCODING_UTF8);
        htmlParseDocument(parse.context.get());
    }
    if (parse.exception) std::rethrow_exception(parse.exception);
    if (!parse.builder.has_root()) parse.builder.start({"html", {}, 1}, {});
    while (parse.builder.depth() > 0)
        parse.builder.end();
    return parse.builder.take();
}

} // namespace ekb::importers
