#include "aurora/forge/rest_json.hpp"

namespace aurora::forge {

base::Result<Json::Value> parse_answer(const std::string& body) {
  auto root = base::parse_json(body);
  if (root && (root->isObject() || root->isArray()))
    return root;
  return base::fail(base::ErrorCode::invalid_input, "the forge's answer is not JSON as it should be");
}

} // namespace aurora::forge
