// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <functional>
#include <streambuf>
#include <string>
#include <utility>

namespace ekb::query::http {

/// The parts of a reply as a stream of bytes: each is made when the one before was read, so that a slow reader holds one
/// of them in memory. Never throws: a part that cannot be made is told to `failed`, and is the end. One thread at a time.
class Parts : public std::streambuf {
public:
    Parts(std::string first, std::function<std::string()> more, std::function<void(std::exception_ptr)> failed)
        : m_part(std::move(first)), m_more(std::move(more)), m_failed(std::move(failed)) {
        show();
    }

protected:
    int_type underflow() override {
        if (m_ended) return traits_type::eof();
        try {
            m_part = m_more();
        } catch (...) {
            m_part.clear();
            m_failed(std::current_exception());
        }
        show();
        m_ended = m_part.empty();
        if (m_ended) m_more = {}; // what it reads from may be closed before the reply is
        return m_ended ? traits_type::eof() : traits_type::to_int_type(m_part.front());
    }

private:
    void show() { setg(m_part.data(), m_part.data(), m_part.data() + m_part.size()); }

    std::string m_part;
    std::function<std::string()> m_more;
    std::function<void(std::exception_ptr)> m_failed;
    bool m_ended = false;
};

} // namespace ekb::query::http
