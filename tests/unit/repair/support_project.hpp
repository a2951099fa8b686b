#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "aurora/repair/provider.hpp"

namespace aurora::repair::fakes {

/// Files in memory below /src; links are given as link → target.
class MemoryFiles final : public sys::FileSystem {
public:
  std::map<std::string, std::string> files;
  std::map<std::string, std::string> links;

  base::Result<std::string> read(const std::string& path, std::uint64_t max_bytes) override {
    const auto found = files.find(path);
    if (found == files.end())
      return base::fail(base::ErrorCode::not_found, "no file", path);
    if (found->second.size() > max_bytes)
      return base::fail(base::ErrorCode::limit, "too large", path);
    return found->second;
  }
  base::Result<void> write(const std::string& path, std::string_view, std::uint32_t) override {
    return refuse(path);
  }
  base::Result<void> append(const std::string& path, std::string_view) override { return refuse(path); }
  base::Result<sys::FileInfo> info(const std::string& path) override {
    sys::FileInfo info;
    info.kind = files.contains(path) ? sys::FileKind::regular : sys::FileKind::none;
    return info;
  }
  base::Result<std::vector<sys::DirectoryEntry>> list(const std::string& folder) override {
    const auto prefix = folder.ends_with('/') ? folder : folder + "/";
    std::set<std::string> names;
    std::vector<sys::DirectoryEntry> out;
    for (const auto& [path, text] : files) {
      if (!path.starts_with(prefix))
        continue;
      const auto rest = path.substr(prefix.size());
      const auto slash = rest.find('/');
      if (names.insert(rest.substr(0, slash)).second)
        out.push_back({rest.substr(0, slash),
                       slash == std::string::npos ? sys::FileKind::regular : sys::FileKind::directory});
    }
    return out;
  }
  base::Result<void> make_directories(const std::string& path) override { return refuse(path); }
  base::Result<void> remove_file(const std::string& path) override { return refuse(path); }
  base::Result<void> remove_tree(const std::string& path) override { return refuse(path); }
  base::Result<void> rename(const std::string& path, const std::string&) override { return refuse(path); }
  base::Result<std::string> canonical(const std::string& path) override {
    const auto link = links.find(path);
    return link == links.end() ? path : link->second;
  }

private:
  static base::Result<void> refuse(const std::string& path) {
    return base::fail(base::ErrorCode::unsupported, "providers do not write", path);
  }
};

/// Answers every command with one text on stderr and remembers what was asked.
class ScriptedProcesses final : public sys::ProcessRunner {
public:
  std::string stderr_text;
  std::vector<sys::ProcessSpec> asked;

  base::Result<sys::ProcessResult> run(const sys::ProcessSpec& spec) override {
    asked.push_back(spec);
    sys::ProcessResult result;
    result.outcome = {sys::Outcome::Kind::exited, 1};
    result.stderr_text = stderr_text;
    return result;
  }
};

/// A project in memory with everything a provider's context needs.
struct MemoryProject {
  MemoryFiles files;
  ScriptedProcesses processes;
  model::Project project;
  model::Cluster cluster;
  std::vector<model::Suspect> suspects;
  bool allow_test_edits = false;

  MemoryProject() {
    project.source_dir = "/src";
    project.build_dir = "/src/build";
    cluster.category = model::Category::build;
  }
  MemoryProject& file(const std::string& path, const std::string& text) {
    files.files["/src/" + path] = text;
    return *this;
  }
  MemoryProject& error(const std::string& path, int line, int column, const std::string& message) {
    model::Event event;
    event.category = model::Category::build;
    event.file = path;
    event.line = line;
    event.column = column;
    event.message = message;
    cluster.events.push_back(event);
    return *this;
  }
  Context context() { return {cluster, project, suspects, files, processes, allow_test_edits}; }
};

} // namespace aurora::repair::fakes
