// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/encoding.h"

#include "importers/source/twice_encoded.h"
#include "importers/source/utf8.h"
#include "importers/source/windows_1252.h"
#include <re2/re2.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstring>

namespace ekb::importers {

namespace {

constexpr std::size_t head_size = 64UL << 10;

struct Mark {
    std::string_view bytes;
    std::string_view name;
};

/// UTF-32's little-endian mark begins with UTF-16's, so it stands first.
constexpr Mark marks[] = {{{"\xEF\xBB\xBF", 3}, "UTF-8"},
                          {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                          {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                          {{"\xFF\xFE", 2}, "UTF-16LE"},
                          {{"\xFE\xFF", 2}, "UTF-16BE"}};

/// Text of ASCII characters in UTF-16 has a zero byte in every other place.
std::string_view unmarked_utf16(std::string_view head) {
    const std::string_view some = head.substr(0, 512);
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < some.size(); ++i)
        zeros[i % 2] += some[i] == 0 ? 1 : 0;
    const std::size_t half = some.size() / 2;
    if (half < 2) return {};
    if (zeros[1] * 10 >= half * 9 && zeros[0] == 0) return "UTF-16LE";
    if (zeros[0] * 10 >= half * 9 && zeros[1] == 0) return "UTF-16BE";
    return {};
}

std::string declared_name(std::string_view head) {
    static const RE2 xml(R"re(^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'])re");
    static const RE2 meta(R"re((?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+))re");
    std::string name;
    const re2::StringPiece text(head.data(), std::min<std::size_t>(head.size(), 4096));
    if (!RE2::PartialMatch(text, xml, &name)) RE2::PartialMatch(text, meta, &name);
    return name;
}

/// ICU's name of a declared encoding that we decode. Web pages that say ISO-8859-1 mean windows-1252, as browsers
/// read them; so do files.
std::string known_name(const std::string& declared) {
    const std::string lower = ascii_lower(declared);
    if (lower == "iso-8859-1" || lower == "latin1" || lower == "latin-1" || lower == "us-ascii" || lower == "ascii")
        return "windows-1252";
    UErrorCode error = U_ZERO_ERROR;
    const char* name = ucnv_getStandardName(declared.c_str(), "MIME", &error);
    if (U_FAILURE(error) || !name) return {};
    return name;
}

std::string detected_name(std::string_view head) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error), ucsdet_close);
    ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &error);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
    if (U_FAILURE(error) || !match || ucsdet_getConfidence(match, &error) < 80) return {};
    const std::string name = ucsdet_getName(match, &error);
    return U_FAILURE(error) || name.starts_with("ISO-8859-1") || name.starts_with("UTF-") ? std::string() : name;
}

/// A full head may end in a character that it cuts through.
bool is_utf8_head(std::string_view head) {
    const std::size_t left = head.size() - valid_utf8_prefix(head);
    return left == 0 || (left < 4 && head.size() >= head_size);
}

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

class Utf8Stream : public ByteStream {
public:
    explicit Utf8Stream(std::unique_ptr<ByteStream> source) : m_source(std::move(source)) {}

    std::size_t read(char* to, std::size_t size) override {
        while (m_out.size() == m_at) {
            m_out.clear();
            m_at = 0;
            if (!more()) return 0;
        }
        const std::size_t n = std::min(size, m_out.size() - m_at);
        std::memcpy(to, m_out.data() + m_at, n);
        m_at += n;
        return n;
    }

private:
    bool more() {
        const std::size_t kept = m_in.size();
        m_in.resize(kept + head_size);
        const std::size_t n = m_source->read(m_in.data() + kept, head_size);
        m_in.resize(kept + n);
        if (m_in.empty()) return false;
        take(n == 0);
        return true;
    }

    void take(bool at_end) {
        if (m_windows) return windows();
        std::size_t at = 0;
        while (at < m_in.size()) {
            const std::string_view rest = std::string_view(m_in).substr(at);
            const std::size_t good = valid_utf8_prefix(rest);
            m_multibyte = m_multibyte || !is_ascii(rest.substr(0, good));
            m_out.append(rest, 0, good);
            at += good;
            const bool cut_through = !at_end && m_in.size() - at < 4;
            if (at == m_in.size() || cut_through) break;
            if (!m_multibyte) {
                m_in.erase(0, at);
                m_windows = true;
                return windows();
            }
            m_out.push_back(m_in[at++]);
        }
        m_in.erase(0, at);
    }

