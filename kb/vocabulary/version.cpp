// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/version.h"

#include "kb/vocabulary/resource.h"

#include <cstdint>
#include <cstdio>

namespace ekb::kb {

namespace {

/// FNV-1a, 64 bits.
std::uint64_t add(std::uint64_t hash, std::string_view bytes) {
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

std::string computed_version() {
    std::uint64_t hash = add(0xcbf29ce484222325ULL, vocabulary::resource("spelling.tsv"));
    for (const std::string_view file : vocabulary::concept_files)
        hash = add(hash, vocabulary::resource(file));
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
    return digits;
}

} // namespace

const std::string& builtin_vocabulary_version() {
    static const std::string version = computed_version();
    return version;
}

} // namespace ekb::kb
