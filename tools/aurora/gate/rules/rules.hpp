#pragma once

#include "aurora/gate/rule.hpp"

/// The pattern rules, one a file. All look at added lines only, except those about what was removed.
namespace aurora::gate::rules {

void disabled_code(const FileView& file, Findings& findings);
void disabled_test(const FileView& file, Findings& findings);
void early_exit(const FileView& file, Findings& findings);
void error_hiding_cast(const FileView& file, Findings& findings);
void goto_statement(const FileView& file, Findings& findings);
void invisible_character(const FileView& file, Findings& findings);
void process_execution(const FileView& file, Findings& findings);
void relaxed_build(const FileView& file, Findings& findings);
void removed_assertion(const FileView& file, Findings& findings);
void sanitizer_off(const FileView& file, Findings& findings);
void secret(const FileView& file, Findings& findings);
void sleep_in_test(const FileView& file, Findings& findings);
void suppressed_warning(const FileView& file, Findings& findings);
void swallowed_exception(const FileView& file, Findings& findings);
void test_detection(const FileView& file, Findings& findings);
void test_registration(const FileView& file, Findings& findings);
void vacuous_assertion(const FileView& file, Findings& findings);
void volatile_hack(const FileView& file, Findings& findings);
void weakened_assertion(const FileView& file, Findings& findings);

} // namespace aurora::gate::rules
