// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

struct GoldDose {
    double amount = 0;
    std::string unit; ///< as the labels spell it
};

struct GoldArm {
    std::vector<std::string> names; ///< its name, then what else it is called
    ArmRole role = ArmRole::experimental;
    std::optional<GoldDose> dose{}; ///< none where amount or unit is not said
};

/// What a claim's text says of one arm.
struct GoldFigure {
    std::string arm;
    std::string text; ///< as written: "9.5 months", "23/40 (57.5%)"
};

struct GoldClaim {
    std::string intervention;
    std::optional<std::string> comparator;
    std::string endpoint;
    std::string quote;
    Direction direction = Direction::no_difference;
    std::optional<double> value{}; ///< the effect's; none where only arms' figures are told
    std::optional<double> ci_low{};
    std::optional<double> ci_high{};
    std::optional<double> p{};
    std::vector<GoldFigure> arm_values{};
};

/// A labelled abstract, as the annotation guide of the labelled data describes it.
struct GoldDocument {
    std::string id;
    std::string text;
    std::optional<int> n_randomised;
    std::optional<std::string> condition;
    std::vector<GoldArm> arms;
    std::vector<GoldClaim> claims;
};

/// Reads a folder's gold.ndjson, in file order; the text of each from its texts.ndjson where it has one, else empty.
/// Throws Error naming the file and line.
std::vector<GoldDocument> read_gold(const std::string& folder);

/// A question that a sentence answers: which way the endpoint went under the intervention against the comparator.
struct GoldComparison {
    std::string document; ///< "PMC…"
    std::string intervention;
    std::string comparator;
    std::string endpoint;
    Direction direction = Direction::no_difference;
    std::vector<std::string> evidence;
};

/// Reads a folder's prompts.ndjson. Throws Error naming the file and line.
std::vector<GoldComparison> read_gold_comparisons(const std::string& folder);

/// The ids of a folder's documents, from its gold.ndjson: what may not be learnt from elsewhere.
std::set<std::string> read_document_ids(const std::string& folder);

/// An abstract labelled token by token.
struct GoldTokens {
    std::string id;
    std::vector<std::string> tokens;
    std::vector<std::string> labels; ///< INT, OUT, PAR or O, one a token
};

/// Reads a folder's gold.ndjson.gz. Throws Error naming the file.
std::vector<GoldTokens> read_gold_tokens(const std::string& folder);

} // namespace ekb::importers::extraction::training
