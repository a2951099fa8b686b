#include "bench/normalize/generate.hpp"

#include <fstream>

#include <fmt/format.h>

namespace aurora::bench {
namespace {

constexpr std::size_t k_cases_per_suite = 100;

std::string failure(std::size_t i) {
  const auto place = fmt::format("/project/libraries/containers/tests/suite_{}_test.cpp:{}",
                                 i / k_cases_per_suite, 20 + i % 400);
  return fmt::format(
      "      <failure message=\"{0}&#x0A;Expected equality of these values:&#x0A;  sum&#x0A;    Which "
      "is: {1}&#x0A;  &quot;{2}&quot; &lt; &amp;limit\" type=\"\"><![CDATA[{0}\nExpected equality of "
      "these values:\n  sum\n    Which is: {1}\n  \"{2}\" < &limit]]></failure>\n",
      place, i, i + 1);
}

std::string test_case(std::size_t i) {
  const bool skipped = i % 50 == 7;
  const auto head = fmt::format(
      "    <testcase name=\"keeps_the_order_of_values_when_item_{0}_is_moved_to_the_end\" "
      "file=\"/project/libraries/containers/tests/suite_{1}_test.cpp\" line=\"{2}\" status=\"run\" "
      "result=\"{3}\" time=\"0.0{4}\" timestamp=\"2026-11-21T06:01:56.760\" classname=\"ContainersOrder{1}\"",
      i, i / k_cases_per_suite, 10 + i % 400, skipped ? "skipped" : "completed", i % 97);
  if (i % 100 == 3)
    return head + ">\n" + failure(i) + "    </testcase>\n";
  if (skipped)
    return head + ">\n      <skipped message=\"suite_test.cpp:33&#x0A;no disk\"/>\n    </testcase>\n";
  return head + " />\n";
}

} // namespace

bool generate_report(const std::string& path, std::size_t cases) {
  std::ofstream out(path, std::ios::binary);
  out << fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{}\" time=\"12.5\" "
                     "timestamp=\"2026-11-21T06:01:56.759\" name=\"AllTests\">\n",
                     cases);
  for (std::size_t i = 0; i < cases; ++i) {
    if (i % k_cases_per_suite == 0)
      out << fmt::format(
          "  <testsuite name=\"ContainersOrder{}\" tests=\"{}\" failures=\"1\" time=\"0.1\">\n",
          i / k_cases_per_suite, k_cases_per_suite);
    out << test_case(i);
    if (i % k_cases_per_suite == k_cases_per_suite - 1 || i + 1 == cases)
      out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
  return out.good();
}

} // namespace aurora::bench
