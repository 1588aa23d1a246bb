// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arm_names.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// What a name is like by itself.
struct NameTraits {
    std::vector<std::string> words;
    bool label = false;      ///< it only stands for another
    std::uint32_t kind = 0;  ///< bits: a label, what something is compared with, a letter or two
    std::uint32_t sure = 0;  ///< how sure the tagger is of it: 0..9
    std::uint32_t count = 0; ///< of its mentions, 4 at most
    bool in_title = false;
};

/// Tells the model of names what two names of a document are like beside each other. What it is made with must outlive it.
class SameArm {
public:
    SameArm(const Prose& prose, const ArmNames& names);

    /// The features of two names for the model that says whether they are one arm's.
    Features features(std::size_t a, std::size_t b) const;

private:
    const Prose& m_prose;
    const ArmNames& m_names;
    std::vector<NameTraits> m_traits; ///< one for each name
};

} // namespace ekb::importers::extraction
