#include "aurora/report/json_value.hpp"

#include <memory>
#include <ostream>

#include "aurora/base/text.hpp"

namespace aurora::report {

Json::Value json_text(const std::string& text) {
  return Json::Value(base::to_printable(text));
}

Json::Value json_texts(const std::vector<std::string>& texts) {
  Json::Value out(Json::arrayValue);
  for (const auto& text : texts)
    out.append(json_text(text));
  return out;
}

void write_document(std::ostream& out, const Json::Value& root) {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "  ";
  builder["emitUTF8"] = true;
  builder["precision"] = 6;
  const std::unique_ptr<Json::StreamWriter> writer(builder.newStreamWriter());
  writer->write(root, &out);
  out << '\n';
}

} // namespace aurora::report
