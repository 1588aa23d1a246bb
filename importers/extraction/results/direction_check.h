// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

namespace ekb::importers::extraction {

/// Holds a direction that was read from words against the figures of the arms. "The decline of X was smaller (-2.7 v -4.6)"
/// says that X itself is higher: where the endpoint's name does not say that it is a decline, the figures decide. A claim of
/// no difference, or without a figure for each arm in one unit, is left as it is.
void check_direction(Claim& claim);

} // namespace ekb::importers::extraction
