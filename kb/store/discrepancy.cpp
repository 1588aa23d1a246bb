// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/discrepancy.h"

#include "kb/store/effect_discrepancy.h"
#include "kb/store/words.h"

#include <algorithm>
#include <set>

namespace ekb::kb {

namespace {

bool reports_whole_trial(const Document& report) {
    const auto type = report.design.type;
    return type != DesignType::protocol && type != DesignType::secondary_analysis &&
           (!report.design.species || *report.design.species == Species::human);
}

void add_n_randomised(const std::vector<Document>& reports, std::vector<Discrepancy>& found) {
    Discrepancy discrepancy{DiscrepancyKind::n_randomised, "", {}};
    std::set<int> numbers;
    for (const Document& report : reports) {
        if (!report.n.randomised || !reports_whole_trial(report)) continue;
        numbers.insert(*report.n.randomised);
        discrepancy.positions.push_back({report.id, std::to_string(*report.n.randomised), {}});
    }
    if (numbers.size() > 1) found.push_back(std::move(discrepancy));
}

std::set<std::string> primary_concepts(const Document& report) {
    std::set<std::string> concepts;
    for (const Claim& claim : report.claims) {
        if (claim.endpoint.role == EndpointRole::primary && claim.endpoint.concept_id) {
            concepts.insert(*claim.endpoint.concept_id);
        }
    }
    return concepts;
}

bool same_primary_endpoint(const Document& registered, const Document& reported) {
    constexpr double enough_words = 0.5;
    if (overlap(primary_concepts(registered), primary_concepts(reported)) > 0) return true;
    return overlap(telling_words(*registered.primary_endpoint), telling_words(*reported.primary_endpoint)) >=
           enough_words;
}

void add_primary_endpoint(const std::vector<Document>& reports, std::vector<Discrepancy>& found) {
    Discrepancy discrepancy{DiscrepancyKind::primary_endpoint, "", {}};
    std::vector<const Document*> registered;
    std::vector<const Document*> reported;
    for (const Document& report : reports) {
        if (!report.primary_endpoint || report.primary_endpoint->empty() || !reports_whole_trial(report)) continue;
        (report.type == DocumentType::registry_record ? registered : reported).push_back(&report);
        discrepancy.positions.push_back({report.id, *report.primary_endpoint, {}});
    }
    const bool one_is_not_registered = std::any_of(reported.begin(), reported.end(), [&](const Document* report) {
        return std::none_of(registered.begin(), registered.end(),
                            [&](const Document* record) { return same_primary_endpoint(*record, *report); });
    });
    if (!registered.empty() && one_is_not_registered) found.push_back(std::move(discrepancy));
}

/// A report with a record of its own in the literature, which knows its journal.
bool is_published(const Document& report) {
    const Identifiers& own = report.identifiers;
    return report.type == DocumentType::article && report.journal && (own.pmid || own.pmcid || own.doi);
}

void add_journal(const std::vector<Document>& reports, std::vector<Discrepancy>& found) {
    std::vector<const Document*> articles;
    for (const Document& report : reports) {
        if (is_published(report)) articles.push_back(&report);
    }
    for (const Document& page : reports) {
        if (articles.empty() || is_published(page) || !page.journal) continue;
        const bool is_known = std::any_of(articles.begin(), articles.end(), [&](const Document* article) {
            return same_journal(*article->journal, *page.journal);
        });
        if (is_known) continue;
        Discrepancy discrepancy{DiscrepancyKind::journal, "", {{page.id, *page.journal, {}}}};
        for (const Document* article : articles)
            discrepancy.positions.push_back({article->id, *article->journal, {}});
        found.push_back(std::move(discrepancy));
    }
}

} // namespace

std::vector<Discrepancy> discrepancies_of(const std::vector<Document>& reports) {
    std::vector<Discrepancy> found;
    if (reports.size() < 2) return found;
    add_n_randomised(reports, found);
    add_primary_endpoint(reports, found);
    add_journal(reports, found);
    for (Discrepancy& effect : effect_discrepancies(reports))
        found.push_back(std::move(effect));
    return found;
}

} // namespace ekb::kb
