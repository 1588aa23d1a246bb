// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/added_concepts.h"

#include "kb/vocabulary/spelling.h"
#include "kb/vocabulary/tokens.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ekb::kb {

namespace {

constexpr std::string_view tree_prefix = "MeSH.tree:";
constexpr std::string_view atc_prefix = "ATC:";

template <typename T>
void add_new(std::vector<T>& to, const std::vector<T>& values) {
    for (const T& value : values) {
        if (std::ranges::find(to, value) == to.end()) to.push_back(value);
    }
}

/// A name as the matcher compares it, and the kind of what bears it: names of two kinds do not meet.
std::string name_key(ConceptKind kind, std::string_view name) {
    std::string key(1, static_cast<char>('0' + static_cast<int>(kind)));
    for_each_token(name, Spelling::builtin(), [&](const Token& token) { (key += ' ') += token.folded; });
    return key;
}

std::string code_key(ConceptKind kind, std::string_view external) {
    return std::string(1, static_cast<char>('0' + static_cast<int>(kind))) += external;
}

/// The codes that are one level up, nearest first: "MeSH.tree:C10.228" above "MeSH.tree:C10.228.140"; ATC's levels have
/// one, three, four, five and seven characters.
std::vector<std::string> codes_above(std::string_view external) {
    std::vector<std::string> above;
    if (external.starts_with(tree_prefix)) {
        for (std::size_t point = external.rfind('.'); point > tree_prefix.size() && point != std::string_view::npos;
             point = external.rfind('.', point - 1)) {
            above.emplace_back(external.substr(0, point));
        }
    } else if (external.starts_with(atc_prefix)) {
        for (const std::size_t level : {5UL, 4UL, 3UL, 1UL}) {
            const std::size_t size = atc_prefix.size() + level;
            if (external.size() > size) above.emplace_back(external.substr(0, size));
        }
    }
    return above;
}

class Joining {
public:
    explicit Joining(std::vector<ConceptRow> known) : m_rows(std::move(known)) {
        for (std::size_t i = 0; i < m_rows.size(); ++i) remember(i);
    }

    void add(Concept value, std::vector<std::string>& notes) {
        const std::optional<std::size_t> place = place_of(value);
        if (!place) {
            if (m_ids.contains(value.id)) {
                notes.push_back("the concept " + value.id + " is given two kinds: left out as a kind of " + std::string(ekb::name_of(value.kind)));
                return;
            }
            std::erase_if(value.names, [&](const ConceptName& name) { return m_names.contains(name_key(value.kind, name.text)); });
            if (value.names.empty()) return; // another concept's under every name
            if (value.names.front().text != value.label) value.label = value.names.front().text;
            m_ids.emplace(value.id, m_rows.size());
            m_parents.emplace_back(m_rows.size(), std::move(value.parents));
            value.parents.clear();
            m_rows.push_back({std::move(value), {}, 0});
            remember(m_rows.size() - 1);
            return;
        }
        Concept& into = m_rows[*place].value;
        m_ids.emplace(value.id, *place);
        for (ConceptName& name : value.names) {
            if (!m_names.contains(name_key(into.kind, name.text))) into.names.push_back(std::move(name));
        }
        m_parents.emplace_back(*place, std::move(value.parents));
        add_new(into.external, value.external);
        remember(*place);
    }

    std::vector<ConceptRow> finish(std::vector<std::string>& notes) {
        for (auto& [child, parents] : m_parents) {
            for (const std::string& parent : parents) link_named(child, parent, notes);
            for (const std::string& external : m_rows[child].value.external) link_coded(child, external);
        }
        return std::move(m_rows);
    }

private:
    void remember(std::size_t place) {
        const Concept& value = m_rows[place].value;
        m_ids.emplace(value.id, place);
        for (const ConceptName& name : value.names) {
            if (!name.ambiguous) m_names.emplace(name_key(value.kind, name.text), place);
        }
        for (const std::string& external : value.external) m_codes.emplace(code_key(value.kind, external), place);
    }

    std::optional<std::size_t> place_of(const Concept& value) const {
        if (const auto found = m_ids.find(value.id); found != m_ids.end() && m_rows[found->second].value.kind == value.kind) {
            return found->second;
        }
        for (const std::string& external : value.external) {
            if (external.starts_with(tree_prefix)) continue; // a place may hold several
            if (const auto found = m_codes.find(code_key(value.kind, external)); found != m_codes.end()) return found->second;
        }
        const auto found = m_names.find(name_key(value.kind, value.label));
        return found == m_names.end() ? std::nullopt : std::optional(found->second);
    }

    /// Whether `ancestor` is the concept or above it.
    bool is_below(std::size_t place, std::size_t ancestor) const {
        std::vector<std::size_t> reached{place};
        std::unordered_set<std::size_t> seen{place}; // there may be very many ways up
        for (std::size_t at = 0; at < reached.size(); ++at) {
            if (reached[at] == ancestor) return true;
            for (const std::string& parent : m_rows[reached[at]].value.parents) {
                const auto found = m_ids.find(parent);
                if (found != m_ids.end() && seen.insert(found->second).second) reached.push_back(found->second);
            }
        }
        return false;
    }

    void link(std::size_t child, std::size_t parent) {
        if (m_rows[parent].value.kind != m_rows[child].value.kind || is_below(parent, child)) return;
        add_new(m_rows[child].value.parents, {m_rows[parent].value.id});
    }

    void link_named(std::size_t child, const std::string& parent, std::vector<std::string>& notes) {
        const auto by_id = m_ids.find(parent);
        const auto by_name = m_names.find(name_key(m_rows[child].value.kind, parent));
        if (by_id != m_ids.end()) {
            link(child, by_id->second);
        } else if (by_name != m_names.end()) {
            link(child, by_name->second);
        } else if (m_rows[child].value.id.starts_with("local:")) {
            notes.push_back("no concept is called \"" + parent + "\", the parent of " + m_rows[child].value.id);
        }
    }

    /// Under the nearest level that a concept has.
    void link_coded(std::size_t child, const std::string& external) {
        for (const std::string& code : codes_above(external)) {
            const auto found = m_codes.find(code_key(m_rows[child].value.kind, code));
            if (found == m_codes.end()) continue;
            link(child, found->second);
            return;
        }
    }

    std::vector<ConceptRow> m_rows;
    std::unordered_map<std::string, std::size_t> m_ids;
    std::unordered_map<std::string, std::size_t> m_names;
    std::unordered_map<std::string, std::size_t> m_codes;
    std::vector<std::pair<std::size_t, std::vector<std::string>>> m_parents; ///< to be linked when all are there
};

} // namespace

std::vector<ConceptRow> with_added_concepts(std::vector<ConceptRow> known, std::vector<Concept> added,
                                            std::vector<std::string>& notes) {
    Joining joining(std::move(known));
    for (Concept& value : added)
        joining.add(std::move(value), notes);
    return joining.finish(notes);
}

} // namespace ekb::kb
