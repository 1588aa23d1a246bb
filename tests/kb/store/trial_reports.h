// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

namespace ekb::kb {

/// A paper on a trial of methylcobalamin in ALS, with one claim, as importers would read it.
inline Document paper_on_methylcobalamin() {
    Document paper;
    paper.id = "pmid:35532908";
    paper.identifiers.pmid = "35532908";
    paper.format = "pubmed";
    paper.title = "Ultrahigh-dose methylcobalamin in early-stage amyotrophic lateral sclerosis";
    paper.journal = "JAMA Neurol";
    paper.published = "2022-05-09";
    paper.n.randomised = 130;
    paper.n.analysed = 126;
    Claim claim;
    claim.intervention = {"methylcobalamin", "ekb:methylcobalamin", "methylcobalamin"};
    claim.dose = Dose{};
    claim.dose->text = "50 mg";
    claim.dose->amount = 50;
    claim.dose->unit = "mg";
    claim.comparator = Named{"placebo", "ekb:placebo", "placebo"};
    claim.condition = Named{"ALS", "ekb:als", "amyotrophic lateral sclerosis"};
    claim.endpoint = {"ALSFRS-R total score", "ekb:alsfrs-r", "ALSFRS-R", EndpointRole::primary, "week 16"};
    claim.effect.favours = Favours::intervention;
    claim.effect.measure = Measure::mean_difference;
    claim.effect.value = 1.97;
    claim.effect.unit = "points";
    claim.effect.ci_low = 0.44;
    claim.effect.ci_high = 3.5;
    claim.effect.ci_level = 95;
    paper.claims = {claim};
    return paper;
}

/// A web page on the same trial that names another journal and gives another figure.
inline Document page_on_methylcobalamin() {
    Document page = paper_on_methylcobalamin();
    page.id = "url:https://example.org/als";
    page.type = DocumentType::web_page;
    page.format = "html";
    page.identifiers = {};
    page.identifiers.url = "https://example.org/als";
    page.title = "A therapy for ALS";
    page.journal = "Journal of the American Medical Association";
    page.published.reset();
    page.claims[0].endpoint.timepoint.reset();
    page.claims[0].effect = {};
    page.claims[0].effect.favours = Favours::intervention;
    page.claims[0].effect.measure = Measure::percent_change;
    page.claims[0].effect.value = 45;
    page.claims[0].effect.unit = "%";
    return page;
}

} // namespace ekb::kb
