#include "aurora/sys/errno_error.hpp"

#include <cerrno>
#include <system_error>

namespace aurora::sys {
namespace {

base::ErrorCode code_of(int number) {
  switch (number) {
  case ENOENT:
  case ENOTDIR:
    return base::ErrorCode::not_found;
  case EACCES:
  case EPERM:
  case EROFS:
    return base::ErrorCode::permission;
  case ENAMETOOLONG:
  case ELOOP:
  case EISDIR:
    return base::ErrorCode::invalid_input;
  default:
    return base::ErrorCode::io;
  }
}

const char* advice(int number) {
  switch (number) {
  case ENOSPC:
  case EDQUOT:
    return "; free some space there and run the command again";
  case EACCES:
  case EPERM:
    return "; give this user the right to it";
  case EROFS:
    return "; mount it writable or choose another folder";
  case EMFILE:
  case ENFILE:
    return "; raise the limit of open files (ulimit -n)";
  default:
    return "";
  }
}

} // namespace

base::Error errno_error(int number, const std::string& action, const std::string& path) {
  const auto why = std::error_code(number, std::generic_category()).message();
  return {code_of(number), "cannot " + action + ": " + why + advice(number), path, 0};
}

} // namespace aurora::sys
