// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/claim_digest.h"

#include "indexer/byte_io.h"
#include "indexer/tokens.h"

#include <algorithm>
#include <unordered_map>

namespace ekb::indexer {

namespace {

/// Texts in the order in which they came first; each has a number. Few are looked through: a hash is made where they are
/// many.
class Table {
public:
    std::uint32_t number(std::string_view text) {
        if (m_numbers.empty()) {
            const auto known = std::ranges::find(m_texts, text);
            if (known != m_texts.end()) return static_cast<std::uint32_t>(known - m_texts.begin());
            if (m_texts.size() < few) return add(text);
            for (const std::string& each : m_texts)
                m_numbers.emplace(each, m_numbers.size());
        }
        const auto [at, added] = m_numbers.try_emplace(std::string(text), m_texts.size());
        if (added) add(text);
        return at->second;
    }
    const std::vector<std::string>& texts() const { return m_texts; }

private:
    static constexpr std::size_t few = 24;
    std::uint32_t add(std::string_view text) {
        m_texts.emplace_back(text);
        return static_cast<std::uint32_t>(m_texts.size() - 1);
    }

    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<std::string> m_texts;
};

class DigestWriter {
public:
    explicit DigestWriter(Stemmer& stem) : m_stem(stem) {}

    void add(const Claim& claim) {
        begin(false, claim.status);
        named(claim.intervention.text, claim.intervention.concept_id);
        named(claim.comparator);
        named(claim.condition);
        named(claim.endpoint.text, claim.endpoint.concept_id);
        choice(claim.effect.direction);
        choice(claim.effect.favours);
        choice(claim.effect.p_op);
        real(claim.effect.p);
        dose(claim.dose);
    }
    /// Only those whose intervention is what the trial is about.
    void add(const Arm& arm) {
        if (arm.role != ArmRole::experimental) return;
        begin(true, ReviewStatus::unreviewed);
        named(arm.name, arm.concept_id);
        for (int others = 0; others < 3; ++others)
            named(std::nullopt);
        choice(std::optional<Direction>());
        choice(std::optional<Favours>());
        choice(std::optional<PRelation>());
        real(std::nullopt);
        dose(arm.dose);
    }

    std::string take() {
        ByteWriter out;
        out.number(m_words.texts().size());
        for (const std::string& word : m_words.texts())
            write_word(out, word);
        out.number(m_names.texts().size());
        for (const std::string& name : m_names.texts())
            out.text(name);
        out.number(m_count);
        return out.take() + m_claims.take();
    }

private:
    void begin(bool is_arm, ReviewStatus status) {
        ++m_count;
        m_claims.number(is_arm ? 1 : 0);
        m_claims.number(static_cast<unsigned>(status));
    }
    void named(std::string_view text, const std::optional<std::string>& concept_name) {
        const std::vector<Token> words = tokens(text);
        m_claims.number(words.size() + 1);
        for (const Token& token : words)
            m_claims.number(m_words.number(token.word));
        name(concept_name);
    }
    void named(const std::optional<Named>& thing) {
        if (thing) named(thing->text, thing->concept_id);
        else m_claims.number(0);
    }
    void name(const std::optional<std::string>& text) { m_claims.number(text ? m_names.number(*text) + 1 : 0); }
    template <typename E>
    void choice(const std::optional<E>& value) {
        m_claims.number(value ? static_cast<unsigned>(*value) + 1 : 0);
    }
    void real(const std::optional<double>& value) {
        m_claims.number(value ? 1 : 0);
        if (value) m_claims.real(*value);
    }
    void dose(const std::optional<Dose>& dose) {
        name(dose ? dose->unit : std::nullopt);
        name(dose ? dose->route : std::nullopt);
        real(dose ? dose->amount : std::nullopt);
        real(dose ? dose->amount_high : std::nullopt);
    }
    /// Most stems are the word's beginning.
    void write_word(ByteWriter& out, const std::string& word) {
        const std::string& stem = m_stem(word);
        const auto same = std::ranges::mismatch(word, stem).in1 - word.begin();
        out.text(word);
        out.number(static_cast<std::size_t>(same));
        out.text(std::string_view(stem).substr(static_cast<std::size_t>(same)));
    }

