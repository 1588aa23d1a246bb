// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace ekb::indexer {

/// What the terms of the index mean. A term without a prefix is a stem of the running text, with positions. Prefixes
/// are upper-case letters and a colon, so that no stem is ever taken for one.
namespace prefix {

inline constexpr std::string_view title = "S:"; ///< stem of a document's title
inline constexpr std::string_view word =
    "W:"; ///< a whole word of title, abstract or claims that its stem does not tell (tokens.h): for spelling, wildcards
inline constexpr std::string_view intervention_text = "IT:"; ///< stem of a claim's intervention
inline constexpr std::string_view comparator_text = "CT:";   ///< stem of a claim's comparator
inline constexpr std::string_view endpoint_text = "ET:";     ///< stem of a claim's endpoint
inline constexpr std::string_view condition_text = "DT:";    ///< stem of a condition
inline constexpr std::string_view intervention = "IC:"; ///< concept of a claim's intervention, or one broader than it
inline constexpr std::string_view comparator = "CC:";   ///< the same of its comparator
inline constexpr std::string_view endpoint = "EC:";     ///< the same of its endpoint
inline constexpr std::string_view condition = "DC:";    ///< the same of its condition
inline constexpr std::string_view intervention_itself = "IX:"; ///< concept of a claim's intervention, none broader
inline constexpr std::string_view comparator_itself = "CX:";   ///< the same of its comparator
inline constexpr std::string_view endpoint_itself = "EX:";     ///< the same of its endpoint
inline constexpr std::string_view condition_itself = "DX:";    ///< the same of its condition
inline constexpr std::string_view mention =
    "M:"; ///< concept named in the text, or one broader; with positions
inline constexpr std::string_view title_mention = "MT:";       ///< the same of a title
inline constexpr std::string_view abstract_mention = "MA:";    ///< the same of a title, an abstract, or a record that is no article
inline constexpr std::string_view adverse_mention = "AM:";     ///< the same of an adverse event that a registry counts, and of no other place
inline constexpr std::string_view exact_mention = "N:"; ///< concept named itself anywhere in the text
inline constexpr std::string_view pair = "P:";          ///< intervention|endpoint concepts of one claim on people
inline constexpr std::string_view animal_pair = "PA:";  ///< the same of a claim on animals or cells
inline constexpr std::string_view species = "K:";       ///< human, animal, in_vitro
inline constexpr std::string_view design = "G:";        ///< design type
inline constexpr std::string_view phase = "H:";         ///< one phase: "1/2" gives 1 and 2
inline constexpr std::string_view masking = "B:";       ///< masking
inline constexpr std::string_view registry = "R:";      ///< registration number, lower case
inline constexpr std::string_view identifier = "Q:";    ///< any identifier of a document or of the study, lower case
inline constexpr std::string_view document_type = "F:"; ///< article, registry_record, web_page
inline constexpr std::string_view route = "U:";         ///< route of a claim's or an arm's dose
inline constexpr std::string_view direction = "V:";     ///< direction of a claim's effect
inline constexpr std::string_view favours = "VF:";      ///< whom a claim favours
inline constexpr std::string_view status = "VS:";       ///< review status of a claim
inline constexpr std::string_view retracted = "Y:";     ///< "true" where a document is retracted, else "false"

inline constexpr std::string_view discrepancy = "X:"; ///< what the reports of the study disagree on

} // namespace prefix

/// Numbers of a study that can be compared: by what a query's ranges and orders read; and what else is read of many
/// studies in one search.
enum class Slot : std::uint32_t {
    year = 0,     ///< of the first publication
    n = 1,        ///< randomised, the greatest that a report gives
    quality = 2,  ///< 0..1: design, masking, registration
    sequence = 3, ///< change of the store that the entry was made from
    claims = 4,   ///< no number: the study's claims_digest()
    card = 5,     ///< no number: its packed card; Xapian stores values as they are, a document's data it compresses
};

} // namespace ekb::indexer
