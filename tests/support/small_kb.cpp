// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_kb.h"

#include "kb/store/writer.h"
#include "kb/vocabulary/vocabulary.h"

namespace ekb::tests {

Claim made_claim(const std::string& intervention, const std::string& comparator, const std::string& endpoint,
                 Direction direction) {
    Claim claim;
    claim.intervention.text = intervention;
    claim.comparator = Named{comparator, {}, {}};
    claim.endpoint.text = endpoint;
    claim.effect.direction = direction;
    claim.species = Species::human;
    return claim;
}

Document made_report(const std::string& pmid, const std::string& title, const std::vector<std::string>& paragraphs,
                     std::vector<Claim> claims) {
    Document document;
    document.id = "pmid:" + pmid;
    document.format = "pubmed";
    document.identifiers.pmid = pmid;
    document.title = title;
    document.content.text = title;
    for (const std::string& paragraph : paragraphs)
        document.content.text += "\n" + paragraph;
    document.claims = std::move(claims);
    for (std::size_t i = 0; i < document.claims.size(); ++i) {
        document.claims[i].id = document.id + "#" + std::to_string(i + 1);
        document.claims[i].document = document.id;
    }
    kb::label_concepts(document, kb::Vocabulary::builtin());
    return document;
}

void put_all(const std::filesystem::path& kb_dir, const std::vector<Document>& documents) {
    kb::Writer writer(kb_dir);
    for (const Document& document : documents)
        writer.put(document, {document.format, document.id + document.content.text});
    writer.commit();
}

std::vector<Document> six_trials() {
    Document jetals =
        made_report("1", "Ultrahigh-dose methylcobalamin in early amyotrophic lateral sclerosis",
                    {"Patients were given methylcobalamin 50 mg twice weekly or placebo.",
                     "The decline of the ALSFRS-R total score was slower with methylcobalamin."},
                    {made_claim("methylcobalamin", "placebo", "ALSFRS-R total score", Direction::increased),
                     made_claim("methylcobalamin", "placebo", "homocysteine", Direction::decreased)});
    jetals.published = "2022-05-09";
    jetals.n.randomised = 130;
    jetals.design = {DesignType::parallel_rct, "3", "double", Species::human};
    jetals.claims[0].effect.favours = Favours::intervention;
    Document e0302 = made_report("2", "Methylcobalamin for amyotrophic lateral sclerosis: a long trial",
                                 {"Survival and the ALSFRS-R did not differ from placebo."},
                                 {made_claim("methylcobalamin", "placebo", "survival", Direction::no_difference),
                                  made_claim("methylcobalamin", "placebo", "ALSFRS-R", Direction::no_difference)});
    e0302.published = "2019";
    e0302.n.randomised = 373;
    Document edaravone = made_report("3", "Edaravone in amyotrophic lateral sclerosis",
                                     {"Edaravone slowed the decline of the ALSFRS-R against placebo."},
                                     {made_claim("edaravone", "placebo", "ALSFRS-R", Direction::increased)});
    edaravone.published = "2017";
    edaravone.n.randomised = 137;
    Document mice = made_report("4", "Methylcobalamin in wobbler mice", {"Grip strength was kept by methylcobalamin."},
                                {made_claim("methylcobalamin", "vehicle", "grip strength", Direction::increased)});
    mice.design.species = Species::animal;
    mice.claims[0].species = Species::animal;
    Document neuropathy = made_report("5", "Vitamin B12 for painful diabetic neuropathy",
                                      {"Cyanocobalamin lowered pain on a visual analogue scale."},
                                      {made_claim("cyanocobalamin", "placebo", "pain", Direction::decreased)});
    neuropathy.n.randomised = 60;
    Document children =
        made_report("6", "Aerobic exercise in obese children", {"Body weight fell with exercise."},
                    {made_claim("aerobic exercise", "usual care", "body weight", Direction::decreased)});
    children.published = "2016";
    return {jetals, e0302, edaravone, mice, neuropathy, children};
}

} // namespace ekb::tests
