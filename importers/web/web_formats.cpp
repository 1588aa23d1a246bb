// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/web_formats.h"

#include "importers/web/html.h"
#include "importers/web/text.h"

namespace ekb::importers {

std::vector<Format> web_formats() {
    return {html_format(), text_format()};
}

} // namespace ekb::importers
