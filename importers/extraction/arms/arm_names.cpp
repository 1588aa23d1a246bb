// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_names.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace ekb::importers::extraction {

namespace {

const Lexicon& name_words() {
    static const Lexicon lexicon(resource("arm_words.tsv"));
    return lexicon;
}

bool word_is(std::string_view word, std::string_view what) {
    Token token;
    token.lower = word;
    token.hash = lower_hash(word);
    const auto found = name_words().match(Tokens(&token, 1), 0);
    return found && found.value() == what;
}

/// "X, a form of Y": the second says what the first is.
bool explained_by(const std::vector<Token>& tokens, const Mention& a, const Mention& b) {
    std::size_t i = a.end;
    if (i + 3 >= b.first || !tokens[i].is(",") || !any_of(tokens[i + 1], {"a", "an", "the"})) return false;
    return any_of(tokens[i + 2], {"form", "type", "kind", "brand", "analogue", "derivative"}) &&
           tokens[i + 3].is("of") && b.first == i + 4;
}

/// Whether the second mention stands for the first: "placebo (saline)", "group A (n = 20) received X", "Group A: X".
bool is_other_name(const Prose& prose, const Mention& a, const Mention& b) {
    if (a.sentence != b.sentence || b.first < a.end || b.first - a.end > 9) return false;
    const auto& tokens = prose.sentences[a.sentence].tokens;
    std::size_t i = a.end;
    while (i < b.first && any_of(tokens[i], {"group", "arm", "groups"}))
        ++i;
    if (i < b.first && tokens[i].is("(")) {
        std::size_t j = i + 1;
        while (j < b.first && any_of(tokens[j], {"the", "group", "arm", "=", ":", "called", "i", "e", ".", ","}))
            ++j;
        if (j == b.first) {
            const std::size_t after = b.end;
            return after < tokens.size() && any_of(tokens[after], {")", ",", ";", "group", "arm"});
        }
        // "group A (n = 20) received X"
        while (i < b.first && !tokens[i].is(")"))
            ++i;
        ++i;
    }
    if (i >= b.first) return false;
    const bool label = folded_words(tokens_of(prose, a)).size() <= 1;
    if (!label || !any_of(tokens[i], {"received", "receiving", ":", "underwent", "was", "were", "got", "-", "had", "is",
                                      "=", ","}))
        return false;
    if (any_of(tokens[i], {"-", "=", ":"})) return i + 1 == b.first && !tokens[i].is("-");
    for (std::size_t j = i + 1; j < b.first; ++j) {
        if (!any_of(tokens[j],
                    {"given", "treated",     "with", "received", "administered", "assigned", "to",       "the",   "a",
                     "oral",  "intravenous", "in",   "which",    "who",          "group",    "patients", "daily", "i",
                     "v",     ".",           "iv"}) &&
            !tokens[j].number())
            return false;
    }
    return !any_of(tokens[i], {",", "was", "were", "is"}) || i + 1 < b.first;
}

bool combines(const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [](const std::string& w) {
        return word_is(w, "combine") || (!w.empty() && w[0] >= '0' && w[0] <= '9');
    });
}

/// "either X 20 mg once daily (group A, n = 20) or Y (group B)": a label in brackets is that of the last name before
/// it.
bool labels_last(const Prose& prose, const Mention& name, const Mention& label) {
    if (name.sentence != label.sentence || label.first <= name.end || label.first - name.end > 30) return false;
    const auto& tokens = prose.sentences[name.sentence].tokens;
    std::size_t open = label.first;
    while (open > name.end && any_of(tokens[open - 1], {"group", "arm", "the", "in", "groups"}))
        --open;
    if (open == 0 || !tokens[open - 1].is("(") || open - 1 < name.end) return false;
    const bool closed =
        label.end < tokens.size() && any_of(tokens[label.end], {")", ",", ";", "group", "arm", ":", "="});
    const bool is_label =
        word_is(folded_name(tokens_of(prose, label)), "label") || folded_name(tokens_of(prose, label)).size() <= 3;
    const bool parted = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(name.end),
                                    tokens.begin() + static_cast<std::ptrdiff_t>(open - 1), [](const Token& t) {
                                        return any_of(t, {"or", "versus", "vs", ".", ";", "than"});
                                    });
    const bool names_something =
        !word_is(folded_name(tokens_of(prose, name)), "label") && folded_name(tokens_of(prose, name)).size() > 1;
    return closed && is_label && !parted && names_something;
}

