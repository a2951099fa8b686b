#include "aurora/base/yaml_text.hpp"

#include <yaml-cpp/emitter.h>

#include "aurora/base/text.hpp"

namespace aurora::base {

YAML::Emitter& put_text(YAML::Emitter& out, const char* key, std::string_view text) {
  return out << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << to_printable(text);
}

void put_texts(YAML::Emitter& out, const char* key, const std::vector<std::string>& texts) {
  out << YAML::Key << key << YAML::Value << YAML::BeginSeq;
  for (const auto& text : texts)
    out << YAML::DoubleQuoted << to_printable(text);
  out << YAML::EndSeq;
}

} // namespace aurora::base
