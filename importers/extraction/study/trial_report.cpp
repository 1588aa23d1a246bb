// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/trial_report.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>

namespace ekb::importers::extraction {

namespace {

// None of the training part's reports of a trial that its words name is less alike.
constexpr double least_of_named = 15;
// Of those whose words name no design, one in twelve is less alike, most of which are no trials either.
constexpr double least_of_unnamed = 18;
// What the words' usualness counts beside the points of the kinds.
constexpr double weight_of_usual = 3;
constexpr std::size_t passage_sentences = 2;

/// The kinds of words, each with its points.
class ReportWords {
public:
    ReportWords() {
        for (const auto& row : data_rows(resource("report_words.tsv"))) {
            m_points.push_back(std::stod(std::string(row[1])));
            add_words(row[2], static_cast<std::uint32_t>(m_points.size() - 1));
        }
    }

    /// A kind counts once, however many of its words there are.
    double points(std::span<const std::uint32_t> words) const {
        std::uint32_t met = 0;
        for (const std::uint32_t word : words) {
            const auto kind = m_kinds.find(word);
            if (kind != m_kinds.end()) met |= 1U << kind->second;
        }
        double sum = 0;
        for (std::size_t kind = 0; kind < m_points.size(); ++kind)
            sum += (met >> kind) & 1U ? m_points[kind] : 0;
        return sum;
    }

private:
    void add_words(std::string_view words, std::uint32_t kind) {
        while (!words.empty()) {
            const std::size_t end = std::min(words.find(' '), words.size());
            m_kinds.emplace(feature_hash(words.substr(0, end)), kind);
            words.remove_prefix(std::min(end + 1, words.size()));
        }
    }

    std::unordered_map<std::uint32_t, std::uint32_t> m_kinds; ///< of a word's hash
    std::vector<double> m_points;                             ///< one a kind, fewer than 32
};

/// A sentence or two without a title: who gives them asks about them.
bool is_passage(const Prose& prose) {
    const auto title = [&](std::size_t s) { return prose.sentences[s].section == SectionKind::title; };
    return prose.core.size() <= passage_sentences && std::ranges::none_of(prose.core, title);
}

bool names_trial(const Design& design) {
    return design.type && *design.type != DesignType::non_randomised && *design.type != DesignType::other;
}

} // namespace

std::vector<std::uint32_t> different_words(const Prose& prose, const ProseTraits& traits) {
    std::vector<std::uint32_t> words;
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            if (tokens[t].word() && tokens[t].lower.size() > 1) words.push_back(traits.tokens[s][t].word);
        }
    }
    std::ranges::sort(words);
    const auto rest = std::ranges::unique(words);
    words.erase(rest.begin(), rest.end());
    return words;
}

double report_likeness(const Prose& prose, const ProseTraits& traits, const LinearModel& usual) {
    static const ReportWords kinds;
    const std::vector<std::uint32_t> words = different_words(prose, traits);
    if (words.empty()) return 0;
    std::vector<double> sum(usual.width());
    usual.add(words, sum);
    return kinds.points(words) + weight_of_usual * sum.front() / static_cast<double>(words.size());
}

TrialReport::TrialReport(ReportKind said, const Prose& prose, const ProseTraits& traits, const LinearModel& usual)
    : m_said(said), m_likeness(is_passage(prose) ? least_of_unnamed : report_likeness(prose, traits, usual)) {}

bool TrialReport::tells_design() const {
    return m_said == ReportKind::trial || (m_said == ReportKind::unsaid && m_likeness >= least_of_named);
}

bool TrialReport::tells_trial(const Design& design) const {
    if (m_said != ReportKind::unsaid) return m_said == ReportKind::trial;
    return m_likeness >= (names_trial(design) ? least_of_named : least_of_unnamed);
}

} // namespace ekb::importers::extraction
