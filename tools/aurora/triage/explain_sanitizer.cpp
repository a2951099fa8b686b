#include <array>

#include <fmt/format.h>

#include "aurora/triage/explain.hpp"

namespace aurora::triage {
namespace {

struct Kind {
  std::string_view name; ///< beginning of what follows "Sanitizer:"
  std::string_view cause;
  std::string_view suggestion;
};

constexpr std::array<Kind, 20> k_kinds = {{
    {"heap-use-after-free", "Memory is used after it was freed.",
     "Keep the owner alive longer, or stop keeping the pointer."},
    {"heap-buffer-overflow", "A heap block is read or written beyond its end.",
     "Check the index against the size (< instead of <=)."},
    {"stack-buffer-overflow", "A local array is read or written beyond its end.",
     "Check the index against the array's size."},
    {"global-buffer-overflow", "A global array is read or written beyond its end.",
     "Check the index against the array's size."},
    {"container-overflow", "An element beyond the container's size is used.",
     "Check the index against size()."},
    {"stack-use-after-scope", "A pointer to a local variable outlives its scope.",
     "Return by value or move the variable out."},
    {"stack-use-after-return", "A pointer to a local variable outlives its function.", "Return by value."},
    {"stack-overflow", "The stack is exhausted, most often by endless recursion.",
     "Check the condition that ends the recursion."},
    {"double-free", "The same memory is freed twice.",
     "Let one object own it (std::unique_ptr), or follow the rule of five."},
    {"alloc-dealloc-mismatch", "Allocation and release do not belong together.",
     "Pair new with delete, new[] with delete[], malloc with free."},
    {"leak", "Allocated memory is never released.", "Hold it in std::unique_ptr or a container."},
    {"data-race", "Two threads use the same memory without synchronization, and one of them writes.",
     "Guard it with a mutex or make it atomic."},
    {"lock-order-inversion", "Two mutexes are locked in different orders.",
     "Lock them together with std::scoped_lock."},
    {"signed-integer-overflow", "A signed computation exceeds its type.",
     "Compute in a wider type, or check the range first."},
    {"load-of-null-pointer", "A null pointer is read through.", "Check the pointer before its use."},
    {"null-pointer", "A null pointer is used.", "Check the pointer before its use."},
    {"member-call-on-null", "A member function is called on a null pointer.",
     "Check the pointer before its use."},
    {"division-by-zero", "A number is divided by zero.", "Check the divisor before the division."},
    {"index-out-of-bounds", "An array index is outside the array.",
     "Check the index against the array's size."},
    {"uninitialised-value", "A value is used that was never set.",
     "Initialise the variable where it is declared."},
}};

} // namespace

model::Analysis explain_sanitizer(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  analysis.confidence = suspect_frame(event) != nullptr ? 0.85 : 0.45;
  const auto kind = std::string_view(event.error_class).substr(event.error_class.find(':') + 1);
  for (const auto& known : k_kinds) {
    if (!kind.starts_with(known.name))
      continue;
    analysis.root_cause = std::string(known.cause);
    analysis.suggestion = std::string(known.suggestion);
    return analysis;
  }
  analysis.root_cause = fmt::format("A sanitizer found undefined behaviour: {}", event.message);
  analysis.suggestion = "Correct the operation it names.";
  analysis.confidence -= 0.15;
  return analysis;
}

} // namespace aurora::triage
