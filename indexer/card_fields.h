// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/byte_io.h"
#include "indexer/card.h"

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace ekb::indexer {

template <typename T, typename Of>
concept is_or_const = std::same_as<std::remove_const_t<T>, Of>;

// What a card keeps of each thing, in this order: the writer and the reader both go by it. A field that is added to the
// model and shown in answers belongs here, and makes another version of the index.
template <typename A>
void each_field(A& take, is_or_const<Named> auto& n) {
    take(n.text, n.concept_id, n.label);
}
template <typename A>
void each_field(A& take, is_or_const<Dose> auto& d) {
    take(d.text, d.amount, d.amount_high, d.unit, d.route, d.frequency, d.per_day, d.duration, d.duration_days);
}
template <typename A>
void each_field(A& take, is_or_const<Arm> auto& a) {
    take(a.name, a.role, a.also_called, a.n, a.concept_id, a.label, a.dose);
}
template <typename A>
void each_field(A& take, is_or_const<ClaimN> auto& n) {
    take(n.randomised, n.analysed, n.intervention, n.comparator);
}
template <typename A>
void each_field(A& take, is_or_const<Endpoint> auto& e) {
    take(e.text, e.concept_id, e.label, e.role, e.timepoint);
}
template <typename A>
void each_field(A& take, is_or_const<Effect> auto& e) {
    take(e.direction, e.favours, e.measure, e.value, e.unit, e.ci_low, e.ci_high, e.ci_level, e.p, e.p_op);
}
template <typename A>
void each_field(A& take, is_or_const<ArmFigures> auto& f) {
    take(f.name, f.n, f.mean, f.sd, f.se, f.median, f.q1, f.q3, f.events, f.total, f.text);
}
template <typename A>
void each_field(A& take, is_or_const<Evidence> auto& e) {
    take(e.quote, e.section, e.code_point_start, e.code_point_end);
}
template <typename A>
void each_field(A& take, is_or_const<Claim> auto& c) {
    take(c.id, c.document, c.study, c.intervention, c.dose, c.comparator, c.condition, c.species, c.n, c.endpoint,
         c.effect, c.arms, c.evidence, c.method, c.confidence, c.status);
}
template <typename A>
void each_field(A& take, is_or_const<Identifiers> auto& i) {
    take(i.pmid, i.pmcid, i.doi, i.registry, i.url);
}
template <typename A>
void each_field(A& take, is_or_const<Design> auto& d) {
    take(d.type, d.phase, d.masking, d.species);
}
template <typename A>
void each_field(A& take, is_or_const<DocumentN> auto& n) {
    take(n.randomised, n.analysed, n.quote);
}
template <typename A>
void each_field(A& take, is_or_const<Document> auto& d) {
    take(d.id, d.type, d.format, d.identifiers, d.title, d.journal, d.published, d.language, d.authors,
         d.publication_types, d.retracted, d.design, d.condition, d.n, d.arms, d.primary_endpoint);
}
template <typename A>
void each_field(A& take, is_or_const<StudyCard> auto& c) {
    take(c.id, c.title, c.documents, c.claims);
}

/// Writes fields one after the other.
class CardWriter {
public:
    template <typename... T>
    void operator()(const T&... values) {
        (write(values), ...);
    }
    std::string take() { return m_out.take(); }

private:
    void write(const std::string& value) { m_out.text(value); }
    void write(double value) { m_out.real(value); }
    template <typename T>
        requires std::integral<T> || std::is_enum_v<T>
    void write(T value) {
        const auto number = static_cast<std::int64_t>(value);
        m_out.number((static_cast<std::uint64_t>(number) << 1U) ^ static_cast<std::uint64_t>(number >> 63)); // zigzag
    }
    template <typename T>
    void write(const std::optional<T>& value) {
        m_out.number(value ? 1 : 0);
        if (value) write(*value);
    }
    template <typename T>
    void write(const std::vector<T>& values) {
        m_out.number(values.size());
        for (const T& value : values)
            write(value);
    }
    template <typename T>
        requires std::is_class_v<T>
    void write(const T& value) {
        each_field(*this, value);
    }

    ByteWriter m_out;
};

/// Leaves out what CardWriter wrote of things of these types.
class CardSkipper {
public:
    explicit CardSkipper(ByteReader& in) : m_in(in) {}

    template <typename... T>
    void operator()(const T&... like) {
        (skip(like), ...);
    }

private:
    void skip(const std::string&) { (void)m_in.text(); }
    void skip(double) { (void)m_in.real(); }
    template <typename T>
        requires std::integral<T> || std::is_enum_v<T>
    void skip(T) {
        (void)m_in.number();
    }
    template <typename T>
    void skip(const std::optional<T>&) {
        if (m_in.number() != 0) skip(any_of_type<T>);
    }
    template <typename T>
    void skip(const std::vector<T>&) {
        for (std::uint64_t left = m_in.number(); left > 0; --left)
            skip(any_of_type<T>);
    }
    template <typename T>
        requires std::is_class_v<T>
    void skip(const T& like) {
        each_field(*this, like);
    }

    template <typename T>
    static inline const T any_of_type{};

    ByteReader& m_in;
};

/// Reads what CardWriter wrote.
class CardReader {
public:
    explicit CardReader(std::string_view bytes) : m_in(bytes) {}

    template <typename... T>
    void operator()(T&... values) {
        (read(values), ...);
    }
    bool at_end() const { return m_in.at_end(); }
    /// Goes past things of these types.
    template <typename... T>
    void skip(const T&... like) {
        CardSkipper skipper(m_in);
        skipper(like...);
    }
    /// How many of a list follow.
    std::uint64_t count() { return m_in.number(); }

private:
    void read(std::string& value) { value = m_in.text(); }
    void read(double& value) { value = m_in.real(); }
    template <typename T>
        requires std::integral<T> || std::is_enum_v<T>
    void read(T& value) {
        const std::uint64_t number = m_in.number();
        value = static_cast<T>(static_cast<std::int64_t>(number >> 1U) ^ -static_cast<std::int64_t>(number & 1U));
    }
    template <typename T>
    void read(std::optional<T>& value) {
        if (m_in.number() != 0) read(value.emplace());
    }
    template <typename T>
    void read(std::vector<T>& values) {
        const std::uint64_t count = m_in.number();
        if (count > m_in.left()) throw Error("the index holds a study's card that ends too early: run ekb reindex");
        values.reserve(count);
        for (std::uint64_t i = 0; i < count; ++i)
            read(values.emplace_back());
    }
    template <typename T>
        requires std::is_class_v<T>
    void read(T& value) {
        each_field(*this, value);
    }

    ByteReader m_in;
};

} // namespace ekb::indexer
