// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/entry_queue.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>

using namespace ekb::indexer;

namespace {

StudyEntry entry(std::int64_t key, std::size_t postings) {
    StudyEntry made;
    made.key = key;
    for (std::size_t i = 0; i < postings; ++i)
        made.terms.mark("", std::to_string(i));
    return made;
}

/// Long enough that what does not wait has come back.
bool still_waits(const auto& call) {
    return call.wait_for(std::chrono::milliseconds(50)) == std::future_status::timeout;
}

} // namespace

TEST_CASE("entries are taken together, in their order, once they weigh enough") {
    EntryQueue queue;
    auto taken = std::async(std::launch::async, [&] { return queue.next(); });
    queue.add(entry(1, postings_at_once - 1));
    CHECK(still_waits(taken));
    queue.add(entry(2, 1));
    const auto entries = taken.get();
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].key == 1);
    CHECK(entries[1].key == 2);
    CHECK_FALSE(queue.complete());
}

TEST_CASE("what waits is bounded by its postings") {
    EntryQueue queue;
    queue.add(entry(1, postings_in_flight - 1));
    queue.add(entry(2, 1));
    auto added = std::async(std::launch::async, [&] { queue.add(entry(3, 1)); });
    CHECK(still_waits(added));
    CHECK(queue.next().size() == 2);
    added.get();
    queue.close();
    CHECK(queue.next().size() == 1);
}

TEST_CASE("a closed queue gives what is left, then nothing") {
    EntryQueue queue;
    queue.add(entry(1, 1));
    queue.close();
    CHECK(queue.next().size() == 1);
    CHECK(queue.next().empty());
    CHECK(queue.complete());
}

TEST_CASE("an abandoned queue drops what waits and is not complete, closed before or not") {
    const bool closed = GENERATE(false, true);
    EntryQueue queue;
    queue.add(entry(1, 1));
    if (closed) queue.close();
    queue.abandon();
    CHECK(queue.next().empty());
    CHECK_FALSE(queue.complete());
}

TEST_CASE("a failure reaches who adds, also who waits to") {
    EntryQueue queue;
    CHECK_NOTHROW(queue.rethrow_failure());
    queue.add(entry(1, postings_in_flight));
    auto added = std::async(std::launch::async, [&] { queue.add(entry(2, 1)); });
    CHECK(still_waits(added));
    queue.fail(std::make_exception_ptr(std::runtime_error("the disk is full")));
    CHECK_THROWS_WITH(added.get(), "the disk is full");
    CHECK_THROWS_WITH(queue.add(entry(3, 1)), "the disk is full");
    CHECK_THROWS_WITH(queue.rethrow_failure(), "the disk is full");
}
