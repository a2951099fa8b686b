#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::repair::search {

/// `text` with one to three of its words changed into similar ones: numbers near by or of the same text,
/// letters exchanged. Blanks and the number of words stay, so that most formats stay intact. The same text
/// when it has no words.
std::string vary_input(std::string_view text, std::mt19937& random);

/// Up to `count` different variations of the texts, none of them one of the texts.
std::vector<std::string> vary_inputs(const std::vector<std::string>& texts, std::size_t count, unsigned seed);

} // namespace aurora::repair::search
