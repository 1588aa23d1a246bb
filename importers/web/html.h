// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Web pages as published: news, blogs, articles on their publisher's page. Source: https://html.spec.whatwg.org.
Format html_format();

} // namespace ekb::importers
