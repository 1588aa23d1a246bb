// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ekb::tests {

/// The folder of the tests' data: tests/data of the sources.
std::string data_folder();
/// The labelled literature and the real files beside the project, which may be absent: ../shared.
std::string shared_folder();
/// The starter knowledge base's sources: kb/starter.
std::string starter_folder();

} // namespace ekb::tests
