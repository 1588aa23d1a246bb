// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arm_groups.h"

#include "importers/extraction/arms.h"
#include "importers/extraction/feature_collector.h"
#include "importers/extraction/lexicon.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace ekb::importers::extraction {

namespace {

// "X, a form of Y" says itself that the two are one, whatever the model holds of them; "X (group A)" nearly so.
constexpr double explained_odds = 1.5;
constexpr double label_odds = 1;
// Names beyond these are not joined with others: a page's menus, not a trial's arms.
constexpr std::size_t most_names = 40;

std::uint32_t at_most(std::size_t n, std::size_t most) {
    return static_cast<std::uint32_t>(std::min(n, most));
}

std::vector<std::string> words_of(const std::string& key) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        if (end > at) words.push_back(key.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

bool has_digit(const std::string& word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool any_of(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.lower == word; });
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
    NamePair(const Prose& prose, const ArmNames& names, std::size_t a, std::size_t b)
        : m_prose(prose), m_names(names), m_a(a), m_b(b), m_out(8000, 70) {
        m_words_a = words_of(names.names[a].key);
        m_words_b = words_of(names.names[b].key);
        if (m_words_a.size() > m_words_b.size()) {
            std::swap(m_words_a, m_words_b);
            std::swap(m_a, m_b);
        }
    }

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
        m_out.add(16, within(m_words_a), m_shape);
    }

    /// In how many names the shorter one's words stand.
    std::uint32_t within(const std::vector<std::string>& part) const {
        std::size_t n = 0;
        for (const ArmName& name : m_names.names) {
            const std::vector<std::string> all = words_of(name.key);
            n += all.size() > part.size() && std::all_of(part.begin(), part.end(), [&](const std::string& w) {
                     return std::find(all.begin(), all.end(), w) != all.end();
                 });
        }
        return at_most(n, 4);
    }

    std::uint32_t kind(std::size_t name) const {
        const Tokens tokens = tokens_of(m_prose, m_names.mentions[m_names.names[name].mentions.front()]);
        const std::string& key = m_names.names[name].key;
        return (is_label_name(key) ? 1U : 0U) + (names_comparator(tokens) ? 2U : 0U) + (key.size() <= 2 ? 4U : 0U);
    }

    void kinds() {
        m_kinds = kind(m_a) * 8 + kind(m_b);
        m_out.add(20, m_kinds);
        m_out.add(21, m_kinds, m_shape);
        m_out.add(22, m_kinds, m_joins);
        m_out.add(23, at_most(m_names.names.size(), 8), m_shape);
        m_out.add(24, at_most(m_names.names.size(), 8), m_kinds);
        m_out.add(25, feature_hash(m_names.names[m_a].key), m_shape);
        m_out.add(26, feature_hash(m_names.names[m_b].key), m_shape);
    }

    bool in_title(std::size_t name) const {
        const auto& mentions = m_names.names[name].mentions;
        return std::any_of(mentions.begin(), mentions.end(), [&](std::size_t m) {
            return m_prose.sentences[m_names.mentions[m].sentence].section == SectionKind::title;
        });
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
        const auto count = [&](std::size_t name) { return at_most(m_names.names[name].mentions.size(), 4); };
        m_out.add(40, count(m_a) * 8 + count(m_b), m_shape);
        m_out.add(41, count(m_a) * 8 + count(m_b), at_most(b.together, 2));
        m_out.add(42, (in_title(m_a) ? 1U : 0U) + (in_title(m_b) ? 2U : 0U), m_shape);
        m_out.add(43, (in_title(m_a) ? 1U : 0U) + (in_title(m_b) ? 2U : 0U), at_most(b.together, 2));
    }

    /// How sure the tagger is of a name: 0..9.
    std::uint32_t sure(std::size_t name) const {
        double most = 0;
        double sum = 0;
        for (const std::size_t m : m_names.names[name].mentions) {
            most = std::max(most, m_names.mentions[m].probability);
            sum += m_names.mentions[m].probability;
        }
        return static_cast<std::uint32_t>(std::min(most, 0.99) * 5) * 2 + (sum >= 1.5 ? 1 : 0);
    }

