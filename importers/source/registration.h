// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

namespace ekb::importers {

/// Reads the registration numbers in the document's content: those that it gives as its own (the title; a registration
/// section; a sentence of abstract, methods or notes that says "registered"; anywhere "The trial was registered as …",
/// "Trial registration:") go to identifiers.registry, all others (background, discussion, "a previous trial") to
/// `mentioned`. What the identifiers already hold stays. The cues are data/registration_cues.tsv. Thread-safe.
void read_registrations(Document& document);

} // namespace ekb::importers
