// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <string_view>

namespace ekb::importers::extraction {

struct ClaimModels;

/// Fills what the document's content says in prose and tables: design, condition, n, arms, primary endpoint and claims.
/// What a field already holds (from the source's own fields) is kept. Same content, same result. Thread-safe.
void extract(Document& document);
/// The same with other models than the built-in ones: those of a cross-validation.
void extract(Document& document, const ClaimModels& models);

/// The structure of plain text as it was sent: title, labelled sections ("RESULTS: …"), paragraphs. The text is kept
/// byte for byte.
DocumentText plain_text(std::string_view text);

} // namespace ekb::importers::extraction
