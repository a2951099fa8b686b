#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// "delete called on 'Base' that is abstract…", "deleting object of … type 'Base' which has non-virtual
/// destructor".
std::string class_in_question(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (!base::contains(line, "non-virtual destructor"))
    return {};
  const auto words = quoted(line);
  auto name = words.empty() ? std::string() : words[0];
  for (const auto* prefix : {"class ", "struct "})
    if (name.starts_with(prefix))
      name.erase(0, std::string_view(prefix).size());
  return last_component(name);
}

/// Polymorphic classes without a destructor: for AddressSanitizer's new-delete-type-mismatch, which names
/// none.
std::vector<std::string> polymorphic_classes(Sources& sources) {
  std::vector<std::string> names;
  for (const auto& file : sources.files())
    if (const auto* outline = sources.outline(file))
      for (const auto& item : outline->items)
        if (item.kind == ItemKind::function && item.in_type && outline->tokens[item.first].text == "virtual")
          if (const auto name = last_of_scope(item);
              std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
  return names;
}

void make_virtual(const Symptom& symptom, const std::string& name, double confidence, Proposals& out) {
  const std::string why = "An object is deleted through a base class whose destructor is not virtual.";
  for (const auto& found : find_items(symptom.sources, ItemKind::type, name)) {
    const auto& source = *symptom.sources.text(found.file);
    const auto& outline = *symptom.sources.outline(found.file);
    if (found.item->body == k_no_token)
      continue;
    const auto own = find_items(symptom.sources, ItemKind::function, "~" + name);
    const auto declared =
        std::find_if(own.begin(), own.end(), [](const auto& each) { return each.item->in_type; });
    if (declared != own.end()) {
      const auto& first = symptom.sources.outline(declared->file)->tokens[declared->item->first];
      if (first.text != "virtual")
        out.push_back(single_edit(declared->file, {first.begin, first.begin, "virtual "}, confidence,
                                  "make ~" + name + " virtual", why));
      return;
    }
    const bool is_class = outline.tokens[found.item->name_token - 1].text == "class";
    const int line = source.position(outline.tokens[found.item->body].begin).line;
    const auto unit = source.indent_unit();
    auto edit = source.insert_after(line, (is_class ? "public:\n" : "") + unit + "virtual ~" + name +
                                              "() = default;" + (is_class ? "\n\nprivate:" : ""));
    // A class body that opens with "public:" takes the destructor below that.
    if (is_class && base::trim(source.line(line + 1)) == "public:")
      edit = source.insert_after(line + 1, unit + "virtual ~" + name + "() = default;");
    out.push_back(
        single_edit(found.file, std::move(edit), confidence, "give " + name + " a virtual destructor", why));
  }
}

} // namespace

Proposals virtual_destructor(const Symptom& symptom) {
  Proposals out;
  if (const auto name = class_in_question(symptom); !name.empty())
    make_virtual(symptom, name, 0.85, out);
  else if (says(symptom, "new-delete-type-mismatch"))
    for (const auto& each : polymorphic_classes(symptom.sources))
      make_virtual(symptom, each, 0.7, out);
  return out;
}

} // namespace aurora::repair::rules
