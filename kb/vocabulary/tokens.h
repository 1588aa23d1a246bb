// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <functional>
#include <string_view>

namespace ekb::kb {

class Spelling;

/// A folded word, run of digits, Greek letter or punctuation mark of a text.
struct Token {
    std::string_view folded; ///< valid during the callback only
    ByteSpan span;
    bool glued = false;       ///< nothing stands between it and the token before: "12" in "B12"
    bool after_space = false; ///< white space stands before it
    bool after_dash = false;  ///< a dash and no white space stands before it
    bool is_word = true;      ///< false for a punctuation mark
};

/// Calls `use` with each token of UTF-8 text in order. Letters and digits are apart ("B12" is "b", "12"), dashes and
/// white space separate, a possessive 's is left out. Bytes that are no UTF-8 are punctuation.
void for_each_token(std::string_view text, const Spelling& spelling, const std::function<void(const Token&)>& use);

} // namespace ekb::kb
