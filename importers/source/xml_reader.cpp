// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/xml_reader.h"

#include "importers/source/entities.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_tree_builder.h"
#include "kb/model/error.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <climits>
#include <deque>
#include <exception>
#include <vector>

namespace ekb::importers {

XmlDocument::XmlDocument() = default;
XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
const XmlNode& XmlDocument::root() const {
    return *m_state->root;
}

namespace {

constexpr std::size_t max_depth = 200;

std::string_view view(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

struct ContextDeleter {
    void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

/// One parse: what the callbacks write to.
struct Parse {
    XmlTreeBuilder builder;
    std::unique_ptr<xmlParserCtxt, ContextDeleter> context;
    std::vector<XmlAttribute> attributes{};
    std::deque<std::string> kept{}; ///< values of `attributes` that had to be changed
    std::optional<Diagnostic> failure{};
    std::exception_ptr exception{};

    std::size_t line() const { return static_cast<std::size_t>(xmlSAX2GetLineNumber(context.get())); }

    /// Ends the parse with a diagnostic; the first one stays.
    void fail(std::string message) {
        if (!failure) failure = Diagnostic{{}, {}, line(), std::move(message)};
        xmlStopParser(context.get());
    }
};

/// Runs a callback's work. An exception never crosses libxml2: it is kept until the parser has returned.
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

/// libxml2 gives the ampersand in an attribute as "&#38;" where it does not substitute entities.
std::string_view plain_value(std::string_view value, std::deque<std::string>& kept) {
    static constexpr std::string_view ampersand = "&#38;";
    if (value.find(ampersand) == std::string_view::npos) return value;
    std::string& plain = kept.emplace_back();
    while (!value.empty()) {
        const std::size_t at = value.find(ampersand);
        plain += value.substr(0, at);
        if (at == std::string_view::npos) break;
        plain += '&';
        value.remove_prefix(at + ampersand.size());
    }
    return plain;
}

/// `five` pointers an attribute: name, prefix, URI, value begin and end.
void start(Parse& parse, const XmlTreeBuilder::StartTag& tag, int count, const xmlChar** five) {
    if (parse.builder.depth() >= max_depth) {
        parse.fail("elements are nested deeper than " + std::to_string(max_depth) + " levels, at <" +
                   std::string(tag.name) + ">");
        return;
    }
    parse.attributes.clear();
    parse.kept.clear();
    for (int i = 0; i < count; ++i, five += 5) {
        const auto length = static_cast<std::size_t>(five[4] - five[3]);
        const std::string_view value(reinterpret_cast<const char*>(five[3]), length);
        parse.attributes.push_back({view(five[0]), plain_value(value, parse.kept)});
    }
    parse.builder.start(tag, parse.attributes);
}

void note_error(Parse& parse, const xmlError& error) {
    if (parse.failure || error.domain == XML_FROM_NAMESPACE || error.level < XML_ERR_ERROR) return;
    std::string message = excerpt(normal_space(error.message ? error.message : "unknown error"), 300);
    // "mismatch: a line 3 and b": a line of the record, which would be taken for one of the file.
    if (error.code == XML_ERR_TAG_NAME_MISMATCH && error.str1 && error.str2) {
        message = std::string("<") + error.str1 + "> is closed by </" + error.str2 + ">";
    }
    const auto line = error.line > 0 ? std::optional(static_cast<std::size_t>(error.line)) : std::nullopt;
    parse.failure = Diagnostic{{}, {}, line, "the XML is not well-formed: " + message};
}

extern "C" {

void on_start(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar*, int, const xmlChar**, int count,
              int, const xmlChar** five) {
    guarded(user, [&](Parse& p) { start(p, {view(name), view(prefix), p.line()}, count, five); });
}
void on_end(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
    guarded(user, [](Parse& p) { p.builder.end(); });
}
void on_characters(void* user, const xmlChar* text, int length) {
    const std::string_view characters(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    guarded(user, [&](Parse& p) { p.builder.characters(characters); });
}
void on_reference(void* user, const xmlChar* name) {
    guarded(user, [&](Parse& p) { p.fail("unknown entity &" + std::string(view(name)) + ";"); });
}
void on_error(void* user, xmlErrorPtr error) {
    guarded(user, [&](Parse& p) { note_error(p, *error); });
}

} // extern "C"

xmlSAXHandler handler() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_characters;
    sax.cdataBlock = on_characters;
    sax.reference = on_reference;
    sax.serror = on_error;
    return sax;
}

/// Initialises libxml2 once: its parser does so lazily, which is not safe from several threads.
void initialise_library() {
    static const bool done = [] {
        xmlInitParser();
        return true;
    }();
    static_cast<void>(done);
}

} // namespace

Expected<XmlDocument, Diagnostic> parse_xml(std::string_view utf8) {
    initialise_library();
    if (utf8.size() > static_cast<std::size_t>(INT_MAX))
        return Unexpected(Diagnostic{{}, {}, {}, "an XML record larger than 2 GiB"});
    if (trimmed(utf8.substr(0, 64 * 1024)).empty())
        return Unexpected(Diagnostic{{}, {}, {}, "there is no XML element in it"});
    const std::string bytes = resolve_xml_entities(utf8);
    Parse parse{XmlTreeBuilder(bytes.size()), {}};
    parse.context.reset(xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
    if (!parse.context) throw Error("libxml2 could not make a parser");
    *parse.context->sax = handler();
    parse.context->userData = &parse;
    xmlCtxtUseOptions(parse.context.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(parse.context.get());
    if (parse.exception) std::rethrow_exception(parse.exception);
    if (parse.failure) return Unexpected(std::move(*parse.failure));
    if (!parse.builder.has_root()) return Unexpected(Diagnostic{{}, {}, {}, "there is no XML element in it"});
    return parse.builder.take();
}

} // namespace ekb::importers
