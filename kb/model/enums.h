// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace ekb {

enum class DocumentType { article, registry_record, web_page };
enum class DesignType { parallel_rct, crossover_rct, cluster_rct, other_rct, non_randomised, secondary_analysis, protocol, other };
enum class Species { human, animal, in_vitro };
enum class ArmRole { experimental, comparator };
enum class EndpointRole { primary, secondary, other };
enum class Direction { increased, decreased, no_difference };
enum class Favours { intervention, comparator, neither };
enum class Measure {
    mean_difference,
    standardised_mean_difference,
    risk_ratio,
    odds_ratio,
    hazard_ratio,
    rate_ratio,
    risk_difference,
    percent_change,
    arm_values
};
enum class PRelation { equal, less, greater };
enum class Method { registry, text, curator };
/// What a notice says of a report: the five are kept apart.
enum class NoticeKind { retraction, correction, expression_of_concern, reinstatement, retract_and_replace };
enum class ReviewStatus { unreviewed, accepted, corrected, rejected };

/// The names of an enumeration's values, spelled as in the contract's JSON. One table each; every reader and
/// writer of a name goes through name_of and from_name.
template <typename E>
struct EnumNames;

template <>
struct EnumNames<DocumentType> {
    static constexpr std::array<std::pair<DocumentType, std::string_view>, 3> rows{
        {{DocumentType::article, "article"}, {DocumentType::registry_record, "registry_record"}, {DocumentType::web_page, "web_page"}}};
};
template <>
struct EnumNames<DesignType> {
    static constexpr std::array<std::pair<DesignType, std::string_view>, 8> rows{
        {{DesignType::parallel_rct, "parallel_rct"},
         {DesignType::crossover_rct, "crossover_rct"},
         {DesignType::cluster_rct, "cluster_rct"},
         {DesignType::other_rct, "other_rct"},
         {DesignType::non_randomised, "non_randomised"},
         {DesignType::secondary_analysis, "secondary_analysis"},
         {DesignType::protocol, "protocol"},
         {DesignType::other, "other"}}};
};
template <>
struct EnumNames<Species> {
    static constexpr std::array<std::pair<Species, std::string_view>, 3> rows{
        {{Species::human, "human"}, {Species::animal, "animal"}, {Species::in_vitro, "in_vitro"}}};
};
template <>
struct EnumNames<ArmRole> {
    static constexpr std::array<std::pair<ArmRole, std::string_view>, 2> rows{
        {{ArmRole::experimental, "experimental"}, {ArmRole::comparator, "comparator"}}};
};
template <>
struct EnumNames<EndpointRole> {
    static constexpr std::array<std::pair<EndpointRole, std::string_view>, 3> rows{
        {{EndpointRole::primary, "primary"}, {EndpointRole::secondary, "secondary"}, {EndpointRole::other, "other"}}};
};
template <>
struct EnumNames<Direction> {
    static constexpr std::array<std::pair<Direction, std::string_view>, 3> rows{
        {{Direction::increased, "increased"}, {Direction::decreased, "decreased"}, {Direction::no_difference, "no_difference"}}};
};
template <>
struct EnumNames<Favours> {
    static constexpr std::array<std::pair<Favours, std::string_view>, 3> rows{
        {{Favours::intervention, "intervention"}, {Favours::comparator, "comparator"}, {Favours::neither, "neither"}}};
};
template <>
struct EnumNames<Measure> {
    static constexpr std::array<std::pair<Measure, std::string_view>, 9> rows{
        {{Measure::mean_difference, "mean_difference"},
         {Measure::standardised_mean_difference, "standardised_mean_difference"},
         {Measure::risk_ratio, "risk_ratio"},
         {Measure::odds_ratio, "odds_ratio"},
         {Measure::hazard_ratio, "hazard_ratio"},
         {Measure::rate_ratio, "rate_ratio"},
         {Measure::risk_difference, "risk_difference"},
         {Measure::percent_change, "percent_change"},
         {Measure::arm_values, "arm_values"}}};
};
template <>
struct EnumNames<PRelation> {
    static constexpr std::array<std::pair<PRelation, std::string_view>, 3> rows{
        {{PRelation::equal, "="}, {PRelation::less, "<"}, {PRelation::greater, ">"}}};
};
template <>
struct EnumNames<Method> {
    static constexpr std::array<std::pair<Method, std::string_view>, 3> rows{
        {{Method::registry, "registry"}, {Method::text, "text"}, {Method::curator, "curator"}}};
};
template <>
struct EnumNames<NoticeKind> {
    static constexpr std::array<std::pair<NoticeKind, std::string_view>, 5> rows{
        {{NoticeKind::retraction, "retraction"},
         {NoticeKind::correction, "correction"},
         {NoticeKind::expression_of_concern, "expression_of_concern"},
         {NoticeKind::reinstatement, "reinstatement"},
         {NoticeKind::retract_and_replace, "retract_and_replace"}}};
};
template <>
struct EnumNames<ReviewStatus> {
    static constexpr std::array<std::pair<ReviewStatus, std::string_view>, 4> rows{
        {{ReviewStatus::unreviewed, "unreviewed"},
         {ReviewStatus::accepted, "accepted"},
         {ReviewStatus::corrected, "corrected"},
         {ReviewStatus::rejected, "rejected"}}};
};

/// The contract's name of a value.
template <typename E>
constexpr std::string_view name_of(E value) {
    for (const auto& [known, name] : EnumNames<E>::rows) {
        if (known == value) return name;
    }
    return {};
}

/// The value that the contract names so; nullopt where it names none so.
template <typename E>
constexpr std::optional<E> from_name(std::string_view name) {
    for (const auto& [value, known] : EnumNames<E>::rows) {
        if (known == name) return value;
    }
    return std::nullopt;
}

} // namespace ekb
