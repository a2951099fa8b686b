#pragma once

#include <map>
#include <optional>
#include <string>

#include "aurora/sys/file_system.hpp"

namespace aurora::test {

/// The process "died". Thrown by FakeFileSystem, caught by the test only.
struct SimulatedCrash {};

/// Files in memory. Every state that a disk can be in after a crash is one moment: write() alone has four
/// (nothing done, a torn temporary file, a whole one; renamed is the first of the next change). crash_at(k)
/// ends the process at moment k; fail_at(k) makes the change at moment k fail instead.
class FakeFileSystem final : public sys::FileSystem {
public:
  struct Node {
    sys::FileKind kind = sys::FileKind::regular;
    std::string bytes; ///< of a link: its target
    std::uint32_t mode = 0644;
    std::int64_t mtime_ns = 0;
    bool operator==(const Node&) const = default;
  };

  FakeFileSystem() { m_nodes["/"] = {sys::FileKind::directory, "", 0755, 0}; }

  /// For the test itself: with parents, without moments.
  void put(const std::string& path, const std::string& bytes, std::uint32_t mode = 0644,
           sys::FileKind kind = sys::FileKind::regular) {
    add_folders(sys::parent_path(path));
    m_nodes[path] = {kind, bytes, mode, ++m_now};
  }
  void erase(const std::string& path) { m_nodes.erase(path); }
  void crash_at(long moment) { m_crash_at = m_moment + moment; }
  void fail_at(long moment, base::ErrorCode code) {
    m_fail_at = m_moment + moment;
    m_fail_code = code;
  }
  void never_crash() { m_crash_at = m_fail_at = -1; }
  long moments() const { return m_moment; }
  /// Kind, bytes and mode of everything below root; times left out.
  std::map<std::string, Node> tree(const std::string& root) const {
    std::map<std::string, Node> out;
    for (const auto& [path, node] : m_nodes)
      if (sys::is_below(path, root))
        out.emplace(path, Node{node.kind, node.bytes, node.mode, 0});
    return out;
  }

  base::Result<std::string> read(const std::string& path, std::uint64_t max_bytes = UINT64_MAX) override {
    const auto* node = find(path);
    if (node == nullptr)
      return base::fail(base::ErrorCode::not_found, "cannot open it: No such file or directory", path);
    if (node->kind != sys::FileKind::regular)
      return base::fail(base::ErrorCode::invalid_input, "is not a regular file", path);
    if (node->bytes.size() > max_bytes)
      return base::fail(base::ErrorCode::limit, "is too large", path);
    return node->bytes;
  }

  base::Result<void> write(const std::string& path, std::string_view bytes, std::uint32_t mode = 0) override {
    const auto* old = find(path);
    if (old != nullptr && old->kind != sys::FileKind::regular)
      return base::fail(base::ErrorCode::invalid_input, "is not a regular file", path);
    if (!is_folder(sys::parent_path(path)))
      return base::fail(base::ErrorCode::not_found, "cannot write it: No such file or directory", path);
    const auto wanted = mode != 0 ? mode : old != nullptr ? old->mode : 0644U;
    if (auto passed = moment(path); !passed)
      return passed;
    const auto temporary = sys::temporary_path(path);
    m_nodes[temporary] = {sys::FileKind::regular, std::string(bytes.substr(0, bytes.size() / 2)), 0600,
                          ++m_now};
    if (auto passed = moment(path); !passed) {
      m_nodes.erase(temporary);
      return passed;
    }
    m_nodes[temporary] = {sys::FileKind::regular, std::string(bytes), wanted, ++m_now};
    if (auto passed = moment(path); !passed) {
      m_nodes.erase(temporary);
      return passed;
    }
    m_nodes[path] = m_nodes[temporary];
    m_nodes.erase(temporary);
    return {};
  }

