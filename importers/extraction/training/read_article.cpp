// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/read_article.h"

#include "importers/literature/literature_formats.h"
#include "kb/model/error.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace ekb::importers::extraction::training {

Document read_article(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(path.string() + ": cannot be opened");
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto formats = literature_formats();
    const auto jats = std::ranges::find(formats, "jats", &Format::name);
    Reading reading = jats->read({bytes, 1, 1});
    if (reading.documents.empty()) throw Error(path.string() + ": no article was read");
    return std::move(reading.documents.front());
}

} // namespace ekb::importers::extraction::training
