// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_reader.h"

#include "indexer/file_mark.h"
#include "indexer/index_folder.h"
#include "indexer/index_update.h"
#include "indexer/xapian_edge.h"
#include "indexer/xapian_query.h"
#include "kb/model/error.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace ekb::indexer {

namespace fs = std::filesystem;

namespace {

constexpr int most_attempts = 5; // a writer would have to commit twice within each

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// How many studies have a term, by term, of one commit: a question asks the same of a name again and again, and each answer is
/// a walk down Xapian's tree.
using Frequencies = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;
constexpr std::size_t most_frequencies = 20'000; // some 2 MB

struct Release {
    bool& held;
    explicit Release(bool& flag) : held(flag) {}
    ~Release() { held = false; }
    Release(const Release&) = delete;
    Release& operator=(const Release&) = delete;
};

} // namespace

struct IndexReader::State {
    fs::path kb_dir;
    IndexFolder folder;
    std::string opened; // the folder's name; empty where there is no index
    FileMark current_mark;
    FileMark commit_mark;
    Xapian::Database database;
    std::int64_t sequence = 0; // of the commit
    std::int64_t vocabulary = 0; // its revision
    bool held = false;         // within at_one_commit()
    Frequencies frequencies;   // of the commit
    const fs::path current_file;
    fs::path version_file; // of the opened database

    explicit State(fs::path dir) : kb_dir(std::move(dir)), folder(kb_dir), current_file(folder.path() / "current") {}

    /// Opens the index that is current, or brings the open one to its last commit. Two looks at files where neither is
    /// new: a commit renames another version file into place.
    void refresh() {
        const FileMark current = mark_of(current_file);
        if (current != current_mark || opened.empty()) {
            open(folder.current());
            current_mark = current;
        } else if (const FileMark commit = mark_of(version_file); commit != commit_mark) {
            database.reopen();
            read_stamp();
            commit_mark = commit;
        }
    }

    void read_stamp() {
        frequencies.clear();
        sequence = sequence_of(database);
        vocabulary = vocabulary_revision_of(database);
    }

    void open(const std::string& name) {
        opened.clear();
        frequencies.clear();
        database = Xapian::Database();
        sequence = 0;
        vocabulary = 0;
        if (name.empty()) return;
        const fs::path path = folder.database(name);
        version_file = path / "iamglass";
        const FileMark commit = mark_of(version_file); // before it is opened: a commit meanwhile is seen next time
        database = Xapian::Database(path.string());
        if (database.get_metadata(version_key) != index_version) {
            throw Error("the index of " + kb_dir.string() + " is of another version of ekb: run ekb reindex");
        }
        read_stamp();
        opened = name;
        commit_mark = commit;
    }

    /// Runs reads on the last commit; again where a writer overtook them, or a rebuilt index took its place.
    template <typename Run>
    auto attempt(const Run& run) -> decltype(run()) {
        try {
            for (int left = most_attempts;; --left) {
                try {
                    refresh();
                    return run();
                } catch (const Xapian::DatabaseModifiedError&) {
                    if (left == 1) throw;
                    commit_mark = {};
                } catch (const Xapian::DatabaseOpeningError&) {
                    if (left == 1) throw;
                    opened.clear();
                }
            }
        } catch (const Xapian::Error& error) {
            rethrow(error, "the index of " + kb_dir.string() + " cannot be read");
        }
    }

    template <typename Read>
    auto read(const Read& run) -> decltype(run(database)) {
        if (held) return run(database);
        return attempt([&] { return run(database); });
    }
};

IndexReader::IndexReader(fs::path kb_dir) : m_state(std::make_unique<State>(std::move(kb_dir))) {}
IndexReader::~IndexReader() = default;
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;

void IndexReader::at_one_commit(const std::function<void()>& reads) const {
    if (m_state->held) return reads();
    m_state->attempt([&] {
        m_state->held = true;
        const Release release{m_state->held};
        reads();
    });
}

std::int64_t IndexReader::sequence() const {
    return m_state->read([&](const Xapian::Database&) { return m_state->sequence; });
}

std::int64_t IndexReader::vocabulary_revision() const {
    return m_state->read([&](const Xapian::Database&) { return m_state->vocabulary; });
}

std::string IndexReader::commit() const {
    return m_state->read([&](const Xapian::Database& database) {
        const FileMark& index = m_state->current_mark; // a rebuilt index may take over the name of an old one
        if (database.size() == 0) return std::string();
        return m_state->opened + " " + std::to_string(index.node) + " " + std::to_string(index.changed) + " " +
               std::to_string(database.get_revision());
    });
}

std::size_t IndexReader::study_count() const {
    return m_state->read([](const Xapian::Database& database) -> std::size_t { return database.get_doccount(); });
}

Matches IndexReader::search(const Clause& clause, const SearchOptions& options) const {
    return m_state->read([&](const Xapian::Database& database) {
        Matches matches;
        if (database.size() == 0) return matches;
        Xapian::Enquire enquire(database);
        enquire.set_query(xapian_query(clause));
        enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.6, 0.5));
        enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(Slot::quality), true);
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        const auto limit = static_cast<Xapian::doccount>(options.limit);
        const Xapian::doccount check = options.exact_total ? database.get_doccount() : limit;
        const Xapian::MSet found = enquire.get_mset(static_cast<Xapian::doccount>(options.offset), limit, check);
        matches.total = found.get_matches_estimated();
        for (auto hit = found.begin(); hit != found.end(); ++hit)
            matches.hits.push_back({*hit, hit.get_weight()});
        return matches;
    });
}

