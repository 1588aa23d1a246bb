// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/mutate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace ekb::fuzz {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_bytes = 256U << 10U;

constexpr std::array numbers = {"0"sv,
                                "-1"sv,
                                "99999999999999999999999999"sv,
                                "2147483648"sv,
                                "-9223372036854775809"sv,
                                "1e999"sv,
                                "1e-999"sv,
                                "0.0000000000000000000000000000000000001"sv,
                                "1,234,567,890,123"sv,
                                "NaN"sv,
                                "3·14"sv,
                                "٣"sv};

constexpr std::array pieces = {"\0"sv,           "\xff\xfe"sv,
                               "\xef\xbb\xbf"sv, "\xc3"sv,
                               "\xed\xa0\x80"sv, "\r"sv,
                               "\n\n"sv,         "\t"sv,
                               "\""sv,           "'"sv,
                               "<![CDATA["sv,    "]]>"sv,
                               "&#0;"sv,         "&#x110000;"sv,
                               "&nosuch;"sv,     "<!--"sv,
                               "</"sv,           "<!DOCTYPE a ["sv,
                               "\\u0000"sv,      "\\ud800"sv,
                               "%00"sv,          "\xe2\x80\xae"sv,
                               "\xcc\x81"sv,     "ER  - \n"sv,
                               "TY  - "sv,       "95% CI"sv,
                               "p < 0.05"sv,     "n=1"sv,
                               " ( "sv,          "±"sv,
                               "\xe2\x89\xa4"sv, ",,,,"sv,
                               "@article{"sv,    "NOT "sv,
                               ":>="sv};

constexpr std::array openings = {"["sv,  "{\"a\":"sv,        "<a>"sv, "("sv, "<div><p>"sv, "NOT "sv, "{"sv,
                                 "\""sv, "<table><tr><td>"sv};

struct Stretch {
    std::size_t begin, size;
};

Stretch stretch_of(const std::string& text, Random& random, std::size_t longest) {
    const std::size_t begin = random.below(text.size());
    return {begin, std::min(text.size() - begin, 1 + random.below(longest))};
}

void turn_bits(std::string& text, Random& random) {
    for (std::size_t i = 1 + random.below(8); i > 0 && !text.empty(); --i) {
        text[random.below(text.size())] ^= static_cast<char>(1U << random.below(8));
    }
}

void double_chunk(std::string& text, Random& random) {
    const auto [begin, size] = stretch_of(text, random, 2'000);
    const std::string chunk = text.substr(begin, size);
    const std::size_t times = random.one_in(5) ? 50 : 1 + random.below(4);
    for (std::size_t i = 0; i < times && text.size() < most_bytes; ++i)
        text.insert(begin, chunk);
}

void splice(std::string& text, const std::string& other, Random& random) {
    if (other.empty()) return;
    const auto [begin, size] = stretch_of(other, random, 4'000);
    text.insert(random.below(text.size() + 1), other, begin, size);
}

void change_number(std::string& text, Random& random) {
    const std::size_t digit = text.find_first_of("0123456789", random.below(text.size()));
    if (digit == std::string::npos) return;
    const std::size_t end = std::min(text.size(), text.find_first_not_of("0123456789.", digit));
    text.replace(digit, end - digit, numbers[random.below(numbers.size())]);
}

void nest(std::string& text, Random& random) {
    const std::string_view opening = openings[random.below(openings.size())];
    const std::size_t depth = random.one_in(4) ? 30'000 : 1 + random.below(600);
    std::string deep;
    for (std::size_t i = 0; i < depth; ++i)
        deep += opening;
    text.insert(random.below(text.size() + 1), deep);
}

void damage(std::string& text, const std::vector<std::string>& inputs, Random& random) {
    if (text.empty()) text = " ";
    const auto [begin, size] = stretch_of(text, random, 400);
    switch (random.below(10)) {
    case 0:
        turn_bits(text, random);
        return;
    case 1:
        text.resize(random.below(text.size()));
        return;
    case 2:
        double_chunk(text, random);
        return;
    case 3:
        text.erase(begin, size);
        return;
    case 4:
        splice(text, inputs[random.below(inputs.size())], random);
        return;
    case 5:
    case 6:
        change_number(text, random);
        return;
    case 7:
        text.insert(begin, pieces[random.below(pieces.size())]);
        return;
    case 8:
        text.replace(begin, size, std::string(size, static_cast<char>(random.below(256))));
        return;
    default:
        if (random.one_in(6))
            nest(text, random);
        else
            text.insert(random.below(text.size()), text.substr(begin, size));
    }
}

} // namespace

std::string damaged(const std::vector<std::string>& inputs, Random& random) {
    std::string text = inputs[random.below(inputs.size())];
    for (std::size_t times = 1 + random.below(6); times > 0; --times)
        damage(text, inputs, random);
    if (text.size() > most_bytes) text.resize(most_bytes);
    return text;
}

std::string gzipped(const std::string& bytes) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, 1, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib cannot begin");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("zlib cannot end");
    return out;
}

} // namespace ekb::fuzz
