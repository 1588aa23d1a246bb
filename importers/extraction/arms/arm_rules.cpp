// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_rules.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// How much a rule's find weighs beside what the tagger marks.
constexpr double rule_weight = 0.6;
constexpr std::size_t longest_name = 6;

/// Reads the names that one sentence's wording sets out as arms.
class ArmRules {
public:
    ArmRules(const Sentence& sentence, std::size_t number, bool passage)
        : m_sentence(sentence), m_tokens(sentence.tokens), m_number(number), m_passage(passage) {}

    std::vector<Mention> run() {
        for (std::size_t t = 0; t < m_tokens.size(); ++t) {
            m_strong = false;
            if (any_of(m_tokens[t], {"group", "groups", "arm", "arms"})) before_group(t);
            m_strong = true;
            if (m_tokens[t].is("(") && t + 2 < m_tokens.size() && m_tokens[t + 1].is("n") && m_tokens[t + 2].is("="))
                name_before(t);
            if (any_of(m_tokens[t], {"receive", "received", "receiving", "either"})) alternatives(t + 1);
            if (any_of(m_tokens[t], {"versus", "vs"}) && m_sentence.section == SectionKind::title) both_sides(t);
            standard(t);
            explained(t);
            m_strong = false;
            if (m_tokens[t].number()) beside_dose(t);
            m_strong = true;
            if (m_passage) given(t);
        }
        if (m_passage && m_found.empty()) acting();
        std::sort(m_found.begin(), m_found.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
        return std::move(m_found);
    }

private:
    bool ends_name(std::size_t t) const {
        static const Lexicon words(resource("phrase_breaks.tsv"));
        const Token& token = m_tokens[t];
        if (token.kind == TokenKind::symbol) {
            const bool glued =
                !token.spaced && t + 1 < m_tokens.size() && !m_tokens[t + 1].spaced && any_of(token, {"-", "/", "+"});
            return !glued;
        }
        if (token.number())
            return !(t > 0 && !token.spaced) &&
                   !(t > 0 && m_tokens[t - 1].capitals && m_tokens[t - 1].lower.size() == 1);
        if (any_of(token, {"control", "placebo", "the", "a", "an", "of", "either", "plus", "no", "treatment", "daily",
                           "oral", "intravenous", "dose", "dosage"}))
            return any_of(token, {"daily", "of"});
        const auto found = words.match(m_tokens, t);
        return found && found.value() != "people" && found.value() != "edge";
    }

    static bool empty_word(const Token& token) {
        return any_of(token,
                      {"the",    "a",         "an",     "each",    "both",     "two",    "three",     "either",
                       "study",  "treatment", "same",   "other",   "these",    "all",    "oral",      "intravenous",
                       "single", "following", "this",   "that",    "parallel", "four",   "different", "in",
                       "their",  "first",     "second", "patient", "age",      "treated"});
    }

    void add(std::size_t first, std::size_t end) {
        while (first < end && (empty_word(m_tokens[first]) || m_tokens[first].kind == TokenKind::symbol))
            ++first;
        while (end > first && (m_tokens[end - 1].kind == TokenKind::symbol || empty_word(m_tokens[end - 1])))
            --end;
        if (first >= end || end - first > longest_name || !m_tokens[first].word()) return;
        const auto overlaps = [&](const Mention& m) { return m.first < end && first < m.end; };
        if (std::none_of(m_found.begin(), m_found.end(), overlaps))
            m_found.push_back({m_number, first, end, rule_weight, m_strong});
    }

    /// "the arimoclomol group", "the zinc and placebo groups".
    void before_group(std::size_t t) {
        std::size_t first = t;
        while (first > 0 && t - first < 4 && !ends_name(first - 1) && !any_of(m_tokens[first - 1], {"the", "a"}))
            --first;
        add(first, t);
    }

    void name_before(std::size_t bracket) {
        std::size_t first = bracket;
        while (first > 0 && bracket - first < 5 && !ends_name(first - 1))
            --first;
        add(first, bracket);
    }

    /// The names from this token on that "or", "versus" or a comma parts: only where more than one is offered.
    void alternatives(std::size_t from) {
        std::vector<std::pair<std::size_t, std::size_t>> names;
        std::size_t t = from;
        while (t < m_tokens.size() && t < from + 40) {
            const std::size_t first = t;
            while (t < m_tokens.size() && !ends_name(t))
                ++t;
            if (t == first) break;
            names.emplace_back(first, t);
            t = past_details(t);
            if (t >= m_tokens.size() || !any_of(m_tokens[t], {"or", "versus", "vs"})) break;
            ++t;
        }
        if (names.size() < 2) return;
        for (const auto& [first, end] : names)
            add(first, end);
    }

    /// Past a dose, brackets and times behind a name, up to the next "or".
    std::size_t past_details(std::size_t t) const {
        const std::size_t limit = std::min(m_tokens.size(), t + 18);
        for (std::size_t i = t; i < limit; ++i) {
            if (any_of(m_tokens[i], {"or", "versus", "vs"})) return i;
            if (any_of(m_tokens[i], {".", ";", "were", "was"})) return t;
        }
        return t;
    }

    /// "X 20 mg", "X (20 mg", "20 mg of X" where something is given: what stands beside a dose is given.
    void beside_dose(std::size_t number) {
        const SectionKind section = m_sentence.section;
        if (section == SectionKind::results || section == SectionKind::conclusions ||
            section == SectionKind::background)
            return;
        static const Lexicon units(resource("dose_units.tsv"));
        const auto unit = units.match(m_tokens, number + 1);
        if (!unit || m_tokens[number + 1].is("%") || m_tokens[number + 1].is("l")) return;
        std::size_t end = number;
        while (end > 0 && any_of(m_tokens[end - 1], {"(", "at", ",", "of", "oral", "dose", "doses", "a", "~"}))
            --end;
        std::size_t first = end;
        while (first > 0 && end - first < 4 && !ends_name(first - 1) && !m_tokens[first - 1].number())
            --first;
        if (first < end && number - end < 3) return add(first, end);
        std::size_t at = number + 1 + unit.length;
        while (at + 1 < m_tokens.size() && any_of(m_tokens[at], {"/", "kg", "day", "d", "of", "oral", "intravenous"}))
            ++at;
        std::size_t last = at;
        while (last < m_tokens.size() && last - at < 4 && !ends_name(last) && m_tokens[last].word())
            ++last;
        add(at, last);
    }

    void both_sides(std::size_t versus) {
        std::size_t first = versus;
        while (first > 0 && versus - first < longest_name && !ends_name(first - 1))
            --first;
        add(first, versus);
        std::size_t end = versus + 1;
        while (end < m_tokens.size() && end - versus <= longest_name && !ends_name(end))
            ++end;
        add(versus + 1, end);
    }

    /// "X increased the output": what acts where nothing else is named.
    void acting() {
        std::size_t first = 0;
        for (std::size_t t = 0; t < m_tokens.size() && t < 10; ++t) {
            if (m_tokens[t].is(",")) first = t + 1;
            if (m_tokens[t].is("results") && t == 0) first = 1;
            if (any_of(m_tokens[t], {"increased", "decreased", "reduced", "improved", "significantly", "lowered",
                                     "prevented", "resulted", "had", "showed"})) {
                if (t > first && t - first <= 4) add(first, t);
                return;
            }
        }
    }

    /// "receiving X", "treated with X", "versus X", "X-treated": in a passage cut out, one name alone is set out as an
    /// arm.
    void given(std::size_t t) {
        const bool joined = t > 0 && any_of(m_tokens[t], {"with", "to"}) &&
                            any_of(m_tokens[t - 1], {"treated", "assigned", "treatment", "randomized", "randomised",
                                                     "allocated", "compared"});
        if (joined ||
            any_of(m_tokens[t], {"receiving", "received", "given", "versus", "vs", "underwent", "undergoing"})) {
            std::size_t first = t + 1;
            while (first < m_tokens.size() &&
                   any_of(m_tokens[first], {".", "the", "a", "an", "either", "receive", "receiving"}))
                ++first;
            std::size_t end = first;
            while (end < m_tokens.size() && end - first <= longest_name && !ends_name(end))
                ++end;
            add(first, end);
        }
        // "241 days for X", "20% in the X": behind a figure; "than X", "than with X".
        const bool than = m_tokens[t].is("than") ||
                          (t > 0 && m_tokens[t - 1].is("than") && any_of(m_tokens[t], {"in", "with", "for", "on"}));
        const bool behind_figure =
            t > 0 && any_of(m_tokens[t], {"for", "with", "in", "on"}) &&
            (m_tokens[t - 1].number() || any_of(m_tokens[t - 1], {"%", "months", "days", "years", "weeks", "percent",
                                                                  ")", "hours", "min", "points", "patients", "with"}));
        if (than || behind_figure) {
            std::size_t first = t + 1;
            while (first < m_tokens.size() &&
                   any_of(m_tokens[first], {"the", "a", "an", "those", "patients", "who", "received", "receiving"}))
                ++first;
            std::size_t end = first;
            while (end < m_tokens.size() && end - first <= longest_name && !ends_name(end))
                ++end;
            if (end < m_tokens.size() || first < end) add(first, end);
        }
        if (t > 0 && t + 1 < m_tokens.size() && m_tokens[t].is("-") && any_of(m_tokens[t + 1], {"treated"}) &&
            m_tokens[t - 1].word()) {
            add(t - 1, t);
        }
    }

    /// "administration of X, a form of Y".
    void explained(std::size_t t) {
        if (t + 3 >= m_tokens.size() || !m_tokens[t].is(",") || !any_of(m_tokens[t + 1], {"a", "an"}) ||
            !any_of(m_tokens[t + 2], {"form", "type", "kind", "derivative", "analogue"}) || !m_tokens[t + 3].is("of"))
            return;
        std::size_t first = t;
        while (first > 0 && t - first < 4 && !ends_name(first - 1))
            --first;
        add(first, t);
        std::size_t end = t + 4;
        while (end < m_tokens.size() && end - t < 9 && !ends_name(end))
            ++end;
        add(t + 4, end);
    }

    /// Whether a name stands beside a word that sets groups apart.
    bool set_apart(std::size_t first, std::size_t end) const {
        const auto apart = [&](std::size_t t) {
            return t < m_tokens.size() && any_of(m_tokens[t], {"or", "versus", "vs", "group", "arm", "than", "to",
                                                               "with", "plus", "control", "(", "and"});
        };
        return (first > 0 && (apart(first - 1) || (first > 1 && apart(first - 2)))) ||
               (apart(end) && !m_tokens[end].is("with") && !m_tokens[end].is("to"));
    }

    void standard(std::size_t t) {
        if (m_tokens[t].is("placebo")) {
            const bool controlled =
                t + 2 < m_tokens.size() && m_tokens[t + 1].is("-") && m_tokens[t + 2].is("controlled");
            const bool adjective =
                t + 1 < m_tokens.size() && any_of(m_tokens[t + 1], {"controlled", "effect", "effects"});
            if (!controlled && !adjective) add(t, t + 1);
        }
        if (t + 1 < m_tokens.size() && any_of(m_tokens[t], {"usual", "standard", "routine", "conventional"}) &&
            any_of(m_tokens[t + 1], {"care", "therapy", "treatment"}) && set_apart(t, t + 2)) {
            const auto overlaps = [&](const Mention& m) { return m.first < t + 2 && t < m.end; };
            if (std::none_of(m_found.begin(), m_found.end(), overlaps))
                m_found.push_back({m_number, t, t + 2, rule_weight, true});
        }
    }

    const Sentence& m_sentence;
    const std::vector<Token>& m_tokens;
    std::size_t m_number;
    bool m_passage;
    bool m_strong = true; ///< whether the rule at work sets out arms, not only groups of any kind
    std::vector<Mention> m_found;
};

} // namespace

std::vector<Mention> arms_by_rule(const Prose& prose) {
    std::vector<Mention> found;
    for (const std::size_t s : prose.core) {
        const std::vector<Mention> here = ArmRules(prose.sentences[s], s, is_passage(prose)).run();
        found.insert(found.end(), here.begin(), here.end());
    }
    return found;
}

std::vector<Mention> with_rules(std::vector<Mention> tagged, const std::vector<Mention>& ruled) {
    std::vector<Mention> all = tagged;
    for (Mention& mention : all) {
        mention.ruled = std::any_of(ruled.begin(), ruled.end(), [&](const Mention& rule) {
            return rule.ruled && mention.sentence == rule.sentence && mention.first < rule.end &&
                   rule.first < mention.end;
        });
    }
    for (const Mention& rule : ruled) {
        const auto overlaps = [&](const Mention& m) {
            return m.sentence == rule.sentence && m.first < rule.end && rule.first < m.end;
        };
        if (std::none_of(tagged.begin(), tagged.end(), overlaps)) all.push_back(rule);
    }
    std::stable_sort(all.begin(), all.end(), [](const Mention& a, const Mention& b) {
        return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
    });
    return all;
}

} // namespace ekb::importers::extraction
