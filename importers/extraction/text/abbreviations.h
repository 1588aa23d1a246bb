// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/sentences.h"
#include "kb/model/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// A short form that a text explains: "amyotrophic lateral sclerosis (ALS)".
struct Abbreviation {
    std::string short_form;
    std::string long_form;
    ByteSpan short_span;
    ByteSpan long_span;
};

/// The long form of `short_form` at the end of `before`: by the algorithm of Schwartz and Hearst (PSB 2003), the
/// shortest tail whose letters give those of the short form, from right to left, its first at a word's start.
std::optional<ByteSpan> long_form_before(std::string_view before, std::string_view short_form);

/// The abbreviations that a document's sentences explain, first explanation first, each short form once.
std::vector<Abbreviation> find_abbreviations(std::string_view text, const std::vector<Sentence>& sentences);

} // namespace ekb::importers::extraction
