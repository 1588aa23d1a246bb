// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/sqlite.h"

#include "kb/model/error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

namespace ekb::kb {

namespace {

[[noreturn]] void fail(sqlite3* connection, std::string_view what) {
    std::string message =
        fmt::format("{}: {} (SQLite code {})", what, sqlite3_errmsg(connection), sqlite3_extended_errcode(connection));
    const int offset = sqlite3_error_offset(connection);
    if (offset >= 0) message += fmt::format(" at byte {} of the statement", offset);
    throw Error(message);
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    m_statement.reset(statement);
    if (code != SQLITE_OK) fail(connection, sql);
}

namespace {

void check_bound(sqlite3_stmt* statement, int code) {
    if (code != SQLITE_OK) fail(sqlite3_db_handle(statement), sqlite3_sql(statement));
}

} // namespace

void Statement::bind(int index, std::nullptr_t) {
    check_bound(m_statement.get(), sqlite3_bind_null(m_statement.get(), index));
}

void Statement::bind(int index, std::int64_t value) {
    check_bound(m_statement.get(), sqlite3_bind_int64(m_statement.get(), index, value));
}

void Statement::bind(int index, double value) {
    check_bound(m_statement.get(), sqlite3_bind_double(m_statement.get(), index, value));
}

void Statement::bind(int index, std::string_view value) {
    // An empty view may have no address, and SQLite reads that as NULL.
    const char* text = value.data() ? value.data() : "";
    check_bound(m_statement.get(),
                sqlite3_bind_text64(m_statement.get(), index, text, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int index, Blob value) {
    const char* bytes = value.bytes.data() ? value.bytes.data() : "";
    check_bound(m_statement.get(),
                sqlite3_bind_blob64(m_statement.get(), index, bytes, value.bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(sqlite3_db_handle(m_statement.get()), sqlite3_sql(m_statement.get()));
}

void Statement::reset() {
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(m_statement.get(), column);
}

std::string_view Statement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::string_view Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::optional<std::string> Statement::optional_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return std::string(text(column));
}

void Rows::release() {
    if (!m_statement) return;
    m_statement->reset();
    m_statement->busy = false;
}

void Database::Close::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

Database::Database(const std::filesystem::path& file, OpenMode mode) {
    const int flags = mode == OpenMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* connection = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    m_connection.reset(connection);
    if (code != SQLITE_OK) fail(connection, fmt::format("cannot open {}", file.string()));
}

void Database::run(std::string_view sql) {
    const std::string text(sql);
    if (sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle(), text);
}

Rows Database::rows_of(std::string_view sql) {
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        found = m_statements.emplace(std::string(sql), std::make_unique<Statement>(handle(), sql)).first;
    }
    if (!found->second->busy) return Rows(*found->second);
    auto again = std::make_unique<Statement>(handle(), sql);
    Rows rows(*again);
    rows.own(std::move(again));
    return rows;
}

std::int64_t Database::last_insert_key() const {
    return sqlite3_last_insert_rowid(handle());
}

std::int64_t Database::changed_rows() const {
    return sqlite3_changes64(handle());
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle()) == 0;
}

void Database::busy_timeout_ms(int milliseconds) {
    sqlite3_busy_timeout(handle(), milliseconds);
}

Transaction::Transaction(Database& database, TransactionKind kind)
    : m_database(database.in_transaction() ? nullptr : &database) {
    if (m_database) m_database->run(kind == TransactionKind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // A destructor must not throw; an error here leaves the transaction to be rolled back when the file is closed.
    if (m_database) sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    if (!m_database) return;
    m_database->run("COMMIT");
    m_database = nullptr;
}

} // namespace ekb::kb
