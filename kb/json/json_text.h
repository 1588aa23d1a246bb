// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ekb::kb {

/// Writes JSON at once, without spaces and without a value of the JSON library, letter for letter what that writes with other
/// bytes than UTF-8 replaced. Things are written by each_field(JsonText&, thing), which is looked for beside their type and
/// in contract_fields.h.
class JsonText {
public:
    void value(const std::string& text);
    void value(bool yes) { m_out += yes ? "true" : "false"; }
    void value(double number); ///< null where it is not finite
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
    /// What is JSON already.
    void written(std::string_view json) { m_out += json; }
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

} // namespace ekb::kb
