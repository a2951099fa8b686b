#include "aurora/base/text.hpp"
#include "aurora/setup/templates.hpp"

namespace aurora::setup {
namespace {

constexpr std::string_view k_template =
    R"yaml(# Test, normalize, heal, gate, upload, comment. Written by `aurora init`; yours to change. In .gitlab-ci.yml:
#   include:
#     - local: .gitlab/aurora.gitlab-ci.yml
#
# Safe for merge requests of forks: those run in the fork's own project. The job that comments runs nothing of the
# project, and is left out until you set two variables: AURORA_COMMENT to "on", and AURORA_COMMENT_TOKEN to a project
# access token with the scope api, masked, and with the environment scope "aurora-comment" so that no other job gets it.
variables:
  AURORA_REPOSITORY: "@REPOSITORY@"
  AURORA_TAG: "@TAG@"

.aurora-rules:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE == "push"
    - if: $CI_PIPELINE_SOURCE == "schedule"
      variables:
        AURORA_RERUNS: "29" # the health run finds flaky tests
        AURORA_SECONDS: "1800"

aurora:heal:
  extends: .aurora-rules
  stage: test
  image: debian:12
  timeout: 1h
  interruptible: true
  # One run a branch or merge request.
  resource_group: aurora-$CI_COMMIT_REF_SLUG
  variables:
    AURORA_ATTEMPTS: "3" # iterations of a heal at the most
    AURORA_RERUNS: "3"
    AURORA_SECONDS: "600" # a heal may take
    GIT_DEPTH: "0"
  script:
    - apt-get update && apt-get install -y --no-install-recommends ca-certificates git
    - test -n "$AURORA_REPOSITORY" || { echo "set the variable AURORA_REPOSITORY to the git URL of Aurora"; exit 1; }
    - git clone --depth 1 --branch "$AURORA_TAG" -- "$AURORA_REPOSITORY" /opt/aurora-source
    - /opt/aurora-source/ctest_scripts/bootstrap.sh
    - >-
      cmake -S /opt/aurora-source -B /opt/aurora-build -DCMAKE_BUILD_TYPE=Release -DAURORA_QUICK_BUILD=ON
      -DAURORA_BUILD_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr/local
    - cmake --build /opt/aurora-build --parallel "$(nproc)"
    - cmake --install /opt/aurora-build
    - git config --global --add safe.directory "$CI_PROJECT_DIR"
    - cmake -S . -B build -DAURORA_EXECUTABLE="$(command -v aurora)"
    - code=0; aurora test-heal -B build --reruns "$AURORA_RERUNS" || code=$?
    - test "$code" -le 1 || exit "$code"
    - |
      if [ "$code" = 1 ]; then
        healed=0
        timeout --kill-after=120 "$AURORA_SECONDS" \
          aurora heal -B build --mode propose --max-iterations "$AURORA_ATTEMPTS" || healed=$?
        case "$healed" in 0 | 1 | 4 | 124) ;; *) exit "$healed" ;; esac
        for patch in build/aurora/reports/patches/[0-9]*.patch; do
          [ ! -e "$patch" ] || aurora policy -B build --author heal --patch "$patch"
        done
      fi
    - aurora artifacts -B build
    - exit "$code"
  artifacts:
    when: always
    expire_in: 2 weeks
    paths: [build/aurora/artifacts]
    reports:
      junit: build/aurora/artifacts/junit.xml
      codequality: build/aurora/artifacts/gl-code-quality-report.json

aurora:comment:
  stage: .post
  image: debian:12
  timeout: 5m
  interruptible: true
  environment:
    name: aurora-comment
    action: access
  rules:
    - if: >-
        $CI_PIPELINE_SOURCE == "merge_request_event" && $AURORA_COMMENT == "on" &&
        $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID
      when: always
  variables:
    GIT_STRATEGY: none
  needs:
    - job: aurora:heal
      artifacts: true
  script:
    - apt-get update && apt-get install -y --no-install-recommends ca-certificates curl
    # What tests printed is text and no more: cut to what a note holds, and nobody is called by name.
    - sed 's/@/@\&#8203;/g' build/aurora/artifacts/summary.md >text.md
    - head -c 60000 text.md | iconv -c -f utf-8 -t utf-8 >body.md || true # it fails where it leaves out half a character
    - >-
      curl --fail --silent --show-error --output note.json --header "PRIVATE-TOKEN: $AURORA_COMMENT_TOKEN"
      --data-urlencode body@body.md
      "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
)yaml";

} // namespace

std::string gitlab_template(const Source& source) {
  const auto text = base::replace_all(std::string(k_template), "@REPOSITORY@", source.repository);
  return base::replace_all(text, "@TAG@", source.tag);
}

} // namespace aurora::setup
