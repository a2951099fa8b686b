#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace YAML {
class Emitter;
}

namespace aurora::base {

// Members of the YAML map that is being written; always quoted, so that no text is taken for anything else.

YAML::Emitter& put_text(YAML::Emitter& out, const char* key, std::string_view text);
void put_texts(YAML::Emitter& out, const char* key, const std::vector<std::string>& texts);

} // namespace aurora::base
