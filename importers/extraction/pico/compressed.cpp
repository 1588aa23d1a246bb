// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/compressed.h"

#include "kb/model/error.h"

#include <zstd.h>

namespace ekb::importers::extraction::pico {

std::string compress(std::string_view data) {
    std::string out(ZSTD_compressBound(data.size()), '\0');
    auto size = ZSTD_compress(out.data(), out.size(), data.data(), data.size(), 19);
    if (ZSTD_isError(size)) throw Error(std::string("zstd: ") + ZSTD_getErrorName(size));
    out.resize(size);
    return out;
}

std::string decompress(std::string_view frame, const char* file) {
    auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        throw Error(std::string(file) + " is not a zstd frame of known size");
    std::string out(size, '\0');
    auto got = ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size());
    if (ZSTD_isError(got)) throw Error(std::string(file) + ": " + ZSTD_getErrorName(got));
    return out;
}

} // namespace ekb::importers::extraction::pico