/// Writes down which names the wording takes for one another.
class Joins {
public:
    Joins(const Prose& prose, ArmNames& names) : m_prose(prose), m_names(names) {
        m_names.joins.assign(m_names.names.size() * m_names.names.size(), no_join);
    }

    void run() {
        abbreviations();
        neighbours();
        short_names();
    }

private:
    void join(std::size_t a, std::size_t b, NameJoin why) {
        if (a == b) return;
        const std::size_t n = m_names.names.size();
        m_names.joins[a * n + b] |= why;
        m_names.joins[b * n + a] |= why;
    }

    std::optional<std::size_t> number(const std::string& key) const {
        for (std::size_t i = 0; i < m_names.names.size(); ++i) {
            if (m_names.names[i].key == key) return i;
        }
        return std::nullopt;
    }

    void abbreviations() {
        for (const Abbreviation& a : m_prose.abbreviations) {
            const auto short_name = number(folded_name(tokenise(a.short_form)));
            if (!short_name) continue;
            if (const auto long_name = number(folded_name(tokenise(a.long_form))))
                join(*short_name, *long_name, abbreviation);
            for (std::size_t i = 0; i < m_names.names.size(); ++i) {
                for (const std::size_t m : m_names.names[i].mentions) {
                    const ByteSpan span = span_of(tokens_of(m_prose, m_names.mentions[m]));
                    if (span.end == a.long_span.end && span.begin >= a.long_span.begin)
                        join(*short_name, i, abbreviated_end);
                }
            }
        }
    }

    void neighbours() {
        std::vector<std::size_t> named(m_names.mentions.size());
        for (std::size_t i = 0; i < m_names.names.size(); ++i) {
            for (const std::size_t m : m_names.names[i].mentions)
                named[m] = i;
        }
        for (std::size_t m = 0; m + 1 < named.size(); ++m) {
            const Mention& a = m_names.mentions[m];
            const Mention& b = m_names.mentions[m + 1];
            if (a.sentence == b.sentence && explained_by(m_prose.sentences[a.sentence].tokens, a, b))
                join(named[m], named[m + 1], explains);
            if (is_other_name(m_prose, a, b)) join(named[m], named[m + 1], stands_for);
            if (labels_last(m_prose, a, b)) join(named[m], named[m + 1], label_of);
        }
    }

    void short_names() {
        std::vector<std::vector<std::string>> words;
        for (const ArmName& name : m_names.names)
            words.push_back(key_words(name.key));
        for (std::size_t i = 0; i < words.size(); ++i) {
            std::vector<std::size_t> within;
            for (std::size_t j = 0; j < words.size(); ++j) {
                if (!words[i].empty() && is_part(words[i], words[j]) && combines(words[j]) == combines(words[i]))
                    within.push_back(j);
            }
            if (within.size() == 1) join(i, within.front(), part_of_one);
        }
    }

    const Prose& m_prose;
    ArmNames& m_names;
};

/// Where a known name stands in a sentence: the longest at each token.
class NameFinder {
public:
    NameFinder(const Prose& prose, const std::vector<Mention>& mentions) {
        for (const Mention& mention : mentions) {
            std::vector<std::string> words;
            for (const Token& token : tokens_of(prose, mention))
                words.push_back(token.lower);
            if (words.size() == 1 && words[0].size() < 2) continue;
            // "B12" stands for "vitamin B12".
            for (const std::string& word : words) {
                const bool code = word.size() > 2 &&
                                  std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
                                  std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
                if (code) m_by_first[word].insert({word});
            }
            const std::string first = words[0];
            m_by_first[first].insert(std::move(words));
        }
    }

