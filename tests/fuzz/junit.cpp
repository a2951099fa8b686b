// libFuzzer entry for the readers of reports and test output. By hand, with clang, from the source root:
//   clang++ -std=c++20 -g -fsanitize=fuzzer,address,undefined -Itools tests/fuzz/junit.cpp \
//     tools/aurora/junit/*.cpp tools/aurora/model/test_run.cpp tools/aurora/base/{error,text}.cpp -lfmt -o junit_fuzz
//   ./junit_fuzz tests/data/*/
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "aurora/junit/assertions.hpp"
#include "aurora/junit/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(aurora::junit::read_junit(text));
  static_cast<void>(aurora::junit::read_assertions(text));
  return 0;
}
