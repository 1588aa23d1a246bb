// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/grouping.h"

#include <algorithm>
#include <numeric>

namespace ekb::kb {

namespace {

class Groups {
public:
    explicit Groups(const GroupingInput& input) : m_input(input), m_parent(input.documents) {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }

    std::size_t oldest(std::size_t document) {
        while (m_parent[document] != document)
            document = m_parent[document] = m_parent[m_parent[document]];
        return document;
    }

    /// Whether the two are one group afterwards.
    bool join(std::size_t a, std::size_t b) {
        const std::size_t first = std::min(oldest(a), oldest(b));
        const std::size_t second = std::max(oldest(a), oldest(b));
        if (first == second) return true;
        if (are_kept_apart(first, second)) return false;
        m_parent[second] = first;
        return true;
    }

private:
    bool are_kept_apart(std::size_t first, std::size_t second) {
        return std::any_of(m_input.apart.begin(), m_input.apart.end(), [&](const auto& pair) {
            const std::size_t a = oldest(pair.first);
            const std::size_t b = oldest(pair.second);
            return (a == first && b == second) || (a == second && b == first);
        });
    }

    const GroupingInput& m_input;
    std::vector<std::size_t> m_parent;
};

} // namespace

std::vector<std::size_t> group(const GroupingInput& input) {
    Groups groups(input);
    for (const auto& [a, b] : input.together)
        groups.join(a, b);
    for (const std::vector<std::size_t>& sharing : input.sharing) {
        for (auto document = sharing.begin(); document != sharing.end(); ++document) {
            std::find_if(sharing.begin(), document, [&](std::size_t older) { return groups.join(older, *document); });
        }
    }
    std::vector<std::size_t> result(input.documents);
    for (std::size_t i = 0; i < input.documents; ++i)
        result[i] = groups.oldest(i);
    return result;
}

} // namespace ekb::kb
