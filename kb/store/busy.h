// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/error.h"

namespace ekb::kb {

/// Another process is writing the knowledge base, and did not end in time: the same may be done later.
class StoreBusy : public Error {
public:
    using Error::Error;
};

} // namespace ekb::kb
