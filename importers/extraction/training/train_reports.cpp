// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the model that tells reports of trials from other work, or measures it:
//   ekb_train_reports LABELLED ABSTRACTS REPORTS CORPUS (MODELS | --cross-validate)
// LABELLED and ABSTRACTS are those of ekb_train_claims; REPORTS is the folder of that name beside this file, with the labels of records of
// the exports in CORPUS; MODELS is importers/extraction/data. It learns from the labelled abstracts and from half of the records.
#include "importers/extraction/training/fitting.h"
#include "importers/extraction/training/labelled_reports.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <unordered_map>
#include <unordered_set>

namespace ekb::importers::extraction::training {
namespace {

// A feature of fewer texts, or of the texts of fewer exports, tells topics: the exports are of woodpeckers, iron complexes, emphysema.
constexpr std::size_t least_sources = 15;
constexpr int bits = 20; // so that few of the pairs of words that were never seen fall on the rows of others

using Reports = std::vector<const LabelledReport*>;

/// The features that stand in texts of enough sources.
std::unordered_set<std::uint32_t> general_features(const Reports& reports) {
    struct Seen {
        std::size_t sources = 0;
        std::size_t last = 0;
    };
    Reports by_source = reports;
    std::ranges::stable_sort(by_source, {}, [](const LabelledReport* one) { return one->source; });
    std::unordered_map<std::uint32_t, Seen> seen;
    for (const LabelledReport* one : by_source) {
        for (const std::uint32_t feature : one->features) {
            Seen& of = seen[feature];
            if (of.sources == 0 || of.last != one->source) ++of.sources;
            of.last = one->source;
        }
    }
    std::unordered_set<std::uint32_t> out;
    for (const auto& [feature, of] : seen) {
        if (of.sources >= least_sources) out.insert(feature);
    }
    return out;
}

LinearModel fit_reports(const Reports& reports) {
    const auto general = general_features(reports);
    std::vector<Example> examples;
    for (const LabelledReport* one : reports) {
        Example example{{}, one->trial ? 1 : 0};
        for (const std::uint32_t feature : one->features) {
            if (general.contains(feature)) example.features.push_back({feature});
        }
        examples.push_back(std::move(example));
    }
    TrainingOptions options;
    options.bits = bits;
    options.epochs = 20;
    options.rate = 0.1;
    options.l2 = 1e-3;
    options.left_out = 0.5;
    options.averaged = true;
    options.smallest = 0.01;
    return train_linear(examples, options);
}

double log_odds(const LinearModel& model, const LabelledReport& report) {
    std::vector<double> scores(model.width());
    model.begin(scores);
    model.add(report.features, scores);
    return scores[1] - scores[0];
}

template <typename Wanted>
Reports those(const std::vector<LabelledReport>& reports, Wanted wanted) {
    Reports out;
    for (const LabelledReport& one : reports) {
        if (wanted(one)) out.push_back(&one);
    }
    return out;
}

struct Judged {
    const LabelledReport* report;
    double odds;
};

/// Each judged by a model that did not learn from those of its part.
template <typename PartOf>
std::vector<Judged> judge(const Reports& reports, const Reports& always, std::size_t parts, PartOf part_of) {
    std::vector<Judged> judged;
    for (std::size_t part = 0; part < parts; ++part) {
        Reports rest = always;
        std::ranges::copy_if(reports, std::back_inserter(rest), [&](const LabelledReport* one) { return part_of(*one) != part; });
        const LinearModel model = fit_reports(rest);
        for (const LabelledReport* one : reports) {
            if (part_of(*one) == part) judged.push_back({one, log_odds(model, *one)});
        }
    }
    return judged;
}

std::size_t above(const std::vector<Judged>& judged, bool trial, double least) {
    return static_cast<std::size_t>(
        std::ranges::count_if(judged, [&](const Judged& one) { return one.report->trial == trial && one.odds >= least; }));
}

/// What is read from some log odds on: of the labelled abstracts, and of the records.
void print(const std::string& title, const std::vector<Judged>& abstracts, const std::vector<Judged>& records) {
    std::cout << "== " << title << ": least log odds, abstracts that report a trial read, records that do, records that do not\n";
    const auto all = [](const std::vector<Judged>& judged, bool trial) { return above(judged, trial, -1e9); };
    for (double least = -2; least <= 2; least += 0.25)
        std::cout << std::fixed << std::setprecision(2) << std::setw(6) << least << std::setprecision(4) << "  "
                  << static_cast<double>(above(abstracts, true, least)) / static_cast<double>(all(abstracts, true)) << "  "
                  << above(records, true, least) << " of " << all(records, true) << "  " << above(records, false, least)
                  << " of " << all(records, false) << '\n';
}

/// By folds of abstracts; the records once by a model that learnt from half of them, once by models that know nothing of their export.
void cross_validate(const std::vector<LabelledReport>& reports) {
    constexpr std::size_t parts = 8;
    const Reports abstracts = those(reports, [](const LabelledReport& one) { return one.abstract; });
    const Reports records = those(reports, [](const LabelledReport& one) { return !one.abstract; });
    const Reports fitting = those(reports, [](const LabelledReport& one) { return !one.abstract && !one.measuring; });
    const auto judged_abstracts = judge(abstracts, fitting, folds, [](const LabelledReport& one) { return one.source % folds; });
    Reports half = abstracts;
    half.insert(half.end(), fitting.begin(), fitting.end());
    const LinearModel model = fit_reports(half);
    std::vector<Judged> measured;
    for (const LabelledReport* one : records) {
        if (one->measuring) measured.push_back({one, log_odds(model, *one)});
    }
    print("the measuring half", judged_abstracts, measured);
    print("each export by models that know nothing of it", judged_abstracts,
          judge(records, abstracts, parts, [](const LabelledReport& one) { return one.source % parts; }));
}

} // namespace
} // namespace ekb::importers::extraction::training

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 5) {
        std::cerr << "usage: ekb_train_reports LABELLED ABSTRACTS REPORTS CORPUS (MODELS | --cross-validate)\n";
        return 2;
    }
    try {
        namespace training = ekb::importers::extraction::training;
        const auto reports = training::read_labelled_reports(words[0], words[1], words[2], words[3]);
        if (words[4] == "--cross-validate")
            training::cross_validate(reports);
        else
            training::write_file(words[4] + "/models/report_words.model",
                                 training::fit_reports(training::those(reports, [](const auto& one) { return !one.measuring; })).serialised());
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
