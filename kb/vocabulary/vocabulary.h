// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/diagnostic.h"
#include "kb/model/expected.h"
#include "kb/model/text.h"
#include "kb/model/vocabulary_concept.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb {
struct Document;
}

namespace ekb::kb {

/// A file of concepts as a curator gives it: comma- or tab-separated, with a header row (docs/vocabulary.md).
struct VocabularyFile {
    std::string path; ///< for messages
    std::string text; ///< UTF-8
};

/// A stretch of text that names concepts. More than one concept where the words mean several things: of several kinds
/// (depression: a condition and an endpoint) or, for an ambiguous abbreviation, of one.
struct Mention {
    ByteSpan span;
    std::vector<const Concept*> concepts; ///< never empty; they live as long as the vocabulary

    /// The one concept of the kind; nullptr where there is none or more than one.
    const Concept* only(ConceptKind kind) const;
};

/// A name near to a misspelt text.
struct Suggestion {
    const Concept* concept_found = nullptr;
    std::string text; ///< the given text with its unknown words replaced
    int distance = 0; ///< letters inserted, left out, replaced or swapped with their neighbour, in all
};

/// How a case-sensitive abbreviation is compared: with text as published, or with a question typed in lower case.
enum class LetterCase { respected, ignored };

/// What things are called and what they are kinds of. Names are compared folded: letter case, hyphens and spaces,
/// plurals, possessives, Greek letters, accents, British and American spelling make no difference (data/spelling.tsv).
/// Immutable once made; every member may be called from several threads at once.
class Vocabulary {
public:
    /// The vocabulary that the program ships, read at the first call. Throws Error where its data is malformed.
    static const Vocabulary& builtin();

    /// The built-in vocabulary with a curator's files added: new concepts, and more names for concepts that exist.
    /// Every bad row is reported, by file and line.
    static Expected<Vocabulary, std::vector<Diagnostic>> with_files(std::span<const VocabularyFile> files);

    /// A vocabulary of these files alone.
    static Expected<Vocabulary, std::vector<Diagnostic>> of_files(std::span<const VocabularyFile> files);

    /// The built-in vocabulary with concepts that were imported into a knowledge base: one that is known already (by id,
    /// external id or label) lends its names and places, the others are new (added_concepts.h). `notes` gets a line for
    /// whatever was left out.
    static Vocabulary with_concepts(std::vector<Concept> concepts, std::vector<std::string>& notes);

    /// The vocabulary as bytes, which from_compiled() makes it from again at a small part of the time. For a file beside
    /// the knowledge base: the bytes are those of this machine and of this version of the program.
    std::string compiled() const;
    /// What compiled() gave; nullopt where the bytes are cut short or too many. Other damage is not noticed: the caller
    /// keeps a checksum.
    static std::optional<Vocabulary> from_compiled(std::string_view bytes);

    Vocabulary(Vocabulary&&) noexcept;
    Vocabulary& operator=(Vocabulary&&) noexcept;
    ~Vocabulary();

    /// All concepts, in the order of their files.
    std::span<const Concept> concepts() const;

    /// nullptr where there is no such id.
    const Concept* find(std::string_view id) const;

    /// Every way of writing the concept, the label first: its names without ambiguous ones, and the British or
    /// American spelling of each. Empty for an unknown id.
    std::vector<std::string> names_of(std::string_view id) const;

    /// The concept and every concept that is a kind of it, nearest first. Empty for an unknown id.
    std::vector<const Concept*> narrower(std::string_view id) const;

    /// The concept and everything that it is a kind of, nearest first. Empty for an unknown id. Lives as long as the
    /// vocabulary.
    std::span<const Concept* const> broader(std::string_view id) const;

    /// Is `id` the concept `ancestor` or a kind of it? False for unknown ids.
    bool is_a(std::string_view id, std::string_view ancestor) const;

    /// The concepts that the whole of `text` names, of one kind or (nullopt) of any. Several where the name is
    /// ambiguous.
    std::vector<const Concept*> lookup(std::string_view text, std::optional<ConceptKind> kind = std::nullopt,
                                       LetterCase letter_case = LetterCase::respected) const;

    /// The mentions in UTF-8 text, in order, without overlap: at each word the longest name that starts there. Names
    /// match whole words only, never across a sentence's end, a bracket or a table cell, and not after "non-" or
    /// "anti-".
    std::vector<Mention> match(std::string_view text, LetterCase letter_case = LetterCase::respected) const;

    /// Names near to `text`, nearest first, at most `limit`, for words of five letters and more that no name holds:
    /// one slip in a word of five to seven letters, two in a longer one. Empty where every word is known.
    std::vector<Suggestion> suggest(std::string_view text, std::size_t limit = 5) const;

private:
    struct Data;
    explicit Vocabulary(std::unique_ptr<const Data> data);
    std::unique_ptr<const Data> m_data;
};

/// The concept that a phrase of a claim names: the whole phrase's, else the best mention in it. Nullptr where it names
/// none, or where its words mean several. A scale is preferred to what it measures, a treatment to the placebo given
/// beside it, the narrower of two that are of one kind, a combination to its parts. An endpoint may be a condition that
/// occurs ("stroke").
/// Of several interventions that are joined ("A plus B", "A or B") it is none, unless one concept is their combination: the
/// name of one of them would tell something else. The concept lives as long as the vocabulary.
const Concept* concept_of(std::string_view phrase, ConceptKind kind, const Vocabulary& vocabulary);

/// The interventions that a phrase names, in order, without a placebo beside a treatment: the parts of what concept_of has no one
/// name for. Empty where it names none.
std::vector<const Concept*> given_together(std::string_view phrase, const Vocabulary& vocabulary);

/// Fills the empty concept_id and label of arms, of claims' intervention, comparator, condition and endpoint, and of
/// the document's condition, from their text; never changes one that is there. Leaves empty what the vocabulary does
/// not know.
void label_concepts(Document& document, const Vocabulary& vocabulary);

} // namespace ekb::kb
