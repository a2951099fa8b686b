#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace aurora::locate {

/// How often one program element was covered: by failing and passing tests, and by how many of each it was
/// not.
struct Counts {
  double failed_hit = 0;
  double failed_miss = 0;
  double passed_hit = 0;
  double passed_miss = 0;
};

/// ef / sqrt((ef + nf)(ef + ep)). Abreu, Zoeteweij, van Gemund: "An Evaluation of Similarity Coefficients for
/// Software Fault Localization", PRDC 2006.
double ochiai(const Counts& counts);

/// (ef/F) / (ef/F + ep/P). Jones, Harrold, Stasko: "Visualization of Test Information to Assist Fault
/// Localization", ICSE 2002.
double tarantula(const Counts& counts);

/// ef^2 / (ep + nf). Wong, Debroy, Gao, Li: "The DStar Method for Effective Software Fault Localization",
/// IEEE Trans. Reliability 63(1), 2014. Unbounded; infinite when only failing tests, and all of them, hit the
/// element.
double dstar(const Counts& counts);

enum class Formula { ochiai, tarantula, dstar };

/// A program element: a line, or anything else that has a place (a candidate's switch, a function).
struct SpectrumElement {
  std::string file; ///< relative to the source root
  int line = 0;
};

/// What one test covered. Elements are indices into SpectrumInput::elements, each at most once.
struct SpectrumTest {
  std::string test_id;
  bool failed = false;
  std::vector<std::size_t> hits;
};

struct SpectrumInput {
  std::vector<SpectrumElement> elements;
  std::vector<SpectrumTest> tests;
};

/// One score for each element, in [0, 1] (DStar d as d / (1 + d)). All 0 when no test failed.
/// Indices beyond the elements are ignored. Linear in the number of hits.
std::vector<double> score(const SpectrumInput& input, Formula formula = Formula::ochiai);

} // namespace aurora::locate
