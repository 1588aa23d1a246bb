// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/study_document.h"

#include "importers/registry/design_fields.h"
#include "importers/registry/field_value.h"
#include "importers/registry/result_claims.h"
#include "importers/registry/result_figures.h"
#include "importers/registry/study_groups.h"
#include "importers/registry/study_text.h"
#include "importers/source/identity.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>

namespace ekb::importers::registry {

namespace {

/// The reports that a text links to: a DOI, or a page of PubMed.
void add_links(const std::string& text, Document& document) {
    static const RE2 doi(R"((?i)(?:doi:? ?|doi\.org/|/doi/(?:full/|abs/|pdf/)?)(10\.\d{4,9}/[^\s;,<>"]+))");
    static const RE2 pubmed(R"((?i)(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,8}))");
    std::string found;
    for (re2::StringPiece left(text); RE2::FindAndConsume(&left, doi, &found);) {
        if (const auto normal = normal_doi(found)) add_unique(document.mentioned, "doi:" + *normal);
    }
    for (re2::StringPiece left(text); RE2::FindAndConsume(&left, pubmed, &found);)
        add_unique(document.mentioned, "pmid:" + found);
}

void set_identity(const RegistryStudy& study, Document& document) {
    auto& numbers = document.identifiers.registry;
    const auto own = normal_registry_number(study.id);
    add_unique(numbers, own ? own->number : study.id);
    for (const std::string& text : study.other_numbers) {
        if (auto number = normal_registry_number(text)) add_unique(numbers, std::move(number->number));
    }
    if (!study.url.empty()) document.identifiers.url = study.url;
    for (const Reference& reference : study.references) {
        if (const auto pmid = normal_pmid(reference.pmid)) add_unique(document.mentioned, "pmid:" + *pmid);
        add_links(reference.citation, document);
    }
    for (const StudyField& field : study.fields)
        add_links(field.value, document);
}

/// Participants analysed for the first primary endpoint, all groups together; nullopt where a group has no count, or
/// the groups share people.
std::optional<int> analysed(const RegistryStudy& study, const Document& document) {
    if (document.design.type == DesignType::crossover_rct) return std::nullopt;
    const auto primary = std::ranges::find(study.outcomes, EndpointRole::primary, &OutcomeMeasure::role);
    if (primary == study.outcomes.end() || primary->groups.empty()) return std::nullopt;
    int sum = 0;
    std::set<std::size_t> arms; // of two groups of one arm nobody can tell whether they are the same people
    for (const StudyGroup& group : study_groups(study, document.arms, primary->groups)) {
        const auto n = participants(*primary, group.id);
        if (!n || group.total || (group.arm && !arms.insert(*group.arm).second)) return std::nullopt;
        sum += *n;
    }
    if (document.n.randomised && sum > *document.n.randomised) return std::nullopt; // groups that overlap
    return sum;
}

void set_n(const RegistryStudy& study, const StudyText& text, Document& document) {
    const bool randomised =
        constant_of(study.allocation) == "RANDOMIZED" || constant_of(study.allocation) == "RANDOMISED";
    const auto count = count_of(study.enrolment_actual);
    if (count && randomised) {
        document.n.randomised = count;
        if (const Evidence* evidence = text.at(study.enrolment.path)) document.n.quote = evidence->quote;
    }
    document.n.analysed = analysed(study, document);
}

void set_text(const std::string& from, std::optional<std::string>& to) {
    if (!from.empty()) to = from;
}

} // namespace

Document study_document(const RegistryStudy& study, std::string_view format, std::string_view raw,
                        std::string_view copy_of) {
    Document document;
    document.type = DocumentType::registry_record;
    document.format = format;
    set_identity(study, document);
    const std::string own_id = document_id(document, raw);
    document.id = copy_of.empty() ? own_id : std::string(copy_of) + ":" + document.identifiers.registry.front();
    document.title = study.title.empty() ? study.official_title : study.title;
    set_text(study.registered, document.published);
    set_text(study.language, document.language);
    document.design = design_of(study);
    if (!study.conditions.empty()) document.condition = Named{study.conditions.front(), {}, {}};
    document.arms = study_arms(study);
    const auto primary = std::ranges::find(study.planned_outcomes, EndpointRole::primary, &PlannedOutcome::role);
    if (primary != study.planned_outcomes.end()) set_text(primary->measure, document.primary_endpoint);
    StudyText text = study_text(study);
    set_n(study, text, document);
    document.claims = result_claims({study, text, document, own_id});
    std::vector<Claim> events = event_claims({study, text, document, own_id});
    document.claims.insert(document.claims.end(), std::make_move_iterator(events.begin()),
                           std::make_move_iterator(events.end()));
    document.content = std::move(text.content);
    return document;
}

} // namespace ekb::importers::registry
