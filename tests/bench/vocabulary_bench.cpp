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
#include <stdexcept>
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

/// A vocabulary of MeSH's size: each concept with four names of its own, a tree number, and an ATC-like parent.
std::vector<ekb::kb::Concept> many_concepts() {
    std::vector<ekb::kb::Concept> all;
    for (int i = 0; i < 30'000; ++i) {
        ekb::kb::Concept value;
        value.id = fmt::format("mesh:D{:06}", 900000 + i);
        value.kind = i % 3 == 0 ? ekb::kb::ConceptKind::condition : ekb::kb::ConceptKind::intervention;
        for (const char* form : {"benchamide {}", "{} benchamide hydrochloride", "acid, bench {} sulphonic", "BNC-{}"})
            value.names.push_back({fmt::format(fmt::runtime(form), 10'000 + i)});
        value.label = value.names.front().text;
        value.external = {fmt::format("MeSH:D{:06}", 900000 + i), fmt::format("MeSH.tree:D{:02}.{:03}.{:03}", i % 20, i / 1000, i % 1000)};
        all.push_back(std::move(value));
    }
    return all;
}

double processor_ms(std::clock_t start) { return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }

/// How long a start takes with an imported vocabulary, made of its concepts and ready made.
void measure_start() {
    std::vector<ekb::kb::Concept> concepts = many_concepts();
    std::vector<std::string> notes;
    const std::clock_t making = std::clock();
    const auto made = ekb::kb::Vocabulary::with_concepts(std::move(concepts), notes);
    const double made_ms = processor_ms(making);
    const std::string bytes = made.compiled();
    const std::clock_t reading = std::clock();
    const auto read = ekb::kb::Vocabulary::from_compiled(bytes);
    const double read_ms = processor_ms(reading);
    if (!read) throw std::runtime_error("a compiled vocabulary is not read");
    fmt::print("{} concepts: made of the concepts {:.0f} ms, ready made {:.0f} ms ({} bytes): {:.3f} of the time\n", read->concepts().size(),
               made_ms, read_ms, bytes.size(), read_ms / made_ms);
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
    measure_start();
    return 0;
}
