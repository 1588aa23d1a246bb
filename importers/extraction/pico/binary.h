// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/error.h"

#include <cstring>
#include <string>
#include <string_view>

namespace ekb::importers::extraction::pico {

/// Appends the bytes of a number, as this machine (little-endian) keeps them.
template <class Value>
void put(std::string& out, Value value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Takes a number from the front of `in`. Throws Error naming `file` where too few bytes are left.
template <class Value>
Value take(std::string_view& in, const char* file) {
    if (in.size() < sizeof(Value)) throw Error(std::string(file) + " ends inside a record");
    Value value;
    std::memcpy(&value, in.data(), sizeof value);
    in.remove_prefix(sizeof value);
    return value;
}

} // namespace ekb::importers::extraction::pico
