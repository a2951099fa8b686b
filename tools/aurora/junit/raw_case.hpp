#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/junit/xml_scanner.hpp"

namespace aurora::junit {

/// A direct child of <testcase>; views into the window that is being read.
struct RawElement {
  std::string_view name;
  std::size_t first_attribute = 0;
  std::size_t attribute_count = 0;
  std::string_view inner; ///< content, still encoded
};

/// One <testcase> as it is written, before any dialect has interpreted it.
struct RawCase {
  std::vector<Attribute> attributes; ///< the case's own first, then those of its children
  std::size_t own_attributes = 0;
  std::vector<RawElement> children;

  std::string_view attribute(std::string_view name) const {
    return find({attributes.data(), own_attributes}, name);
  }
  std::string_view attribute(const RawElement& child, std::string_view name) const {
    return find({attributes.data() + child.first_attribute, child.attribute_count}, name);
  }

private:
  static std::string_view find(std::span<const Attribute> range, std::string_view name) {
    for (const auto& attribute : range)
      if (attribute.name == name)
        return attribute.value;
    return {};
  }
};

/// What the elements around a case say.
struct SuiteContext {
  std::string name; ///< of the innermost <testsuite>
  std::string file; ///< its file attribute
};

} // namespace aurora::junit
