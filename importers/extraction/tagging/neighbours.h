// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/tagging/token_traits.h"

#include <array>
#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// The traits of a token and of those on either side of it; of nothing beyond the ends of its sentence.
class Neighbours {
public:
    static constexpr int reach = 3;
    static constexpr std::size_t places = 2 * reach + 1;

    /// The traits must outlive it.
    Neighbours(const std::vector<TokenTraits>& tokens, std::size_t at) {
        for (std::size_t place = 0; place < places; ++place) {
            const std::size_t i = at + place - reach; // wraps round below 0, and is then beyond the end
            m_traits[place] = i < tokens.size() ? &tokens[i] : &nothing;
        }
    }
    /// Of one word alone, that stands so many tokens behind the one in the middle, or before it.
    Neighbours(const TokenTraits& word, int offset) {
        m_traits.fill(&nothing);
        m_traits[static_cast<std::size_t>(offset + reach)] = &word;
    }

    const TokenTraits& operator[](int offset) const { return *m_traits[static_cast<std::size_t>(offset + reach)]; }

    static const TokenTraits nothing;

private:
    std::array<const TokenTraits*, places> m_traits{};
};

inline const TokenTraits Neighbours::nothing{};

} // namespace ekb::importers::extraction
