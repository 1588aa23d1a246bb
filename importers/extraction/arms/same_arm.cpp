// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/same_arm.h"

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/tagging/feature_collector.h"

#include <algorithm>
#include <set>

namespace ekb::importers::extraction {

namespace {

bool has_digit(const std::string& word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether the letters of a short name begin the words of a long one, in order.
bool initials(const std::string& small, const std::vector<std::string>& words) {
    std::size_t at = 0;
    for (const std::string& word : words) {
        if (at < small.size() && !word.empty() && word[0] == small[at]) ++at;
    }
    return small.size() >= 2 && small.find(' ') == small.npos && at == small.size() && words.size() >= 2;
}

/// What stands between two names in one sentence: how often each.
struct Between {
    std::size_t together = 0; ///< sentences that hold both
    std::size_t against = 0;  ///< "versus", "than", "or", "compared" between them
    std::size_t joined = 0;   ///< only "and", "plus", "+", "/" between them
    std::size_t bracket = 0;  ///< the second stands in brackets right behind the first
    std::size_t comma = 0;
    std::size_t each = 0; ///< each has "group" or "arm" behind it
};

bool only(Tokens tokens, std::initializer_list<std::string_view> words) {
    return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [&](const Token& t) { return any_of(t, words); });
}

void look_between(const Prose& prose, const Mention& a, const Mention& b, Between& out) {
    const auto& tokens = prose.sentences[a.sentence].tokens;
    const Tokens gap = Tokens(tokens).subspan(a.end, b.first - a.end);
    if (gap.size() <= 12)
        out.against += std::any_of(gap.begin(), gap.end(), [](const Token& t) {
            return any_of(t, {"versus", "vs", "than", "or", "compared", "over", "either"});
        });
    out.joined += only(gap, {"and", "plus", "+", "/", "with", "-"});
    out.bracket += only(gap, {"(", "[", "the", "group", "arm", "=", "i", "e", ".", ","}) && any_of(gap.front(), {"(", "["});
    out.comma += only(gap, {",", "and", ";"});
    const auto grouped = [&](std::size_t t) { return t < tokens.size() && any_of(tokens[t], {"group", "arm"}); };
    out.each += grouped(a.end) && grouped(b.end);
}

Between between(const Prose& prose, const ArmNames& names, std::size_t a, std::size_t b) {
    Between out;
    std::set<std::size_t> sentences;
    for (const std::size_t x : names.names[a].mentions) {
        for (const std::size_t y : names.names[b].mentions) {
            const Mention& first = names.mentions[std::min(x, y)];
            const Mention& second = names.mentions[std::max(x, y)];
            if (first.sentence != second.sentence || second.first < first.end) continue;
            sentences.insert(first.sentence);
            look_between(prose, first, second, out);
        }
    }
    out.together = sentences.size();
    return out;
}

class NamePair {
public:
    NamePair(const Prose& prose, const ArmNames& names, const std::vector<NameTraits>& traits, std::size_t a, std::size_t b)
        : m_prose(prose), m_names(names), m_traits(traits), m_a(traits[a].words.size() > traits[b].words.size() ? b : a),
          m_b(m_a == a ? b : a), m_words_a(traits[m_a].words), m_words_b(traits[m_b].words), m_out(8000, 70) {}

    Features run() {
        wording();
        words();
        kinds();
        places();
        sureness();
        order();
        return m_out.take();
    }

private:
    void wording() {
        m_joins = m_names.joined(m_a, m_b);
        m_out.add(0, m_joins);
        for (std::uint32_t bit = 1; bit <= explains; bit *= 2) {
            if (m_joins & bit) m_out.add(1, bit);
        }
        m_out.add(2, 0);
    }

    void words() {
        std::size_t shared = 0;
        std::uint32_t extra = 0;
        for (const std::string& word : m_words_a)
            shared += std::find(m_words_b.begin(), m_words_b.end(), word) != m_words_b.end();
        const bool subset = shared == m_words_a.size();
        for (const std::string& word : m_words_b) {
            if (std::find(m_words_a.begin(), m_words_a.end(), word) != m_words_a.end()) continue;
            if (subset) m_out.add(10, feature_hash(word));
            extra |= has_digit(word) ? 1U : 0U;
        }
        for (const std::string& word : m_words_a) {
            if (std::find(m_words_b.begin(), m_words_b.end(), word) == m_words_b.end())
                extra |= has_digit(word) ? 2U : 0U;
        }
        m_shape = (subset ? 8U : 0U) + at_most(shared, 3);
        m_out.add(11, m_shape, at_most(m_words_b.size() - m_words_a.size(), 4));
        m_out.add(12, m_shape, extra);
        m_out.add(13, m_shape, m_joins);
        const auto same = [](const std::string& x, const std::string& y) { return x == y ? 1U : 0U; };
        if (!m_words_a.empty() && !m_words_b.empty())
            m_out.add(14, same(m_words_a.front(), m_words_b.front()) * 2 + same(m_words_a.back(), m_words_b.back()), m_shape);
        m_out.add(15, initials(m_names.names[m_a].key, m_words_b) ? 1 : 0, m_joins);
        m_out.add(16, within(), m_shape);
    }

    /// In how many names the shorter one's words stand.
    std::uint32_t within() const {
        return at_most(static_cast<std::size_t>(std::count_if(m_traits.begin(), m_traits.end(),
                                                              [&](const NameTraits& t) { return is_part(m_words_a, t.words); })),
                       4);
    }

