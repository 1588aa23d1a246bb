// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/tokens.h"

#include "kb/model/error.h"
#include "kb/store/replace.h"
#include "kb/store/sqlite.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <charconv>

namespace ekb::kb {

namespace {

// A row of OWASP's Password Storage Cheat Sheet for argon2id (9 MiB, 4 passes): the server checks several tokens at
// once.
constexpr unsigned long long passes = 4;
constexpr std::size_t memory_bytes = std::size_t{9} << 20U;
constexpr std::size_t secret_bytes = 32;
constexpr std::string_view mark = "ekb_";

void start_sodium() {
    static const int result = sodium_init();
    if (result < 0) throw Error("the system gives no random numbers");
}

std::string new_secret() {
    std::array<unsigned char, secret_bytes> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, sodium_base64_ENCODED_LEN(secret_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

std::string hash_of_secret(const std::string& secret) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), secret.data(), secret.size(), passes, memory_bytes) != 0) {
        throw Error("not enough memory to hash a token");
    }
    return text.data();
}

ApiToken token_from(Rows& rows) {
    const auto role = from_name<TokenRole>(rows->text(2));
    if (!role) throw Error("the store holds a token of an unknown role: " + std::string(rows->text(2)));
    ApiToken token{rows->integer(0), std::string(rows->text(1)), *role, rows->integer(3), std::nullopt};
    if (!rows->is_null(4)) token.revoked_ms = rows->integer(4);
    return token;
}

} // namespace

std::string add_token(Database& database, std::string_view name, TokenRole role) {
    if (name.empty()) throw Error("a token needs the name of its holder");
    start_sodium();
    const std::string secret = new_secret();
    database.execute("INSERT INTO token (name, role, hash, created_ms) VALUES (?, ?, ?, ?)", name, name_of(role),
                     hash_of_secret(secret), now_ms());
    return fmt::format("{}{}_{}", mark, database.last_insert_key(), secret);
}

bool revoke_token(Database& database, std::int64_t key) {
    return database.execute("UPDATE token SET revoked_ms = ? WHERE key = ? AND revoked_ms IS NULL", now_ms(), key) == 1;
}

std::optional<ApiToken> check_token(Database& database, std::string_view written) {
    start_sodium();
    if (!written.starts_with(mark)) return std::nullopt;
    written.remove_prefix(mark.size());
    std::int64_t key = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), key);
    const auto digits = static_cast<std::size_t>(end - written.data());
    if (error != std::errc() || digits >= written.size() || written[digits] != '_') return std::nullopt;
    const std::string_view secret = written.substr(digits + 1);
    Rows rows = database.query(
        "SELECT key, name, role, created_ms, revoked_ms, hash FROM token WHERE key = ? AND revoked_ms IS NULL", key);
    if (!rows.next()) return std::nullopt;
    if (crypto_pwhash_str_verify(std::string(rows->text(5)).c_str(), secret.data(), secret.size()) != 0)
        return std::nullopt;
    return token_from(rows);
}

std::vector<ApiToken> tokens(Database& database) {
    std::vector<ApiToken> found;
    Rows rows = database.query("SELECT key, name, role, created_ms, revoked_ms FROM token ORDER BY key");
    while (rows.next())
        found.push_back(token_from(rows));
    return found;
}

} // namespace ekb::kb