    std::size_t length_at(const std::vector<Token>& tokens, std::size_t at) const {
        const auto found = m_by_first.find(tokens[at].lower);
        if (found == m_by_first.end()) return 0;
        std::size_t longest = 0;
        for (const auto& words : found->second) {
            if (words.size() <= longest || at + words.size() > tokens.size()) continue;
            const bool same =
                std::equal(words.begin(), words.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at),
                           [](const std::string& word, const Token& token) { return token.lower == word; });
            if (same) longest = words.size();
        }
        return longest;
    }

private:
    std::map<std::string, std::set<std::vector<std::string>>, std::less<>> m_by_first;
};

/// The mentions, and the places where their names stand again.
std::vector<Mention> all_places(const Prose& prose, const std::vector<Mention>& mentions) {
    const NameFinder finder(prose, mentions);
    std::vector<Mention> all = mentions;
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size();) {
            const auto holds = [&](const Mention& m) { return m.sentence == s && m.first <= t && t < m.end; };
            const auto known = std::find_if(mentions.begin(), mentions.end(), holds);
            if (known != mentions.end()) {
                t = known->end;
                continue;
            }
            const std::size_t length = finder.length_at(tokens, t);
            const bool controlled =
                t + length + 1 < tokens.size() && tokens[t + length].is("-") && tokens[t + length + 1].is("controlled");
            if (length > 0 && !controlled) all.push_back({s, t, t + length, 0});
            t += std::max<std::size_t>(length, 1);
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Mention& a, const Mention& b) {
        return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
    });
    return all;
}

} // namespace

std::vector<std::string> folded_words(Tokens tokens) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind == TokenKind::symbol) {
            if (token.is("+")) words.emplace_back("plus");
            continue;
        }
        // "B 12", "B-12" and "B12" are one word.
        const bool numbered = token.number() && !words.empty() && words.back().size() == 1 && i > 0 &&
                              tokens[i - 1].kind != TokenKind::number;
        if (numbered) {
            words.back() += token.lower;
            continue;
        }
        if (word_is(token.lower, "empty")) continue;
        std::string word = token.lower;
        if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && word != "plus") word.pop_back();
        if (word_is(word, "empty")) continue;
        words.push_back(std::move(word));
    }
    return words;
}

std::string folded_name(Tokens tokens) {
    std::string key;
    for (const std::string& word : folded_words(tokens))
        key += (key.empty() ? "" : " ") + word;
    return key;
}

double shared_words(Tokens a, Tokens b) {
    std::vector<std::string> x = folded_words(a);
    std::vector<std::string> y = folded_words(b);
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::string> both;
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    return both.empty() ? 0 : 2.0 * static_cast<double>(both.size()) / static_cast<double>(x.size() + y.size());
}

bool is_part(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    return part.size() < whole.size() && std::all_of(part.begin(), part.end(), [&](const std::string& w) {
               return std::find(whole.begin(), whole.end(), w) != whole.end();
           });
}

std::vector<std::string> key_words(const std::string& key) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        if (end > at) words.push_back(key.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

bool is_label_name(const std::string& key) {
    return key.size() == 1 || word_is(key, "label");
}

ArmNames arm_names(const Prose& prose, const std::vector<Mention>& tagged) {
    ArmNames out;
    out.mentions = all_places(prose, tagged);
    std::map<std::string, std::size_t> numbers;
    for (std::size_t m = 0; m < out.mentions.size(); ++m) {
        std::string key = folded_name(tokens_of(prose, out.mentions[m]));
        if (key.empty()) key = lower_case(text_of(prose, out.mentions[m]));
        const auto [at, added] = numbers.try_emplace(key, out.names.size());
        if (added) out.names.push_back({std::move(key), {}});
        out.names[at->second].mentions.push_back(m);
    }
    Joins(prose, out).run();
    return out;
}

} // namespace ekb::importers::extraction
