// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/error.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace ekb::indexer {

/// Appends numbers and texts to bytes; ByteReader reads them in the same order.
class ByteWriter {
public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U)
            m_bytes += static_cast<char>(value | 0x80U);
        m_bytes += static_cast<char>(value);
    }
    void real(double value) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        m_bytes.append(reinterpret_cast<const char*>(&bits), sizeof bits);
    }
    void text(std::string_view value) {
        number(value.size());
        m_bytes.append(value);
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote on the same kind of machine. Throws Error at bytes that end too early.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}

    std::uint64_t number() {
        if (m_at != m_end && (*m_at & 0x80) == 0) return static_cast<unsigned char>(*m_at++); // as most are
        return long_number();
    }
    double real() {
        std::uint64_t bits = 0;
        std::memcpy(&bits, raw(sizeof bits), sizeof bits);
        return std::bit_cast<double>(bits);
    }
    std::string_view text() {
        const std::uint64_t size = number();
        return {raw(size), size};
    }
    bool at_end() const { return m_at == m_end; }
    std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

private:
    /// Apart, so that number() stays small enough to be put in place.
    [[gnu::noinline]] std::uint64_t long_number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(*raw(1));
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0) return value;
        }
        throw Error("the index holds bytes that are no number: run ekb reindex");
    }
    const char* raw(std::uint64_t size) {
        if (size > left()) throw Error("the index holds bytes that end too early: run ekb reindex");
        return std::exchange(m_at, m_at + size);
    }

    const char* m_at;
    const char* m_end;
};

} // namespace ekb::indexer
