// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/as_of.h"

#include "kb/store/schema.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <charconv>
#include <chrono>

namespace ekb::query {

namespace {

using std::chrono::milliseconds;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Midnight of a day that the calendar has.
std::optional<milliseconds> midnight_of(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok()) return std::nullopt;
    return std::chrono::time_point_cast<milliseconds>(std::chrono::sys_days(date)).time_since_epoch();
}

/// The last millisecond that the text names: of its day, or its second where it gives no fraction.
std::optional<std::int64_t> last_ms_of(const std::string& text) {
    static const RE2 day_form(R"((\d{4})-(\d\d)-(\d\d))");
    static const RE2 time_form(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?Z)");
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::string fraction;
    const bool is_day = RE2::FullMatch(text, day_form, &year, &month, &day);
    if (!is_day && !RE2::FullMatch(text, time_form, &year, &month, &day, &hour, &minute, &second, &fraction))
        return std::nullopt;
    const auto midnight = midnight_of(year, month, day);
    if (!midnight || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    if (is_day) return (*midnight + std::chrono::days(1)).count() - 1;
    const auto at = *midnight + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    return at.count() + (fraction.empty() ? 999 : std::stoi(fraction));
}

} // namespace

Expected<kb::Snapshot, std::string> read_as_of(const kb::HistoryReader& history, std::string_view text) {
    const std::string shown(text.substr(0, 100));
    if (const auto sequence = whole_number(text)) {
        if (const auto snapshot = history.snapshot(*sequence)) return *snapshot;
        return Unexpected(fmt::format("there is no snapshot {}: the newest is {}", shown, history.newest().sequence));
    }
    if (const auto at = last_ms_of(std::string(text))) return history.snapshot_at(*at);
    return Unexpected(fmt::format("\"{}\" is no snapshot: give its number (5234), a day (2026-01-31) or a time "
                                  "(2026-01-31T12:00:00Z)",
                                  shown));
}

kb::Snapshot snapshot_of(const std::filesystem::path& kb_dir, std::int64_t sequence) {
    const kb::Snapshot unknown{sequence, std::nullopt};
    if (!std::filesystem::exists(kb::store_file(kb_dir))) return unknown;
    return kb::HistoryReader(kb_dir).snapshot(sequence).value_or(unknown);
}

std::optional<int> year_of(const kb::Snapshot& snapshot) {
    if (!snapshot.at_ms) return std::nullopt;
    const std::chrono::sys_time<milliseconds> at{milliseconds(*snapshot.at_ms)};
    return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at)).year());
}

std::string utc_time(std::int64_t at_ms) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(static_cast<std::time_t>(at_ms / 1000)), at_ms % 1000);
}

nlohmann::ordered_json snapshot_json(const kb::Snapshot& snapshot) {
    nlohmann::ordered_json json{{"sequence", snapshot.sequence}, {"time", nullptr}};
    if (snapshot.at_ms) json["time"] = utc_time(*snapshot.at_ms);
    return json;
}

} // namespace ekb::query
