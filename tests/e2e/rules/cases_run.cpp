#include "rules/cases.hpp"

namespace aurora::e2e {

std::vector<RuleCase> run_cases() {
  const std::vector<std::string> sanitized{"-fsanitize=address,undefined", "-fno-sanitize-recover=all",
                                           "-fno-omit-frame-pointer"};
  return {
      {"null_member",
       "null-guard",
       {{"a.cpp", "struct Node {\n  int value = 0;\n  Node* next = nullptr;\n};\nint second(const Node* n) "
                  "{\n  return n->next->value;\n}\nint main() {\n  Node n;\n  return second(&n);\n}\n"}},
       sanitized,
       "",
       2},
      {"null_reference",
       "null-guard",
       {{"a.cpp", "int get(const int* p) {\n  return *p;\n}\nint main(int argc, char**) {\n  return get(argc "
                  "> 5 ? &argc : nullptr);\n}\n"}},
       sanitized},
      {"vector_overrun",
       "bounds-guard",
       {{"a.cpp", "#include <vector>\nint main() {\n  std::vector<int> v{0, 0, 0, 0};\n  int sum = 0;\n  for "
                  "(unsigned i = 0; i <= v.size(); ++i)\n    sum += v[i];\n  return sum;\n}\n"}},
       sanitized},
      {"empty_vector",
       "bounds-guard",
       {{"a.cpp", "#include <vector>\nint last(const std::vector<int>& v) {\n  return v.back();\n}\nint "
                  "main() { return last({}); }\n"}},
       {"-D_GLIBCXX_ASSERTIONS", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"},
       "",
       3},
      {"index_past_end",
       "bounds-guard",
       {{"a.cpp", "#include <vector>\nint third(const std::vector<int>& v, int i) {\n  return v[i];\n}\nint "
                  "main() { return third({0, 1}, 2); }\n"}},
       sanitized},
      {"zero_divisor",
       "division-guard",
       {{"a.cpp", "#include <numeric>\n#include <vector>\nint mean(const std::vector<int>& v) {\n  const int "
                  "count = static_cast<int>(v.size());\n  return std::accumulate(v.begin(), v.end(), 0) / "
                  "count;\n}\nint main() { return mean({}); }\n"}},
       sanitized},
      {"array_freed_as_object",
       "array-delete",
       {{"a.cpp", "int main() {\n  int* p = new int[4];\n  p[0] = 0;\n  delete p;\n  return 0;\n}\n"}},
       {"-fsanitize=address", "-Wno-mismatched-new-delete"}},
      {"thread_not_joined",
       "unjoined-thread",
       {{"a.cpp", "#include <thread>\nint main() {\n  int x = 1;\n  std::thread t([&] { x = 0; });\n  return "
                  "0;\n}\n"}},
       {"-pthread"}},
      {"threads_not_joined",
       "unjoined-thread",
       {{"a.cpp", "#include <thread>\n#include <vector>\nint main() {\n  std::vector<int> parts(3, 1);\n  "
                  "std::vector<std::thread> workers;\n  for (int i = 0; i < 3; ++i)\n    "
                  "workers.emplace_back([&parts, i] {\n      parts[i] = 0;\n    });\n  int sum = 0;\n  for "
                  "(int part : "
                  "parts)\n    sum += part;\n  return sum;\n}\n"}},
       {"-pthread"}},
      {"stream_not_closed",
       "unflushed-stream",
       {{"a.cpp", "#include <fstream>\n#include <string>\nint main() {\n  std::ofstream out(\"note.txt\");\n "
                  " out << \"text\";\n  std::ifstream in(\"note.txt\");\n  std::string word;\n  in >> "
                  "word;\n  return word == \"text\" ? 0 : 1;\n}\n"}}},
      {"member_stream_not_flushed",
       "unflushed-stream",
       {{"a.cpp", "#include <fstream>\n#include <string>\nclass Log {\npublic:\n  void add(const "
                  "std::string& line) {\n    m_out << line << '\\n';\n  }\n\nprivate:\n  std::ofstream "
                  "m_out{\"log.txt\"};\n};\nint main() {\n  Log log;\n  log.add(\"x\");\n  std::ifstream "
                  "in(\"log.txt\");\n  std::string line;\n  return std::getline(in, line) ? 0 : 1;\n}\n"}}},
      {"bad_bool",
       "uninitialized",
       {{"a.cpp",
         "#include <cstring>\n#include <new>\nstruct Options {\n  int level = 0;\n  bool verbose;\n};\nint "
         "main() {\n  alignas(Options) unsigned char room[sizeof(Options)];\n  std::memset(room, 190, sizeof "
         "room);\n  auto* o = new (room) Options;\n  return o->verbose ? 1 : 0;\n}\n"}},
       sanitized},
  };
}

} // namespace aurora::e2e
