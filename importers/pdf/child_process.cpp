// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ekb::importers {

namespace {

constexpr std::size_t most_error_bytes = 2'000;
constexpr int exit_not_run = 127; // as a shell says it

/// A file descriptor of ours.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void close() {
        if (m_number >= 0) ::close(m_number);
        m_number = -1;
    }
    int number() const { return m_number; }

private:
    int m_number;
};

bool write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::lseek(to, 0, SEEK_SET) == 0;
}

std::string read_from_begin(int from, std::size_t most) {
    std::string bytes;
    std::array<char, 1U << 16U> part{};
    while (bytes.size() < most) {
        const ssize_t got = ::pread(from, part.data(), std::min(part.size(), most - bytes.size()), static_cast<off_t>(bytes.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        bytes.append(part.data(), static_cast<std::size_t>(got));
    }
    return bytes;
}

void limit(int resource, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

/// What the child is made of, all of it made before the fork: after it, nothing may allocate.
struct Child {
    const char* program;
    char* const* arguments;
    char* const* environment;
    int input;
    int output;
    int error;
    int alive; ///< closed by the system when the child ends
    ChildLimits limits;
};

[[noreturn]] void become(const Child& child) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::unshare(CLONE_NEWUSER | CLONE_NEWNET); // refused in some containers, and then the program still has no reason to use it
    limit(RLIMIT_CPU, static_cast<rlim_t>(child.limits.time.count() / 1000 + 1));
    limit(RLIMIT_AS, child.limits.memory_bytes);
    limit(RLIMIT_FSIZE, child.limits.output_bytes);
    limit(RLIMIT_CORE, 0);
    ::signal(SIGXFSZ, SIG_DFL);
    ::signal(SIGPIPE, SIG_DFL);
    // Above the three that it is to have, so that none is overwritten before it is copied.
    const int input = ::fcntl(child.input, F_DUPFD, 10);
    const int output = ::fcntl(child.output, F_DUPFD, 10);
    const int error = ::fcntl(child.error, F_DUPFD, 10);
    const int alive = ::fcntl(child.alive, F_DUPFD, 10);
    if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(error, 2) < 0 || ::dup2(alive, 3) < 0) ::_exit(exit_not_run);
    ::close_range(4, ~0U, 0);
    ::execve(child.program, child.arguments, child.environment);
    ::_exit(exit_not_run);
}

/// False where the child is still there after the time.
bool has_ended(int alive, std::chrono::milliseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{alive, POLLIN, 0};
        const int found = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (found > 0) return true;
        if (found < 0 && errno == EINTR) continue;
        return false;
    }
}

int wait_for(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

ChildEnd end_of(int status, bool in_time) {
    if (!in_time) return ChildEnd::out_of_time;
    if (WIFEXITED(status)) return WEXITSTATUS(status) == exit_not_run ? ChildEnd::not_started : ChildEnd::exited;
    if (WTERMSIG(status) == SIGXFSZ) return ChildEnd::out_of_output;
    return WTERMSIG(status) == SIGXCPU ? ChildEnd::out_of_time : ChildEnd::killed;
}

ChildResult not_started(const std::string& why) {
    return {ChildEnd::not_started, 0, {}, why + ": " + std::strerror(errno)};
}

} // namespace

ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments, std::string_view input,
                      const ChildLimits& limits) {
    if (::access(program.c_str(), X_OK) != 0) return not_started(program);
    const Descriptor in(::memfd_create("input", MFD_CLOEXEC));
    const Descriptor out(::memfd_create("output", MFD_CLOEXEC));
    const Descriptor error(::memfd_create("error", MFD_CLOEXEC));
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return not_started("a pipe");
    const Descriptor alive(ends[0]);
    Descriptor alive_there(ends[1]);
    if (in.number() < 0 || out.number() < 0 || error.number() < 0 || !write_all(in.number(), input)) return not_started("a file in memory");

    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argument_list;
    for (std::string& word : words) argument_list.push_back(word.data());
    argument_list.push_back(nullptr);
    std::string locale = "LC_ALL=C.UTF-8";
    std::string home = "HOME=/nonexistent";
    const std::array<char*, 3> environment{locale.data(), home.data(), nullptr};
    const Child child{program.c_str(), argument_list.data(), environment.data(), in.number(), out.number(), error.number(),
                      alive_there.number(), limits};
    const pid_t process = ::fork();
    if (process < 0) return not_started("a process");
    if (process == 0) become(child);
    alive_there.close();
    const bool in_time = has_ended(alive.number(), limits.time);
    if (!in_time) ::kill(process, SIGKILL);
    const int status = wait_for(process);
    ChildResult result{end_of(status, in_time), WIFEXITED(status) ? WEXITSTATUS(status) : 0, {}, {}};
    result.output = read_from_begin(out.number(), limits.output_bytes);
    result.error = read_from_begin(error.number(), most_error_bytes);
    return result;
}

} // namespace ekb::importers
