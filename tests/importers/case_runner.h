// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <string>
#include <vector>

namespace ekb::tests {

/// Runs every case of tests/data/<format>/: a folder with one file input.* (any name after the point) and
/// expected.json. The input goes through for_each_source, Format::split and Format::read, without extraction from
/// prose; what comes out (see outcome_json) must be exactly expected.json. With EKB_UPDATE_EXPECTED=1 in the
/// environment, expected.json is rewritten instead: read the diff before you commit it.
void run_cases(const importers::Format& format);

/// What an input gives, as JSON: {"documents": [the contract's document with text, and "mentioned", "notices", "blocks"
/// as [kind, section, text], "tables" as rows of cells], "deleted": […], "concepts": [names with = where case
/// counts], "errors": [{record, line, message}]}; empty
/// lists are left out.
std::string outcome_json(const importers::Format& format, const std::string& path);

/// The format must not recognise the inputs of any other format's cases: folders of tests/data whose name is not its
/// own, nor one of the formats that must be `tried_before` it, because their files are of its kind too (a register's
/// pages are web pages).
void check_not_mine(const importers::Format& format, const std::vector<std::string>& tried_before = {});

} // namespace ekb::tests
