#pragma once

#include <string>

#include <curl/curl.h>

namespace aurora::http {

/// The functions of libcurl that are used, found when the first of them is wanted: the library and the forty
/// it needs take longer to load than everything else a command does before its first line.
struct CurlLibrary {
  decltype(&curl_global_init) global_init;
  decltype(&curl_easy_init) easy_init;
  decltype(&curl_easy_cleanup) easy_cleanup;
  decltype(&::curl_easy_setopt) easy_setopt;
  decltype(&::curl_easy_getinfo) easy_getinfo;
  decltype(&curl_easy_perform) easy_perform;
  decltype(&curl_easy_strerror) easy_strerror;
  decltype(&curl_slist_append) slist_append;
  decltype(&curl_slist_free_all) slist_free_all;
  decltype(&::curl_url) url;
  decltype(&curl_url_cleanup) url_cleanup;
  decltype(&curl_url_get) url_get;
  decltype(&curl_url_set) url_set;
  decltype(&::curl_free) free;
  std::string problem; ///< why there is none, and what to do; empty: every function is there
};

/// Loaded and initialised once; safe to call from several threads.
const CurlLibrary& curl();

} // namespace aurora::http
