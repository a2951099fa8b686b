#pragma once

#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <json/json.h>

namespace aurora::report {

inline Json::Value parsed(const std::string& text) {
  Json::Value root;
  std::string errors;
  std::istringstream in(text);
  EXPECT_TRUE(Json::parseFromStream(Json::CharReaderBuilder(), in, &root, &errors)) << errors;
  return root;
}

} // namespace aurora::report
