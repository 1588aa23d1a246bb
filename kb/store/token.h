// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ekb::kb {

/// What the holder of a token may do over HTTP.
enum class TokenRole {
    curator,  ///< review claims, join and separate studies
    importer, ///< import sources
    admin,    ///< both
};

/// A token as it is listed: what it grants, never what it is.
struct ApiToken {
    std::int64_t key = 0; ///< to revoke it by; never used twice
    std::string name;     ///< whose, or what for: it signs what is done with it
    TokenRole role = TokenRole::curator;
    std::int64_t created_ms = 0; ///< milliseconds since 1970, UTC
    std::optional<std::int64_t> revoked_ms;

    bool operator==(const ApiToken&) const = default;
};

} // namespace ekb::kb

template <>
struct ekb::EnumNames<ekb::kb::TokenRole> {
    static constexpr std::array<std::pair<ekb::kb::TokenRole, std::string_view>, 3> rows{
        {{ekb::kb::TokenRole::curator, "curator"},
         {ekb::kb::TokenRole::importer, "importer"},
         {ekb::kb::TokenRole::admin, "admin"}}};
};
