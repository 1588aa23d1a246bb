// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/vocabulary.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

// An endpoint's names say in what it is measured: tests/data/endpoint_measures.tsv.

namespace ekb::kb {

namespace {

struct Cue {
    std::string measure;
    std::string where;
    std::string words;
};

struct Measures {
    std::vector<Cue> cues;
    std::map<std::string, std::string> same; ///< concepts whose names are one measure all the same, and why

    Measures() {
        std::ifstream in(tests::data_folder() + "/endpoint_measures.tsv");
        for (std::string line; std::getline(in, line);) {
            if (line.empty() || line.front() == '#') continue;
            std::istringstream cells(line);
            std::string first, second, third;
            std::getline(cells, first, '\t');
            std::getline(cells, second, '\t');
            std::getline(cells, third, '\t');
            if (first == "same") same.emplace(second, third);
            else cues.push_back({first, second, third});
        }
    }

    /// Empty where the name does not say.
    std::string of(const std::string& name) const {
        std::string padded = " " + name + " ";
        std::ranges::transform(padded, padded.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        for (const Cue& cue : cues) {
            const std::string words = " " + cue.words + " ";
            const bool found = cue.where == "begins" ? padded.starts_with(words)
                               : cue.where == "ends" ? padded.ends_with(words)
                                                     : padded.find(words) != std::string::npos;
            if (found) return cue.measure;
        }
        return {};
    }
};

/// Whether names that say these measures may be one concept's: a time or a duration is nothing else, a score may be of a
/// severity, and neither is how often it occurs.
bool may_stand_together(const std::set<std::string>& measures) {
    if (measures.contains("time") || measures.contains("duration")) return measures.size() == 1;
    return !measures.contains("incidence") || (!measures.contains("severity") && !measures.contains("score"));
}

} // namespace

TEST_CASE("the names of a built-in endpoint are of one measure") {
    const Measures measures;
    REQUIRE(measures.cues.size() > 20);
    std::set<std::string> excused;
    for (const Concept& one : Vocabulary::builtin().concepts()) {
        if (one.kind != ConceptKind::endpoint) continue;
        std::set<std::string> found;
        std::string said = one.id;
        for (const ConceptName& name : one.names) {
            if (name.case_sensitive) continue; // an abbreviation says nothing
            const std::string measure = measures.of(name.text);
            found.insert(measure);
            said += "\n  " + name.text + ": " + (measure.empty() ? "not said" : measure);
        }
        if (may_stand_together(found)) continue;
        excused.insert(one.id);
        INFO(said);
        CHECK(measures.same.contains(one.id));
    }
    for (const auto& [id, why] : measures.same) {
        INFO(id);
        CHECK(Vocabulary::builtin().find(id) != nullptr);
        CHECK_FALSE(why.empty());
        CHECK(excused.contains(id)); // else the row is not needed any more
    }
}

TEST_CASE("what is measured another way is another endpoint, found with the one that it is a kind of") {
    const Vocabulary& vocabulary = Vocabulary::builtin();
    const std::pair<const char*, const char*> rows[] = {{"time to relapse", "relapse"},
                                                         {"time to recurrence", "recurrence"},
                                                         {"duration of fever", "fever"},
                                                         {"symptom severity", "symptom relief"},
                                                         {"duration of motor block", "motor block"},
                                                         {"time to first exacerbation", "exacerbations"},
                                                         {"time to wound healing", "wound healing"}};
    for (const auto& [narrow, broad] : rows) {
        INFO(narrow << " / " << broad);
        const Concept* measure = concept_of(narrow, ConceptKind::endpoint, vocabulary);
        const Concept* event = concept_of(broad, ConceptKind::endpoint, vocabulary);
        REQUIRE(measure != nullptr);
        REQUIRE(event != nullptr);
        CHECK(vocabulary.is_a(measure->id, event->id));
        CHECK_FALSE(vocabulary.is_a(event->id, measure->id));
    }
}

} // namespace ekb::kb
