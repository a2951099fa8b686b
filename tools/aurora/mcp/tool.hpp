#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::mcp {

enum class ArgumentType { text, whole, flag };
enum class Need { optional, required };

/// What a text must look like, beyond its length.
enum class Shape {
  any,
  signature, ///< 16 hex digits
  file_name, ///< of one file, in no folder
};

/// One argument of a tool. Schema and check are both made from this, so that they cannot disagree.
struct Argument {
  std::string name;
  std::string help;
  Need need = Need::optional;
  ArgumentType type = ArgumentType::text;
  Shape shape = Shape::any;
  std::size_t max_length = 256; ///< bytes of a text
  long long least = 0;          ///< of a whole number
  long long most = 0;
};

/// What a call does to the user's sources.
enum class Effect {
  reads,           ///< nothing but reports
  works,           ///< builds and runs tests; sources stay as they are
  changes_sources, ///< edits files, and can be taken back
};

struct Tool {
  std::string name;
  std::string title;
  std::string help; ///< what it does and what it answers, for whoever chooses a tool
  Effect effect = Effect::reads;
  std::vector<Argument> arguments;
};

/// A checked call of a tool. Arguments as text: a flag is "true" or "false", a number is decimal.
struct Call {
  std::string id; ///< of the request, as JSON
  std::string tool;
  std::map<std::string, std::string> arguments;
  std::string progress_token; ///< as JSON; empty: nobody wants progress

  /// Empty when it was not given.
  std::string argument(const std::string& name) const {
    const auto found = arguments.find(name);
    return found == arguments.end() ? std::string() : found->second;
  }
};

enum class Ending { done, failed };

/// What a tool answers.
struct ToolResult {
  Ending ending = Ending::done;
  std::string document; ///< a JSON object
};

} // namespace aurora::mcp
