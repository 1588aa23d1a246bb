// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/models/claim_models.h"

#include "importers/extraction/words/resource.h"

namespace ekb::importers::extraction {

const ClaimModels& ClaimModels::built_in() {
    const auto model = [](std::string_view name) { return LinearModel(resource(name)); };
    static const ClaimModels models{model("models/phrases.model"),   model("models/entities.model"),
                                    model("models/names.model"),     model("models/arms.model"),
                                    model("models/naming.model"),    model("models/doses.model"),
                                    model("models/sizes.model"),     model("models/endpoints.model"),
                                    model("models/relations.model"), model("models/pairs.model"),
                                    model("models/directions.model"), model("models/figures.model"),
                                    model("models/effects.model"),   model("models/p_values.model"),
                                    model("models/report_words.model"),
                                    Calibration(resource("confidence.tsv"))};
    return models;
}

} // namespace ekb::importers::extraction