    Stemmer& m_stem;
    Table m_words;
    Table m_names;
    ByteWriter m_claims;
    std::size_t m_count = 0;
};

template <typename E>
std::optional<E> read_choice(ByteReader& in) {
    const std::uint64_t value = in.number();
    if (value == 0) return std::nullopt;
    return static_cast<E>(value - 1);
}

std::optional<double> read_real(ByteReader& in) {
    if (in.number() == 0) return std::nullopt;
    return in.real();
}

std::optional<std::uint32_t> read_name(ByteReader& in) {
    const std::uint64_t value = in.number();
    if (value == 0) return std::nullopt;
    return static_cast<std::uint32_t>(value - 1);
}

/// How many follow, each of at least one byte.
std::size_t read_count(ByteReader& in) {
    const std::uint64_t count = in.number();
    if (count > in.left()) throw Error("the index holds a study's claims that end too early: run ekb reindex");
    return count;
}

DigestWord read_word(ByteReader& in) {
    DigestWord word;
    word.word = in.text();
    word.stem_begin = word.word.substr(0, in.number());
    word.stem_end = in.text();
    return word;
}

/// `numbers` has the room already, so that the words' places stay.
DigestNamed read_named(ByteReader& in, std::vector<std::uint32_t>& numbers) {
    DigestNamed named;
    const std::uint64_t count = in.number();
    if (count == 0) return named;
    named.given = true;
    const std::size_t begin = numbers.size();
    for (std::uint64_t i = 1; i < count; ++i)
        numbers.push_back(static_cast<std::uint32_t>(in.number()));
    named.words = {numbers.data() + begin, count - 1};
    named.concept_name = read_name(in);
    return named;
}

} // namespace

std::string claims_digest(const kb::StoredStudy& study, Stemmer& stem) {
    DigestWriter writer(stem);
    for (const kb::StoredDocument& stored : study.documents) {
        for (const Claim& claim : stored.document.claims)
            writer.add(claim);
        for (const Arm& arm : stored.document.arms)
            writer.add(arm);
    }
    return writer.take();
}

std::string claims_digest(const Claim& claim, std::span<const Arm* const> arms, Stemmer& stem) {
    DigestWriter writer(stem);
    writer.add(claim);
    for (const Arm* arm : arms)
        writer.add(*arm);
    return writer.take();
}

void ClaimDigests::read(std::string_view bytes) {
    ByteReader in(bytes);
    m_words.clear();
    m_names.clear();
    m_claims.clear();
    m_word_numbers.clear();
    for (std::size_t count = read_count(in); count > 0; --count)
        m_words.push_back(read_word(in));
    for (std::size_t count = read_count(in); count > 0; --count)
        m_names.push_back(in.text());
    std::size_t count = read_count(in);
    m_word_numbers.reserve(in.left()); // each takes a byte or more: it never moves
    for (; count > 0; --count) {
        DigestClaim& claim = m_claims.emplace_back();
        claim.is_arm = in.number() != 0;
        claim.status = static_cast<ReviewStatus>(in.number());
        claim.intervention = read_named(in, m_word_numbers);
        claim.comparator = read_named(in, m_word_numbers);
        claim.condition = read_named(in, m_word_numbers);
        claim.endpoint = read_named(in, m_word_numbers);
        claim.direction = read_choice<Direction>(in);
        claim.favours = read_choice<Favours>(in);
        claim.p_op = read_choice<PRelation>(in);
        claim.p = read_real(in);
        claim.dose_unit = read_name(in);
        claim.route = read_name(in);
        claim.dose = read_real(in);
        claim.dose_high = read_real(in);
    }
    const auto beyond = [](std::size_t size) { return [size](std::uint32_t number) { return number >= size; }; };
    if (std::ranges::any_of(m_word_numbers, beyond(m_words.size())))
        throw Error("the index holds a study's claims with words that are not there: run ekb reindex");
}

} // namespace ekb::indexer
