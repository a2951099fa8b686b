#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/junit/xml_scanner.hpp"

namespace aurora::junit {

/// How a producer writes one tag after the other: what is the same in all of them, and where values stand in
/// between that may differ. Tags alike are skipped by a few comparisons instead of a look at every byte.
class TagShape {
public:
  /// Tags from the start of a text.
  struct Run {
    std::size_t tags = 0;
    std::size_t bytes = 0;
  };

  /// From blanks and one tag behind them. `attributes` are those of the tag, as views of `text`; the values
  /// of those that `is_fixed` says yes to belong to the shape. Forgets the shape when it is no example of
  /// one.
  void learn(std::string_view text, const std::vector<Attribute>& attributes,
             bool (*is_fixed)(std::string_view));

  /// How many tags of this shape follow each other; none when none was learnt. A tag that `text` does not
  /// hold whole is not counted.
  Run match(std::string_view text);

private:
  /// A value in quotes and all that follows up to the next.
  struct Part {
    std::string rest;     ///< from the closing quote on
    std::string last;     ///< the value of the tag before, and `rest`
    unsigned changes = 0; ///< of the value, one after the other
  };

  const char* match_one(const char* at, const char* end);
  static const char* match_part(Part& part, const char* at, const char* end);

  std::string m_first; ///< up to the first value
  std::vector<Part> m_parts;
};

} // namespace aurora::junit
