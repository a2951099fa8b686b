#include "aurora/base/text.hpp"
#include "aurora/setup/templates.hpp"

namespace aurora::setup {
namespace {

constexpr std::string_view k_workflow =
    R"yaml(# Test, normalize, heal, gate, upload, comment. Written by `aurora init`; yours to change.
#
# Safe for pull requests of forks: this runs code of the project, so its token can only read and it is given no secret.
# What it found is put below the pull request by aurora-comment.yml, which runs nothing of the project.
name: Aurora

on:
  push:
    branches: [main, master]
  pull_request:
  schedule:
    - cron: "17 3 * * 1" # the health run: more reruns, to find flaky tests
  workflow_dispatch:
  workflow_call:

permissions:
  contents: read

# One run a branch or pull request; a newer one ends the older. Health runs are left to themselves.
concurrency:
  group: aurora-${{ github.event_name == 'schedule' && 'health' || 'change' }}-${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

defaults:
  run:
    shell: bash

env:
  AURORA_REPOSITORY: ${{ vars.AURORA_REPOSITORY || '@REPOSITORY@' }}
  AURORA_TAG: ${{ vars.AURORA_TAG || '@TAG@' }}
  AURORA_ATTEMPTS: "3" # iterations of a heal at the most
  AURORA_RERUNS: ${{ github.event_name == 'schedule' && '29' || '3' }}
  AURORA_SECONDS: ${{ github.event_name == 'schedule' && '1800' || '600' }} # a heal may take

jobs:
  heal:
    runs-on: ubuntu-latest
    container: debian:12
    timeout-minutes: 60
    steps:
      - name: Install git
        run: apt-get update && apt-get install -y --no-install-recommends ca-certificates git
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - name: Install Aurora
        run: |
          if [ -z "$AURORA_REPOSITORY" ]; then
            echo "::error::set the variable AURORA_REPOSITORY to the git URL of Aurora"
            exit 1
          fi
          git clone --depth 1 --branch "$AURORA_TAG" -- "$AURORA_REPOSITORY" /opt/aurora-source
          /opt/aurora-source/ctest_scripts/bootstrap.sh
          cmake -S /opt/aurora-source -B /opt/aurora-build -DCMAKE_BUILD_TYPE=Release -DAURORA_QUICK_BUILD=ON \
            -DAURORA_BUILD_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr/local
          cmake --build /opt/aurora-build --parallel "$(nproc)"
          cmake --install /opt/aurora-build
      - name: Install what the project needs
        run: echo "put the packages of your project here"
      - name: Configure
        run: |
          git config --global --add safe.directory "$GITHUB_WORKSPACE"
          cmake -S . -B build -DAURORA_EXECUTABLE="$(command -v aurora)"
      - name: Test and normalize
        id: test
        run: |
          code=0
          aurora test-heal -B build --reruns "$AURORA_RERUNS" || code=$?
          echo "code=$code" >>"$GITHUB_OUTPUT"
          [ "$code" -le 1 ]
      - name: Heal
        if: steps.test.outputs.code == '1'
        run: |
          code=0
          timeout --kill-after=120 "$AURORA_SECONDS" \
            aurora heal -B build --mode propose --max-iterations "$AURORA_ATTEMPTS" || code=$?
          case "$code" in 0 | 1 | 4 | 124) ;; *) exit "$code" ;; esac
      - name: Gate
        if: steps.test.outputs.code == '1'
        run: |
          for patch in build/aurora/reports/patches/[0-9]*.patch; do
            [ ! -e "$patch" ] || aurora policy -B build --author heal --patch "$patch"
          done
      - name: Gather
        if: always() && steps.test.outputs.code != ''
        run: |
          aurora artifacts -B build
          cat build/aurora/artifacts/summary.md >>"$GITHUB_STEP_SUMMARY"
      - name: Upload
        if: always() && steps.test.outputs.code != ''
        uses: actions/upload-artifact@v4
        with:
          name: aurora
          path: build/aurora/artifacts
          retention-days: 14
      - name: Verdict
        if: steps.test.outputs.code == '1'
        run: |
          echo "::error::tests are red; the artifact \"aurora\" has the report and proposed patches"
          exit 1
)yaml";

constexpr std::string_view k_comment =
    R"yaml(# Puts what the workflow "Aurora" found below the pull request. Written by `aurora init`; yours to change.
#
# It may write comments, also for pull requests of forks: so it checks nothing out and runs nothing of the project. Which
# pull request is meant is asked of GitHub, never of the artifact, whose text is text and no more.
name: Aurora comment

on:
  workflow_run:
    workflows: [Aurora]
    types: [completed]

permissions: {}

concurrency:
  group: aurora-comment-${{ github.event.workflow_run.head_repository.full_name }}-${{ github.event.workflow_run.head_branch }}
  cancel-in-progress: true

defaults:
  run:
    shell: bash

jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.conclusion != 'cancelled'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read
      pull-requests: write
    steps:
      - name: Download
        id: download
        continue-on-error: true # a run that could not even build Aurora has nothing to tell
        uses: actions/download-artifact@v4
        with:
          name: aurora
          path: aurora
          run-id: ${{ github.event.workflow_run.id }}
          github-token: ${{ github.token }}
      - name: Comment
        if: steps.download.outcome == 'success'
        env:
          GH_TOKEN: ${{ github.token }}
          HEAD_OWNER: ${{ github.event.workflow_run.head_repository.owner.login }}
          HEAD_BRANCH: ${{ github.event.workflow_run.head_branch }}
          HEAD_SHA: ${{ github.event.workflow_run.head_sha }}
          RUN_URL: ${{ github.event.workflow_run.html_url }}
        run: |
          number=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open -f head="$HEAD_OWNER:$HEAD_BRANCH" \
            --jq '.[] | select(.head.sha == env.HEAD_SHA) | .number' | sed -n 1p)
          if [ -z "$number" ] || [ ! -f aurora/summary.md ] || [ -L aurora/summary.md ]; then
            echo "no open pull request has this commit, or there is no summary"
            exit 0
          fi
          # Cut to what a comment holds, and nobody is called by name.
          sed 's/@/@\&#8203;/g' aurora/summary.md >text.md
          {
            echo "<!-- aurora:summary -->"
            head -c 60000 text.md | iconv -c -f utf-8 -t utf-8 || true # it fails where it leaves out half a character
            printf '\n\nReport, patches and logs: the artifact "aurora" of %s\n' "$RUN_URL"
          } >body.md
          comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
          old=$(gh api --paginate "$comments" \
            --jq '.[] | select(.user.type == "Bot" and (.body | startswith("<!-- aurora:summary -->"))) | .id' | sed -n 1p)
          if [ -n "$old" ]; then
            gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$old" -F body=@body.md
          else
            gh api --silent "$comments" -F body=@body.md
          fi
)yaml";

} // namespace

std::string github_comment_workflow() {
  return std::string(k_comment);
}

std::string github_workflow(const Source& source) {
  const auto text = base::replace_all(std::string(k_workflow), "@REPOSITORY@", source.repository);
  return base::replace_all(text, "@TAG@", source.tag);
}

} // namespace aurora::setup
