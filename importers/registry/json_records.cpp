// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/json_records.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::registry {

namespace {

constexpr std::size_t record_limit_bytes = std::size_t{512} << 20;
constexpr int end_of_input = -1;

/// What is wrong, where.
struct Malformed {
    std::size_t line;
    std::string message;
};

std::string shown(int c) {
    return c == end_of_input ? "the end of the file" : std::string("'") + static_cast<char>(c) + "'";
}

/// Bytes with their line, copied into a record while one is being read.
class Input {
public:
    explicit Input(ByteStream& source) : m_source(source) {}

    int peek() {
        if (m_at == m_size) {
            m_at = 0;
            m_size = m_source.read(m_buffer.data(), m_buffer.size());
            if (m_size == 0) return end_of_input;
        }
        return static_cast<unsigned char>(m_buffer[m_at]);
    }
    void take() {
        const char c = m_buffer[m_at++];
        if (c == '\n') ++m_line;
        if (m_capture == nullptr) return;
        if (m_capture->size() == record_limit_bytes) throw Malformed{m_line, "a record is larger than 512 MiB"};
        m_capture->push_back(c);
    }
    void skip_space() {
        for (int c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek())
            take();
    }
    std::size_t line() const { return m_line; }
    void capture(std::string* to) { m_capture = to; }

private:
    ByteStream& m_source;
    std::array<char, 64 * 1024> m_buffer{};
    std::size_t m_at = 0;
    std::size_t m_size = 0;
    std::size_t m_line = 1;
    std::string* m_capture = nullptr;
};

class Splitter {
public:
    Splitter(ByteStream& source, std::span<const std::string_view> lists, const RecordSink& record,
             const DiagnosticSink& diagnostic)
        : m_in(source), m_lists(lists), m_record(record), m_diagnostic(diagnostic) {}

    void run() {
        for (skip_separators(); m_in.peek() != end_of_input; skip_separators()) {
            m_begin = m_in.line();
            try {
                m_in.peek() == '[' ? elements() : object();
            } catch (const Malformed& problem) {
                m_in.capture(nullptr);
                m_diagnostic({"", m_number + 1, problem.line, problem.message});
                recover();
            }
        }
    }

private:
    void skip_separators() {
        for (;;) {
            m_in.skip_space();
            const int c = m_in.peek();
            if (c != ',' && c != 0x1E && c != 0xEF && c != 0xBB && c != 0xBF)
                return; // RFC 7464's separator, a byte order mark
            m_in.take();
        }
    }

    /// To where the next record can begin.
    void recover() {
        bool line_start = m_in.peek() == '{';
        while (m_in.peek() != end_of_input && !(line_start && (m_in.peek() == '{' || m_in.peek() == '['))) {
            line_start = m_in.peek() == '\n';
            m_in.take();
        }
    }

    [[noreturn]] void fail(const std::string& found) const {
        throw Malformed{m_in.line(), "JSON ends or breaks in the record that begins in line " +
                                         std::to_string(m_begin) + ": found " + found};
    }

    void expect(char wanted) {
        m_in.skip_space();
        if (m_in.peek() != wanted) fail(shown(m_in.peek()) + " where '" + wanted + "' was due");
        m_in.take();
    }

    void emit(std::string bytes) { m_record({std::move(bytes), ++m_number, m_begin}); }

    std::string string() {
        std::string text;
        expect('"');
        for (;;) {
            const int c = m_in.peek();
            if (c == end_of_input || c == '\n') fail((c == '\n' ? "the end of the line" : shown(c)) + " within a text");
            m_in.take();
            if (c == '"') return text;
            text += static_cast<char>(c);
            if (c != '\\') continue;
            if (m_in.peek() == end_of_input) fail("the end of the file within a text");
            text += static_cast<char>(m_in.peek());
            m_in.take();
        }
    }

    void scalar() {
        int c = m_in.peek();
        if (c == '"') {
            string();
            return;
        }
        if (c == end_of_input || std::string_view("{}[],:").find(static_cast<char>(c)) != std::string_view::npos)
            fail(shown(c));
        while (c != end_of_input &&
               std::string_view(",:{}[]\" \t\r\n").find(static_cast<char>(c)) == std::string_view::npos) {
            m_in.take();
            c = m_in.peek();
        }
    }

    /// One value of any kind, however deep, without recursion.
    void value() {
        std::string closers;
        bool due = true; // a value, or a member's name, must come next
        bool name_due = false;
        do {
            m_in.skip_space();
            const int c = m_in.peek();
            if (!closers.empty() && c == closers.back()) {
                closers.pop_back();
                m_in.take();
                due = name_due = false;
            } else if (due && !name_due && (c == '{' || c == '[')) {
                closers += c == '{' ? '}' : ']';
                m_in.take();
                name_due = c == '{';
            } else if (due) {
                if (name_due && c != '"') fail(shown(c) + " where a name was due");
                scalar();
                due = name_due = false;
            } else if (c == ',' || c == ':') {
                m_in.take();
                due = true;
                name_due = c == ',' && closers.back() == '}';
            } else {
                fail(shown(c) + " where ',' or '" + closers.substr(closers.size() - 1) + "' was due");
            }
        } while (!closers.empty());
    }

    void elements() {
        expect('[');
        for (skip_separators(); m_in.peek() != ']'; skip_separators()) {
            if (m_in.peek() == end_of_input) fail(shown(end_of_input) + " where ']' was due");
            m_begin = m_in.line();
            std::string bytes;
            m_in.capture(&bytes);
            value();
            m_in.capture(nullptr);
            emit(std::move(bytes));
        }
        m_in.take();
    }

    void object() {
        if (m_in.peek() != '{') {
            const std::string found = shown(m_in.peek());
            m_in.take();
            fail(found + " where a record was due");
        }
        std::string bytes;
        m_in.capture(&bytes);
        const bool has_list = members("");
        m_in.capture(nullptr);
        if (!has_list) emit(std::move(bytes));
    }

    /// The members of an object; true where one of them, or of theirs, is a list of records.
    bool members(const std::string& path) {
        bool has_list = false;
        expect('{');
        m_in.skip_space();
        while (m_in.peek() != '}') {
            m_in.skip_space();
            has_list |= member(path.empty() ? string() : path + "." + string());
            m_in.skip_space();
            if (m_in.peek() == ',')
                m_in.take();
            else if (m_in.peek() != '}')
                fail(shown(m_in.peek()) + " where ',' or '}' was due");
            m_in.skip_space();
        }
        m_in.take();
        return has_list;
    }

    bool member(const std::string& path) {
        expect(':');
        m_in.skip_space();
        const bool list = std::ranges::find(m_lists, path) != m_lists.end();
        if (list && m_in.peek() == '[') {
            m_in.capture(nullptr); // what holds a list is no record
            elements();
            return true;
        }
        const bool above =
            std::ranges::any_of(m_lists, [&](std::string_view of) { return of.starts_with(path + "."); });
        if (above && m_in.peek() == '{') return members(path);
        value();
        return false;
    }

    Input m_in;
    std::span<const std::string_view> m_lists;
    const RecordSink& m_record;
    const DiagnosticSink& m_diagnostic;
    std::size_t m_number = 0;
    std::size_t m_begin = 1;
};

} // namespace

void split_json_records(ByteStream& source, std::span<const std::string_view> lists, const RecordSink& record,
                        const DiagnosticSink& diagnostic) {
    Splitter(source, lists, record, diagnostic).run();
}

} // namespace ekb::importers::registry
