// SPDX-License-Identifier: GPL-3.0-or-later
// How long the built-in vocabulary takes to load, and to match a text: bench_vocabulary [FILE]
#include "kb/vocabulary/vocabulary.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double microseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

std::string sample_text() {
    return "Background: Methylcobalamin, an active form of vitamin B12, protects neurons of the cortex against "
           "glutamate. "
           "Methods: In this double-blind trial, 130 patients with amyotrophic lateral sclerosis were randomised to "
           "intramuscular methylcobalamin 50 mg or placebo twice weekly for 16 weeks. The primary endpoint was the "
           "change "
           "in the ALSFRS-R total score; secondary endpoints were forced vital capacity, homocysteine and adverse "
           "events. "
           "Results: The least squares mean difference in the total score was larger with treatment, and the incidence "
           "of "
           "adverse events was similar in both groups. Blood pressure, heart rate and haemoglobin did not change. ";
}

constexpr std::size_t chunk_bytes = 2000;
constexpr int rounds = 200;

} // namespace

int main(int argc, char** argv) {
    const std::clock_t load_start = std::clock(); // of the processor, so that other work does not count
    const auto vocabulary = ekb::kb::Vocabulary::with_files({});
    const double load_ms = 1000.0 * static_cast<double>(std::clock() - load_start) / CLOCKS_PER_SEC;
    if (!vocabulary) {
        std::cerr << vocabulary.error().front().message << '\n';
        return 1;
    }
    std::string text;
    if (argc > 1) {
        std::ifstream file(argv[1], std::ios::binary);
        if (!file) {
            std::cerr << "cannot read " << argv[1] << '\n';
            return 1;
        }
        text.assign(std::istreambuf_iterator<char>(file), {});
    }
    while (text.size() < chunk_bytes)
        text += sample_text();
    std::vector<double> chunk_us;
    std::size_t mentions = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::size_t begin = static_cast<std::size_t>(round) * chunk_bytes % (text.size() - chunk_bytes + 1);
        const auto start = Clock::now();
        mentions += vocabulary->match(std::string_view(text).substr(begin, chunk_bytes)).size();
        chunk_us.push_back(microseconds_since(start));
    }
    std::sort(chunk_us.begin(), chunk_us.end());
    const auto suggest_start = Clock::now();
    const std::size_t suggestions = vocabulary->suggest("metylcobalamine").size();
    fmt::print("load {:.1f} ms of processor time, {} concepts; match of {} bytes: median {:.1f} us, worst {:.1f} us, "
               "{:.1f} mentions; "
               "suggest {:.1f} ms, {} found\n",
               load_ms, vocabulary->concepts().size(), chunk_bytes, chunk_us[chunk_us.size() / 2], chunk_us.back(),
               static_cast<double>(mentions) / rounds, microseconds_since(suggest_start) / 1000, suggestions);
    return 0;
}
