// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/byte_stream.h"

#include <memory>
#include <string>
#include <string_view>

namespace ekb::importers {

/// True for text whose UTF-8 was taken for windows-1252 and encoded again, as "mÃ©dica" for "médica": two runs beyond
/// ASCII at least read so, and none reads otherwise.
bool is_encoded_twice(std::string_view utf8_head);

/// Undoes that run by run; a run that does not read so stays as it is.
class MendingStream : public ByteStream {
public:
    explicit MendingStream(std::unique_ptr<ByteStream> utf8) : m_source(std::move(utf8)) {}
    std::size_t read(char* to, std::size_t size) override;

private:
    std::unique_ptr<ByteStream> m_source;
    std::string m_in;
    std::string m_out;
    std::size_t m_at = 0;
};

} // namespace ekb::importers
