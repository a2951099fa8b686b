#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/triage/explain.hpp"

namespace aurora::triage {
namespace {

struct Words {
  std::string_view cause;
  std::string_view suggestion;
};

bool is_recursive(const model::Event& event) {
  int equal = 0;
  for (std::size_t i = 1; i < event.frames.size(); ++i)
    if (!event.frames[i].function.empty() && event.frames[i].function == event.frames[i - 1].function)
      ++equal;
  return equal >= 16;
}

Words words_for(const model::Event& event) {
  if (is_recursive(event))
    return {"A function calls itself without end and exhausts the stack.",
            "Check the condition that ends the recursion."};
  if (base::contains(event.message, "double free") || base::contains(event.message, "invalid pointer"))
    return {
        "Memory is freed twice, or something is freed that was never allocated.",
        "Let one object own it (std::unique_ptr, a container); run the sanitizer build for the two places."};
  if (base::contains(event.message, "corrupted") || base::contains(event.message, "stack smashing"))
    return {"Something writes beyond the end of its memory.", "Run the sanitizer build: it names the write."};
  if (base::contains(event.message, "active exception"))
    return {"A std::thread was destroyed while joinable, or an exception left a noexcept function.",
            "Join the thread; handle the exception inside."};
  if (event.error_class == "Signal:SIGSEGV" || event.error_class == "Signal:SIGBUS")
    return {"Memory is used that is not there: most often a null pointer, an index beyond the end, or a dead "
            "object.",
            "Check the pointer or index before its use in the suspect function."};
  if (event.error_class == "Signal:SIGFPE")
    return {"An integer is divided by zero, or overflows in a division.",
            "Check the divisor before the division."};
  if (event.error_class == "Signal:SIGILL" || event.error_class == "Signal:SIGTRAP")
    return {"The program ran into code the compiler marked unreachable.",
            "Look for a function that ends without a return."};
  if (event.error_class == "Signal:SIGKILL")
    return {"The program was killed from outside, often for lack of memory.", "Look at its memory use."};
  return {"The program gave up by itself (abort).", "Read its last line: it names the check that failed."};
}

} // namespace

model::Analysis explain_crash(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  const auto words = words_for(event);
  analysis.root_cause = std::string(words.cause);
  if (const auto* frame = suspect_frame(event); frame != nullptr && !frame->function.empty())
    analysis.root_cause += fmt::format(" It happened in {}.", frame->function);
  analysis.suggestion = std::string(words.suggestion);
  analysis.confidence = suspect_frame(event) != nullptr ? 0.75 : 0.3;
  return analysis;
}

} // namespace aurora::triage
