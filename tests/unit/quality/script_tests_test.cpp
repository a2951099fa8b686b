#include "aurora/quality/script_tests.hpp"

#include <gmock/gmock.h>

namespace aurora::quality {
namespace {

std::vector<std::string> told(const std::vector<WrittenTest>& tests) {
  std::vector<std::string> out;
  for (const auto& test : tests)
    out.push_back((test.asserts ? "" : "!") + (test.suite.empty() ? "" : test.suite + ".") + test.name + "@" +
                  std::to_string(test.line));
  return out;
}

using testing::ElementsAre;

TEST(PythonTests, assert_by_word_in_their_bodies) {
  EXPECT_THAT(told(read_python_tests({{"test_a.py", R"(import pytest

def helper(x):
    assert x

def test_plain():
    assert 1 == 1

def test_idle():
    # assert 1
    run()

class TestBox:
    def test_raises(self):
        with pytest.raises(ValueError):
            open()

    async def test_waits(self):
        await thing()

def test_by_helper(
    fixture,
):
    helper(fixture)

def test_mock():
    m.assert_called_once()
)"}})),
              ElementsAre("test_plain@6", "!test_idle@9", "TestBox.test_raises@14", "!TestBox.test_waits@18",
                          "test_by_helper@21", "test_mock@26"));
}

TEST(JavascriptTests, assert_by_word_in_their_bodies) {
  EXPECT_THAT(told(read_javascript_tests({{"a.test.js", R"(
describe('a box', () => {
  it('opens', () => { expect(open()).toBe(true) })
  it("idles", async () => {
    // expect(1)
    await run('expect(2)')
  })
  it.skip('later', () => {})
  test('is still to be written')
})
)"}})),
              ElementsAre("opens@3", "!idles@4"));
}

} // namespace
} // namespace aurora::quality
