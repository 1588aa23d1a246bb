// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/chain.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction::pico {

namespace {

/// exp of each score after its position's greatest is taken away; marginals do not change by it.
std::vector<float> potentials(const Chain& chain) {
    auto out = chain.emission;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        auto begin = out.begin() + static_cast<std::ptrdiff_t>(i * chain.labels);
        auto end = begin + static_cast<std::ptrdiff_t>(chain.labels);
        float top = *std::max_element(begin, end);
        std::transform(begin, end, begin, [&](float s) { return std::exp(s - top); });
    }
    return out;
}

void normalise(float* values, std::size_t count) {
    float sum = 0;
    for (std::size_t k = 0; k < count; ++k)
        sum += values[k];
    for (std::size_t k = 0; k < count; ++k)
        values[k] /= sum;
}

std::vector<float> forward(const std::vector<float>& phi, const std::vector<float>& psi, std::size_t n,
                           std::size_t labels) {
    std::vector<float> alpha(n * labels);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < labels; ++k) {
            float sum = i == 0 ? 1.0F : 0.0F;
            for (std::size_t j = 0; i > 0 && j < labels; ++j)
                sum += alpha[(i - 1) * labels + j] * psi[j * labels + k];
            alpha[i * labels + k] = sum * phi[i * labels + k];
        }
        normalise(&alpha[i * labels], labels);
    }
    return alpha;
}

std::vector<float> backward(const std::vector<float>& phi, const std::vector<float>& psi, std::size_t n,
                            std::size_t labels) {
    std::vector<float> beta(n * labels, 1.0F);
    for (std::size_t i = n - 1; i-- > 0;) {
        for (std::size_t j = 0; j < labels; ++j) {
            float sum = 0;
            for (std::size_t k = 0; k < labels; ++k)
                sum += psi[j * labels + k] * phi[(i + 1) * labels + k] * beta[(i + 1) * labels + k];
            beta[i * labels + j] = sum;
        }
        normalise(&beta[i * labels], labels);
    }
    return beta;
}

} // namespace

Marginals marginals(const Chain& chain, bool pairs) {
    Marginals out;
    std::size_t n = chain.size(), labels = chain.labels;
    if (n == 0) return out;
    auto phi = potentials(chain);
    std::vector<float> psi(labels * labels);
    std::transform(chain.transition, chain.transition + labels * labels, psi.begin(),
                   [](float s) { return std::exp(s); });
    auto alpha = forward(phi, psi, n, labels);
    auto beta = backward(phi, psi, n, labels);
    out.label.resize(n * labels);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = i * labels; k < (i + 1) * labels; ++k)
            out.label[k] = alpha[k] * beta[k];
        normalise(&out.label[i * labels], labels);
    }
    if (!pairs) return out;
    out.pair.resize(labels * labels);
    std::vector<float> joint(labels * labels);
    for (std::size_t i = 1; i < n; ++i) {
        for (std::size_t j = 0; j < labels; ++j)
            for (std::size_t k = 0; k < labels; ++k)
                joint[j * labels + k] =
                    alpha[(i - 1) * labels + j] * psi[j * labels + k] * phi[i * labels + k] * beta[i * labels + k];
        normalise(joint.data(), joint.size());
        for (std::size_t p = 0; p < joint.size(); ++p)
            out.pair[p] += joint[p];
    }
    return out;
}

} // namespace ekb::importers::extraction::pico
