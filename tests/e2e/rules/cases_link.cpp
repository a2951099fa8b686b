#include "rules/cases.hpp"

namespace aurora::e2e {

std::vector<RuleCase> link_cases() {
  const std::string head = "cmake_minimum_required(VERSION 3.20)\nproject(p CXX)\n";
  const std::string use = "int area(int x);\nint main() { return area(0); }\n";
  const std::string def = "int area(int x) { return x; }\n";
  return {
      {"source_in_no_target",
       "undefined-reference",
       {{"CMakeLists.txt", head + "add_executable(app main.cpp)\n"}, {"main.cpp", use}, {"area.cpp", def}}},
      {"source_list_on_lines",
       "undefined-reference",
       {{"CMakeLists.txt", head + "add_library(geo\n  src/a.cpp\n  src/b.cpp)\nadd_executable(app "
                                  "main.cpp)\ntarget_link_libraries(app PRIVATE geo)\n"},
        {"main.cpp", use},
        {"src/a.cpp", "int a() { return 0; }\n"},
        {"src/b.cpp", "int b() { return 0; }\n"},
        {"src/area.cpp", def}}},
      {"library_not_linked",
       "undefined-reference",
       {{"CMakeLists.txt", head + "add_library(geo area.cpp)\nadd_executable(app main.cpp)\n"},
        {"main.cpp", use},
        {"area.cpp", def}}},
      {"second_library_not_linked",
       "undefined-reference",
       {{"CMakeLists.txt", head + "add_library(geo area.cpp)\nadd_library(other b.cpp)\nadd_executable(app "
                                  "main.cpp)\ntarget_link_libraries(app PRIVATE other)\n"},
        {"main.cpp", use},
        {"area.cpp", def},
        {"b.cpp", "int b() { return 0; }\n"}}},
      {"system_library",
       "undefined-reference",
       {{"CMakeLists.txt", head + "add_executable(app main.cpp)\n"},
        {"main.cpp", "#include <zlib.h>\nint main() { return crc32(0, nullptr, 0) == 0 ? 0 : 1; }\n"}}},
      {"misspelled_source",
       "cmake-source",
       {{"CMakeLists.txt", head + "add_executable(app main.cpp src/aera.cpp)\n"},
        {"main.cpp", use},
        {"src/area.cpp", def}}},
      {"misspelled_target",
       "cmake-target",
       {{"CMakeLists.txt", head + "add_library(geometry area.cpp)\nadd_executable(app "
                                  "main.cpp)\ntarget_link_libraries(app PRIVATE geometri)\n"},
        {"main.cpp", use},
        {"area.cpp", def}}},
      {"misspelled_command",
       "cmake-command",
       {{"CMakeLists.txt", head + "add_library(geo area.cpp)\nadd_executable(app "
                                  "main.cpp)\ntarget_link_librarys(app PRIVATE geo)\n"},
        {"main.cpp", use},
        {"area.cpp", def}}},
      {"misspelled_package",
       "cmake-package",
       {{"CMakeLists.txt", head + "find_package(Threds REQUIRED)\nadd_executable(app main.cpp area.cpp)\n"},
        {"main.cpp", use},
        {"area.cpp", def}}},
      {"package_not_looked_for",
       "cmake-package",
       {{"CMakeLists.txt",
         head +
             "add_executable(app main.cpp area.cpp)\ntarget_link_libraries(app PRIVATE Threads::Threads)\n"},
        {"main.cpp", use},
        {"area.cpp", def}}},
      {"vtable",
       "missing-definition",
       {{"a.cpp", "struct Shape {\n  virtual ~Shape();\n  virtual int f() { return 0; }\n};\nint main() {\n  "
                  "Shape s;\n  return s.f();\n}\n"}}},
      {"static_member",
       "missing-definition",
       {{"include/c.hpp", "#pragma once\nstruct Counter {\n  static int total;\n};\n"},
        {"a.cpp", "#include \"c.hpp\"\nint main() { return Counter::total; }\n"}}},
      {"function_in_header",
       "missing-inline",
       {{"include/c.hpp", "#pragma once\nint zero() { return 0; }\n"},
        {"a.cpp", "#include \"c.hpp\"\nint main() { return zero(); }\n"},
        {"b.cpp", "#include \"c.hpp\"\nint other() { return zero(); }\n"}}},
      {"variable_in_header",
       "missing-inline",
       {{"include/c.hpp", "#pragma once\nint k_zero = 0;\n"},
        {"a.cpp", "#include \"c.hpp\"\nint main() { return k_zero; }\n"},
        {"b.cpp", "#include \"c.hpp\"\nint other() { return k_zero; }\n"}}},
  };
}

} // namespace aurora::e2e
