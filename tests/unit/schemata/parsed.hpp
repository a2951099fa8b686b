#pragma once

#include <set>
#include <string>

#include "aurora/schemata/generate.hpp"
#include "aurora/schemata/parser.hpp"

namespace aurora::schemata {

/// The tree of a small program that is not on disk.
inline Tree parsed(const std::string& text, Language language = Language::cxx) {
  const std::string file = language == Language::c ? "/nowhere/a.c" : "/nowhere/a.cpp";
  const std::string compiler = language == Language::c ? "gcc" : "g++";
  auto outcome =
      parse({{"/", file, {compiler, language == Language::c ? "-std=c11" : "-std=c++17", "-c", file}},
             {file},
             text});
  return outcome && !outcome->trees.empty() ? std::move(outcome->trees.front()) : Tree{};
}

inline std::string applied(const Tree& tree, const Edit& edit) {
  auto text = tree.text;
  return text.replace(edit.span.begin, edit.span.size(), edit.text);
}

/// Every text that some candidate makes of the program.
inline std::set<std::string> fixes_of(const std::string& text, Language language = Language::cxx,
                                      GenerateOptions options = {}) {
  const auto tree = parsed(text, language);
  std::set<std::string> fixes;
  if (tree.nodes.empty())
    return fixes;
  for (const auto& candidate : generate(tree, options).candidates)
    fixes.insert(applied(tree, candidate.edit));
  return fixes;
}

} // namespace aurora::schemata
