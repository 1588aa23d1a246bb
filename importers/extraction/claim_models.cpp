// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/claim_models.h"

#include "importers/extraction/resource.h"

namespace ekb::importers::extraction {

const ClaimModels& ClaimModels::built_in() {
    static const ClaimModels models{LinearModel(resource("models/entities.model")),
                                    LinearModel(resource("models/arms.model")),
                                    LinearModel(resource("models/sizes.model"))};
    return models;
}

} // namespace ekb::importers::extraction
