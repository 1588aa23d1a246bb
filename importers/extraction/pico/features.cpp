// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/features.h"

#include "importers/extraction/pico/hashing.h"

#include <algorithm>

namespace ekb::importers::extraction::pico {

namespace {

constexpr int reach = 6; // words to either side that count as near

using Out = std::vector<std::uint64_t>;

} // namespace

Features::Features(const Abstract& abstract) : m_abstract(abstract) {
    static const WordFacts none;
    m_boundary.form = "|";
    m_boundary.form_hash = m_boundary.stem_hash = m_boundary.shape_hash = 1;
    m_boundary.word_class = WordClass::punctuation;
    m_boundary.facts = &none;
    for (auto range : abstract.sentences) {
        auto& stems = m_sentence_words.emplace_back();
        for (std::size_t i = range.begin; i < range.end; ++i)
            if (abstract.tokens[i].word_class != WordClass::punctuation) stems.push_back(abstract.tokens[i].stem_hash);
        std::sort(stems.begin(), stems.end());
        stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    }
}

const Token& Features::at(std::size_t index, int offset) const {
    auto range = m_abstract.sentences[m_abstract.tokens[index].sentence];
    auto place = static_cast<std::ptrdiff_t>(index) + offset;
    if (place < static_cast<std::ptrdiff_t>(range.begin) || place >= static_cast<std::ptrdiff_t>(range.end))
        return m_boundary;
    return m_abstract.tokens[static_cast<std::size_t>(place)];
}

void Features::of(std::size_t index, Out& out) const {
    out.clear();
    out.push_back("bias"_f);
    words(index, out);
    letters(index, out);
    classes(index, out);
    facts(index, out);
    phrase(index, out);
    sentence(index, out);
    document(index, out);
}

void Features::words(std::size_t index, Out& out) const {
    for (int d = -3; d <= 3; ++d) {
        out.push_back(feature("word"_f, d, at(index, d).form_hash));
        if (d >= -2 && d <= 2) out.push_back(feature("stem"_f, d, at(index, d).stem_hash));
    }
    for (int d = -2; d <= 1; ++d) {
        out.push_back(feature("pair"_f, d, at(index, d).form_hash, at(index, d + 1).form_hash));
        if (d >= -1) out.push_back(feature("stem pair"_f, d, at(index, d).stem_hash, at(index, d + 1).stem_hash));
    }
    out.push_back(feature("around"_f, at(index, -1).form_hash, at(index, 1).form_hash));
    for (int d = -2; d <= 0; ++d)
        out.push_back(
            feature("three"_f, d, at(index, d).form_hash, at(index, d + 1).form_hash, at(index, d + 2).form_hash));
    for (int d = 1; d <= reach; ++d) {
        out.push_back(feature("left"_f, at(index, -d).stem_hash));
        out.push_back(feature("right"_f, at(index, d).stem_hash));
    }
}

void Features::letters(std::size_t index, Out& out) const {
    const auto& form = m_abstract.tokens[index].form;
    for (std::size_t n = 2; n <= 6 && n < form.size(); ++n) {
        out.push_back(feature("prefix"_f, n, hash_text(std::string_view(form).substr(0, n))));
        out.push_back(feature("suffix"_f, n, hash_text(std::string_view(form).substr(form.size() - n))));
    }
    for (std::size_t i = 0; i + 4 <= form.size(); ++i)
        out.push_back(feature("four"_f, hash_text(std::string_view(form).substr(i, 4))));
    for (int d = -2; d <= 2; ++d)
        out.push_back(feature("shape"_f, d, at(index, d).shape_hash));
    out.push_back(feature("shapes"_f, at(index, -1).shape_hash, at(index, 0).shape_hash, at(index, 1).shape_hash));
    for (std::size_t part = 0; part < form.size();) {
        auto end = std::min(form.find_first_of("-/+", part), form.size());
        if (end - part > 1 && end - part < form.size())
            out.push_back(feature("part"_f, hash_text(std::string_view(form).substr(part, end - part))));
        part = end + 1;
    }
}

void Features::classes(std::size_t index, Out& out) const {
    auto c = [&](int d) { return at(index, d).word_class; };
    for (int d = -3; d <= 3; ++d)
        out.push_back(feature("class"_f, d, c(d)));
    out.push_back(feature("classes -2"_f, c(-2), c(-1), c(0)));
    out.push_back(feature("classes -1"_f, c(-1), c(0), c(1)));
    out.push_back(feature("classes 0"_f, c(0), c(1), c(2)));
    out.push_back(feature("classes 5"_f, c(-2), c(-1), c(0), c(1), c(2)));
    const auto& token = m_abstract.tokens[index];
    out.push_back(feature("brackets"_f, token.in_brackets));
    out.push_back(feature("brackets word"_f, token.in_brackets, token.stem_hash));
    out.push_back(feature("left word class"_f, at(index, -1).form_hash, c(0), c(1)));
    out.push_back(feature("right word class"_f, at(index, 1).form_hash, c(0), c(-1)));
}

void Features::facts(std::size_t index, Out& out) const {
    for (std::size_t g = 0; g < WordFacts::granularities; ++g) {
        auto c = [&](int d) { return at(index, d).facts->clusters[g]; };
        for (int d = -2; d <= 2; ++d)
            out.push_back(feature("cluster"_f, g, d, c(d)));
        out.push_back(feature("clusters left"_f, g, c(-1), c(0)));
        out.push_back(feature("clusters right"_f, g, c(0), c(1)));
        out.push_back(feature("clusters around"_f, g, c(-1), c(1)));
        if (g < 2) out.push_back(feature("clusters three"_f, g, c(-1), c(0), c(1)));
    }
    for (int d = -1; d <= 1; ++d) {
        const auto& facts = *at(index, d).facts;
        for (std::size_t f = 0; f < facts.fields.size(); ++f)
            out.push_back(feature("field"_f, d, f, facts.fields[f]));
        out.push_back(feature("fields"_f, d, facts.fields[0], facts.fields[1], facts.fields[2]));
        for (int t = 0; t < 32; ++t)
            if (facts.topics >> t & 1) out.push_back(feature("topic"_f, d, t));
        out.push_back(feature("topics"_f, d, facts.topics));
    }
}

Features::Phrase Features::phrase_around(std::size_t index) const {
    auto range = m_abstract.sentences[m_abstract.tokens[index].sentence];
    auto inside = [&](std::size_t i) {
        auto c = m_abstract.tokens[i].word_class;
        return is_content(c) || c == WordClass::determiner || c == WordClass::number;
    };
    Phrase out{index, index + 1, index};
    if (inside(index)) {
        while (out.begin > range.begin && inside(out.begin - 1))
            --out.begin;
        while (out.end < range.end && inside(out.end))
            ++out.end;
    }
    out.governor = out.begin;
    return out;
}

void Features::phrase(std::size_t index, Out& out) const {
    auto p = phrase_around(index);
    auto head = p.end - 1;
    auto section = m_abstract.tokens[index].section;
    const auto& h = m_abstract.tokens[head];
    const auto& before = at(p.begin, -1);
    const auto& before2 = at(p.begin, -2);
    const auto& after = at(head, 1);
    const auto& after2 = at(head, 2);
    out.push_back(feature("head"_f, h.stem_hash));
    out.push_back(feature("head cluster"_f, h.facts->clusters[1]));
    out.push_back(feature("head cluster fine"_f, h.facts->clusters[2]));
    out.push_back(feature("is head"_f, head == index, p.begin == index, bin<std::size_t>(p.end - p.begin, {2, 3, 5})));
    out.push_back(feature("governor"_f, before.form_hash));
    out.push_back(feature("governors"_f, before.form_hash, before2.stem_hash));
    out.push_back(feature("governor head"_f, before.form_hash, h.stem_hash));
    out.push_back(feature("governor cluster"_f, before.form_hash, h.facts->clusters[1]));
    out.push_back(feature("governors cluster"_f, before.form_hash, before2.stem_hash, h.facts->clusters[0]));
    out.push_back(feature("follower"_f, after.form_hash));
    out.push_back(feature("followers"_f, after.form_hash, after2.stem_hash));
    out.push_back(feature("follower head"_f, after.form_hash, h.facts->clusters[1]));
    out.push_back(feature("governor follower"_f, before.form_hash, after.form_hash));
    out.push_back(feature("governor section"_f, before.form_hash, section));
    out.push_back(feature("first of phrase"_f, m_abstract.tokens[p.begin].stem_hash));
    for (std::size_t i = p.begin; i < p.end; ++i)
        if (i != index) out.push_back(feature("in phrase"_f, m_abstract.tokens[i].stem_hash));
}

void Features::sentence(std::size_t index, Out& out) const {
    const auto& token = m_abstract.tokens[index];
    auto range = m_abstract.sentences[token.sentence];
    auto place = bin<std::size_t>(token.sentence * 100 / m_abstract.sentences.size(), {10, 25, 40, 60, 80});
    auto section = token.section;
    out.push_back(feature("section"_f, section, token.heading));
    out.push_back(feature("place"_f, place, section == Section::none));
    out.push_back(feature("sentence"_f, bin<std::size_t>(token.sentence, {1, 2, 3, 4, 6, 9})));
    out.push_back(feature("section word"_f, section, token.stem_hash));
    out.push_back(feature("place word"_f, place, token.stem_hash));
    for (std::size_t g = 0; g < 2; ++g) {
        out.push_back(feature("section cluster"_f, g, section, token.facts->clusters[g]));
        out.push_back(feature("place cluster"_f, g, place, token.facts->clusters[g]));
    }
    out.push_back(feature("section class"_f, section, token.word_class, at(index, -1).word_class));
    out.push_back(feature("from start"_f, bin<std::size_t>(index - range.begin, {1, 2, 3, 5, 8, 13, 20, 30})));
    out.push_back(feature("to end"_f, bin<std::size_t>(range.end - index, {2, 3, 4, 6, 10, 16, 25})));
    out.push_back(feature("sentence start"_f, at(range.begin, 0).form_hash, at(range.begin, 1).form_hash));
    for (auto stem : m_sentence_words[token.sentence])
        out.push_back(feature("in sentence"_f, stem));
    around(index, out);
}

/// The kinds of word that stand near on either side, each once.
void Features::around(std::size_t index, Out& out) const {
    auto start = static_cast<std::ptrdiff_t>(out.size());
    for (int d = 1; d <= reach; ++d)
        for (int side : {-1, 1}) {
            const auto& other = at(index, side * d);
            if (is_mark(other.word_class)) continue;
            out.push_back(feature("near use"_f, side, other.facts->clusters[0]));
            out.push_back(feature("near topic"_f, side, other.facts->clusters[3]));
        }
    std::sort(out.begin() + start, out.end());
    out.erase(std::unique(out.begin() + start, out.end()), out.end());
}

void Features::document(std::size_t index, Out& out) const {
    const auto& token = m_abstract.tokens[index];
    if (auto known = m_abstract.long_forms.find(token.form_hash); known != m_abstract.long_forms.end()) {
        auto range = known->second;
        out.push_back("abbreviation"_f);
        out.push_back(feature("long form head"_f, m_abstract.tokens[range.end - 1].stem_hash));
        for (std::size_t i = range.begin; i < range.end; ++i) {
            out.push_back(feature("long form"_f, m_abstract.tokens[i].stem_hash));
            out.push_back(feature("long form cluster"_f, m_abstract.tokens[i].facts->clusters[1]));
        }
    }
    auto found = m_abstract.places.find(token.stem_hash);
    if (found == m_abstract.places.end()) return;
    const auto& places = found->second;
    bool in_title = m_abstract.tokens[places.front()].sentence == 0;
    out.push_back(feature("times"_f, bin<std::size_t>(places.size(), {2, 3, 5, 8}), in_title));
    out.push_back(feature("title cluster"_f, in_title, token.facts->clusters[1]));
    std::size_t start = out.size();
    std::size_t seen = 0;
    for (auto place : places) {
        if (place == index || ++seen > 8) continue;
        const auto& other = m_abstract.tokens[place];
        out.push_back(feature("elsewhere left"_f, at(place, -1).form_hash));
        out.push_back(feature("elsewhere right"_f, at(place, 1).form_hash));
        out.push_back(feature("elsewhere left pair"_f, at(place, -2).stem_hash, at(place, -1).stem_hash));
        out.push_back(feature("elsewhere right pair"_f, at(place, 1).stem_hash, at(place, 2).stem_hash));
        out.push_back(feature("elsewhere section"_f, other.section));
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(start), out.end());
    out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(start), out.end()), out.end());
}

} // namespace ekb::importers::extraction::pico
