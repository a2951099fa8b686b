#include "aurora/base/hash.hpp"

#include <gtest/gtest.h>

namespace aurora::base {

TEST(Sha256, agrees_with_the_standards_example) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hex16, pads_to_sixteen_digits) {
  EXPECT_EQ(hex16(0xabc), "0000000000000abc");
}

} // namespace aurora::base
