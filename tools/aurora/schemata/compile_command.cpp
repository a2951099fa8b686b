#include "aurora/schemata/compile_command.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::schemata {
namespace {

/// Flags that take the next word along.
constexpr std::array<std::string_view, 8> k_dropped_pairs = {"-o",      "-MF",      "-MT",      "-MQ",
                                                             "--param", "-wrapper", "-Xlinker", "-dumpbase"};
constexpr std::array<std::string_view, 12> k_dropped_prefixes = {
    "-M",         "-o",        "-W",    "-O",         "-g",          "-specs",
    "--coverage", "-fprofile", "-flto", "-fsanitize", "-save-temps", "-pedantic"};
/// The -f flags that change what the text means; every other one is g++'s business.
constexpr std::array<std::string_view, 10> k_kept_f = {
    "-fno-exceptions", "-fno-rtti",       "-fchar8_t",     "-fno-char8_t",  "-fopenmp",
    "-fms-extensions", "-funsigned-char", "-fsigned-char", "-fshort-enums", "-fcoroutines"};

/// Of GCC since 11 and Clang since 16; the parser's own is an older one.
constexpr int k_default_standard = 17;

std::string argument_of(const Json::Value& value) {
  return value.isString() ? value.asString() : std::string();
}

std::string absolute(const std::string& directory, const std::string& path) {
  return sys::normalize_path(sys::join_path(directory, path));
}

CompileCommand command_of(const Json::Value& entry) {
  CompileCommand command;
  command.directory = argument_of(entry["directory"]);
  command.file = absolute(command.directory, argument_of(entry["file"]));
  if (entry["arguments"].isArray()) {
    for (const auto& word : entry["arguments"])
      command.arguments.push_back(argument_of(word));
  } else {
    command.arguments = split_command(argument_of(entry["command"]));
  }
  return command;
}

bool has_prefix(std::string_view word, const auto& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return word.starts_with(prefix); });
}

bool is_dropped(std::string_view word) {
  if (word == "-c" || word == "-S" || word == "-pipe" || word == "-Winvalid-pch" ||
      has_prefix(word, k_dropped_prefixes))
    return true;
  if (word.starts_with("-f"))
    return !has_prefix(word, k_kept_f);
  return word.starts_with("-m") && word != "-m32" && word != "-m64" && !word.starts_with("-march") &&
         !word.starts_with("-mavx") && !word.starts_with("-msse");
}

/// Language levels clang 14 does not know by that name.
std::string known_standard(const std::string& word) {
  auto level = word.substr(5);
  for (const auto* newer : {"23", "26", "2c"})
    level = base::replace_all(level, newer, level.find("++") == std::string::npos ? "2x" : "2b");
  return "-std=" + level;
}

std::string compiler_name(const CompileCommand& command) {
  for (const auto& word : command.arguments) {
    const auto name = sys::file_name(word);
    if (name.find("ccache") == std::string::npos && name.find("distcc") == std::string::npos)
      return name;
  }
  return {};
}

class Splitter {
public:
  explicit Splitter(std::string_view text) : m_text(text) {}
  std::vector<std::string> run() {
    for (; m_at < m_text.size(); ++m_at)
      step(m_text[m_at]);
    finish();
    return std::move(m_words);
  }

private:
  void finish() {
    if (m_open)
      m_words.push_back(std::move(m_word));
    m_word.clear();
    m_open = false;
  }
  void take(char c) {
    m_word += c;
    m_open = true;
  }
  void step(char c) {
    if (m_quote != '\'' && c == '\\' && m_at + 1 < m_text.size())
      return take(m_text[++m_at]);
    if (m_quote != 0 && c == m_quote) {
      m_quote = 0;
    } else if (m_quote == 0 && (c == '"' || c == '\'')) {
      m_quote = c;
      m_open = true;
    } else if (m_quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      finish();
    } else {
      take(c);
    }
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::string m_word;
  std::vector<std::string> m_words;
  char m_quote = 0;
  bool m_open = false;
};

} // namespace

std::vector<std::string> split_command(std::string_view command) {
  return Splitter(command).run();
}

base::Result<std::vector<CompileCommand>> read_compile_commands(std::string_view json) {
  const auto root = base::parse_json(json);
  if (!root || !root->isArray())
    return base::fail(
        base::ErrorCode::invalid_input,
        "the compilation database is not a JSON array; configure with CMAKE_EXPORT_COMPILE_COMMANDS=ON");
  std::vector<CompileCommand> commands;
  std::set<std::string> seen;
  for (const auto& entry : *root) {
    if (!entry.isObject())
      continue;
    auto command = command_of(entry);
    if (!command.arguments.empty() && seen.insert(command.file).second)
      commands.push_back(std::move(command));
  }
  return commands;
}

Language language_of(const CompileCommand& command) {
  const auto extension = sys::extension(command.file);
  const bool c_name = extension == ".c";
  const auto compiler = compiler_name(command);
  return c_name && compiler.find("++") == std::string::npos ? Language::c : Language::cxx;
}

int standard_of(const CompileCommand& command) {
  int standard = k_default_standard;
  for (const auto& word : command.arguments) {
    if (!word.starts_with("-std=") || word.size() < 7)
      continue;
    const auto level = word.substr(word.size() - 2);
    if (level == "1z")
      standard = 17;
    else if (level == "2a")
      standard = 20;
    else if (level == "2b" || level == "2x")
      standard = 23;
    else
      standard = static_cast<int>(base::parse_integer(level).value_or(17));
  }
  return standard;
}

std::vector<std::string> parser_arguments(const CompileCommand& command) {
  const auto language = language_of(command);
  // First, so that one in the command wins.
  std::vector<std::string> kept{(language == Language::c ? "-std=gnu" : "-std=gnu++") +
                                std::to_string(k_default_standard)};
  bool compiler_seen = false;
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const auto& word = command.arguments[i];
    if (!compiler_seen) {
      compiler_seen = sys::file_name(word) == compiler_name(command);
    } else if (std::find(k_dropped_pairs.begin(), k_dropped_pairs.end(), word) != k_dropped_pairs.end()) {
      ++i;
    } else if (word.starts_with("-std=")) {
      kept.push_back(known_standard(word));
    } else if (!is_dropped(word) && absolute(command.directory, word) != command.file && word != "--") {
      kept.push_back(word);
    }
  }
  kept.push_back(language == Language::c ? "-xc" : "-xc++");
  return kept;
}

std::vector<std::string> checking_command(const CompileCommand& command) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const auto& word = command.arguments[i];
    if (word == "-o" || word == "-MF" || word == "-MT" || word == "-MQ")
      ++i;
    else if (word != "-c" && word != "-M" && word != "-MM" && word != "-MD" && word != "-MMD" &&
             word != "-MP")
      kept.push_back(word);
  }
  kept.emplace_back("-fsyntax-only");
  if (base::contains(compiler_name(command), "clang"))
    kept.emplace_back("-ferror-limit=0");
  return kept;
}

} // namespace aurora::schemata
