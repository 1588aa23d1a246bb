// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

namespace ekb::query {

/// What a name stands for in a question or a query.
enum class Role { intervention, comparator, endpoint, condition };

} // namespace ekb::query

namespace ekb {

/// As the fields of the query language are called.
template <>
struct EnumNames<query::Role> {
    static constexpr std::array<std::pair<query::Role, std::string_view>, 4> rows{{{query::Role::intervention, "intervention"},
                                                                                   {query::Role::comparator, "comparator"},
                                                                                   {query::Role::endpoint, "endpoint"},
                                                                                   {query::Role::condition, "condition"}}};
};

} // namespace ekb
