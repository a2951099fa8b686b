#include "aurora/gate/secrets.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {
namespace {

// Put together at run time, so that no scanner takes this file for a leak.
const std::string k_random = std::string("q7Zr2Lx9") + "Vw4Tn8Kd" + "1Bs6Yp3M" + "c5Hf0Jg2" + "aEuR";

} // namespace

TEST(FindSecret, knows_the_shapes_of_keys) {
  EXPECT_TRUE(find_secret("x = ghp" + ("_" + k_random)));
  EXPECT_TRUE(find_secret("key: AKIA" + std::string("QW7RT2YU4IO6PA5S")));
  EXPECT_TRUE(find_secret("-----BEGIN RSA " + std::string("PRIVATE KEY-----")));
}

TEST(FindSecret, finds_random_values_given_to_secrets) {
  const auto found = find_secret("const char* password = \"" + k_random.substr(0, 16) + "\";");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->certainty, SecretCertainty::named);
  EXPECT_EQ(found->what.find(k_random.substr(0, 16)), std::string::npos);
}

TEST(FindSecret, finds_passwords_in_urls) {
  EXPECT_TRUE(find_secret("url = https://admin:hunter22" + std::string("@db.internal/x")));
  EXPECT_FALSE(find_secret("url = https://admin:${PASSWORD}@db.internal/x"));
  EXPECT_FALSE(find_secret("see https://example.org:8080/a@b"));
}

TEST(FindSecret, allows_hashes_tags_uuids_and_placeholders) {
  for (const auto* line :
       {"  URL_HASH SHA256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "  GIT_TAG 8d1f9a6be6a7a6f4a5cd7a45ff9c2f1a4bb1e5b8 # v1.2",
        "id = \"123e4567-e89b-12d3-a456-426614174000\"", "token = \"your-token-here-1234567\"",
        "password = \"${DB_PASSWORD_2}\"", "auto token = next_token(input, 12345);",
        "#include \"aurora/gate/very_long_header_name_with_2_digits.hpp\""})
    EXPECT_FALSE(find_secret(line)) << line;
}

} // namespace aurora::gate
