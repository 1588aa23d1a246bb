// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace ekb::kb {

/// Bytes to bind as a BLOB; they must live until the statement has run.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement. Values are always bound, never pasted into SQL. Columns and parameters count as SQLite counts
/// them: columns from 0, parameters from 1. Views of a row are valid until the next step. Not thread-safe.
class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql);

    void bind(int index, std::nullptr_t);
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, std::size_t value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value);
    void bind(int index, std::string_view value);
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, Blob value);
    template <typename T>
    void bind(int index, const std::optional<T>& value) {
        if (value) {
            bind(index, *value);
        } else {
            bind(index, nullptr);
        }
    }

    /// Runs to the next row; false when there is none left. Throws Error with SQLite's reason and the SQL.
    bool step();
    /// Makes it ready to run again; the bound values are forgotten.
    void reset();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    std::optional<std::string> optional_text(int column) const;

    bool busy = false; ///< whether a Rows uses it now

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// The rows of one run of a statement: `while (rows.next()) …`. Gives the statement back when it goes.
class Rows {
public:
    explicit Rows(Statement& statement) : m_statement(&statement) { m_statement->busy = true; }
    ~Rows() { release(); }
    Rows(Rows&& other) noexcept : m_statement(other.m_statement), m_own(std::move(other.m_own)) {
        other.m_statement = nullptr;
    }
    Rows& operator=(Rows&&) = delete;

    bool next() { return m_statement->step(); }
    Statement* operator->() { return m_statement; }
    /// For a statement that is not kept for another run.
    void own(std::unique_ptr<Statement> statement) { m_own = std::move(statement); }

private:
    void release();
    Statement* m_statement;
    std::unique_ptr<Statement> m_own;
};

enum class OpenMode { read_only, read_write };

/// A connection. Statements are kept by their SQL, so that each is compiled once. Not thread-safe: one a thread.
class Database {
public:
    /// Opens a database file (":memory:" for one that lives in memory). Throws Error, naming the file, where it cannot.
    Database(const std::filesystem::path& file, OpenMode mode);

    /// Runs SQL that has no parameters; several statements may be separated by semicolons.
    void run(std::string_view sql);

    /// Runs one statement with its values bound, in order, and gives its rows.
    template <typename... Values>
    Rows query(std::string_view sql, const Values&... values) {
        Rows rows = rows_of(sql);
        int index = 0;
        (rows->bind(++index, values), ...);
        return rows;
    }

    /// Runs one statement that gives no rows we want; the number of rows that it changed.
    template <typename... Values>
    std::int64_t execute(std::string_view sql, const Values&... values) {
        Rows rows = query(sql, values...);
        while (rows.next()) {
        }
        return changed_rows();
    }

    /// The first column of the first row, where there is one and it is not NULL.
    template <typename... Values>
    std::optional<std::int64_t> integer(std::string_view sql, const Values&... values) {
        Rows rows = query(sql, values...);
        if (!rows.next() || rows->is_null(0)) return std::nullopt;
        return rows->integer(0);
    }

    std::int64_t last_insert_key() const;
    std::int64_t changed_rows() const;
    bool in_transaction() const;
    /// How long a statement waits for another process's lock.
    void busy_timeout_ms(int milliseconds);
    sqlite3* handle() const { return m_connection.get(); }

private:
    Rows rows_of(std::string_view sql);

    struct Close {
        void operator()(sqlite3* connection) const;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unique_ptr<sqlite3, Close> m_connection;
    std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> m_statements;
};

enum class TransactionKind { read, write };

/// A transaction; inside another one it does nothing, and the outer one decides. Rolled back unless committed.
class Transaction {
public:
    Transaction(Database& database, TransactionKind kind);
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    void commit();

private:
    Database* m_database;
};

} // namespace ekb::kb
