// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/port_holder.h"

#include "kb/model/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ekb::query::http {

namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

AddressList addresses(const std::string& host, int port) {
    addrinfo hints{};
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (const int code = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found); code != 0) {
        throw Error(fmt::format("cannot listen on {}:{}: {}", host, port, gai_strerror(code)));
    }
    return {found, freeaddrinfo};
}

int port_of(int descriptor) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace

PortHolder::PortHolder(const std::string& host, int port) {
    const auto found = addresses(host, port);
    m_descriptor = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, 0);
    const int on = 1;
    const bool bound = m_descriptor >= 0 && setsockopt(m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                       bind(m_descriptor, found->ai_addr, found->ai_addrlen) == 0;
    if (!bound) {
        const int reason = errno;
        if (m_descriptor >= 0) close(m_descriptor);
        throw Error(fmt::format("cannot listen on {}:{}: {}", host, port,
                                std::strerror(reason))); // NOLINT(concurrency-mt-unsafe): start-up
    }
    m_port = port_of(m_descriptor);
}

PortHolder::~PortHolder() {
    close(m_descriptor);
}

} // namespace ekb::query::http
