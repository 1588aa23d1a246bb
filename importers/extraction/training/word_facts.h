// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/vectors.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>

namespace ekb::importers::extraction::training {

/// How often each word stands in text that names participants, interventions or outcomes by where it stands: fields of
/// a registry record, columns of a table of results, sides of a question. No text that is tagged by this project is
/// read.
class FieldCounts {
public:
    /// NDJSON of registry records (`protocolSection`), questions (`intervention`, `comparator`, `endpoint`) or read
    /// trials (`arms`, `claims`, `condition`); other records are passed over.
    void read(const std::filesystem::path& file);

    /// 1 (much rarer in the field than in all text) .. 7 (much more frequent); 0 where the word was seen too seldom.
    std::array<std::uint8_t, 3> levels(const std::string& word, double share_of_all_text) const;

private:
    void add(std::size_t field, const std::string& text);
    template <class Json>
    void add_all(std::size_t field, const Json& list, const char* key);

    std::unordered_map<std::string, std::array<std::uint32_t, 3>> m_counts;
    std::array<double, 3> m_totals{};
};

/// Word -> bits of the MeSH branches (A first) that it is typical of. `file`: lines "Heading;A01.236".
std::unordered_map<std::string, std::uint32_t> read_mesh_branches(const std::filesystem::path& file);

/// Words that are names of drugs by themselves; `file`: CSV with the name in column `column` (from 0).
std::unordered_map<std::string, std::uint32_t> read_drug_names(const std::filesystem::path& file, std::size_t column);

} // namespace ekb::importers::extraction::training