  base::Result<void> append(const std::string& path, std::string_view bytes) override {
    if (!is_folder(sys::parent_path(path)))
      return base::fail(base::ErrorCode::not_found, "cannot append: No such file or directory", path);
    if (auto passed = moment(path); !passed)
      return passed;
    auto& node = m_nodes[path];
    node.bytes += bytes.substr(0, bytes.size() / 2);
    if (auto passed = moment(path); !passed)
      return passed;
    node.bytes += bytes.substr(bytes.size() / 2);
    node.mtime_ns = ++m_now;
    return {};
  }

  base::Result<sys::FileInfo> info(const std::string& path) override {
    const auto* node = find(path);
    return node == nullptr ? sys::FileInfo{}
                           : sys::FileInfo{node->kind, node->mode, node->bytes.size(), node->mtime_ns};
  }

  base::Result<std::vector<sys::DirectoryEntry>> list(const std::string& path) override {
    if (!is_folder(path))
      return base::fail(base::ErrorCode::not_found, "cannot list it: No such file or directory", path);
    std::vector<sys::DirectoryEntry> entries;
    for (const auto& [other, node] : m_nodes)
      if (other != "/" && sys::parent_path(other) == sys::normalize_path(path))
        entries.push_back({sys::file_name(other), node.kind});
    return entries;
  }

  base::Result<void> make_directories(const std::string& path) override {
    if (is_folder(path))
      return {};
    if (find(path) != nullptr)
      return base::fail(base::ErrorCode::not_found, "cannot make the folder: Not a directory", path);
    if (auto made = make_directories(sys::parent_path(path)); !made)
      return made;
    if (auto passed = moment(path); !passed)
      return passed;
    m_nodes[path] = {sys::FileKind::directory, "", 0755, ++m_now};
    return {};
  }

  base::Result<void> remove_file(const std::string& path) override {
    const auto* node = find(path);
    if (node == nullptr)
      return {};
    if (node->kind == sys::FileKind::directory)
      return base::fail(base::ErrorCode::invalid_input, "cannot remove it: Is a directory", path);
    if (auto passed = moment(path); !passed)
      return passed;
    m_nodes.erase(path);
    return {};
  }

  base::Result<void> remove_tree(const std::string& path) override {
    for (auto inner = tree(path); !inner.empty(); inner.erase(std::prev(inner.end()))) {
      if (auto passed = moment(path); !passed)
        return passed;
      m_nodes.erase(std::prev(inner.end())->first);
    }
    return {};
  }

  base::Result<void> rename(const std::string& from, const std::string& to) override {
    if (find(from) == nullptr)
      return base::fail(base::ErrorCode::not_found, "cannot rename it: No such file or directory", from);
    if (auto passed = moment(from); !passed)
      return passed;
    m_nodes[to] = m_nodes[from];
    m_nodes.erase(from);
    return {};
  }

  base::Result<std::string> canonical(const std::string& path) override {
    if (find(path) == nullptr)
      return base::fail(base::ErrorCode::not_found, "cannot resolve it: No such file or directory", path);
    return sys::normalize_path(path);
  }

private:
  const Node* find(const std::string& path) const {
    const auto found = m_nodes.find(sys::normalize_path(path));
    return found == m_nodes.end() ? nullptr : &found->second;
  }
  bool is_folder(const std::string& path) const {
    const auto* node = find(path);
    return node != nullptr && node->kind == sys::FileKind::directory;
  }
  void add_folders(const std::string& path) {
    if (path.empty() || m_nodes.contains(path))
      return;
    add_folders(sys::parent_path(path));
    m_nodes[path] = {sys::FileKind::directory, "", 0755, ++m_now};
  }
  base::Result<void> moment(const std::string& path) {
    const auto now = m_moment++;
    if (now == m_crash_at)
      throw SimulatedCrash();
    if (now == m_fail_at)
      return base::fail(m_fail_code, "cannot write it: simulated", path);
    return {};
  }
  std::map<std::string, Node> m_nodes;
  std::int64_t m_now = 0;
  long m_moment = 0;
  long m_crash_at = -1;
  long m_fail_at = -1;
  base::ErrorCode m_fail_code = base::ErrorCode::io;
};

} // namespace aurora::test
