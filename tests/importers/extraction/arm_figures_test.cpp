// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/figures/claim_numbers.h"
#include "importers/extraction/models/claim_models.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

/// A sentence in which "drug" is tried against "placebo".
class Told {
public:
    /// `endpoints` are words of the sentence; the first is asked for.
    Told(std::string_view words, const std::vector<std::string>& endpoints)
        : m_content(plain_text(words)), m_prose(read_prose(m_content)), m_traits(read_traits(m_prose, ClaimModels::built_in().phrases)) {
        REQUIRE(m_prose.sentences.size() == 1);
        m_trial.places.resize(1);
        for (const std::string name : {"drug", "placebo"}) {
            for (const std::size_t t : places(name))
                m_trial.places[0].push_back({t, t + 1, m_trial.arms.size()});
            m_trial.arms.push_back({});
            m_trial.arms.back().name = name;
            m_trial.arms.back().role = m_trial.arms.size() == 1 ? ArmRole::experimental : ArmRole::comparator;
        }
        std::set<std::size_t> at;
        for (const std::string& name : endpoints)
            at.insert(places(name).at(0));
        const std::size_t asked = places(endpoints[0]).at(0);
        for (const std::size_t t : at) {
            if (t == asked) m_asked = m_endpoints.size();
            m_endpoints.push_back({{0, t, t + 1, 0.9}, t, t + 1, 0.9});
        }
    }

    std::vector<std::string> figures() const {
        ArmPair pair;
        pair.subject = 0;
        pair.reference = 1;
        for (const ArmPlace& place : m_trial.places[0])
            (place.arm == 0 ? pair.subject_place : pair.reference_place) = place;
        const Statement statement{m_prose, m_traits, m_trial, m_endpoints, m_asked, pair};
        std::vector<std::string> out;
        for (const ArmFigures& arm : numbers_of(statement, ClaimModels::built_in().figures).arms)
            out.push_back(arm.name + ": " + arm.text);
        return out;
    }

private:
    std::vector<std::size_t> places(const std::string& word) const {
        std::vector<std::size_t> at;
        for (std::size_t t = 0; t < m_prose.sentences[0].tokens.size(); ++t) {
            if (m_prose.sentences[0].tokens[t].lower == word) at.push_back(t);
        }
        return at;
    }

    DocumentText m_content;
    Prose m_prose;
    ProseTraits m_traits;
    TrialArms m_trial;
    std::vector<EndpointMention> m_endpoints;
    std::size_t m_asked = 0;
};

using Figures = std::vector<std::string>;

/// Whether figures are given, and none but these.
bool only(const Figures& given, const Figures& right) {
    return !given.empty() && std::ranges::all_of(given, [&](const std::string& figure) { return std::ranges::find(right, figure) != right.end(); });
}

} // namespace

TEST_CASE("an arm's figure is the one that the sentence gives it") {
    CHECK(Told("Mortality was 12% in the drug group and 18% in the placebo group.", {"mortality"}).figures() == Figures{"drug: 12%", "placebo: 18%"});
    CHECK(Told("Mortality was 18% in the placebo group and 12% in the drug group.", {"mortality"}).figures() == Figures{"drug: 12%", "placebo: 18%"});
    CHECK(Told("Mortality was lower with drug than with placebo (12% vs 18%, p = 0.03).", {"mortality"}).figures() == Figures{"drug: 12%", "placebo: 18%"});
    CHECK(Told("Pain was 3.1 ± 0.4 with drug and 4.2 ± 0.5 with placebo.", {"pain"}).figures() == Figures{"drug: 3.1 ± 0.4", "placebo: 4.2 ± 0.5"});
}

TEST_CASE("no endpoint of a sentence has the figures of another, or the other arm's") {
    constexpr std::string_view words = "Compared with placebo, drug reduced mortality (12% vs 18%), stroke (3% vs 6%) and pain (30% vs 45%).";
    CHECK(only(Told(words, {"mortality", "stroke", "pain"}).figures(), Figures{"drug: 12%", "placebo: 18%"}));
    CHECK(only(Told(words, {"stroke", "mortality", "pain"}).figures(), Figures{"drug: 3%", "placebo: 6%"}));
    CHECK(only(Told(words, {"pain", "mortality", "stroke"}).figures(), Figures{"drug: 30%", "placebo: 45%"}));
}

TEST_CASE("a difference, a time or a bound is no arm's figure") {
    CHECK(Told("At week 12, the improvement of pain with drug versus placebo was 0.06 (p = 0.01).", {"pain"}).figures().empty());
    CHECK(Told("Drug reduced mortality by 25% compared with placebo.", {"mortality"}).figures().empty());
    CHECK(Told("Drug improved pain at 12 weeks compared with placebo.", {"pain"}).figures().empty());
    CHECK(Told("Pain did not differ between drug and placebo.", {"pain"}).figures().empty());
}
