// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/resource.h"

#include "kb/model/error.h"

#include <string>

namespace ekb {

std::string_view find_resource(const ResourceRow* rows, std::size_t count, std::string_view name) {
    for (std::size_t i = 0; i < count; ++i) {
        if (rows[i].name == name) return {rows[i].begin, static_cast<std::size_t>(rows[i].end - rows[i].begin)};
    }
    throw Error("no data file named " + std::string(name) + " was built in");
}

} // namespace ekb
