// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

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

} // namespace

void JsonText::value(const std::string& text) {
    if (!std::ranges::all_of(text, [](char c) { return stands_for_itself(static_cast<unsigned char>(c)); })) {
        m_out += written_by_library(text);
        return;
    }
    m_out += '"';
    m_out += text;
    m_out += '"';
}

void JsonText::value(double number) {
    constexpr double most = 1e15; // from there on it is written with an exponent
    if (std::trunc(number) != number || std::abs(number) >= most || (number == 0 && std::signbit(number))) {
        m_out += written_by_library(number);
        return;
    }
    value(static_cast<long long>(number));
    m_out += ".0";
}

} // namespace ekb::kb