    void kinds() {
        m_kinds = m_traits[m_a].kind * 8 + m_traits[m_b].kind;
        m_out.add(20, m_kinds);
        m_out.add(21, m_kinds, m_shape);
        m_out.add(22, m_kinds, m_joins);
        m_out.add(23, at_most(m_names.names.size(), 8), m_shape);
        m_out.add(24, at_most(m_names.names.size(), 8), m_kinds);
        m_out.add(25, feature_hash(m_names.names[m_a].key), m_shape);
        m_out.add(26, feature_hash(m_names.names[m_b].key), m_shape);
    }

    void places() {
        const Between b = between(m_prose, m_names, m_a, m_b);
        m_out.add(30, at_most(b.together, 3), m_shape);
        m_out.add(31, at_most(b.together, 3), m_joins);
        m_out.add(32, at_most(b.against, 3), at_most(b.together, 3));
        m_out.add(33, at_most(b.against, 2), m_shape);
        m_out.add(34, at_most(b.joined, 2), m_shape);
        m_out.add(35, at_most(b.bracket, 2), m_shape);
        m_out.add(36, at_most(b.comma, 2), m_shape);
        m_out.add(37, at_most(b.each, 2), m_kinds);
        m_out.add(38, at_most(b.against, 2) * 16 + at_most(b.joined, 1) * 8 + at_most(b.bracket, 1) * 4 + at_most(b.comma, 1) * 2,
                  m_joins);
        const std::uint32_t counts = m_traits[m_a].count * 8 + m_traits[m_b].count;
        const std::uint32_t titles = (m_traits[m_a].in_title ? 1U : 0U) + (m_traits[m_b].in_title ? 2U : 0U);
        m_out.add(40, counts, m_shape);
        m_out.add(41, counts, at_most(b.together, 2));
        m_out.add(42, titles, m_shape);
        m_out.add(43, titles, at_most(b.together, 2));
    }

    void sureness() {
        const std::uint32_t a = m_traits[m_a].sure;
        const std::uint32_t b = m_traits[m_b].sure;
        m_out.add(60, a, b);
        m_out.add(61, std::min(a, b), m_shape);
        m_out.add(62, std::max(a, b), m_shape);
        m_out.add(63, std::min(a, b), m_joins);
        m_out.add(64, a * 16 + b, m_kinds);
    }

    /// Labels and names often come in the same order: group A is the first that is named.
    void order() {
        std::size_t before_a = 0;
        std::size_t before_b = 0;
        std::size_t like_a = 0;
        std::size_t like_b = 0;
        const bool label_a = m_traits[m_a].label;
        const bool label_b = m_traits[m_b].label;
        if (label_a == label_b) return;
        for (std::size_t i = 0; i < m_names.names.size(); ++i) {
            if (m_traits[i].label == label_a) {
                ++like_a;
                before_a += m_names.names[i].mentions.front() < m_names.names[m_a].mentions.front();
            } else {
                ++like_b;
                before_b += m_names.names[i].mentions.front() < m_names.names[m_b].mentions.front();
            }
        }
        const std::uint32_t same = before_a == before_b ? 1 : 0;
        m_out.add(50, same, at_most(like_a, 4) * 8 + at_most(like_b, 4));
        m_out.add(51, same, m_kinds);
    }

    const Prose& m_prose;
    const ArmNames& m_names;
    const std::vector<NameTraits>& m_traits;
    std::size_t m_a; ///< the name of fewer words
    std::size_t m_b;
    const std::vector<std::string>& m_words_a;
    const std::vector<std::string>& m_words_b;
    std::uint32_t m_joins = 0;
    std::uint32_t m_shape = 0; ///< how many words they share, and whether all of the shorter one's
    std::uint32_t m_kinds = 0;
    FeatureCollector m_out;
};

NameTraits traits_of(const Prose& prose, const ArmNames& names, const ArmName& name) {
    NameTraits out;
    out.words = key_words(name.key);
    out.label = is_label_name(name.key);
    const Tokens tokens = tokens_of(prose, names.mentions[name.mentions.front()]);
    out.kind = (out.label ? 1U : 0U) + (names_comparator(tokens) ? 2U : 0U) + (name.key.size() <= 2 ? 4U : 0U);
    out.count = at_most(name.mentions.size(), 4);
    double most = 0;
    double sum = 0;
    for (const std::size_t m : name.mentions) {
        const Mention& mention = names.mentions[m];
        most = std::max(most, mention.probability);
        sum += mention.probability;
        out.in_title = out.in_title || prose.sentences[mention.sentence].section == SectionKind::title;
    }
    out.sure = static_cast<std::uint32_t>(std::min(most, 0.99) * 5) * 2 + (sum >= 1.5 ? 1 : 0);
    return out;
}

} // namespace

SameArm::SameArm(const Prose& prose, const ArmNames& names) : m_prose(prose), m_names(names) {
    m_traits.reserve(names.names.size());
    for (const ArmName& name : names.names)
        m_traits.push_back(traits_of(prose, names, name));
}

Features SameArm::features(std::size_t a, std::size_t b) const {
    return NamePair(m_prose, m_names, m_traits, a, b).run();
}

} // namespace ekb::importers::extraction
