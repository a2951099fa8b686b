#pragma once

#include <optional>
#include <string>

#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

enum class HostKind { statement, condition, initializer, step };

/// A stretch of code that can be written twice, the original and a changed copy, with a switch between them.
struct Host {
  int node = -1;
  HostKind kind = HostKind::statement;
  Span span;
  std::string type;        ///< of initializers: what both sides are converted to
  bool braces = false;     ///< the initializer is a brace list of a class
  bool needs_call = false; ///< `T x{…}` becomes `T x(…)`
};

/// Whether the node itself is such a stretch.
std::optional<Host> host_at(const Tree& tree, int node);

/// The innermost host around span, starting to look at node.
std::optional<Host> find_host(const Tree& tree, int node, Span span);

/// Whether the statement can be wrapped in `{ if (…) … }`.
bool can_wrap(const Tree& tree, int node);
/// Whether a statement can be put before this one.
bool can_precede(const Tree& tree, int node);
/// Whether code of this function may hold switches.
bool can_instrument(const Tree& tree, int function);

} // namespace aurora::schemata
