#include "aurora/forge/rest_tracker.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/rest_call.hpp"
#include "aurora/forge/rest_json.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;
using Json::Value;

constexpr int k_most_pages = 500;

std::string text_at(const Value& object, const char* key) {
  return object.isObject() && object[key].isString() ? object[key].asString() : std::string();
}

long long number_at(const Value& object, const char* key) {
  return object.isObject() && object[key].isInt64() ? object[key].asInt64() : 0;
}

/// GitHub and Gitea list objects with a name, GitLab names.
bool has_label(const Value& issue, const std::string& label) {
  if (!issue.isObject() || !issue["labels"].isArray())
    return false;
  return std::ranges::any_of(issue["labels"], [&](const Value& one) {
    return (one.isString() ? one.asString() : text_at(one, "name")) == label;
  });
}

class RestTracker final : public Tracker {
public:
  RestTracker(sys::HttpClient& client, const Place& place, std::string label)
      : m_client(client), m_place(place), m_label(std::move(label)) {}

  base::Result<std::vector<TrackedIssue>> issues() override;
  base::Result<TrackedIssue> issue(long long number) override;
  base::Result<TrackedIssue> open(const std::string& title, const std::string& body) override;
  base::Result<std::vector<std::string>> comments(long long number) override;
  base::Result<void> comment(long long number, const std::string& text) override;
  base::Result<void> edit(long long number, const IssueEdit& edit) override;

private:
  bool is_gitlab() const { return m_place.kind == Kind::gitlab; }
  bool is_gitea() const { return m_place.kind == Kind::gitea; }
  const char* body_key() const { return is_gitlab() ? "description" : "body"; }
  const char* number_key() const { return is_gitlab() ? "iid" : "number"; }
  std::string comments_path(long long number) const {
    return fmt::format("/issues/{}/{}", number, is_gitlab() ? "notes" : "comments");
  }

  base::Result<Value> call(const std::string& method, const std::string& path, const Value& body = {});
  /// Calls back with every item of a list of many pages, once each.
  base::Result<void> each_item(const std::string& path, const std::function<void(const Value&)>& use);
  base::Result<bool> read_page(const std::string& path, std::set<long long>& seen,
                               const std::function<void(const Value&)>& use);
  base::Result<TrackedIssue> issue_from(const Value& json) const;
  base::Result<void> find_label_id();

  sys::HttpClient& m_client;
  const Place& m_place;
  std::string m_label;
  long long m_label_id = 0; ///< Gitea wants the number
};

base::Result<Value> RestTracker::call(const std::string& method, const std::string& path, const Value& body) {
  const auto answer = call_forge(m_client, m_place, method, path, body.isNull() ? "" : json_line(body));
  return answer ? parse_answer(answer->body) : base::Result<Value>(base::forward(answer));
}

/// Whether there may be a next page. The addresses in the header Link are not followed: the token goes to no
/// other place than the one that was configured.
base::Result<bool> RestTracker::read_page(const std::string& path, std::set<long long>& seen,
                                          const std::function<void(const Value&)>& use) {
  const auto answer = call_forge(m_client, m_place, "GET", path);
  if (!answer)
    return base::forward(answer);
  const auto page = parse_answer(answer->body);
  if (!page)
    return base::forward(page);
  if (!page->isArray())
    return base::fail(ErrorCode::invalid_input, "the forge's answer is not a list");
  bool brings_new = false;
  for (const auto& item : *page)
    if (seen.insert(number_at(item, "id")).second) {
      brings_new = true;
      use(item);
    }
  // Without the header only an empty page, or one seen before, is surely the last: a server may send fewer
  // than asked.
  return answer->links.empty() ? brings_new : base::contains(answer->links, "rel=\"next\"");
}

base::Result<void> RestTracker::each_item(const std::string& path,
                                          const std::function<void(const Value&)>& use) {
  const auto* const size = is_gitea() ? "limit=50" : "per_page=100";
  const auto* const glue = base::contains(path, "?") ? "&" : "?";
  std::set<long long> seen;
  for (int page = 1; page <= k_most_pages; ++page) {
    const auto more = read_page(fmt::format("{}{}{}&page={}", path, glue, size, page), seen, use);
    if (!more)
      return base::forward(more);
    if (!*more)
      return {};
  }
  return base::fail(ErrorCode::limit, fmt::format("the forge has more than {} pages of this", k_most_pages));
}

