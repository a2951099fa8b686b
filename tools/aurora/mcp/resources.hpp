#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::mcp {

struct Resource {
  std::string uri;
  std::string name;
  std::string help;
  std::string mime_type;
  std::uint64_t size = 0; ///< bytes
};

struct ResourceText {
  std::string mime_type;
  std::string text;
};

/// What a client can read.
class Resources {
public:
  virtual ~Resources() = default;
  virtual std::vector<Resource> list() = 0;
  /// not_found for an address that list() does not give.
  virtual base::Result<ResourceText> read(const std::string& uri) = 0;
};

} // namespace aurora::mcp
