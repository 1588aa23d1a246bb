// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/xml_reader.h"

#include "importers/source/entities.h"
#include "importers/source/utf8.h"
#include "kb/model/error.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <climits>
#include <cstring>
#include <exception>
#include <memory_resource>
#include <unordered_map>
#include <vector>

namespace ekb::importers {

namespace {

constexpr std::size_t max_depth = 200;

std::string_view view(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

struct ContextDeleter {
    void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
using Context = std::unique_ptr<xmlParserCtxt, ContextDeleter>;

} // namespace

struct XmlDocument::State {
    explicit State(std::size_t size) : arena(size) {}
    std::pmr::monotonic_buffer_resource arena;
    XmlNode* root = nullptr;
};

XmlDocument::XmlDocument() = default;
XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
const XmlNode& XmlDocument::root() const {
    return *m_state->root;
}

/// Builds the tree from libxml2's SAX2 events. Its methods may throw; the callbacks below keep what they throw away
/// from C.
class XmlTreeBuilder {
public:
    explicit XmlTreeBuilder(std::size_t size) {
        m_document.m_state = std::make_unique<XmlDocument::State>(size * 2 + 1024);
    }

    struct StartTag {
        const xmlChar* name;
        const xmlChar* prefix;
        int attribute_count;
        const xmlChar** attributes; ///< five pointers each: name, prefix, URI, value begin and end
    };

    void start(const StartTag& tag) {
        flush_text();
        if (m_open.size() >= max_depth) {
            fail("elements nested deeper than " + std::to_string(max_depth) + " levels, at <" +
                 std::string(view(tag.name)) + ">");
            return;
        }
        XmlNode* node = append(view_of_name(tag.name));
        node->prefix = view_of_name(tag.prefix);
        node->line = static_cast<std::size_t>(xmlSAX2GetLineNumber(context));
        node->attributes = copy_attributes(tag);
        m_open.push_back({node, nullptr});
    }

    void end() {
        flush_text();
        if (!m_open.empty()) m_open.pop_back();
    }

    void characters(const xmlChar* text, int length) {
        if (!m_open.empty()) m_text.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    }

    /// Ends the parse with a diagnostic; the first one stays.
    void fail(std::string message) {
        if (!m_failure) {
            m_failure = Diagnostic{{}, {}, static_cast<std::size_t>(xmlSAX2GetLineNumber(context)), std::move(message)};
        }
        xmlStopParser(context);
    }

    void error(const xmlError& error) {
        if (m_failure || error.domain == XML_FROM_NAMESPACE || error.level < XML_ERR_ERROR) return;
        const auto line = error.line > 0 ? std::optional(static_cast<std::size_t>(error.line)) : std::nullopt;
        std::string message = normal_space(error.message ? error.message : "unknown error");
        // "mismatch: a line 3 and b": a line of the record, which would be taken for one of the file.
        if (error.code == XML_ERR_TAG_NAME_MISMATCH) {
            message = "<" + std::string(error.str1 ? error.str1 : "?") + "> is closed by </" +
                      (error.str2 ? error.str2 : "?") + ">";
        }
        m_failure = Diagnostic{{}, {}, line, "the XML is not well-formed: " + excerpt(message, 300)};
    }

    Expected<XmlDocument, Diagnostic> finish() {
        if (exception) std::rethrow_exception(exception);
        if (m_failure) return Unexpected(std::move(*m_failure));
        if (!m_document.m_state->root) return Unexpected(Diagnostic{{}, {}, {}, "there is no XML element in it"});
        return std::move(m_document);
    }

    xmlParserCtxt* context = nullptr;
    std::exception_ptr exception;

private:
    struct Open {
        XmlNode* node;
        XmlNode* last_child;
    };

    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        auto* to = static_cast<char*>(m_document.m_state->arena.allocate(text.size(), 1));
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }

    /// libxml2 keeps one copy of each name, so that its address tells names apart.
    std::string_view view_of_name(const xmlChar* name) {
        if (!name) return {};
        auto [found, added] = m_names.try_emplace(name);
        if (added) found->second = copy(view(name));
        return found->second;
    }

    std::span<const XmlAttribute> copy_attributes(const StartTag& tag) {
        const auto count = static_cast<std::size_t>(tag.attribute_count);
        if (count == 0) return {};
        auto& arena = m_document.m_state->arena;
        auto* to = static_cast<XmlAttribute*>(arena.allocate(count * sizeof(XmlAttribute), alignof(XmlAttribute)));
        for (std::size_t i = 0; i < count; ++i) {
            const xmlChar** five = tag.attributes + 5 * i;
            const auto* begin = reinterpret_cast<const char*>(five[3]);
            const auto length = static_cast<std::size_t>(five[4] - five[3]);
            new (to + i) XmlAttribute{view_of_name(five[0]), copy({begin, length})};
        }
        return {to, count};
    }

    XmlNode* append(std::string_view name) {
        XmlDocument::State& state = *m_document.m_state;
        auto* node = new (state.arena.allocate(sizeof(XmlNode), alignof(XmlNode))) XmlNode();
        node->name = name;
        if (m_open.empty()) {
            if (!state.root) state.root = node;
            return node;
        }
        Open& parent = m_open.back();
        node->parent = parent.node;
        (parent.last_child ? parent.last_child->next : parent.node->first_child) = node;
        parent.last_child = node;
        return node;
    }

    void flush_text() {
        if (m_text.empty()) return;
        XmlNode* node = append({});
        node->text = copy(m_text);
        node->line = node->parent ? node->parent->line : 1;
        m_text.clear();
    }

    XmlDocument m_document;
    std::vector<Open> m_open;
    std::string m_text;
    std::unordered_map<const xmlChar*, std::string_view> m_names;
    std::optional<Diagnostic> m_failure;
};

namespace {

/// Calls the builder; an exception is kept until the parser has returned.
template <typename Call>
void guarded(void* user, Call call) noexcept {
    auto& builder = *static_cast<XmlTreeBuilder*>(user);
    if (builder.exception) return;
    try {
        call(builder);
    } catch (...) {
        builder.exception = std::current_exception();
        xmlStopParser(builder.context);
    }
}

extern "C" {

void on_start(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar*, int, const xmlChar**, int count,
              int, const xmlChar** attributes) {
    guarded(user, [&](XmlTreeBuilder& b) { b.start({name, prefix, count, attributes}); });
}
void on_end(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
    guarded(user, [](XmlTreeBuilder& b) { b.end(); });
}
void on_characters(void* user, const xmlChar* text, int length) {
    guarded(user, [&](XmlTreeBuilder& b) { b.characters(text, length); });
}
void on_reference(void* user, const xmlChar* name) {
    guarded(user, [&](XmlTreeBuilder& b) { b.fail("unknown entity &" + std::string(view(name)) + ";"); });
}
void on_error(void* user, xmlErrorPtr error) {
    guarded(user, [&](XmlTreeBuilder& b) { b.error(*error); });
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
    XmlTreeBuilder builder(bytes.size());
    const Context context(xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
    if (!context) throw Error("libxml2 could not make a parser");
    builder.context = context.get();
    *context->sax = handler();
    context->userData = &builder;
    xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(context.get());
    return builder.finish();
}

} // namespace ekb::importers
