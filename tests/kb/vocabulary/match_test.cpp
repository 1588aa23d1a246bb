// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"

namespace ekb::kb {

namespace {

const Vocabulary& traps() {
    static const Vocabulary vocabulary =
        small_vocabulary("b12\tintervention\tvitamin B12\t=B12|cobalamin\t\n"
                         "b12-low\tcondition\tvitamin B12 deficiency\t\t\n"
                         "frs-r\tendpoint\tALSFRS-R\t\t\n"
                         "frs\tendpoint\tALSFRS\t\t\n"
                         "bp\tendpoint\tblood pressure\t=BP\t\n"
                         "pio\tintervention\tpioglitazone\t=PIO\t\n"
                         "ssri\tintervention\tserotonin reuptake inhibitor\t=SSRI\t\n"
                         "sglt\tintervention\tgliflozin\t=SGLT2i\t\n"
                         "thi\tendpoint\ttinnitus handicap inventory\t=THI\t\n"
                         "ms\tcondition\tmultiple sclerosis\t?=MS\t\n"
                         "mitral\tcondition\tmitral stenosis\t?=MS\t\n"
                         "aids\tcondition\tacquired immunodeficiency syndrome\t=AIDS\t\n"
                         "tnf\tendpoint\tTNF-α\ttumour necrosis factor alpha\t\n"
                         "hb\tendpoint\thaemoglobin\t\t\n"
                         "crohn\tcondition\tCrohn's disease\t\t\n"
                         "statin\tintervention\tstatin\t\t\n"
                         "d\tintervention\tvitamin D\t\t\n"
                         "d3\tintervention\tvitamin D3\tcholecalciferol\t\n"
                         "ohd\tendpoint\t25(OH)D\t25-hydroxyvitamin D\t\n"
                         "sjogren\tcondition\tSjögren's syndrome\t\t\n"
                         "il6\tendpoint\tinterleukin-6\tIL-6\t\n"
                         "low-dep\tcondition\tdepression\t\t\n"
                         "dep\tendpoint\tdepression\t\t\n"
                         "random\tintervention\trandomised withdrawal\t\t\n"
                         "ifnb\tintervention\tinterferon beta-1a\t\t\n"
                         "co\tintervention\tco-trimoxazole\t\t\n"
                         "counsel\tintervention\tcounselling programme\t\t\n");
    return vocabulary;
}

struct Row {
    const char* text;
    const char* mentions;
};

} // namespace

TEST_CASE("the longest name that starts at a word is the mention") {
    const Row rows[] = {
        {"vitamin B12 deficiency was treated", "vitamin B12 deficiency=b12-low"},
        {"vitamin B12 was given", "vitamin B12=b12"},
        {"deficient in vitamin D3, not vitamin D", "vitamin D3=d3; vitamin D=d"},
        {"change in ALSFRS-R and ALSFRS", "ALSFRS-R=frs-r; ALSFRS=frs"},
        {"ALSFRS-X was invented here", ""}, // another scale that the vocabulary does not know
        {"vitamin D2", ""},                 // glued to what makes it another thing
        {"", ""},
    };
    for (const Row& row : rows)
        CHECK(shown(traps(), row.text) == row.mentions);
}

TEST_CASE("spelling, hyphens, plurals and letters of other scripts make no difference") {
    const Row rows[] = {
        {"vitamin B 12", "vitamin B 12=b12"},
        {"Vitamin B-12", "Vitamin B-12=b12"},
        {"VITAMIN B₁₂", "VITAMIN B₁₂=b12"},
        {"vitamin\u00A0B\u201112", "vitamin\u00A0B\u201112=b12"},
        {"vitamin\nB12", "vitamin\nB12=b12"},
        {"ALSFRS \u2013 R", "ALSFRS \u2013 R=frs-r"},
        {"ALSFRS\u2212R", "ALSFRS\u2212R=frs-r"},
        {"TNF alpha, TNFα, TNF-α and tumor necrosis factor-alpha",
         "TNF alpha=tnf; TNFα=tnf; TNF-α=tnf; tumor necrosis factor-alpha=tnf"},
        {"hemoglobin, haemoglobins", "hemoglobin=hb; haemoglobins=hb"},
        {"Crohn disease, Crohn's disease, Crohn’s Diseases",
         "Crohn disease=crohn; Crohn's disease=crohn; Crohn’s Diseases=crohn"},
        {"statins", "statins=statin"},
        {"25(OH)D, not 25 (OH) E", "25(OH)D=ohd"},
        {"25-hydroxyvitamin D", "25-hydroxyvitamin D=ohd"},
        {"Sjogren syndrome", "Sjogren syndrome=sjogren"},
        {"IL6 and IL 6", "IL6=il6"}, // a short name is not found across a space: "IL 6 patients"
        {"randomized withdrawal", "randomized withdrawal=random"},
        {"interferon-β1a", "interferon-β1a=ifnb"},
        {"cotrimoxazole", ""}, // one word where the name has two: the data lists it where it is used
        {"counseling program", "counseling program=counsel"},
        {"pla\u00ADcebo sta\u00ADtin", "sta\u00ADtin=statin"},
    };
    for (const Row& row : rows)
        CHECK(shown(traps(), row.text) == row.mentions);
}

TEST_CASE("abbreviations that are words count their letter case") {
    const Row rows[] = {
        {"BP and BPs fell, not bp", "BP=bp; BPs=bp"},
        {"PIO, pio", "PIO=pio"},
        {"a hearing aid, hearing aids, AIDS", "AIDS=aids"},
        {"B12 and b12", "B12=b12"},
        {"group B 12 weeks later", ""},
        {"MS", "MS=ms,mitral"}, // ambiguous: both
        {"20 ms", ""},
        {"SSRIs and SGLT2is, not ssris", "SSRIs=ssri; SGLT2is=sglt"}, // "is" ends no plural of a word
        {"this, This", ""},
    };
    for (const Row& row : rows)
        CHECK(shown(traps(), row.text) == row.mentions);
    CHECK(shown(traps(), "ssris or sglt2is at this dose", LetterCase::ignored) == "ssris=ssri; sglt2is=sglt");
    CHECK(shown(traps(), "bp after b12, bps", LetterCase::ignored) == "bp=bp; b12=b12; bps=bp");
    CHECK(shown(traps(), "a hearing aid, aids", LetterCase::ignored).empty()); // words, whatever is ignored
    CHECK(shown(traps(), "AIDS", LetterCase::ignored) == "AIDS=aids");
}

TEST_CASE("words are matched whole and not across marks") {
    const Row rows[] = {
        {"statinised nonstatin", ""},
        {"vitamin. D was", ""},
        {"vitamin (D)", ""},
        {"vitamin\tD", ""}, // two cells
        {"blood, pressure", ""},
        {"(vitamin D)", "vitamin D=d"},
        {"statin/vitamin D", "statin=statin; vitamin D=d"},
        {"non-statin, anti–TNF-α, pro-statin", "statin=statin"}, // only the last is about statins
        {"\xFFstatin\xC3", "statin=statin"},                     // not UTF-8
    };
    for (const Row& row : rows)
        CHECK(shown(traps(), row.text) == row.mentions);
}

TEST_CASE("words that mean things of two kinds give both") {
    const auto mentions = traps().match("depression fell");
    REQUIRE(mentions.size() == 1);
    REQUIRE(mentions[0].only(ConceptKind::endpoint) != nullptr);
    CHECK(mentions[0].only(ConceptKind::endpoint)->id == "dep");
    CHECK(mentions[0].only(ConceptKind::condition)->id == "low-dep");
    CHECK(mentions[0].only(ConceptKind::intervention) == nullptr);
    CHECK(traps().match("MS")[0].only(ConceptKind::condition) == nullptr);
}

} // namespace ekb::kb