bool IndexReader::any(const Clause& clause) const {
    return m_state->read([&](const Xapian::Database& database) {
        if (database.size() == 0) return false;
        Xapian::Enquire enquire(database);
        enquire.set_query(xapian_query(clause));
        enquire.set_weighting_scheme(Xapian::BoolWeight()); // the first that is found will do
        return !enquire.get_mset(0, 1).empty();
    });
}

std::size_t IndexReader::count(const Clause& clause) const {
    return m_state->read([&](const Xapian::Database& database) -> std::size_t {
        if (database.size() == 0) return 0;
        Xapian::Enquire enquire(database);
        enquire.set_query(xapian_query(clause));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        const Xapian::MSet bounds = enquire.get_mset(0, 0, Xapian::doccount{0}); // of one term they are the number
        if (bounds.get_matches_lower_bound() == bounds.get_matches_upper_bound()) return bounds.get_matches_estimated();
        return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
    });
}

namespace {

/// Calls for each of the studies that has the term, with its place among the keys: in leaps over the longer of both lists.
template <typename Take>
void each_with_term(const Xapian::Database& database, std::span<const std::int64_t> keys, const std::string& term, const Take& take) {
    auto study = database.postlist_begin(term);
    const auto end = database.postlist_end(term);
    auto key = keys.begin();
    while (key != keys.end() && study != end) {
        const auto wanted = static_cast<Xapian::docid>(*key);
        if (*study < wanted) study.skip_to(wanted);
        if (study == end) break;
        const auto has = static_cast<std::int64_t>(*study);
        if (has == *key) take(static_cast<std::size_t>(key++ - keys.begin()));
        else key = std::lower_bound(key, keys.end(), has);
    }
}

} // namespace

std::vector<bool> IndexReader::which_have(std::span<const std::int64_t> keys, std::string_view term) const {
    return m_state->read([&](const Xapian::Database& database) {
        std::vector<bool> have(keys.size(), false);
        if (database.size() > 0) each_with_term(database, keys, std::string(term), [&](std::size_t at) { have[at] = true; });
        return have;
    });
}

std::size_t IndexReader::count_among(std::span<const std::int64_t> keys, const Clause& clause) const {
    return m_state->read([&](const Xapian::Database& database) -> std::size_t {
        if (database.size() == 0 || keys.empty()) return 0;
        if (clause.kind == Clause::Kind::term) {
            std::size_t count = 0;
            each_with_term(database, keys, clause.term, [&](std::size_t) { ++count; });
            return count;
        }
        Clause studies{.kind = Clause::Kind::among};
        studies.keys.assign(keys.begin(), keys.end());
        Xapian::Enquire enquire(database);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, xapian_query(studies), xapian_query(clause)));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
    });
}

void IndexReader::each_value(std::span<const std::int64_t> keys, Slot slot,
                             const std::function<void(std::size_t, std::string_view)>& take) const {
    m_state->read([&](const Xapian::Database& database) {
        if (database.size() == 0) return;
        auto value = database.valuestream_begin(static_cast<Xapian::valueno>(slot));
        const auto end = database.valuestream_end(static_cast<Xapian::valueno>(slot));
        for (std::size_t at = 0; at < keys.size() && value != end; ++at) {
            const auto study = static_cast<Xapian::docid>(keys[at]);
            if (value.get_docid() < study) value.skip_to(study);
            if (value != end && value.get_docid() == study) take(at, *value);
        }
    });
}

double number_of(std::string_view value) {
    return Xapian::sortable_unserialise(std::string(value));
}

std::optional<StudyCard> IndexReader::card(std::int64_t study_key) const {
    return m_state->read([&](const Xapian::Database& database) -> std::optional<StudyCard> {
        if (database.size() == 0) return std::nullopt;
        const auto number = static_cast<Xapian::docid>(study_key);
        const std::string bytes = database.get_document(number, Xapian::DOC_ASSUME_VALID).get_value(static_cast<Xapian::valueno>(Slot::card));
        if (bytes.empty()) return std::nullopt;
        return unpacked(bytes, study_key);
    });
}

std::size_t IndexReader::frequency(std::string_view term) const {
    return m_state->read([&](const Xapian::Database& database) -> std::size_t {
        if (database.size() == 0) return 0;
        Frequencies& known = m_state->frequencies;
        if (const auto found = known.find(term); found != known.end()) return found->second;
        std::string text(term);
        const std::size_t frequency = database.get_termfreq(text);
        if (known.size() >= most_frequencies) known.clear();
        known.emplace(std::move(text), frequency);
        return frequency;
    });
}

std::vector<std::string> IndexReader::terms_with(std::string_view beginning, std::size_t limit) const {
    return m_state->read([&](const Xapian::Database& database) {
        std::vector<std::string> found;
        if (database.size() == 0) return found;
        const std::string start(beginning);
        for (auto term = database.allterms_begin(start); term != database.allterms_end(start) && found.size() < limit;
             ++term) {
            found.push_back((*term).substr(start.size()));
        }
        return found;
    });
}

std::vector<bool> IndexReader::has_terms(std::int64_t study_key, const std::vector<std::string>& terms) const {
    return m_state->read([&](const Xapian::Database& database) {
        std::vector<bool> has(terms.size(), false);
        if (database.size() == 0) return has;
        try {
            const auto number = static_cast<Xapian::docid>(study_key);
            auto term = database.termlist_begin(number);
            const auto end = database.termlist_end(number);
            for (std::size_t i = 0; i < terms.size() && term != end; ++i) {
                term.skip_to(terms[i]);
                has[i] = term != end && *term == terms[i];
            }
        } catch (const Xapian::DocNotFoundError&) {
            return std::vector<bool>(terms.size(), false);
        }
        return has;
    });
}

} // namespace ekb::indexer
