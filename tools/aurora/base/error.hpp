#pragma once

#include <string>

#include <tl/expected.hpp>

namespace aurora::base {

/// What kind of thing went wrong; callers branch on this, never on the message.
enum class ErrorCode {
  invalid_input, ///< what came in is malformed or hostile
  usage,         ///< the command line or an option is wrong
  not_found,     ///< a file, tool or name does not exist
  io,            ///< the operating system refused a read or write
  permission,    ///< not allowed
  environment,   ///< a needed tool, file or server is missing
  conflict,      ///< someone else changed it meanwhile
  limit,         ///< a size, time or count budget is exhausted
  cancelled,     ///< the user interrupted
  unsupported,   ///< this version cannot do it
  internal       ///< a bug in Aurora
};

/// An expected failure: what failed, on what, why, and what to do about it.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string path; ///< empty when no file is concerned
  int line = 0;     ///< 1-based; 0 when unknown
};

/// "path:line: message", without the parts that are unknown.
std::string to_string(const Error& error);

/// The value, or why there is none. Exceptions stay for bugs and third parties.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
  using tl::expected<T, Error>::expected;
};

/// For `return fail(ErrorCode::io, "…", path);`
tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string path = {}, int line = 0);

/// For handing an error on: `if (!x) return forward(x);`
template <class R>
tl::unexpected<Error> forward(R&& result) {
  return tl::unexpected<Error>(std::forward<R>(result).error());
}

} // namespace aurora::base