    void sureness() {
        const std::uint32_t a = sure(m_a);
        const std::uint32_t b = sure(m_b);
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
        const bool label_a = kind(m_a) & 1;
        const bool label_b = kind(m_b) & 1;
        if (label_a == label_b) return;
        for (std::size_t i = 0; i < m_names.names.size(); ++i) {
            const bool label = kind(i) & 1;
            if (label == label_a) {
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
    std::size_t m_a; ///< the name of fewer words
    std::size_t m_b;
    std::vector<std::string> m_words_a;
    std::vector<std::string> m_words_b;
    std::uint32_t m_joins = 0;
    std::uint32_t m_shape = 0; ///< how many words they share, and whether all of the shorter one's
    std::uint32_t m_kinds = 0;
    FeatureCollector m_out;
};

double odds_of(double p) {
    p = std::clamp(p, 1e-4, 1 - 1e-4);
    return std::log(p / (1 - p));
}

/// Joins groups of names, the likeliest two first.
class Joiner {
public:
    Joiner(std::size_t names, const std::vector<double>& odds, double least)
        : m_n(std::min(names, most_names)), m_odds(odds), m_least(least) {
        for (std::size_t a = 0; a < names; ++a)
            m_groups.push_back({a});
    }

    std::vector<std::vector<std::size_t>> run() {
        while (join_likeliest()) {
        }
        return std::move(m_groups);
    }

private:
    double mean(const std::vector<std::size_t>& x, const std::vector<std::size_t>& y) const {
        double sum = 0;
        for (const std::size_t a : x) {
            for (const std::size_t b : y)
                sum += a < m_n && b < m_n ? m_odds[a * m_n + b] : odds_of(0);
        }
        return sum / static_cast<double>(x.size() * y.size());
    }

    bool join_likeliest() {
        double most = m_least;
        std::size_t at = 0;
        std::size_t other = 0;
        for (std::size_t x = 0; x < m_groups.size(); ++x) {
            for (std::size_t y = x + 1; y < m_groups.size(); ++y) {
                const double here = mean(m_groups[x], m_groups[y]);
                if (here <= most) continue;
                most = here;
                at = x;
                other = y;
            }
        }
        if (other == 0) return false;
        m_groups[at].insert(m_groups[at].end(), m_groups[other].begin(), m_groups[other].end());
        m_groups.erase(m_groups.begin() + static_cast<std::ptrdiff_t>(other));
        return true;
    }

    std::size_t m_n;
    const std::vector<double>& m_odds;
    double m_least;
    std::vector<std::vector<std::size_t>> m_groups;
};

} // namespace

Features same_arm_features(const Prose& prose, const ArmNames& names, std::size_t a, std::size_t b) {
    return NamePair(prose, names, a, b).run();
}

ArmGrouping::ArmGrouping(const Prose& prose, const std::vector<Mention>& mentions, const LinearModel& same_arm)
    : m_names(arm_names(prose, mentions)) {
    const std::size_t n = std::min(m_names.names.size(), most_names);
    m_odds.assign(n * n, 0);
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b)
            m_odds[a * n + b] = m_odds[b * n + a] = odds(prose, a, b, same_arm);
    }
}

double ArmGrouping::odds(const Prose& prose, std::size_t a, std::size_t b, const LinearModel& same_arm) const {
    const double learnt = odds_of(same_arm.probabilities(same_arm_features(prose, m_names, a, b))[1]);
    const std::uint32_t joins = m_names.joined(a, b);
    if (joins & explains) return std::max(learnt, explained_odds);
    return joins & label_of ? learnt + label_odds : learnt;
}

std::vector<ArmGroup> ArmGrouping::at(double least_odds) const {
    std::vector<ArmGroup> out;
    for (const std::vector<std::size_t>& members : Joiner(m_names.names.size(), m_odds, least_odds).run()) {
        ArmGroup group;
        std::vector<std::size_t> places;
        for (const std::size_t name : members) {
            group.keys.push_back(m_names.names[name].key);
            places.insert(places.end(), m_names.names[name].mentions.begin(), m_names.names[name].mentions.end());
        }
        std::sort(places.begin(), places.end());
        for (const std::size_t m : places)
            group.mentions.push_back(m_names.mentions[m]);
        group.label_only = std::all_of(group.keys.begin(), group.keys.end(), is_label_name);
        out.push_back(std::move(group));
    }
    return out;
}

} // namespace ekb::importers::extraction
