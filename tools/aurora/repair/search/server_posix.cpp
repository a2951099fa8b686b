#include "aurora/repair/search/server_posix.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aurora/repair/search/protocol.h"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_kept_output = 1U << 20;
constexpr auto k_start_patience = std::chrono::seconds(10);
constexpr auto k_reply_patience = std::chrono::seconds(5);
constexpr std::array k_suffixes = {".in", ".out", ".stdout", ".stderr"};

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
  Descriptor() = default;
  explicit Descriptor(int number) : m_number(number) {}
  Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (m_number >= 0)
      ::close(std::exchange(m_number, -1));
  }
  int get() const { return m_number; }

private:
  int m_number = -1;
};

base::Result<Descriptor> open_fifo(const std::string& path) {
  ::unlink(path.c_str());
  if (::mkfifo(path.c_str(), 0600) != 0)
    return base::fail(base::ErrorCode::io, std::string("cannot create a pipe: ") + std::strerror(errno),
                      path);
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0)
    return base::fail(base::ErrorCode::io, std::string("cannot open a pipe: ") + std::strerror(errno), path);
  return Descriptor(file);
}

void append_text(std::string& texts, const std::string& text) {
  texts += text.substr(0, text.find('\0'));
  texts += '\0';
}

aurora_request header_for(const RunRequest& request) {
  aurora_request header{};
  header.magic = AURORA_REQUEST_MAGIC;
  header.timeout_ms = request.timeout_ms;
  header.output_limit = request.output_limit;
  header.memory_limit = request.memory_limit;
  return header;
}

std::string bytes_of_header(const aurora_request& header) {
  return {reinterpret_cast<const char*>(&header), sizeof header};
}

/// `snapshot`: where the run is to listen as a server; empty: it is not to.
std::string encode(const RunRequest& request, const std::string& snapshot) {
  std::string texts;
  append_text(texts, request.cwd);
  append_text(texts, request.stdin_path);
  append_text(texts, snapshot);
  for (const auto& argument : request.argv)
    append_text(texts, argument);
  for (const auto& assignment : request.environment)
    append_text(texts, assignment);
  auto header = header_for(request);
  header.argument_count = static_cast<std::uint32_t>(request.argv.size());
  header.environment_count = static_cast<std::uint32_t>(request.environment.size());
  header.text_size = static_cast<std::uint32_t>(texts.size());
  header.mode = !snapshot.empty()                ? aurora_run_snapshot
                : request.mode == RunMode::probe ? aurora_run_probe
                                                 : aurora_run_whole;
  return bytes_of_header(header) + texts;
}

std::string read_output(int file) {
  std::string text;
  std::array<char, 16384> buffer{};
  while (text.size() < k_kept_output) {
    const auto count = ::pread(file, buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
    if (count <= 0)
      break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

class PipeServer final : public Server {
public:
  explicit PipeServer(std::string base) : m_base(std::move(base)) {}

  ~PipeServer() override {
    m_in.close(); // end of requests: the process leaves its loop
    if (m_thread.joinable())
      m_thread.join();
    for (const auto* suffix : k_suffixes)
      ::unlink((m_base + suffix).c_str());
  }

  base::Result<void> start(std::function<void()> launch) {
    if (auto opened = open_requests(); !opened)
      return opened;
    m_thread = std::thread([this, launch = std::move(launch)] {
      launch();
      m_ended = true;
    });
    aurora_reply greeting{};
    if (!receive(greeting, k_start_patience))
      return base::fail(base::ErrorCode::environment, "the program under test did not start a server");
    m_has_threads = (greeting.flags & aurora_reply_threads) != 0;
    open_outputs();
    return {};
  }

  base::Result<RunReply> run(const RunRequest& request) override {
    auto answer =
        ask(m_is_snapshot ? bytes_of_header(header_for(request)) : encode(request, {}), request.timeout_ms);
    if (!answer)
      return forward(answer);
    RunReply reply;
    reply.started = (answer->flags & aurora_reply_failed) == 0;
    reply.timed_out = (answer->flags & aurora_reply_timed_out) != 0;
    reply.status = answer->status;
    reply.seconds = static_cast<double>(answer->microseconds) / 1e6;
    reply.out = read_output(m_stdout.get());
    reply.err = read_output(m_stderr.get());
    return reply;
  }

  base::Result<std::unique_ptr<Server>> snapshot(const RunRequest& request, std::string base) override {
    auto inner = std::make_unique<PipeServer>(base);
    inner->m_is_snapshot = true;
    if (auto opened = inner->open_requests(); !opened)
      return forward(opened);
    const auto answer = ask(encode(request, base), request.timeout_ms);
    if (!answer)
      return forward(answer);
    if ((answer->flags & aurora_reply_snapshot) == 0)
      return base::fail(base::ErrorCode::unsupported, "the run cannot be forked at its first switch");
    inner->open_outputs();
    return std::unique_ptr<Server>(std::move(inner));
  }

  bool has_threads() const override { return m_has_threads; }

private:
  base::Result<void> open_requests() {
    auto in = open_fifo(m_base + ".in");
    if (!in)
      return forward(in);
    auto out = open_fifo(m_base + ".out");
    if (!out)
      return forward(out);
    m_in = std::move(*in);
    m_out = std::move(*out);
    return {};
  }

  void open_outputs() {
    m_stdout = Descriptor(::open((m_base + ".stdout").c_str(), O_RDONLY | O_CLOEXEC));
    m_stderr = Descriptor(::open((m_base + ".stderr").c_str(), O_RDONLY | O_CLOEXEC));
  }

  base::Result<aurora_reply> ask(const std::string& bytes, unsigned timeout_ms) {
    if (bytes.size() - sizeof(aurora_request) > AURORA_REQUEST_TEXT_LIMIT)
      return base::fail(base::ErrorCode::limit, "the arguments of a test are too long");
    aurora_reply answer{};
    if (!send(bytes) || !receive(answer, std::chrono::milliseconds(timeout_ms) + k_reply_patience))
      return base::fail(base::ErrorCode::environment, "the server inside the program under test has ended");
    return answer;
  }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      if (m_ended)
        return false;
      pollfd entry{m_in.get(), POLLOUT, 0};
      if (::poll(&entry, 1, 50) <= 0)
        continue;
      // At most what a pipe takes without blocking when poll says so.
      const auto count = ::write(m_in.get(), bytes.data(), std::min<std::size_t>(bytes.size(), 4096));
      if (count < 0 && errno != EINTR)
        return false;
      if (count > 0)
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  bool receive(aurora_reply& reply, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
      pollfd entry{m_out.get(), POLLIN, 0};
      if (::poll(&entry, 1, 50) > 0)
        return ::read(m_out.get(), &reply, sizeof reply) == sizeof reply;
      if (m_ended || std::chrono::steady_clock::now() > deadline)
        return false;
    }
  }

  std::string m_base;
  Descriptor m_in, m_out, m_stdout, m_stderr;
  std::thread m_thread;
  std::atomic<bool> m_ended = false;
  bool m_has_threads = false;
  bool m_is_snapshot = false; ///< it knows its arguments
};

} // namespace

base::Result<std::unique_ptr<Server>> Server::start(std::string base, std::function<void()> launch) {
  auto server = std::make_unique<PipeServer>(std::move(base));
  if (auto opened = server->start(std::move(launch)); !opened)
    return forward(opened);
  return std::unique_ptr<Server>(std::move(server));
}

} // namespace aurora::repair::search
