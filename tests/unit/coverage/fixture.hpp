#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace aurora::coverage {

inline std::string fixture(const std::string& name) {
  std::ifstream file(std::string(AURORA_TEST_DATA) + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

} // namespace aurora::coverage
