// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged input for everything that reads what others wrote: fuzz SEED SECONDS DATA SEEDS FAILURES [ROUND]
// A child process does the work; this one sees it crash or hang, keeps the input in FAILURES, and starts another after
// it. The same seed gives the same inputs. With ROUND, that one alone, in this process: for a debugger.
#include "tests/fuzz/mutate.h"
#include "tests/fuzz/targets.h"
#include "tests/support/temp_dir.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <new>
#include <set>
#include <thread>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace ekb::fuzz;
namespace fs = std::filesystem;

constexpr double most_seconds_a_round = 5; // of processor, so that a busy machine is not taken for a hang
constexpr int exit_threw = 90;
constexpr std::size_t most_failures = 10;

struct Settings {
    std::uint64_t seed;
    double seconds;
    fs::path data, seeds, failures;
};

/// What the child tells, in memory that both see.
struct Progress {
    std::atomic<std::uint64_t> round{0};
    char target[40] = {};
    char what[400] = {};
};

struct Round {
    const Target& target;
    std::string input;
};

Round round_of(const std::vector<Target>& targets, std::uint64_t seed, std::uint64_t number) {
    Random random(seed * 1'000'003 + number);
    // Readers have the most to be found in.
    const std::size_t kind = random.below(8);
    const Target& target = targets[kind < 3 ? 0 : kind < 5 ? 1 : kind - 3];
    return {target, damaged(target.inputs, random)};
}

[[noreturn]] void work(const Settings& settings, Progress& progress, std::uint64_t from) {
    const ekb::tests::TempDir scratch;
    const auto targets = all_targets(settings.data, settings.seeds, scratch.path());
    for (std::uint64_t number = from;; ++number) {
        const Round round = round_of(targets, settings.seed, number);
        std::snprintf(progress.target, sizeof progress.target, "%s", round.target.name.c_str());
        progress.round = number;
        try {
            round.target.run(round.input);
        } catch (const std::exception& error) {
            std::snprintf(progress.what, sizeof progress.what, "%s", error.what());
            std::error_code ignored; // the folder is in the system's place for temporary files
            fs::remove_all(scratch.path(), ignored);
            std::_Exit(exit_threw);
        }
    }
}

double processor_seconds(pid_t child) {
    clockid_t clock = 0;
    timespec used{};
    if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

/// Runs a child until it fails or the time is over; what went wrong, empty where nothing did.
std::string watch(pid_t child, const Progress& progress, std::chrono::steady_clock::time_point until) {
    std::uint64_t round = 0;
    double began = 0;
    while (true) {
        int status = 0;
        if (waitpid(child, &status, WNOHANG) == child) {
            if (WIFEXITED(status) && WEXITSTATUS(status) == exit_threw) return progress.what;
            return WIFSIGNALED(status) ? "crashed by signal " + std::to_string(WTERMSIG(status))
                                       : "ended with status " + std::to_string(WEXITSTATUS(status));
        }
        const double used = processor_seconds(child);
        if (progress.round != round) {
            round = progress.round;
            began = used;
        }
        const bool hangs = round > 0 && used - began > most_seconds_a_round;
        if (hangs || std::chrono::steady_clock::now() > until) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return hangs ? "took more than five seconds" : "";
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

std::string keep(const Settings& settings, const std::vector<Target>& targets, std::uint64_t number) {
    const Round round = round_of(targets, settings.seed, number);
    fs::create_directories(settings.failures);
    const fs::path file =
        settings.failures / ("seed-" + std::to_string(settings.seed) + "-round-" + std::to_string(number));
    std::ofstream(file, std::ios::binary) << round.input;
    return round.target.name + ": " + file.string();
}

int run(const Settings& settings) {
    void* shared = mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) throw std::runtime_error("no memory to share");
    auto& progress = *new (shared) Progress;
    const auto until =
        std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                               std::chrono::duration<double>(settings.seconds));
    std::set<std::string> failures;
    std::uint64_t next = 1;
    while (std::chrono::steady_clock::now() < until && failures.size() < most_failures) {
        const pid_t child = fork();
        if (child == 0) work(settings, progress, next);
        const std::string wrong = watch(child, progress, until);
        next = progress.round + 1;
        if (wrong.empty() || !failures.insert(progress.target + wrong).second) continue; // the same again
        const ekb::tests::TempDir scratch;
        const auto targets = all_targets(settings.data, settings.seeds, scratch.path());
        std::fprintf(stderr, "fuzz: seed %llu, round %llu: %s\n  %s\n", static_cast<unsigned long long>(settings.seed),
                     static_cast<unsigned long long>(progress.round), wrong.c_str(),
                     keep(settings, targets, progress.round).c_str());
    }
    std::printf("fuzz: seed %llu, %llu inputs, %zu kinds of failure\n", static_cast<unsigned long long>(settings.seed),
                static_cast<unsigned long long>(next - 1), failures.size());
    return failures.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 6 && argc != 7) {
        std::fputs("usage: fuzz SEED SECONDS DATA SEEDS FAILURES [ROUND]\n", stderr);
        return 2;
    }
    const Settings settings{std::strtoull(argv[1], nullptr, 10), std::strtod(argv[2], nullptr), argv[3], argv[4],
                            argv[5]};
    if (argc == 6) return run(settings);
    const ekb::tests::TempDir scratch;
    const auto targets = all_targets(settings.data, settings.seeds, scratch.path());
    const Round round = round_of(targets, settings.seed, std::strtoull(argv[6], nullptr, 10));
    round.target.run(round.input);
}
