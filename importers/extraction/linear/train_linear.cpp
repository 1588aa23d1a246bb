// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/train_linear.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace ekb::importers::extraction {

namespace {

/// Weights while they are fitted, with AdaGrad's sum of squared gradients beside each.
struct Fit {
    std::size_t classes;
    std::uint32_t mask;
    std::vector<float> weights;
    std::vector<float> squares;
    std::vector<float> intercepts;
    std::vector<float> intercept_squares;
};

Fit empty_fit(const TrainingOptions& options) {
    const auto classes = static_cast<std::size_t>(options.classes);
    const std::size_t rows = std::size_t{1} << static_cast<unsigned>(options.bits);
    return {classes,
            static_cast<std::uint32_t>(rows - 1),
            std::vector<float>(rows * classes),
            std::vector<float>(rows * classes),
            std::vector<float>(classes),
            std::vector<float>(classes)};
}

std::vector<double> probabilities(const Fit& fit, const Features& features) {
    std::vector<double> p(fit.intercepts.begin(), fit.intercepts.end());
    for (const Feature& f : features) {
        for (std::size_t c = 0; c < fit.classes; ++c)
            p[c] +=
                static_cast<double>(fit.weights[(f.hash & fit.mask) * fit.classes + c]) * static_cast<double>(f.value);
    }
    const double most = *std::ranges::max_element(p);
    double total = 0;
    for (double& x : p)
        total += x = std::exp(x - most);
    for (double& x : p)
        x /= total;
    return p;
}

void adagrad_step(float& weight, float& squares, double gradient, double rate) {
    squares += static_cast<float>(gradient * gradient);
    weight -= static_cast<float>(rate * gradient / (std::sqrt(static_cast<double>(squares)) + 1e-6));
}

void learn(Fit& fit, const Example& example, const TrainingOptions& options) {
    const std::vector<double> p = probabilities(fit, example.features);
    for (std::size_t c = 0; c < fit.classes; ++c) {
        const double error =
            (p[c] - (static_cast<int>(c) == example.label ? 1 : 0)) * static_cast<double>(example.weight);
        adagrad_step(fit.intercepts[c], fit.intercept_squares[c], error, options.rate);
        for (const Feature& f : example.features) {
            const std::size_t at = (f.hash & fit.mask) * fit.classes + c;
            const double gradient =
                error * static_cast<double>(f.value) + options.l2 * static_cast<double>(fit.weights[at]);
            adagrad_step(fit.weights[at], fit.squares[at], gradient, options.rate);
        }
    }
}

/// Fisher–Yates by hand: std::shuffle may differ between standard libraries, and the model must not.
void shuffle(std::vector<std::size_t>& order, std::mt19937& random) {
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
}

void add_to(std::vector<float>& sums, const std::vector<float>& weights) {
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += weights[i];
}

/// An example without a random share of its features, the others that much heavier.
Example thinned(const Example& example, double left_out, std::mt19937& random) {
    Example out{{}, example.label, example.weight};
    out.features.reserve(example.features.size());
    for (const Feature& f : example.features) {
        if (static_cast<double>(random()) >= left_out * 4294967296.0)
            out.features.push_back({f.hash, static_cast<float>(static_cast<double>(f.value) / (1 - left_out))});
    }
    return out;
}

} // namespace

LinearModel train_linear(const std::vector<Example>& examples, const TrainingOptions& options) {
    Fit fit = empty_fit(options);
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<float> sums(options.averaged ? fit.weights.size() : 0);
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same examples must give the same model
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        shuffle(order, random);
        for (const std::size_t i : order)
            learn(fit, options.left_out > 0 ? thinned(examples[i], options.left_out, random) : examples[i], options);
        if (options.averaged && epoch >= options.epochs / 2) add_to(sums, fit.weights);
    }
    if (options.averaged) {
        const auto counted = static_cast<float>(options.epochs - options.epochs / 2);
        for (std::size_t i = 0; i < sums.size(); ++i)
            fit.weights[i] = sums[i] / counted;
    }
    for (float& w : fit.weights) {
        if (static_cast<double>(std::fabs(w)) < options.smallest) w = 0;
    }
    return {options.bits, std::move(fit.intercepts), std::move(fit.weights)};
}

} // namespace ekb::importers::extraction
