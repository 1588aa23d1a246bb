// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace ekb::importers::extraction::pico {

constexpr std::uint64_t mix(std::uint64_t value) { // splitmix64's finaliser
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/// A feature template's number from its name.
consteval std::uint64_t operator""_f(const char* name, std::size_t length) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (std::size_t i = 0; i < length; ++i)
        hash = (hash ^ static_cast<unsigned char>(name[i])) * 1099511628211ULL;
    return mix(hash);
}

/// The feature that a template has for these values.
template <class... Values>
std::uint64_t feature(std::uint64_t name, Values... values) {
    ((name = mix(name * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(values))), ...);
    return name;
}

/// How many of the ascending `limits` the value reaches.
template <class Value>
std::uint64_t bin(Value value, std::initializer_list<Value> limits) {
    std::uint64_t at = 0;
    for (auto limit : limits)
        at += value >= limit ? 1 : 0;
    return at;
}

} // namespace ekb::importers::extraction::pico
