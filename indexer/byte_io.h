// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/error.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

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
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(raw(1).front());
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0) return value;
        }
        throw Error("the index holds bytes that are no number: run ekb reindex");
    }
    double real() {
        std::uint64_t bits = 0;
        std::memcpy(&bits, raw(sizeof bits).data(), sizeof bits);
        return std::bit_cast<double>(bits);
    }
    std::string_view text() { return raw(number()); }
    bool at_end() const { return m_rest.empty(); }
    std::size_t left() const { return m_rest.size(); }

private:
    std::string_view raw(std::size_t size) {
        if (size > m_rest.size()) throw Error("the index holds bytes that end too early: run ekb reindex");
        const std::string_view bytes = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return bytes;
    }

    std::string_view m_rest;
};

} // namespace ekb::indexer
