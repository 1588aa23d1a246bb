// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_text.h"

#include "kb/json/contract_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <string_view>
#include <type_traits>

namespace ekb::kb {

namespace {

/// What the JSON library writes: for what is rare, so that its text is the library's own.
template <typename T>
std::string written_by_library(const T& value) {
    using Json = nlohmann::ordered_json;
    return Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool stands_for_itself(unsigned char c) {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/// Writes values one after the other to the end of a text.
class JsonText {
public:
    void value(const std::string& text) {
        if (!std::ranges::all_of(text, [](char c) { return stands_for_itself(static_cast<unsigned char>(c)); })) {
            m_out += written_by_library(text);
            return;
        }
        m_out += '"';
        m_out += text;
        m_out += '"';
    }
    void value(bool yes) { m_out += yes ? "true" : "false"; }
    void value(double number) {
        constexpr double most = 1e15; // from there on it is written with an exponent
        if (std::trunc(number) != number || std::abs(number) >= most || (number == 0 && std::signbit(number))) {
            m_out += written_by_library(number); // null where it is not finite
            return;
        }
        value(static_cast<long long>(number));
        m_out += ".0";
    }
    template <std::integral T>
    void value(T number) {
        std::array<char, 24> digits{};
        m_out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
    }
    template <typename E>
        requires std::is_enum_v<E>
    void value(E choice) {
        m_out += '"';
        m_out += name_of(choice);
        m_out += '"';
    }
    template <typename T>
    void value(const std::optional<T>& maybe) {
        if (maybe) value(*maybe);
        else m_out += "null";
    }
    template <typename T>
    void value(const std::vector<T>& values) {
        m_out += '[';
        for (const T& one : values) {
            if (&one != values.data()) m_out += ',';
            value(one);
        }
        m_out += ']';
    }
    template <typename T>
        requires std::is_class_v<T>
    void value(const T& thing) {
        open();
        each_field(*this, thing);
        close();
    }
    void open() { m_out += '{'; }
    void close() { m_out += '}'; }

    /// Fields of the object that is open.
    template <typename... NamesAndValues>
    void operator()(const NamesAndValues&... names_and_values) {
        add(names_and_values...);
    }
    void reserve(std::size_t bytes) { m_out.reserve(bytes); }
    std::string take() { return std::move(m_out); }

private:
    void add() {}
    template <typename Value, typename... Rest>
    void add(std::string_view name, const Value& its, const Rest&... rest) {
        if (m_out.back() != '{') m_out += ',';
        m_out += '"';
        m_out += name;
        m_out += "\":";
        value(its);
        add(rest...);
    }

    std::string m_out;
};

} // namespace

std::string claim_text(const Claim& claim) {
    constexpr std::size_t usual = 2'000;
    JsonText text;
    text.reserve(usual);
    text.value(claim);
    return text.take();
}

std::string bare_document_text(const Document& document) {
    JsonText text;
    text.open();
    each_field(text, document);
    text("claims", std::vector<Claim>());
    text.close();
    return text.take();
}

} // namespace ekb::kb
