#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::e2e {

/// Reading from a real disk; the rules never write.
class Disk final : public sys::FileSystem {
public:
  base::Result<std::string> read(const std::string& path, std::uint64_t) override {
    std::ifstream in(path, std::ios::binary);
    if (!in)
      return base::fail(base::ErrorCode::not_found, "no file", path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  base::Result<void> write(const std::string& path, std::string_view, std::uint32_t) override {
    return refuse(path);
  }
  base::Result<void> append(const std::string& path, std::string_view) override { return refuse(path); }
  base::Result<sys::FileInfo> info(const std::string& path) override {
    sys::FileInfo info;
    std::error_code error;
    info.kind = kind_of(std::filesystem::symlink_status(path, error));
    return info;
  }
  base::Result<std::vector<sys::DirectoryEntry>> list(const std::string& path) override {
    std::vector<sys::DirectoryEntry> out;
    for (const auto& each : std::filesystem::directory_iterator(path))
      out.push_back({each.path().filename().string(), kind_of(each.symlink_status())});
    return out;
  }
  base::Result<void> make_directories(const std::string& path) override { return refuse(path); }
  base::Result<void> remove_file(const std::string& path) override { return refuse(path); }
  base::Result<void> remove_tree(const std::string& path) override { return refuse(path); }
  base::Result<void> rename(const std::string& path, const std::string&) override { return refuse(path); }
  base::Result<std::string> canonical(const std::string& path) override {
    std::error_code error;
    auto real = std::filesystem::canonical(path, error);
    if (error)
      return base::fail(base::ErrorCode::not_found, error.message(), path);
    return real.string();
  }

private:
  static sys::FileKind kind_of(const std::filesystem::file_status& status) {
    switch (status.type()) {
    case std::filesystem::file_type::regular:
      return sys::FileKind::regular;
    case std::filesystem::file_type::directory:
      return sys::FileKind::directory;
    case std::filesystem::file_type::symlink:
      return sys::FileKind::symlink;
    case std::filesystem::file_type::not_found:
      return sys::FileKind::none;
    default:
      return sys::FileKind::other;
    }
  }
  static base::Result<void> refuse(const std::string& path) {
    return base::fail(base::ErrorCode::unsupported, "providers do not write", path);
  }
};

/// Runs commands for real; both streams come back as stderr_text.
class Shell final : public sys::ProcessRunner {
public:
  base::Result<sys::ProcessResult> run(const sys::ProcessSpec& spec) override {
    std::string command =
        "cd " + base::shell_quote(spec.cwd.empty() ? "." : spec.cwd) + " && LC_ALL=C timeout 60";
    for (const auto& word : spec.argv)
      command += " " + base::shell_quote(word);
    auto* pipe = ::popen((command + " 2>&1 </dev/null").c_str(), "r");
    sys::ProcessResult result;
    char buffer[4096];
    for (std::size_t n = 0; (n = ::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
      result.stderr_text.append(buffer, n);
    const int status = ::pclose(pipe);
    result.outcome.kind = sys::Outcome::Kind::exited;
    result.outcome.value = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
  }
};

} // namespace aurora::e2e
