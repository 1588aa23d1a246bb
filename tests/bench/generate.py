#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes reports of trials that never were, for measuring and for nothing else: the same arguments give the same bytes.

generate.py pubmed N OUT.xml[.gz] [--tsv OUT.tsv] [--seed S]   PubMed XML, some 2 kB of title and abstract a citation;
                                                               the TSV holds the same text: pmid, title, abstract
generate.py jats N FOLDER [--tsv OUT.tsv] [--seed S]           JATS full texts, some 25 kB of text each
"""
import argparse
import gzip
import random
from pathlib import Path

CONDITIONS = """amyotrophic lateral sclerosis|type 2 diabetes|hypertension|asthma|major depressive disorder|migraine|
Parkinson disease|multiple sclerosis|rheumatoid arthritis|heart failure|chronic kidney disease|epilepsy|stroke|obesity|
chronic obstructive pulmonary disease|ulcerative colitis|psoriasis|osteoporosis|breast cancer|iron deficiency anaemia"""
ENDPOINTS = """the ALSFRS-R total score|overall survival|HbA1c|systolic blood pressure|forced vital capacity|body weight|
the six-minute walk distance|progression-free survival|the HAM-D score|LDL cholesterol|relapse rate|pain intensity|
estimated glomerular filtration rate|C-reactive protein|monthly migraine days|bone mineral density|haemoglobin"""
SCALES = "EQ-5D|SF-36|HADS|MMSE|visual analogue scale|NIHSS|EDSS|DAS28|PHQ-9|Barthel index"
PLACES = "Japan|Denmark|Kenya|Brazil|Canada|South Korea|Germany|Italy|Australia|India|Poland|Chile"
CONTROLS = "placebo|usual care|riluzole|metformin|low-dose aspirin|standard therapy|lisinopril|sertraline"
DOSES = "50 mg twice daily|10 mg once daily|500 mg daily|25 mg intramuscularly twice weekly|2 g per day|150 mg weekly"
KNOWN_DRUGS = "methylcobalamin|vitamin D|atorvastatin|metformin|fluoxetine|edaravone|omega-3 fatty acids|semaglutide"
SYLLABLES = "ba ce di fo gu ka le mi no pu ra se ti vo zu xa tri lor dex cin pro nel vir sta tid pam fen qui hul".split()
ENDINGS = "nib mab statin pril sartan olol gliptin vir azole xaban tide mine".split()
SURNAMES = "Almgren Berisha Castellón Dupré Eze Fukuda Grünwald Hakimi Iversen Jovanić Kõiv Lombardi Mbeki Nordahl".split()
ABSTRACT = [("BACKGROUND", "background", 2), ("OBJECTIVE", "objective", 1), ("METHODS", "methods", 5), ("RESULTS", "results", 6),
            ("CONCLUSIONS", "conclusions", 2)]
BODY = [("Introduction", "background", 3), ("Methods", "methods", 6), ("Results", "results", 8), ("Discussion", "discussion", 5)]


def listed(text):
    return text.replace("\n", "").split("|")


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def sentences():
    found = {}
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            section, sentence = line.split("\t")
            found.setdefault(section, []).append(sentence)
    return found


class Fresh(dict):
    """The report's own words, and numbers drawn anew for each sentence."""

    def __init__(self, rng):
        super().__init__()
        self.rng = rng
        coined = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) + rng.choice(ENDINGS)
        n1 = rng.randint(15, 900)
        n2 = n1 + rng.randint(-5, 5)
        self.update(drug=rng.choice(listed(KNOWN_DRUGS)) if rng.random() < 0.3 else coined, control=rng.choice(listed(CONTROLS)),
                    condition=rng.choice(listed(CONDITIONS)), endpoint=rng.choice(listed(ENDPOINTS)),
                    scale=rng.choice(listed(SCALES)), place=rng.choice(listed(PLACES)), dose=rng.choice(listed(DOSES)),
                    weeks=rng.choice([4, 8, 12, 16, 24, 26, 52]), n=n1 + n2, n1=n1, n2=n2)

    def sentence(self, template):
        low, value, high = sorted(round(self.rng.uniform(0.1, 40), self.rng.choice([1, 1, 2])) for _ in range(3))
        self.update(low=low, value=value, high=high)
        text = template.format_map(self)
        return text[0].upper() + text[1:]

    def __missing__(self, key):
        if key == "p":
            return f"0.{self.rng.randint(1, 999):03d}"
        if key == "pct":
            return f"{self.rng.uniform(1, 95):.1f}"
        return self.rng.randint(10, 79)  # small


