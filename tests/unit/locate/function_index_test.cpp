#include "aurora/locate/function_index.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::locate {

const std::string k_source = R"cpp(#include <vector>
// int commented() { return 1; }
namespace store {
const char* text = "int quoted() { }";
class Ledger : public Base {
public:
  explicit Ledger(int size) : m_size{size}, m_data(size) {
    fill();
  }
  int total() const noexcept {
    return later() ? other(1) : 7;
  }
  void declared(int x);
  ~Ledger() = default;

private:
  int m_size;
};

void Ledger::declared(int x) {
  if (x > 0) { total(); }
}
auto trailing(int a) -> std::vector<int> { return {a}; }
template <class T> T twice(T t)
{
  auto f = [](int q) { return q; };
  return f(t) + R"(})"[0];
}
}
TEST(Ledger, adds) {
  EXPECT_EQ(store::twice(2), 4);
}
)cpp";

const FunctionPlace* only(const FunctionIndex& index, const std::string& name) {
  const auto& places = index.find(name);
  return places.size() == 1 ? &places[0] : nullptr;
}

TEST(FunctionIndex, finds_definitions_and_their_ends) {
  const FunctionIndex index({{"a.cpp", k_source}});
  for (const auto& [name, first, last] : std::vector<std::tuple<std::string, int, int>>{{"Ledger", 7, 9},
                                                                                        {"total", 10, 12},
                                                                                        {"declared", 20, 22},
                                                                                        {"trailing", 23, 23},
                                                                                        {"twice", 24, 28},
                                                                                        {"TEST", 30, 32}}) {
    const auto* place = only(index, name);
    ASSERT_NE(place, nullptr) << name;
    EXPECT_EQ(place->line, first) << name;
    EXPECT_EQ(place->end_line, last) << name;
  }
  EXPECT_EQ(only(index, "declared")->scope, "Ledger");
}

TEST(FunctionIndex, leaves_calls_comments_and_strings_out) {
  const FunctionIndex index({{"a.cpp", k_source}});
  for (const auto* name : {"commented", "quoted", "fill", "later", "other", "if", "m_size", "m_data", "f"})
    EXPECT_TRUE(index.find(name).empty()) << name;
}

TEST(FunctionIndex, knows_the_function_around_a_line) {
  const FunctionIndex index({{"a.cpp", k_source}});
  ASSERT_NE(index.enclosing("a.cpp", 11), nullptr);
  EXPECT_EQ(index.enclosing("a.cpp", 11)->line, 10);
  EXPECT_EQ(index.enclosing("a.cpp", 4), nullptr);
  EXPECT_EQ(index.enclosing("b.cpp", 4), nullptr);
}

TEST(CalledFunctions, are_names_before_parentheses) {
  EXPECT_EQ(
      called_functions("store::total(a) + b.count(), std::string(\"f(x)\"), static_cast<int>(c), sizeof(d)"),
      (std::vector<std::string>{"total", "count", "string"}));
  EXPECT_EQ(called_functions("EXPECT_EQ(twice(2), twice(3))"), (std::vector<std::string>{"twice"}));
  EXPECT_TRUE(called_functions("x == 3").empty());
}

TEST(FunctionIndex, survives_damaged_and_hostile_sources) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const FunctionIndex index({{"a.cpp", testing::mutated(k_source, seed)}});
    EXPECT_LE(index.find("total").size(), 10U);
  }
  const auto start = std::chrono::steady_clock::now();
  for (const std::string piece : {"f(", "f(){", "R\"(", "/*", "{", "a:b(", "'", "#\\\n"}) {
    std::string text;
    for (int i = 0; i < 200'000; ++i)
      text += piece;
    const FunctionIndex index({{"a.cpp", text}});
    EXPECT_TRUE(index.find("nothing").empty());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

} // namespace aurora::locate
