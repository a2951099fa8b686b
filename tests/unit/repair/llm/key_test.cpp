#include "aurora/repair/llm/key.hpp"

#include <gmock/gmock.h>

#include "support/fake_file_system.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;

class OneVariable final : public sys::Environment {
public:
  std::optional<std::string> get(const std::string& name) const override {
    return name == "KEY" ? std::optional<std::string>(value) : std::nullopt;
  }
  unsigned processors() const override { return 1; }
  bool is_terminal(int) const override { return false; }
  std::optional<std::string> find_program(const std::string&) const override { return std::nullopt; }
  std::string executable_directory() const override { return "/"; }
  std::string current_directory() const override { return "/"; }
  std::string value;
};

class Key : public testing::Test {
protected:
  ErrorCode error_of(const KeyPlace& place) {
    const auto key = load_key(place, environment, files);
    if (key)
      return ErrorCode::internal;
    EXPECT_THAT(base::to_string(key.error()), testing::Not(testing::HasSubstr("geheim")));
    return key.error().code;
  }
  OneVariable environment;
  test::FakeFileSystem files;
};

TEST_F(Key, comes_from_the_variable_or_from_a_file_of_mode_0600) {
  environment.value = " geheim\n";
  files.put("/key", "anders\n", 0600);
  EXPECT_EQ(*load_key({"KEY", "/key"}, environment, files), "geheim");
  EXPECT_EQ(*load_key({"", "/key"}, environment, files), "anders");
  EXPECT_EQ(*load_key({}, environment, files), "");
}

TEST_F(Key, is_not_read_from_a_file_that_others_may_read) {
  for (const std::uint32_t mode : {0644U, 0640U, 0604U, 0660U}) {
    files.put("/key", "geheim", mode);
    EXPECT_EQ(error_of({"", "/key"}), ErrorCode::permission);
  }
}

TEST_F(Key, is_missed_in_words) {
  EXPECT_EQ(error_of({"OTHER", ""}), ErrorCode::environment);
  EXPECT_EQ(error_of({"KEY", ""}), ErrorCode::environment);
  EXPECT_EQ(error_of({"", "/none"}), ErrorCode::environment);
}

TEST_F(Key, may_not_end_a_header) {
  environment.value = "geheim\r\nX-Evil: 1";
  EXPECT_EQ(error_of({"KEY", ""}), ErrorCode::invalid_input);
}

TEST(Transport, sends_no_key_in_the_clear_to_another_machine) {
  for (const std::string url :
       {"https://host/v1", "http://localhost:8080/v1", "http://127.0.0.1/v1", "http://[::1]:1/v1"})
    EXPECT_TRUE(check_transport(url, "key").has_value()) << url;
  for (const std::string url :
       {"http://host/v1", "http://localhost.evil/v1", "http://127.0.0.1@evil/", "http://localhost:1@evil/"})
    EXPECT_FALSE(check_transport(url, "key").has_value()) << url;
  EXPECT_TRUE(check_transport("http://host/v1", "").has_value());
}

} // namespace
} // namespace aurora::repair::llm
