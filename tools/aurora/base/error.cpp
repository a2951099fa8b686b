#include "aurora/base/error.hpp"

namespace aurora::base {

std::string to_string(const Error& error) {
  if (error.path.empty())
    return error.message;
  if (error.line <= 0)
    return error.path + ": " + error.message;
  return error.path + ":" + std::to_string(error.line) + ": " + error.message;
}

tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string path, int line) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(path), line});
}

} // namespace aurora::base