base::Result<TrackedIssue> RestTracker::issue_from(const Value& json) const {
  TrackedIssue issue;
  issue.number = number_at(json, number_key());
  issue.url = text_at(json, is_gitlab() ? "web_url" : "html_url");
  issue.title = text_at(json, "title");
  issue.body = text_at(json, body_key());
  const auto state = text_at(json, "state");
  if (issue.number <= 0 || state.empty())
    return base::fail(ErrorCode::invalid_input, "the forge's answer is no issue");
  issue.state = state == "closed" ? IssueState::closed : IssueState::open;
  return issue;
}

/// Gitea leaves a name that it does not know out of the question, and would then list every issue.
base::Result<void> RestTracker::find_label_id() {
  if (!is_gitea() || m_label_id != 0)
    return {};
  if (auto read = each_item("/labels",
                            [&](const Value& label) {
                              if (text_at(label, "name") == m_label)
                                m_label_id = number_at(label, "id");
                            });
      !read)
    return read;
  if (m_label_id != 0)
    return {};
  Value wanted;
  wanted["name"] = m_label;
  wanted["color"] = "#5319e7";
  const auto made = call("POST", "/labels", wanted);
  if (!made)
    return base::forward(made);
  m_label_id = number_at(*made, "id");
  return {};
}

base::Result<std::vector<TrackedIssue>> RestTracker::issues() {
  auto path = fmt::format("/issues?labels={}&state=all", percent_encoded(m_label));
  path += is_gitea()    ? "&type=issues"
          : is_gitlab() ? "&order_by=created_at&sort=asc"
                        : "&sort=created&direction=asc";
  std::vector<TrackedIssue> all;
  auto read = each_item(path, [&](const Value& json) {
    // GitHub lists pull requests too.
    if (!has_label(json, m_label) || (json.isObject() && json["pull_request"].isObject()))
      return;
    if (auto issue = issue_from(json))
      all.push_back(std::move(*issue));
  });
  if (!read)
    return base::forward(read);
  std::ranges::sort(all, {}, &TrackedIssue::number);
  return all;
}

base::Result<TrackedIssue> RestTracker::issue(long long number) {
  const auto json = call("GET", fmt::format("/issues/{}", number));
  return json ? issue_from(*json) : base::Result<TrackedIssue>(base::forward(json));
}

base::Result<TrackedIssue> RestTracker::open(const std::string& title, const std::string& body) {
  if (auto known = find_label_id(); !known)
    return base::forward(known);
  Value wanted;
  wanted["title"] = title;
  wanted[body_key()] = body;
  if (is_gitlab())
    wanted["labels"] = m_label;
  else
    wanted["labels"].append(is_gitea() ? Value(static_cast<Json::Int64>(m_label_id)) : Value(m_label));
  const auto json = call("POST", "/issues", wanted);
  if (!json)
    return base::forward(json);
  auto issue = issue_from(*json);
  if (issue && !has_label(*json, m_label))
    return base::fail(
        ErrorCode::permission,
        fmt::format("the forge opened {} without the label \"{}\", by which Aurora knows its issues; "
                    "set it there, and give the token the right to set labels",
                    issue->url, m_label));
  return issue;
}

base::Result<std::vector<std::string>> RestTracker::comments(long long number) {
  std::vector<std::string> texts;
  auto read =
      each_item(comments_path(number), [&](const Value& json) { texts.push_back(text_at(json, "body")); });
  return read ? base::Result<std::vector<std::string>>(std::move(texts)) : base::forward(read);
}

base::Result<void> RestTracker::comment(long long number, const std::string& text) {
  Value wanted;
  wanted["body"] = text;
  const auto made = call("POST", comments_path(number), wanted);
  return made ? base::Result<void>() : base::forward(made);
}

base::Result<void> RestTracker::edit(long long number, const IssueEdit& edit) {
  Value wanted(Json::objectValue);
  if (edit.body)
    wanted[body_key()] = *edit.body;
  if (edit.state) {
    const bool closes = *edit.state == IssueState::closed;
    if (is_gitlab())
      wanted["state_event"] = closes ? "close" : "reopen";
    else
      wanted["state"] = closes ? "closed" : "open";
  }
  const auto changed = call(is_gitlab() ? "PUT" : "PATCH", fmt::format("/issues/{}", number), wanted);
  return changed ? base::Result<void>() : base::forward(changed);
}

} // namespace

std::unique_ptr<Tracker> make_rest_tracker(sys::HttpClient& client, const Place& place,
                                           const std::string& label) {
  return std::make_unique<RestTracker>(client, place, label);
}

} // namespace aurora::forge
