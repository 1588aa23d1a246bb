// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/stacking.h"

#include <algorithm>

namespace ekb::importers::extraction::training {

std::vector<bool> Folds::where(const std::function<bool(int)>& in) const {
    std::vector<bool> out(m_data.documents());
    for (std::size_t d = 0; d < out.size(); ++d)
        out[d] = in(static_cast<int>(d % static_cast<std::size_t>(m_folds)));
    return out;
}

std::vector<bool> Folds::only(int fold) const {
    return where([&](int f) { return f == fold; });
}

std::vector<bool> Folds::without(int fold, int other) const {
    return where([&](int f) { return f != fold && f != other; });
}

const std::vector<pico::ClassProbabilities>& FirstPass::without(int fold, int other) {
    auto [place, added] = m_said.try_emplace(std::minmax(fold, other));
    if (!added) return place->second;
    auto model = m_fit(m_folds.without(fold, other));
    place->second.resize(m_data.classes.size());
    for (int f : {fold, other})
        if (f >= 0) predict(m_data, m_folds.only(f), model, place->second);
    return place->second;
}

std::vector<pico::ClassProbabilities> FirstPass::probabilities(int held_out) {
    std::vector<pico::ClassProbabilities> out(m_data.classes.size());
    for (int fold = 0; fold < m_folds.count(); ++fold) {
        const auto& said = without(fold, held_out == fold ? -1 : held_out);
        for (const auto& sentence : m_data.sentences)
            if (static_cast<int>(sentence.document % static_cast<std::uint32_t>(m_folds.count())) == fold)
                std::copy(said.begin() + sentence.begin, said.begin() + sentence.end, out.begin() + sentence.begin);
    }
    return out;
}

} // namespace ekb::importers::extraction::training
