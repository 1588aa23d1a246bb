// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/token.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

class Database;

/// API tokens: "ekb_<key>_<secret>". The secret is 256 random bits; only its argon2id hash is kept. All throw Error
/// where the store cannot be read or written.

/// As Writer::add_token.
std::string add_token(Database& database, std::string_view name, TokenRole role);
/// As Writer::revoke_token.
bool revoke_token(Database& database, std::int64_t key);
/// As Reader::check_token.
std::optional<ApiToken> check_token(Database& database, std::string_view written);
/// As Reader::tokens.
std::vector<ApiToken> tokens(Database& database);

} // namespace ekb::kb
