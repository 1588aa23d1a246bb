// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <variant>

namespace ekb {

/// Wraps the error that an Expected is made from.
template <typename E>
class Unexpected {
public:
    explicit Unexpected(E error) : m_error(std::move(error)) {}
    E&& error() && { return std::move(m_error); }

private:
    E m_error;
};

/// A value or the reason why there is none. The members are those of std::expected, which GCC 12
/// lacks, so that this can be deleted later.
template <typename T, typename E>
class Expected {
public:
    Expected(T value) : m_state(std::in_place_index<0>, std::move(value)) {}                   // NOLINT(google-explicit-constructor): as std::expected
    Expected(Unexpected<E> error) : m_state(std::in_place_index<1>, std::move(error).error()) {} // NOLINT(google-explicit-constructor): as std::expected

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    const T& value() const { return std::get<0>(m_state); }
    T& value() { return std::get<0>(m_state); }
    const T& operator*() const { return value(); }
    T& operator*() { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const E& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, E> m_state;
};

} // namespace ekb
