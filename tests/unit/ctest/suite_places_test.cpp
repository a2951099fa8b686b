#include "aurora/ctest/suite_places.hpp"

#include <gtest/gtest.h>

#include "support/fake_file_system.hpp"

namespace aurora::ctest {

TEST(SuitePlaces, are_made_absolute_where_the_file_is_there) {
  test::FakeFileSystem files;
  ASSERT_TRUE(files.make_directories("/src/py/tests"));
  ASSERT_TRUE(files.write("/src/py/tests/test_a.py", ""));
  model::TestCase test;
  test.status = model::TestStatus::failed;
  test.file = "tests/test_a.py";
  test.assertions.resize(2);
  test.assertions[0].file = "tests/../tests/test_a.py";
  test.assertions[1].file = "elsewhere.py";
  resolve_places(test, "/src/py", files);
  EXPECT_EQ(test.file, "/src/py/tests/test_a.py");
  EXPECT_EQ(test.assertions[0].file, "/src/py/tests/test_a.py");
  EXPECT_EQ(test.assertions[1].file, "elsewhere.py");
}

} // namespace aurora::ctest
