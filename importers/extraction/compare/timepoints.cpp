// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/timepoints.h"

#include "importers/extraction/words/lexicon.h"

namespace ekb::importers::extraction {

bool says_time(std::string_view text, std::string_view what) {
    static const Lexicon times(resource("compare/timepoints.tsv"));
    const std::vector<Token> tokens = tokenise(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto found = times.match(tokens, i); found && found.value() == what) return true;
    }
    return false;
}

} // namespace ekb::importers::extraction
