#pragma once

#include <string>

#include "aurora/base/error.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::llm {

/// Where a credential is kept. The variable wins; neither: none is needed.
struct KeyPlace {
  std::string variable;
  std::string file;
};

/// The key without blanks around it. environment error when the variable is unset or the file unreadable,
/// permission when others than its owner may read the file. No message holds any part of the key.
base::Result<std::string> load_key(const KeyPlace& place, const sys::Environment& environment,
                                   sys::FileSystem& files);

/// usage error for a key that would travel unencrypted: http to anything but this machine.
base::Result<void> check_transport(const std::string& url, const std::string& key);

} // namespace aurora::repair::llm
