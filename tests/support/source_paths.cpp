// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/source_paths.h"

// The only file that knows where the sources are: what another checkout compiled of the others can be shared.
namespace ekb::tests {

std::string data_folder() {
    return EKB_SOURCES "/tests/data";
}

std::string shared_folder() {
    return EKB_SOURCES "/../shared";
}

std::string starter_folder() {
    return EKB_SOURCES "/kb/starter";
}

} // namespace ekb::tests
