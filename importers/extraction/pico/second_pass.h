// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/abstract.h"
#include "importers/extraction/pico/model.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction::pico {

/// Features of what a first model said of the whole abstract: of the token and its neighbours, of the same word, of its
/// long or short form elsewhere, of its sentence. A second model so labels a word alike where it comes again, and knows
/// what has been named before (stacking, as Krishnan and Manning 2006 do for names).
class SecondPass {
public:
    SecondPass(const Abstract& abstract, const std::vector<ClassProbabilities>& first);

    /// Appends those of token `index`.
    void append(std::size_t index, std::vector<std::uint64_t>& out) const;

private:
    void append_own(std::size_t index, std::vector<std::uint64_t>& out) const;
    void append_elsewhere(std::size_t index, std::vector<std::uint64_t>& out) const;
    void append_forms(std::size_t index, std::vector<std::uint64_t>& out) const;
    void append_sentence(std::size_t index, std::vector<std::uint64_t>& out) const;

    const Abstract& m_abstract;
    const std::vector<ClassProbabilities>& m_first;
    std::vector<ClassProbabilities> m_sentence; ///< mean over each sentence
    std::vector<ClassProbabilities> m_before;   ///< sum over all tokens before
};

} // namespace ekb::importers::extraction::pico
