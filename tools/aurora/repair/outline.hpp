#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/repair/cxx_tokens.hpp"

namespace aurora::repair {

enum class ItemKind { name_space, type, enumeration, function, variable, alias };

/// One declaration or definition at namespace or class level. Indices are into Outline::tokens.
struct Item {
  ItemKind kind = ItemKind::variable;
  std::string name;  ///< last component: "area", "~Shape", "operator=="
  std::string scope; ///< "geo::Shape"; that of a qualified definition included
  std::size_t first = 0;
  std::size_t last = 0;                ///< the closing "}" or ";"
  std::size_t name_token = k_no_token; ///< where the name stands
  std::size_t parameters = k_no_token; ///< functions: their "("
  std::size_t body = k_no_token;       ///< the "{", or k_no_token for a mere declaration
  std::vector<std::string> enumerators;
  bool in_type = false; ///< declared inside a class
};

/// What a file declares, as far as it can be told without a compiler.
struct Outline {
  std::vector<Token> tokens;
  std::vector<std::size_t> partner;
  std::vector<Item> items;
};

/// Never fails; the views of the tokens are into text, which must outlive the result.
Outline read_outline(std::string_view text);

/// "geo::Shape::area"
std::string qualified_name(const Item& item);

/// The innermost item of a kind whose braces hold the offset, or null.
const Item* enclosing(const Outline& outline, std::size_t offset, ItemKind kind);

/// Names declared in a function: its parameters and locals, each once, in order.
std::vector<std::string> local_names(const Outline& outline, const Item& function);

} // namespace aurora::repair