class Reports:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.parts = sentences()

    def new(self):
        words = Fresh(self.rng)
        title = words.sentence(self.rng.choice([
            "{drug} for {condition}: a randomised controlled trial", "Effect of {drug} on {endpoint} in adults with {condition}",
            "{drug} versus {control} in {condition}: a multicentre, double-blind trial in {place}"]))
        return words, title

    def text(self, words, section, count):
        pool = self.parts[section]
        chosen = self.rng.sample(pool, min(count, len(pool))) + self.rng.choices(pool, k=max(0, count - len(pool)))
        return " ".join(words.sentence(each) for each in chosen)

    def author(self):
        return self.rng.choice(SURNAMES), chr(self.rng.randint(65, 90))

    def citation(self, pmid):
        words, title = self.new()
        abstract = [(label, self.text(words, section, count)) for label, section, count in ABSTRACT]
        paragraphs = "".join(f'<AbstractText Label="{label}" NlmCategory="{label}">{escaped(text)}</AbstractText>\n'
                             for label, text in abstract)
        people = "".join('<Author ValidYN="Y"><LastName>{}</LastName><ForeName>{}</ForeName><Initials>{}</Initials></Author>'.format(
            name, initial, initial) for name, initial in (self.author() for _ in range(self.rng.randint(2, 6))))
        year = self.rng.randint(1995, 2024)
        xml = f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN><JournalIssue CitedMedium="Print"><Volume>{year - 1990}</Volume>
<PubDate><Year>{year}</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Journal of Generated Trials</Title>
<ISOAbbreviation>J Gen Trials</ISOAbbreviation></Journal><ArticleTitle>{escaped(title)}.</ArticleTitle>
<Pagination><MedlinePgn>{pmid % 900}-9</MedlinePgn></Pagination><Abstract>{paragraphs}</Abstract>
<AuthorList CompleteYN="Y">{people}</AuthorList><Language>eng</Language><PublicationTypeList>
<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><Country>Norway</Country><MedlineTA>J Gen Trials</MedlineTA><NlmUniqueID>0</NlmUniqueID></MedlineJournalInfo>
</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">10.9999/generated.{pmid}</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle>
"""
        return xml, f"{pmid}\t{title}.\t" + " ".join(f"{label}: {text}" for label, text in abstract) + "\n"

    def full_text(self, number):
        words, title = self.new()
        plain = [title]

        def paragraph(section, count):
            plain.append(self.text(words, section, count))
            return f"<p>{escaped(plain[-1])}</p>\n"

        abstract = "".join(f"<sec><title>{label.capitalize()}</title>{paragraph(section, count)}</sec>\n"
                           for label, section, count in ABSTRACT)
        body = "".join(f"<sec><title>{name}</title>" + "".join(paragraph(section, 8) for _ in range(count)) + "</sec>\n"
                       for name, section, count in BODY)
        name, initial = self.author()
        xml = f"""<?xml version="1.0" encoding="UTF-8"?>
<article article-type="research-article" xml:lang="en"><front><journal-meta><journal-title-group>
<journal-title>Journal of Generated Trials</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.9999/generated.full.{number}</article-id><title-group><article-title>{escaped(title)}</article-title>
</title-group><contrib-group><contrib contrib-type="author"><name><surname>{name}</surname><given-names>{initial}</given-names></name>
</contrib></contrib-group><pub-date pub-type="ppub"><year>{self.rng.randint(1995, 2024)}</year></pub-date>
<abstract>{abstract}</abstract></article-meta></front><body>{body}</body></article>
"""
        return xml, f"{number}\t" + " ".join(plain) + "\n"


def write_pubmed(args, tsv):
    reports = Reports(args.seed)
    with open(args.out, "wb") as plain:
        # An empty name and no time in the header: the same bytes every time.
        out = gzip.GzipFile("", "wb", 5, plain, 0) if args.out.endswith(".gz") else plain
        out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n')
        for number in range(args.n):
            xml, line = reports.citation(90_000_000 + number)
            out.write(xml.encode())
            tsv.write(line)
        out.write(b"</PubmedArticleSet>\n")
        out.close()


def write_jats(args, tsv):
    reports = Reports(args.seed)
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(args.n):
        xml, line = reports.full_text(number)
        (folder / f"{number:06}.xml").write_text(xml, encoding="utf-8")
        tsv.write(line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["pubmed", "jats"])
    parser.add_argument("n", type=int)
    parser.add_argument("out")
    parser.add_argument("--tsv", default="/dev/null")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with open(given.tsv, "w", encoding="utf-8") as lines:
        (write_pubmed if given.kind == "pubmed" else write_jats)(given, lines)
