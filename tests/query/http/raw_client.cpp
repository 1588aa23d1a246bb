// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/query/http/raw_client.h"

#include "kb/model/error.h"

#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ekb::query::http {

namespace {

class Connection {
public:
    explicit Connection(int port) : m_descriptor(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval silence{5, 0};
        setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
        if (connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw Error("cannot connect");
    }
    ~Connection() { close(m_descriptor); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void send(const std::string& bytes) const { ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
    std::string receive() const {
        std::array<char, 65536> buffer{};
        const auto size = recv(m_descriptor, buffer.data(), buffer.size(), 0);
        return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
    }

private:
    int m_descriptor;
};

} // namespace

std::string exchange(int port, const std::string& raw, const std::string& then) {
    const Connection connection(port);
    connection.send(raw);
    std::string all = connection.receive();
    if (!then.empty()) connection.send(then);
    for (std::string more = connection.receive(); !more.empty(); more = connection.receive())
        all += more;
    return all;
}

void abandon(int port, const std::string& raw) {
    Connection(port).send(raw);
}

struct SilentClient::State {
    Connection connection;
};

SilentClient::SilentClient(int port, const std::string& raw) : m_state(new State{Connection(port)}) {
    m_state->connection.send(raw);
}
SilentClient::~SilentClient() = default;
SilentClient::SilentClient(SilentClient&&) noexcept = default;

} // namespace ekb::query::http
