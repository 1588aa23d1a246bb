// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctis.h"
#include "importers/registry/euctr.h"
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

TEST_CASE("EUCTR cases") {
    tests::run_cases(euctr_format());
    tests::check_not_mine(euctr_format());
}

TEST_CASE("CTIS cases") {
    tests::run_cases(ctis_format());
    tests::check_not_mine(ctis_format());
}

} // namespace ekb::importers::registry
