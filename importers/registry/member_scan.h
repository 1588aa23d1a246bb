// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/byte_stream.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace ekb::importers::registry {

/// Whether a text begins as a JSON object or list.
bool begins_as_json(std::string_view head);
/// Whether a text of JSON has a member of this name (without quotes), at any depth.
bool has_member(std::string_view text, std::string_view name);

/// A stream whose beginning (up to 4 KiB) can be looked at, for formats that come in XML and in something else.
class PeekedStream : public ByteStream {
public:
    explicit PeekedStream(ByteStream& source);
    std::string_view head() const { return m_head; }
    std::size_t read(char* to, std::size_t size) override;

private:
    ByteStream& m_source;
    std::string m_head;
    std::size_t m_at = 0;
};

} // namespace ekb::importers::registry
