#include "aurora/ctest/plain_registration.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "aurora/base/text.hpp"

namespace aurora::ctest {
namespace {

constexpr std::size_t k_most_files = 1000;
constexpr std::uint64_t k_most_bytes = 16UL << 20; ///< of one file

constexpr std::array<std::string_view, 7> k_harmless{
    "add_test", "set_tests_properties", "set", "if", "elseif", "else", "endif",
};

/// What stands in the only pair of quotes of `command("...")`; empty when the line is not written like that
/// or CMake would expand something in it.
std::string_view only_argument(std::string_view arguments) {
  if (!arguments.starts_with("(\"") || !arguments.ends_with("\")"))
    return {};
  const auto inner = arguments.substr(2, arguments.size() - 4);
  return inner.find_first_of("\"\\$;") == std::string_view::npos ? inner : std::string_view{};
}

/// Follows the files from one to the next.
class Reading {
public:
  explicit Reading(sys::FileSystem& files) : m_files(files) {}

  bool is_plain(const std::string& top_folder) {
    add(sys::join_path(top_folder, "CTestTestfile.cmake"));
    for (std::size_t i = 0; i < m_paths.size(); ++i)
      if (m_paths.size() > k_most_files || !is_plain_file(std::string(m_paths[i])))
        return false;
    return true;
  }

private:
  void add(const std::string& path) {
    if (m_seen.insert(path).second)
      m_paths.push_back(path);
  }

  /// ctest passes over a file that is not there, or ends with an error as the other one does.
  bool is_plain_file(const std::string& path) {
    const auto text = m_files.read(path, k_most_bytes);
    if (!text)
      return text.error().code == base::ErrorCode::not_found;
    const auto folder = sys::parent_path(path);
    return std::ranges::all_of(base::split_lines(*text), [&](std::string_view line) {
      return is_plain_line(base::trim(line), folder);
    });
  }

  /// Every command begins a line (cmake-language(7)), so a line of text in an argument is at worst taken for
  /// one that is not known.
  bool is_plain_line(std::string_view line, const std::string& folder) {
    if (line.empty() || (line.front() == '#' && !line.starts_with("#[")))
      return true;
    const auto end = std::min(line.find_first_of(" \t("), line.size());
    const auto word = line.substr(0, end);
    if (std::ranges::find(k_harmless, word) != k_harmless.end())
      return true;
    const std::string named(only_argument(line.substr(end)));
    if (named.empty() || (word != "subdirs" && word != "include"))
      return false;
    const auto path = sys::normalize_path(sys::join_path(folder, named)); // an absolute one stays itself
    add(word == "include" ? path : sys::join_path(path, "CTestTestfile.cmake"));
    return true;
  }

  sys::FileSystem& m_files;
  std::set<std::string> m_seen;
  std::vector<std::string> m_paths; ///< grows while it is gone through
};

} // namespace

bool registers_plainly(const Place& place, sys::FileSystem& files) {
  const auto custom = files.info(sys::join_path(place.build_dir, "CTestCustom.cmake"));
  return !place.outside_path && custom && custom->kind == sys::FileKind::none &&
         Reading(files).is_plain(place.build_dir);
}

} // namespace aurora::ctest
