#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace aurora {
namespace {

namespace fs = std::filesystem;

/// Qualified name of a type → files that define it.
using Definitions = std::map<std::string, std::vector<std::string>>;

/// Types at namespace level of a text that .clang-format has shaped: nothing there is indented. Those of an
/// unnamed namespace are left out: each file may have its own.
std::vector<std::string> defined_types(std::istream& text) {
  static const std::regex k_namespace(R"re(^namespace\s*([\w:]*)\s*\{)re");
  static const std::regex k_type(
      R"re(^(?:struct|class|enum(?: class)?|union)\s+(\w+)(?!\w|::)[^;]*(\{.*|,?)$)re");
  std::vector<std::string> scopes;
  std::vector<std::string> types;
  for (std::string line; std::getline(text, line);) {
    std::smatch match;
    if (std::regex_search(line, match, k_namespace)) {
      scopes.push_back(match[1].str().empty() ? "?" : match[1].str() + "::");
    } else if (line.starts_with("} // namespace") && !scopes.empty()) {
      scopes.pop_back();
    } else if (std::regex_search(line, match, k_type)) {
      std::string name;
      for (const auto& scope : scopes)
        name += scope;
      if (name.find('?') == std::string::npos)
        types.push_back(name + match[1].str());
    }
  }
  return types;
}

Definitions definitions() {
  Definitions found;
  for (const auto& entry : fs::recursive_directory_iterator(AURORA_TOOLS)) {
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp"))
      continue;
    std::ifstream text(entry.path());
    for (const auto& type : defined_types(text))
      found[type].push_back(fs::relative(entry.path(), AURORA_TOOLS).string());
  }
  return found;
}

} // namespace

/// Two types of one name in one namespace are one to the linker, which tells nobody ([basic.def.odr]).
TEST(Definitions, of_a_type_stand_in_one_file) {
  const auto found = definitions();
  ASSERT_GT(found.size(), 300U) << "the sources were not found below " AURORA_TOOLS;
  for (const auto& [type, files] : found)
    EXPECT_EQ(files.size(), 1U) << type << " is defined in " << testing::PrintToString(files);
}

TEST(Definitions, are_found_at_namespace_level_only) {
  std::istringstream text(
      "namespace a {\nnamespace b::c {\nstruct One {\n  struct Inner {};\n};\nclass Later;\n"
      "class Two final : public One {\n};\n} // namespace b::c\nnamespace {\nstruct Own {};\n"
      "} // namespace\nenum class Three { x };\nstruct Four {};\n} // namespace a\n");
  EXPECT_THAT(defined_types(text),
              testing::ElementsAre("a::b::c::One", "a::b::c::Two", "a::Three", "a::Four"));
}

} // namespace aurora
