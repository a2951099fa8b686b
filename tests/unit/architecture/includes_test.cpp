#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace aurora {
namespace {

namespace fs = std::filesystem;
using Libraries = std::set<std::string>;
using Table = std::map<std::string, Libraries>;

/// Who may include whom. A library that is not here may not exist; an arrow that is not here needs a reason.
const Table k_allowed{
    {"base", {}},
    {"flags", {}},
    {"sys", {"base"}},
    {"http", {"base", "sys"}},
    {"model", {"base"}},
    {"settings", {"base"}},
    {"junit", {"base", "model"}},
    {"buildlog", {"base", "model"}},
    {"crashlog", {"base", "model"}},
    {"coverage", {"base", "sys"}},
    {"ctest", {"base", "junit", "model", "sys"}},
    {"triage", {"base", "crashlog", "model"}},
    {"locate", {"base", "model"}},
    {"gate", {"base", "model", "sys"}},
    {"workspace", {"base", "model", "sys"}},
    {"history", {"base", "model", "sys"}},
    {"benchmark", {"base", "model", "sys"}},
    {"repair", {"base", "model", "sys"}},
    {"playbook", {"base", "model", "repair", "sys"}},
    {"schemata", {"base", "flags", "sys"}},
    {"repair/agent", {"base", "model", "repair", "sys", "workspace"}},
    {"repair/llm", {"base", "gate", "model", "repair", "sys"}},
    {"repair/search", {"base", "locate", "model", "repair", "schemata", "sys", "workspace"}},
    {"heal",
     {"base", "buildlog", "ctest", "gate", "model", "repair", "settings", "sys", "triage", "workspace"}},
    {"task", {"base"}},
    {"quality", {"base", "coverage", "repair", "task"}},
    {"mutation", {"base", "quality", "repair/search", "sys", "workspace"}},
    {"forge", {"base", "heal", "model", "report", "sys", "task"}},
    {"report", {"base", "coverage", "model", "sys"}},
    {"mcp", {"base"}},
    {"setup", {"base", "settings"}},
};

/// Folder of a file; some providers are libraries of their own inside repair/.
std::string library_of(const fs::path& relative) {
  for (const std::string inner : {"repair/agent", "repair/llm", "repair/search"})
    if (relative.string().starts_with(inner + "/"))
      return inner;
  return relative.begin()->string();
}

/// Everything the libraries include of each other, with one file that does so: library → library → file.
std::map<std::string, std::map<std::string, std::string>> arrows() {
  static const std::regex k_include(
      R"re(^\s*#\s*include\s*[<"]aurora/(repair/agent|repair/llm|repair/search|[a-z_]+)/)re");
  std::map<std::string, std::map<std::string, std::string>> found;
  const fs::path root = fs::path(AURORA_TOOLS) / "aurora";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto relative = fs::relative(entry.path(), root);
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp" && extension != ".c"))
      continue;
    const auto from = library_of(relative);
    found[from];
    std::ifstream stream(entry.path());
    for (std::string line; std::getline(stream, line);)
      if (std::smatch match; std::regex_search(line, match, k_include) && match[1] != from)
        found[from].emplace(match[1], relative.string());
  }
  return found;
}

/// Whether `to` can be reached from `from` along the table's arrows.
bool reaches(const Table& table, const std::string& from, const std::string& to, Libraries& seen) {
  const auto row = table.find(from);
  if (row == table.end() || !seen.insert(from).second)
    return false;
  return row->second.contains(to) || std::ranges::any_of(row->second, [&](const std::string& next) {
           return reaches(table, next, to, seen);
         });
}

std::vector<std::string> libraries_on_a_cycle(const Table& table) {
  std::vector<std::string> out;
  for (const auto& [library, row] : table)
    if (Libraries seen; reaches(table, library, library, seen))
      out.push_back(library);
  return out;
}

Table table_of_sources() {
  Table table;
  for (const auto& [from, row] : arrows())
    for (const auto& [to, file] : row)
      table[from].insert(to);
  return table;
}

} // namespace

TEST(Includes, follow_only_the_allowed_arrows) {
  const auto found = arrows();
  ASSERT_GT(found.size(), 10U) << "the sources were not found below " AURORA_TOOLS;
  for (const auto& [from, row] : found) {
    const auto allowed = k_allowed.find(from);
    if (allowed == k_allowed.end()) {
      ADD_FAILURE() << from << " is a new library: say here what it may include";
      continue;
    }
    for (const auto& [to, file] : row)
      EXPECT_TRUE(allowed->second.contains(to))
          << file << " includes aurora/" << to << ", which " << from << " must not know";
  }
}

TEST(Includes, form_no_cycle) {
  EXPECT_THAT(libraries_on_a_cycle(table_of_sources()), testing::IsEmpty());
  EXPECT_THAT(libraries_on_a_cycle(k_allowed), testing::IsEmpty());
}

TEST(Includes, of_a_cycle_would_be_noticed) {
  EXPECT_THAT(libraries_on_a_cycle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}, {"d", {"a"}}}),
              testing::ElementsAre("a", "b", "c"));
}

} // namespace aurora
