#include "test_log.hpp"

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"

namespace aurora::cli {

std::string test_log(const heal::Snapshot& snapshot) {
  std::string out;
  for (const auto& test : snapshot.run.cases) {
    Json::Value item;
    item["schema"] = "aurora.test/1";
    item["ts"] = snapshot.started;
    item["test"] = base::to_printable(test.ctest_name);
    item["case"] = base::to_printable(test.name);
    item["result"] = std::string(model::to_string(test.status));
    item["reason"] = base::to_printable(test.status_reason);
    item["seconds"] = test.seconds;
    item["exit_code"] = test.exit_code ? Json::Value(*test.exit_code) : Json::Value();
    item["output"] = base::to_printable(test.output);
    out += base::json_line(item) + "\n";
  }
  return out;
}

} // namespace aurora::cli
