#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/test_run.hpp"

namespace aurora::junit {

using Assertions = std::vector<model::Assertion>;
using Lines = std::vector<std::string_view>;

/// A place in a source file as frameworks print it.
struct Place {
  std::string file;
  int line = 0;
};

/// "file:12" or nothing; the line number must be positive.
std::optional<Place> place_of(std::string_view text);
/// The place before suffix, as in "file:12: Failure" and ": Failure".
std::optional<Place> place_before(std::string_view text, std::string_view suffix);
/// Lines [begin, end) as one text.
std::string joined(const Lines& lines, std::size_t begin, std::size_t end);

/// One failure as it stands in a report's <failure>: one assertion, or none when it is not understood.
Assertions read_gtest_failure(std::string_view text);
Assertions read_catch2_failure(std::string_view text);
Assertions read_doctest_failure(std::string_view text);
Assertions read_boost_failure(std::string_view text);
Assertions read_python_failure(std::string_view text);
Assertions read_javascript_failure(std::string_view text);

/// All failures in what a program printed.
void read_gtest_console(const Lines& lines, Assertions& out);
void read_catch2_console(const Lines& lines, Assertions& out);
void read_doctest_console(const Lines& lines, Assertions& out);
void read_boost_console(const Lines& lines, Assertions& out);
void read_python_console(const Lines& lines, Assertions& out);
void read_javascript_console(const Lines& lines, Assertions& out);
/// "path:12:test:FAIL: Expected 1 Was 2", as the Unity framework for C prints it.
void read_unity_console(const Lines& lines, Assertions& out);
/// assert(), std::terminate and glibc; belongs to whatever case was running.
void read_runtime_console(const Lines& lines, Assertions& out);

/// Frameworks that are not known: a place in a C or C++ source, "a.cpp:12" or "a.cpp(12)", on a line that
/// tells of a failure or behind one; with the values, where they follow as "Expected: …" and "Actual: …".
void read_plain_console(const Lines& lines, Assertions& out);
/// Whether a line says, in English, that something went wrong. Not where it counts none.
bool tells_failure(std::string_view line);

/// The two sides of "a == b" and the like, split at the comparison outside brackets and quotes.
struct Sides {
  std::string left;
  std::string right;
};
std::optional<Sides> split_comparison(std::string_view expression);

} // namespace aurora::junit
