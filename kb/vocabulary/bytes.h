// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ekb::kb {

/// Values one after the other as this machine holds them, for a file that this machine alone reads again. Not as indexer/byte_io.h,
/// which packs small numbers and throws at damage: here whole arrays are copied at once, and a damaged file is only made anew.
class ByteSink {
public:
    void number(std::uint32_t value) { raw(&value, sizeof value); }
    void text(std::string_view value) {
        number(static_cast<std::uint32_t>(value.size()));
        raw(value.data(), value.size());
    }
    void texts(const std::vector<std::string>& values) {
        number(static_cast<std::uint32_t>(values.size()));
        for (const std::string& value : values)
            text(value);
    }
    template <typename T>
    void values(const std::vector<T>& all) {
        static_assert(std::has_unique_object_representations_v<T>); // no padding
        number(static_cast<std::uint32_t>(all.size()));
        raw(all.data(), all.size() * sizeof(T));
    }
    std::string take() { return std::move(m_bytes); }

private:
    void raw(const void* from, std::size_t size) {
        if (size > 0) m_bytes.append(static_cast<const char*>(from), size);
    }
    std::string m_bytes;
};

/// Reads what a ByteSink wrote. Past the end everything is empty or 0, and good() false.
class ByteSource {
public:
    explicit ByteSource(std::string_view bytes) : m_left(bytes) {}

    std::uint32_t number() {
        std::uint32_t value = 0;
        raw(&value, sizeof value);
        return value;
    }
    /// A number of things that each take a byte at least, so that a wrong one asks for no memory.
    std::uint32_t count() {
        const std::uint32_t value = number();
        if (value > m_left.size()) m_good = false;
        return m_good ? value : 0;
    }
    std::string text() {
        std::string value(count(), '\0');
        raw(value.data(), value.size());
        return value;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> values(count());
        for (std::string& value : values)
            value = text();
        return values;
    }
    template <typename T>
    std::vector<T> values() {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::size_t size = count();
        if (size * sizeof(T) > m_left.size()) m_good = false;
        std::vector<T> all(m_good ? size : 0);
        raw(all.data(), all.size() * sizeof(T));
        return all;
    }
    bool good() const { return m_good; }
    std::string_view rest() const { return m_left; }
    bool at_end() const { return m_left.empty(); }

private:
    void raw(void* to, std::size_t size) {
        if (size == 0) return;
        if (size > m_left.size()) {
            m_good = false;
            return;
        }
        std::memcpy(to, m_left.data(), size);
        m_left.remove_prefix(size);
    }
    std::string_view m_left;
    bool m_good = true;
};

} // namespace ekb::kb
