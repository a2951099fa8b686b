"""What a Python program with nothing but the standard library does: the same normalization with iterparse."""
import json
import sys
import xml.etree.ElementTree as ElementTree


def place_of(line):
    path, separator, number = line.rpartition(":")
    return (path, int(number)) if separator and number.isdigit() else (line, 0)


def value_after(lines, index):
    text = lines[index].strip()
    if index + 1 < len(lines) and lines[index + 1].strip().startswith("Which is: "):
        return text, lines[index + 1].strip()[10:], index + 2
    return text, text, index + 1


def event_of(case, failure):
    text = failure.text or failure.get("message", "")
    lines = text.split("\n")
    path, line = place_of(lines[0])
    event = {
        "schema": "aurora.event/1", "ts": "", "suite": case.get("classname", ""),
        "test_id": case.get("classname", "") + "." + case.get("name", ""), "file": path, "line": line,
        "time": case.get("time", "0"), "error_class": "AssertionFailure", "category": "assertion",
        "message": failure.get("message", "").split("\n")[0], "details": text, "expected": "", "actual": "",
        "assertion": "", "stack": "", "frames": [], "repro_cmd": "", "commit": "", "branch": "",
        "signature": "", "flaky": False, "attempt": 1, "outcome": "failed", "owner": [],
    }
    if len(lines) > 2 and lines[1].startswith("Expected equality"):
        first, actual, index = value_after(lines, 2)
        second, expected, index = value_after(lines, index)
        event["actual"], event["expected"] = actual, expected
        event["assertion"] = "EXPECT_EQ(" + first + ", " + second + ")"
    return event


def status_of(case):
    failures = [child for child in case if child.tag in ("failure", "error")]
    if failures:
        return "failed", failures
    if case.find("skipped") is not None or case.get("status") == "notrun":
        return "skipped", failures
    return "passed", failures


def main(report, events):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    with open(events, "w", encoding="utf-8") as out:
        parser = ElementTree.iterparse(report, events=("start", "end"))
        _, root = next(parser)
        for kind, element in parser:
            if kind != "end" or element.tag != "testcase":
                if kind == "end" and element.tag == "testsuite":
                    root.clear()
                continue
            status, failures = status_of(element)
            counts[status] += 1
            if failures:
                out.write(json.dumps(event_of(element, failures[0]), sort_keys=True) + "\n")
            element.clear()
    print(counts["passed"], counts["failed"], counts["skipped"])


main(sys.argv[1], sys.argv[2])
