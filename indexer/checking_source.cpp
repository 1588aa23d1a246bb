// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/checking_source.h"

#include <xapian.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace ekb::indexer {

namespace {

/// Goes over all studies, or looks at those that other parts of a query lead to, and keeps those that hold.
class CheckingSource : public Xapian::PostingSource {
public:
    Xapian::doccount get_termfreq_min() const override { return 0; }
    Xapian::doccount get_termfreq_est() const override { return m_studies / 2; }
    Xapian::doccount get_termfreq_max() const override { return m_studies; }
    double get_weight() const override { return 0; }
    Xapian::docid get_docid() const override { return m_at; }
    bool at_end() const override { return m_ended; }

    void init(const Xapian::Database& database) override {
        m_database = database;
        m_studies = database.get_doccount();
        m_all = {};
        m_at = 0;
        m_held = false;
        m_ended = false;
        prepare(database);
    }
    void next(double) override { move_to(m_at + 1); }
    void skip_to(Xapian::docid study, double) override {
        if (study > m_at)
            move_to(study);
        else if (!m_held)
            move_to(m_at + 1);
    }
    bool check(Xapian::docid study, double) override {
        if (study != m_at || !m_held) m_held = holds(study);
        m_at = study;
        return m_held;
    }

protected:
    virtual void prepare(const Xapian::Database& database) = 0;
    /// Called with rising numbers.
    virtual bool holds(Xapian::docid study) = 0;
    /// No study from `study` on and before the one that is given holds.
    virtual Xapian::docid first_from(Xapian::docid study) const { return study; }

private:
    void move_to(Xapian::docid study) {
        const Xapian::PostingIterator end;
        if (m_all == end) m_all = m_database.postlist_begin(std::string());
        for (m_all.skip_to(first_from(study)); m_all != end; m_all.skip_to(first_from(m_at + 1))) {
            m_at = *m_all;
            m_held = holds(m_at);
            if (m_held) return;
        }
        m_ended = true;
    }

    Xapian::Database m_database;
    Xapian::PostingIterator m_all;
    Xapian::doccount m_studies = 0;
    Xapian::docid m_at = 0;
    bool m_held = false;
    bool m_ended = false;
};

class AmongSource final : public CheckingSource {
public:
    explicit AmongSource(const std::vector<std::int64_t>& keys) {
        for (const std::int64_t key : keys)
            m_keys.push_back(static_cast<Xapian::docid>(key));
        std::ranges::sort(m_keys);
    }
    Xapian::doccount get_termfreq_est() const override { return get_termfreq_max(); }
    Xapian::doccount get_termfreq_max() const override {
        return std::min(static_cast<Xapian::doccount>(m_keys.size()), CheckingSource::get_termfreq_max());
    }

private:
    void prepare(const Xapian::Database&) override {}
    bool holds(Xapian::docid study) override { return std::ranges::binary_search(m_keys, study); }
    Xapian::docid first_from(Xapian::docid study) const override {
        const auto next = std::ranges::lower_bound(m_keys, study);
        return next == m_keys.end() ? std::max(study, past_all) : *next;
    }

    static constexpr Xapian::docid past_all = ~Xapian::docid{0};
    std::vector<Xapian::docid> m_keys;
};

/// Whether studies have a term, asked with rising numbers.
class TermCursor {
public:
    explicit TermCursor(std::string term) : m_term(std::move(term)) {}

    void start_over() { m_started = false; }
    bool has(const Xapian::Database& database, Xapian::docid study) {
        if (!m_started) {
            m_postings = database.postlist_begin(m_term); // many are never asked for
            m_started = true;
            m_at = 0;
        }
        if (m_at < study) {
            m_postings.skip_to(study);
            m_at = m_postings == Xapian::PostingIterator() ? ended : *m_postings;
        }
        return m_at == study;
    }
    const std::string& term() const { return m_term; }

private:
    static constexpr Xapian::docid ended = ~Xapian::docid{0};
    std::string m_term;
    Xapian::PostingIterator m_postings;
    Xapian::docid m_at = 0;
    bool m_started = false;
};

class JudgedSource final : public CheckingSource {
public:
    explicit JudgedSource(const Clause& clause) : m_judge(clause.judge) {
        for (const Clause& part : clause.parts) {
            Ways& ways = m_parts.emplace_back();
            for (const Clause& way : part.parts) {
                std::vector<std::size_t> terms;
                for (const Clause& term : way.parts)
                    terms.push_back(cursor(term.term));
                ways.push_back(std::move(terms));
            }
        }
    }

private:
    /// A study has a part where it has all terms of one of its ways; they are of m_cursors.
    using Ways = std::vector<std::vector<std::size_t>>;

    class Has final : public PartsJudge::Has {
    public:
        Has(JudgedSource& source, Xapian::docid study) : m_source(source), m_study(study) {}
        bool operator()(std::size_t part) const override {
            return std::ranges::any_of(m_source.m_parts.at(part), [&](const std::vector<std::size_t>& way) {
                return std::ranges::all_of(way, [&](std::size_t term) { return m_source.m_cursors[term].has(m_source.m_database, m_study); });
            });
        }

    private:
        JudgedSource& m_source;
        Xapian::docid m_study;
    };

    std::size_t cursor(const std::string& term) {
        const auto known = std::ranges::find(m_cursors, term, &TermCursor::term);
        const auto at = static_cast<std::size_t>(known - m_cursors.begin());
        if (known == m_cursors.end()) m_cursors.emplace_back(term);
        return at;
    }

    void prepare(const Xapian::Database& database) override {
        m_database = database;
        for (TermCursor& cursor : m_cursors)
            cursor.start_over();
    }

    bool holds(Xapian::docid study) override { return m_judge->holds(static_cast<std::int64_t>(study), Has(*this, study)); }

    Xapian::Database m_database;
    std::vector<TermCursor> m_cursors;
    std::vector<Ways> m_parts;
    std::shared_ptr<const PartsJudge> m_judge;
};

class TestedSource final : public CheckingSource {
public:
    explicit TestedSource(const Clause& clause) : m_slot(static_cast<Xapian::valueno>(clause.slot)), m_test(clause.test) {}

private:
    void prepare(const Xapian::Database& database) override {
        m_values = database.valuestream_begin(m_slot);
        m_end = database.valuestream_end(m_slot);
    }
    bool holds(Xapian::docid study) override {
        if (m_values == m_end) return false;
        if (m_values.get_docid() < study) m_values.skip_to(study);
        return m_values != m_end && m_values.get_docid() == study && m_test->holds(*m_values);
    }

    Xapian::valueno m_slot;
    std::shared_ptr<const ValueTest> m_test;
    Xapian::ValueIterator m_values;
    Xapian::ValueIterator m_end;
};

CheckingSource* source_of(const Clause& clause) {
    switch (clause.kind) {
    case Clause::Kind::among:
        return new AmongSource(clause.keys);
    case Clause::Kind::judged:
        return new JudgedSource(clause);
    case Clause::Kind::tested:
        return new TestedSource(clause);
    default:
        throw std::logic_error("no clause that is checked study by study");
    }
}

} // namespace

Xapian::Query checking_query(const Clause& clause) {
    return Xapian::Query(source_of(clause)->release()); // the query counts its owners and deletes it
}

} // namespace ekb::indexer
