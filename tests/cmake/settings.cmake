# Script: settings.json holds the facts of the project and the options that somebody has set, variables first.
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

function(configure_with call)
  file(REMOVE_RECURSE "${WORK}")
  write_project("${WORK}/a \"b\" c" "cmake_minimum_required(VERSION 3.10)\nproject(P NONE)\n\
include(\"${SOURCE}/cmake/Aurora.cmake\")\naurora_enable(${call})\n")
  run("${WORK}" "${CMAKE_COMMAND}" -S "${WORK}/a \"b\" c" -B "${WORK}/b" -G Ninja "-DAURORA_EXECUTABLE=${TOOL}" ${ARGN})
  file(READ "${WORK}/b/aurora/settings.json" json)
  set(json "${json}" PARENT_SCOPE)
endfunction()

function(expect_json expected)
  string(JSON value ERROR_VARIABLE error GET "${json}" ${ARGN})
  expect_equal("${ARGN}" "${expected}" "${value}")
endfunction()

configure_with("")
expect_json("aurora.settings/1" schema)
expect_json("${WORK}/a \"b\" c" source_dir)
expect_json("${WORK}/b" build_dir)
expect_json("${CMAKE_COMMAND}" cmake_command)
expect_json(Ninja generator)
foreach(key IN ITEMS mode labels jobs timeout coverage coverage_threshold providers max_iterations canary_label)
  expect_json("${key}-NOTFOUND" ${key})
endforeach()

configure_with("COVERAGE_THRESHOLD 82.5 LABELS unit [=[a\"b\\c]=] MODE propose JOBS 007 ALLOW_TEST_EDITS PROVIDERS rules
  PROTECTED_FILES src/*.sql PROVIDER_ORDER listed HISTORY postgresql://team@db/aurora")
expect_json(listed provider_order)
expect_json("postgresql://team@db/aurora" history)
expect_json(82.5 coverage_threshold)
expect_json(ON coverage)
string(JSON count LENGTH "${json}" labels)
expect_equal("number of labels" 2 "${count}")
string(JSON label GET "${json}" labels 1)
expect_equal(label "a\"b\\c" "${label}")
expect_json(propose mode)
expect_json(7 jobs)
expect_json(ON allow_test_edits)
string(JSON pattern GET "${json}" protected_files 0)
expect_equal(pattern "src/*.sql" "${pattern}")

file(WRITE "${WORK}.cache.cmake" "set(AURORA_LABELS x y CACHE STRING \"\")\n")
configure_with("COVERAGE MODE propose LABELS unit" -C "${WORK}.cache.cmake" -DAURORA_MODE=commit -DAURORA_COVERAGE=OFF
  -DAURORA_RERUNS=0)
expect_json(commit mode)
expect_json(OFF coverage)
expect_json(0 reruns)
string(JSON label GET "${json}" labels 1)
expect_equal(label y "${label}")

# The same again leaves the file alone; the file API is asked and answers.
file(TIMESTAMP "${WORK}/b/aurora/settings.json" before "%s.%f")
run("${WORK}" "${CMAKE_COMMAND}" "${WORK}/b")
file(TIMESTAMP "${WORK}/b/aurora/settings.json" after "%s.%f")
expect_equal("time of settings.json" "${before}" "${after}")
file(GLOB replies "${WORK}/b/.cmake/api/v1/reply/codemodel-v2-*.json")
if(NOT replies)
  fail("the file API was not asked")
endif()

# Models, agents and forges.
configure_with("MODEL_URL https://localhost/v1 MODEL_API anthropic MODEL_PRICE_IN 2.5 MODEL_ROUNDS 3 MODEL_STRUCTURED
  AGENT_COMMAND [=[agent -p \"do it\"]=] FORGE gitea REQUIRE_SANDBOX" -DAURORA_MODEL_MAX_CALLS=7)
expect_json("https://localhost/v1" model_url)
expect_json(anthropic model_api)
expect_json(2.5 model_price_in)
expect_json(3 model_rounds)
expect_json(7 model_max_calls)
expect_json(ON model_structured)
expect_json(ON require_sandbox)
expect_json("agent -p \"do it\"" agent_command)
expect_json(gitea forge)
