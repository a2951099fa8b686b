#include "aurora/http/curl_library.hpp"

#include <dlfcn.h>

#include <fmt/format.h>

namespace aurora::http {
namespace {

constexpr auto k_name = "libcurl.so.4"; // the name of its interface since 2006

std::string last_problem() {
  const char* text = ::dlerror();
  return fmt::format("libcurl cannot be loaded ({}); on Debian: apt-get install libcurl4",
                     text == nullptr ? "no reason given" : text);
}

template <typename Function>
void find(void* library, const char* name, CurlLibrary& out, Function CurlLibrary::*member) {
  out.*member = reinterpret_cast<Function>(::dlsym(library, name));
  if (out.*member == nullptr && out.problem.empty())
    out.problem = last_problem();
}

CurlLibrary load_curl() {
  CurlLibrary out{};
  void* library = ::dlopen(k_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    out.problem = last_problem();
    return out;
  }
  find(library, "curl_global_init", out, &CurlLibrary::global_init);
  find(library, "curl_easy_init", out, &CurlLibrary::easy_init);
  find(library, "curl_easy_cleanup", out, &CurlLibrary::easy_cleanup);
  find(library, "curl_easy_setopt", out, &CurlLibrary::easy_setopt);
  find(library, "curl_easy_getinfo", out, &CurlLibrary::easy_getinfo);
  find(library, "curl_easy_perform", out, &CurlLibrary::easy_perform);
  find(library, "curl_easy_strerror", out, &CurlLibrary::easy_strerror);
  find(library, "curl_slist_append", out, &CurlLibrary::slist_append);
  find(library, "curl_slist_free_all", out, &CurlLibrary::slist_free_all);
  find(library, "curl_url", out, &CurlLibrary::url);
  find(library, "curl_url_cleanup", out, &CurlLibrary::url_cleanup);
  find(library, "curl_url_get", out, &CurlLibrary::url_get);
  find(library, "curl_url_set", out, &CurlLibrary::url_set);
  find(library, "curl_free", out, &CurlLibrary::free);
  if (out.problem.empty() && out.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    out.problem = "libcurl cannot be initialised";
  return out;
}

} // namespace

const CurlLibrary& curl() {
  static const CurlLibrary library = load_curl(); // never closed: other libraries register with it
  return library;
}

} // namespace aurora::http