    void windows() {
        for (const char c : m_in)
            append_utf8(m_out, windows_1252_code_point(static_cast<unsigned char>(c)));
        m_in.clear();
    }

    std::unique_ptr<ByteStream> m_source;
    std::string m_in;
    std::string m_out;
    std::size_t m_at = 0;
    bool m_multibyte = false;
    bool m_windows = false;
};

class ConvertedStream : public ByteStream {
public:
    ConvertedStream(std::unique_ptr<ByteStream> source, const std::string& name) : m_source(std::move(source)) {
        UErrorCode error = U_ZERO_ERROR;
        m_from.reset(ucnv_open(name.c_str(), &error));
        m_to.reset(ucnv_open("UTF-8", &error));
        if (U_FAILURE(error)) throw SourceError("cannot decode " + name + ": " + u_errorName(error));
    }

    std::size_t read(char* to, std::size_t size) override {
        char* out = to;
        while (out == to) {
            if (m_begin == m_end && !m_at_end) {
                m_begin = m_buffer;
                m_end = m_buffer + m_source->read(m_buffer, sizeof m_buffer);
                m_at_end = m_begin == m_end;
            }
            UErrorCode error = U_ZERO_ERROR;
            ucnv_convertEx(m_to.get(), m_from.get(), &out, to + size, &m_begin, m_end, m_pivot, &m_pivot_from,
                           &m_pivot_to, m_pivot + std::size(m_pivot), false, m_at_end, &error);
            if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error))
                throw SourceError(std::string("cannot decode: ") + u_errorName(error));
            if (m_at_end && error != U_BUFFER_OVERFLOW_ERROR) break;
        }
        return static_cast<std::size_t>(out - to);
    }

private:
    struct Closer {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<ByteStream> m_source;
    std::unique_ptr<UConverter, Closer> m_from;
    std::unique_ptr<UConverter, Closer> m_to;
    char m_buffer[64 * 1024];
    const char* m_begin = m_buffer;
    const char* m_end = m_buffer;
    UChar m_pivot[4096];
    UChar* m_pivot_from = m_pivot;
    UChar* m_pivot_to = m_pivot;
    bool m_at_end = false;
};

} // namespace

Encoding detect_encoding(std::string_view head) {
    for (const Mark& mark : marks) {
        if (head.starts_with(mark.bytes)) return {std::string(mark.name), mark.bytes.size(), true};
    }
    if (const std::string_view name = unmarked_utf16(head); !name.empty()) return {std::string(name), 0, false};
    const bool utf8 = is_utf8_head(head);
    const std::string declared = known_name(declared_name(head));
    // A declaration of UTF-16 that could be read as ASCII is wrong, and a declared one-byte encoding cannot be told
    // from UTF-8 by it alone: where all is well-formed UTF-8 with characters beyond ASCII, it is that.
    const bool wide = declared.starts_with("UTF-16") || declared.starts_with("UTF-32");
    const bool ascii =
        std::none_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (!declared.empty() && !wide && declared != "UTF-8" && (ascii || !utf8)) return {declared, 0, true};
    if (utf8 || declared == "UTF-8") return {"UTF-8", 0, declared == "UTF-8"};
    const std::string detected = detected_name(head);
    return {detected.empty() ? "UTF-8" : detected, 0, false}; // UTF-8 falls back to windows-1252 by itself
}

std::unique_ptr<ByteStream> decoded(std::unique_ptr<ByteStream> source) {
    auto buffered = std::make_unique<HeadStream>(std::move(source));
    const Encoding encoding = detect_encoding(buffered->head(head_size));
    buffered->skip(encoding.mark_bytes);
    if (encoding.name == "UTF-8" && is_encoded_twice(buffered->head(head_size))) {
        return std::make_unique<MendingStream>(std::make_unique<Utf8Stream>(std::move(buffered)));
    }
    if (encoding.name == "UTF-8") return std::make_unique<Utf8Stream>(std::move(buffered));
    return std::make_unique<ConvertedStream>(std::move(buffered), encoding.name);
}

} // namespace ekb::importers
