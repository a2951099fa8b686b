#include "aurora/junit/xml_scanner.hpp"

#include <gtest/gtest.h>

namespace aurora::junit {
namespace {

using Texts = std::vector<std::string>;

/// "name=value" of all attributes, and how the tag ended.
Texts read_one(XmlScanner& scanner) {
  const auto token = scanner.next();
  Texts texts;
  for (const auto& [name, value] : scanner.attributes())
    texts.push_back(std::string(name) + "=" + std::string(value));
  texts.emplace_back(token.kind == TokenKind::empty       ? "/>"
                     : token.kind == TokenKind::start     ? ">"
                     : token.kind == TokenKind::malformed ? "malformed"
                                                          : "incomplete");
  return texts;
}

TEST(XmlScanner, reads_every_tag_as_if_it_were_the_first) {
  const Texts tags = {R"(<a x="1" y="2"/>)",    R"(<a x="1" y="2"/>)",    R"(<a x="1" y="22"/>)",
                      R"(<a x="" y="2"/>)",     R"(<a x='1"' y="2"/>)",   R"(<a x="1" y="2"/>)",
                      R"(<a x="1"/>)",          R"(<a xy="1" y="2">)",    R"(<a y="2" x="1"/>)",
                      R"(<a y="2"  x="1"/>)",   R"(<a y = "2" x="1" />)", R"(<a y="2" x="12"/>)",
                      R"(<a y="2" x="1"z="3">)"};
  std::string all;
  for (int round = 0; round < 3; ++round)
    for (const auto& tag : tags)
      all += tag;
  XmlScanner scanner(all, Window::final);
  for (int round = 0; round < 3; ++round)
    for (const auto& tag : tags) {
      XmlScanner alone(tag, Window::final);
      EXPECT_EQ(read_one(scanner), read_one(alone)) << tag;
    }
}

TEST(XmlScanner, does_not_expect_a_quote_that_stood_between_apostrophes) {
  XmlScanner scanner(R"(<a x='1"2'/><a x="1"2"/>)", Window::final);
  EXPECT_EQ(read_one(scanner), (Texts{"x=1\"2", "/>"}));
  EXPECT_EQ(read_one(scanner).back(), "malformed");
}

TEST(XmlScanner, reads_values_that_change_all_the_time_and_then_do_not) {
  std::string all;
  for (int i = 0; i < 60; ++i)
    all += "<a same=\"s\" n=\"" + std::to_string(i < 40 ? i : 7) + "\"/>";
  XmlScanner scanner(all, Window::final);
  for (int i = 0; i < 60; ++i)
    EXPECT_EQ(read_one(scanner), (Texts{"same=s", "n=" + std::to_string(i < 40 ? i : 7), "/>"}));
}

TEST(XmlScanner, waits_for_the_rest_of_an_expected_attribute) {
  const std::string all = R"(<a x="12345"/><a x="12345"/>)";
  for (std::size_t size = all.size() / 2 + 1; size < all.size(); ++size) {
    XmlScanner scanner(std::string_view(all).substr(0, size), Window::partial);
    EXPECT_EQ(read_one(scanner).back(), "/>");
    EXPECT_EQ(read_one(scanner).back(), "incomplete") << size;
    EXPECT_EQ(scanner.position(), all.size() / 2);
  }
}

} // namespace
} // namespace aurora::junit
