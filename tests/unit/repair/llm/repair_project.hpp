#pragma once

#include <string>

#include "../support_project.hpp"

namespace aurora::repair::llm {

/// A mean that divides by a constant, the header of what it calls, and its test.
inline fakes::MemoryProject mean_project() {
  std::string source = "#include \"sum.hpp\"\n#include <vector>\n\n"
                       "double mean(const std::vector<double>& values) {\n  const auto total = sum(values);\n"
                       "  return total / 2;\n}\n";
  for (int i = 0; i < 40; ++i)
    source += "// line\n";
  source += "double unrelated_far_away() { return 0; }\n";
  fakes::MemoryProject project;
  project.file("src/stats.cpp", source)
      .file("include/sum.hpp", "#pragma once\ndouble sum(const std::vector<double>& values);\n")
      .file("tests/stats_test.cpp",
            "#include <gtest/gtest.h>\n\nTEST(Mean, of_three) {\n  EXPECT_EQ(mean({1, 2, 3}), 2);\n}\n");
  model::Event event;
  event.test_id = "stats::Mean.of_three";
  event.category = model::Category::assertion;
  event.file = "tests/stats_test.cpp";
  event.line = 4;
  event.message = "Expected equality of these values";
  event.actual = "Which is: 3";
  event.analysis.root_cause = "divided by a constant";
  project.cluster.signature = "0123456789abcdef";
  project.cluster.title = "Mean.of_three: Expected equality of these values";
  project.cluster.category = model::Category::assertion;
  project.cluster.events.push_back(event);
  project.suspects.push_back({"src/stats.cpp", 6, 0.9, "run by the failing test only"});
  return project;
}

} // namespace aurora::repair::llm
