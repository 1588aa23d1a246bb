// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/gzip.h"

#include "kb/model/error.h"

#include <zlib.h>

#include <array>

namespace ekb::query::http {

struct GzipStream::State {
    State() {
        constexpr int gzip_window = 15 + 16;
        if (deflateInit2(&stream, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw Error("zlib cannot be used");
    }
    ~State() { deflateEnd(&stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    z_stream stream{};
};

GzipStream::GzipStream() : m_state(std::make_unique<State>()) {}
GzipStream::~GzipStream() = default;

std::string GzipStream::add(std::string_view bytes, bool last) {
    z_stream& stream = m_state->stream;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib does not write there
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, 64U << 10U> room; // NOLINT(*-member-init): zlib fills it
    do {
        stream.next_out = reinterpret_cast<Bytef*>(room.data());
        stream.avail_out = static_cast<uInt>(room.size());
        if (deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR) throw Error("zlib did not compress a reply to its end");
        out.append(room.data(), room.size() - stream.avail_out);
    } while (stream.avail_out == 0);
    return out;
}

std::string gzipped(std::string_view bytes) {
    return GzipStream().add(bytes, true);
}

} // namespace ekb::query::http
