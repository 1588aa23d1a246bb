// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/registry_formats.h"

#include "importers/registry/ctgov_json.h"
#include "importers/registry/ctgov_xml.h"
#include "importers/registry/ctis.h"
#include "importers/registry/euctr.h"
#include "importers/registry/ictrp.h"
#include "importers/registry/isrctn.h"

namespace ekb::importers {

std::vector<Format> registry_formats() {
    return {registry::ctgov_json_format(), registry::ctgov_xml_format(), registry::ictrp_format(),
            registry::isrctn_format(),     registry::euctr_format(),     registry::ctis_format()};
}

} // namespace ekb::importers
