// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ictrp.h"
#include "importers/registry/isrctn.h"

#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

namespace ekb::importers::registry {

TEST_CASE("ICTRP cases") {
    tests::run_cases(ictrp_format());
    tests::check_not_mine(ictrp_format());
}

TEST_CASE("ISRCTN cases") {
    tests::run_cases(isrctn_format());
    tests::check_not_mine(isrctn_format());
}

} // namespace ekb::importers::registry
