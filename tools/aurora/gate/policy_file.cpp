#include "aurora/gate/policy.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/text.hpp"
#include "aurora/gate/rule.hpp"

namespace aurora::gate {
namespace {

constexpr std::size_t k_max_policy_bytes = 256 * 1024;
constexpr int k_max_depth = 4;
constexpr std::string_view k_policy_name = ".aurora/policy.yml";
constexpr std::string_view k_protected_name = ".aurora/protected-files.yml";

/// What is wrong with a document and where; caught in this file only.
struct PolicyProblem {
  std::string message;
  int line = 0;
};

[[noreturn]] void complain(const YAML::Mark& mark, std::string message) {
  throw PolicyProblem{std::move(message), mark.line + 1};
}

/// Refuses what a policy never needs before any node is built: anchors, aliases and depth.
class YamlGuard final : public YAML::EventHandler {
public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { look(mark, anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { complain(mark, "aliases are not allowed"); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string&) override {
    look(mark, anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    enter(mark, anchor);
  }
  void OnSequenceEnd() override { --m_depth; }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    enter(mark, anchor);
  }
  void OnMapEnd() override { --m_depth; }

private:
  static void look(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0)
      complain(mark, "anchors are not allowed");
  }
  void enter(const YAML::Mark& mark, YAML::anchor_t anchor) {
    look(mark, anchor);
    if (++m_depth > k_max_depth)
      complain(mark, "nested too deeply");
  }
  int m_depth = 0;
};

YAML::Node load(std::string_view text) {
  if (text.size() > k_max_policy_bytes)
    throw PolicyProblem{fmt::format("larger than {} KiB", k_max_policy_bytes / 1024), 0};
  std::istringstream stream{std::string(text)};
  YAML::Parser parser(stream);
  YamlGuard guard;
  parser.HandleNextDocument(guard);
  return YAML::Load(std::string(text));
}

template <class T>
T scalar(const YAML::Node& node, std::string_view key, std::string_view type) {
  T value{};
  if (!node.IsScalar() || !YAML::convert<T>::decode(node, value))
    complain(node.Mark(), fmt::format("\"{}\" must be {}", key, type));
  return value;
}

int at_least(const YAML::Node& node, std::string_view key, int minimum) {
  const auto value = scalar<int>(node, key, "a whole number");
  if (value < minimum)
    complain(node.Mark(), fmt::format("\"{}\" must be at least {}", key, minimum));
  return value;
}

double share(const YAML::Node& node, std::string_view key) {
  const auto value = scalar<double>(node, key, "a number such as 0.5");
  if (!(value > 0 && value <= 10))
    complain(node.Mark(), fmt::format("\"{}\" must lie between 0 and 10", key));
  return value;
}

std::vector<std::string> texts(const YAML::Node& node, std::string_view key) {
  if (node.IsNull())
    return {};
  if (!node.IsSequence())
    complain(node.Mark(), fmt::format("\"{}\" must be a list of texts", key));
  std::vector<std::string> out;
  for (const auto& item : node) {
    if (!item.IsScalar() || item.Scalar().empty())
      complain(item.Mark(), fmt::format("\"{}\" must be a list of texts", key));
    out.push_back(item.Scalar());
  }
  return out;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const auto near = base::nearest(word, known);
  return near ? fmt::format("; did you mean \"{}\"?", *near)
              : fmt::format("; known are {}", base::join(known, ", "));
}

std::vector<std::string> rule_ids(const YAML::Node& node, std::string_view key) {
  std::vector<std::string> known;
  for (const auto& rule : pattern_rules())
    known.emplace_back(rule.id);
  auto ids = texts(node, key);
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (std::ranges::find(known, ids[i]) == known.end())
      complain(node[i].Mark(),
               fmt::format("unknown rule \"{}\"{}", base::to_printable(ids[i]), suggestion(ids[i], known)));
  return ids;
}

void check_schema(const YAML::Node& node, std::string_view key, std::string_view expected) {
  const auto schema = scalar<std::string>(node, key, "a text");
  if (schema != expected)
    complain(node.Mark(), fmt::format("schema is \"{}\", this version reads \"{}\"",
                                      base::to_printable(schema), expected));
}

struct PolicyKey {
  std::string_view name;
  void (*read)(const YAML::Node& node, std::string_view key, Policy& policy);
};

const std::vector<PolicyKey>& policy_keys() {
  static const std::vector<PolicyKey> keys{
      {"allow_test_edits",
       [](auto& n, auto k, auto& p) { p.allow_test_edits = scalar<bool>(n, k, "true or false"); }},
      {"allowed_rules", [](auto& n, auto k, auto& p) { p.allowed_rules = rule_ids(n, k); }},
      {"max_changed_lines", [](auto& n, auto k, auto& p) { p.max_changed_lines = at_least(n, k, 1); }},
      {"max_files", [](auto& n, auto k, auto& p) { p.max_files = at_least(n, k, 1); }},
      {"max_size_change", [](auto& n, auto k, auto& p) { p.max_size_change = share(n, k); }},
      {"protected_files", [](auto& n, auto k, auto& p) { p.protected_files = texts(n, k); }},
      {"schema", [](auto& n, auto k, auto&) { check_schema(n, k, "aurora.policy/1"); }},
      {"test_files", [](auto& n, auto k, auto& p) { p.test_files = texts(n, k); }},
  };
  return keys;
}

const PolicyKey& find_key(const YAML::Node& node) {
  const auto name = node.IsScalar() ? node.Scalar() : std::string();
  std::vector<std::string> known;
  for (const auto& key : policy_keys()) {
    if (key.name == name)
      return key;
    known.emplace_back(key.name);
  }
  complain(node.Mark(),
           fmt::format("unknown key \"{}\"{}", base::to_printable(name), suggestion(name, known)));
}

void read_policy_file(std::string_view text, Policy& policy) {
  const auto root = load(text);
  if (root.IsNull())
    return;
  if (!root.IsMap())
    complain(root.Mark(), "must be a list of \"key: value\" lines");
  std::vector<std::string> seen;
  for (const auto& entry : root) {
    const auto& key = find_key(entry.first);
    if (std::ranges::find(seen, key.name) != seen.end())
      complain(entry.first.Mark(), fmt::format("\"{}\" is given twice", key.name));
    seen.emplace_back(key.name);
    key.read(entry.second, key.name, policy);
  }
}

/// A plain list of globs, or the key protected_files with one.
void read_protected_file(std::string_view text, Policy& policy) {
  const auto root = load(text);
  if (root.IsNull())
    return;
  auto list = root;
  if (root.IsMap()) {
    for (const auto& entry : root) {
      const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
      if (name == "schema")
        check_schema(entry.second, name, "aurora.protected-files/1");
      else if (name == "protected_files")
        list.reset(entry.second);
      else
        complain(entry.first.Mark(), fmt::format("unknown key \"{}\"{}", base::to_printable(name),
                                                 suggestion(name, {"protected_files", "schema"})));
    }
    if (list.IsMap())
      complain(root.Mark(), "protected_files is missing");
  }
  for (auto& glob : texts(list, "protected_files"))
    policy.protected_files.push_back(std::move(glob));
}

using ReadFile = void (*)(std::string_view text, Policy& policy);

base::Result<void> read_guarded(ReadFile read, std::string_view text, std::string_view name, Policy& policy) {
  const auto failed = [&](const std::string& why, int line) {
    return base::fail(base::ErrorCode::invalid_input, why, std::string(name), line);
  };
  try {
    read(text, policy);
  } catch (const PolicyProblem& problem) {
    return failed(problem.message, problem.line);
  } catch (const YAML::Exception& error) {
    return failed("not valid YAML: " + base::to_printable(error.msg), error.mark.line + 1);
  }
  return {};
}

} // namespace

base::Result<Policy> parse_policy(std::string_view policy_yaml, std::string_view protected_yaml) {
  Policy policy;
  if (auto read = read_guarded(read_policy_file, policy_yaml, k_policy_name, policy); !read)
    return base::forward(read);
  if (auto read = read_guarded(read_protected_file, protected_yaml, k_protected_name, policy); !read)
    return base::forward(read);
  return policy;
}

} // namespace aurora::gate
