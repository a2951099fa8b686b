#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/repair/outline.hpp"
#include "aurora/repair/provider.hpp"
#include "aurora/repair/source_text.hpp"

namespace aurora::repair {

/// The user's sources as the rules see them: only what lies below the source folder (links resolved) and
/// outside the build folder, at most 4 MiB a file, each read once. Paths are relative to the source root.
class Sources {
public:
  explicit Sources(const Context& context) : m_context(context) {}
  Sources(const Sources&) = delete;
  Sources& operator=(const Sources&) = delete;

  const Context& context() const { return m_context; }
  /// A path from a log as a path of the project, or nothing.
  std::optional<std::string> locate(std::string_view path) const;
  /// Null when it cannot be read or is binary. Lives as long as this.
  const SourceText* text(const std::string& relative);
  const Outline* outline(const std::string& relative);
  /// Every C and C++ file of the project, sorted; at most 5000.
  const std::vector<std::string>& files();
  std::vector<std::string> headers();
  /// Every CMakeLists.txt and *.cmake file, sorted.
  const std::vector<std::string>& cmake_files();
  bool exists(const std::string& relative);
  /// Folders searched for #include, relative to the source root, as the file's compile command tells.
  std::vector<std::string> include_folders(const std::string& relative) const;

private:
  struct Entry {
    std::unique_ptr<SourceText> text;
    std::unique_ptr<Outline> outline;
  };
  Entry& entry(const std::string& relative);
  void walk();

  const Context& m_context;
  std::map<std::string, Entry> m_entries;
  std::optional<std::vector<std::string>> m_files;
  std::vector<std::string> m_cmake_files; ///< filled with m_files
};

bool is_header(std::string_view path);
/// By its name: .c or, for headers, no C++ source in the project includes it (not asked here).
bool is_c_source(std::string_view path);
bool is_source(std::string_view path);

/// How `file` would include `header`: the way others include it, else relative to an include folder, else to
/// itself.
std::string include_spelling(Sources& sources, const std::string& file, const std::string& header);

} // namespace aurora::repair
