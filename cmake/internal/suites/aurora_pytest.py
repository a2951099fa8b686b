"""Lists a pytest suite for CTest, and runs one test of it.

    aurora_pytest.py list <suite.json>     writes tests.cmake beside it, unless nothing changed since
    aurora_pytest.py run <pytest argument>...

"run" differs from "python3 -m pytest" in one thing: when every case was skipped it returns 77 instead of 0, so that
CTest calls the test skipped too.
"""
import hashlib
import importlib.util
import json
import os
import sys
import tempfile

SKIPPED = 77
# Folders that hold no test, and change while tests run.
IGNORED = {"node_modules", "__pycache__", "venv", "build", "dist"}


class CannotList(Exception):
    pass


def bracket(text):
    """A CMake bracket argument; no character of the text means anything in there."""
    level = 1
    while "]" + "=" * level + "]" in text + "]":
        level += 1
    return "[%s[%s]%s]" % ("=" * level, text, "=" * level)


def one_line(text):
    return "".join(c if c.isprintable() else "?" for c in text.replace("\n", " "))


def tree_state(folder, build):
    """A line for each file below a folder, with what tells that it has changed."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in IGNORED
                            and os.path.join(here, f) != build)
        for name in sorted(files):
            path = os.path.join(here, name)
            try:
                info = os.stat(path)
            except OSError:
                continue
            yield "%s %d %d\n" % (path, info.st_size, info.st_mtime_ns)


def python_state():
    """What is installed: packages that come or go change the folder that they are in."""
    yield sys.executable + sys.version
    yield repr([os.environ.get(key) for key in ("PYTHONPATH", "PYTEST_ADDOPTS", "PYTEST_PLUGINS")])
    for folder in sys.path:
        if os.path.isdir(folder):
            yield "%s %d\n" % (folder, os.stat(folder).st_mtime_ns)


def stamp(suite, description):
    digest = hashlib.sha256(description.encode())
    with open(__file__, "rb") as own:
        digest.update(own.read())
    for line in python_state():
        digest.update(line.encode("utf-8", "surrogateescape"))
    for folder in dict.fromkeys([suite["folder"], *suite["paths"]]):
        for line in tree_state(folder, suite["build"]):
            digest.update(line.encode("utf-8", "surrogateescape"))
        if os.path.isfile(folder):
            digest.update(str(os.stat(folder).st_mtime_ns).encode())
    return "# " + digest.hexdigest() + "\n"


def is_current(path, first_line):
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.readline() == first_line
    except OSError:
        return False


def write_atomically(path, text):
    handle, name = tempfile.mkstemp(dir=os.path.dirname(path))
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)
    os.replace(name, path)


class Collector:
    """A pytest plugin that keeps (node id, file, line) of each case, and the files that cannot be collected."""

    def __init__(self):
        self.cases = []
        self.broken = []
        self.root = ""

    def pytest_collectreport(self, report):
        if report.failed:
            self.broken.append(report.nodeid.split("::")[0])

    def pytest_collection_finish(self, session):
        self.root = str(getattr(session.config, "rootpath", None) or session.config.rootdir)
        for item in session.items:
            line = item.location[1]
            self.cases.append((item.nodeid, str(item.fspath), 0 if line is None else line + 1))


def quiet_options():
    """Plugins that would spread one case over processes, or judge the coverage of one case."""
    options = []
    if importlib.util.find_spec("xdist"):
        options += ["-n0"]
    if importlib.util.find_spec("pytest_cov"):
        options += ["--no-cov"]
    return options


def common_options(suite):
    return ["-o", "cache_dir=" + os.path.join(suite["output"], "pytest_cache"), *quiet_options(), *suite["args"]]


def collect(suite):
    if not importlib.util.find_spec("pytest"):
        raise CannotList("pytest is not installed for %s; install it (apt-get install python3-pytest, or %s -m pip "
                         "install pytest)" % (sys.executable, sys.executable))
    import pytest
    found = Collector()
    code = int(pytest.main(["--collect-only", "-q", *common_options(suite), *suite["paths"]], plugins=[found]))
    sys.stdout.flush()
    if not found.cases and not found.broken:
        raise CannotList("pytest found no test in %s (exit code %d)" % (" ".join(suite["paths"]) or suite["folder"], code))
    return found


def command(suite, target, key):
    report = os.path.join(suite["output"], "reports", hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16] + ".xml")
    return [sys.executable, os.path.abspath(__file__), "run", "--junitxml=" + report, "-o", "junit_family=xunit1",
            *common_options(suite), target]


def test_text(suite, name, words, place):
    lines = "add_test(%s %s)\n" % (bracket(name), " ".join(bracket(word) for word in words))
    properties = [("WORKING_DIRECTORY", suite["folder"]), ("SKIP_RETURN_CODE", str(SKIPPED)),
                  ("ENVIRONMENT", ";".join(e.replace(";", "\\;")
                                           for e in ["PYTHONDONTWRITEBYTECODE=1", *suite["environment"]]))]
    if suite["labels"]:
        properties.append(("LABELS", ";".join(label.replace(";", "\\;") for label in suite["labels"])))
    if suite["timeout"]:
        properties.append(("TIMEOUT", suite["timeout"]))
    if place[0] and ";" not in place[0]:
        properties.append(("_BACKTRACE_TRIPLES", "%s;%d;add_test" % place))
    return lines + "set_tests_properties(%s PROPERTIES %s)\n" % (
        bracket(name), " ".join("%s %s" % (key, bracket(value)) for key, value in properties))


def tests_of(suite, found):
    """(name, target, place) of each CTest test."""
    if suite["per"] != "file":
        for nodeid, file, line in found.cases:
            yield nodeid, os.path.normpath(os.path.join(found.root, nodeid)) if "::" in nodeid else nodeid, (file, line)
    whole = dict.fromkeys(found.broken)
    if suite["per"] == "file":
        whole = dict.fromkeys([nodeid.split("::")[0] for nodeid, _, _ in found.cases] + found.broken)
    for file in whole:
        path = os.path.normpath(os.path.join(found.root, file))
        yield file or "collection", path, (path if os.path.isfile(path) else "", 1)


def enter_environment(suite):
    """Starts again with the variables that the tests will have: PYTHONPATH counts at the start only."""
    wanted = dict(entry.partition("=")[::2] for entry in suite["environment"])
    if any(os.environ.get(key) != value for key, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **wanted})


def list_tests(path):
    with open(path, encoding="utf-8") as file:
        description = file.read()
    suite = json.loads(description)
    enter_environment(suite)
    output = os.path.join(suite["output"], "tests.cmake")
    first_line = stamp(suite, description)
    if is_current(output, first_line):
        return
    os.chdir(suite["folder"])
    text = first_line
    names = set()
    for name, target, place in tests_of(suite, collect(suite)):
        full = one_line(suite["name"] + "." + name)
        while full in names:
            full += "#"
        names.add(full)
        text += test_text(suite, full, command(suite, target, name), place)
    os.makedirs(os.path.join(suite["output"], "reports"), exist_ok=True)
    write_atomically(output, text)


class Outcome:
    """A pytest plugin that knows whether anything but skips happened."""

    def __init__(self):
        self.skipped = 0
        self.ran = 0

    def pytest_runtest_logreport(self, report):
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped += 1
        elif report.when == "call":
            self.ran += 1


def run(arguments):
    import pytest
    outcome = Outcome()
    code = int(pytest.main(arguments, plugins=[outcome]))
    return SKIPPED if code == 0 and outcome.skipped and not outcome.ran else code


def main():
    sys.path[0] = os.getcwd()  # as python3 -m pytest has it
    if sys.argv[1] == "run":
        return run(sys.argv[2:])
    sys.dont_write_bytecode = True
    try:
        list_tests(sys.argv[2])
    except CannotList as problem:
        print(problem, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
