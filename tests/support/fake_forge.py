#!/usr/bin/env python3
"""GitHub, GitLab and Gitea as far as issues go, in memory, over TLS, with faults.

    fake_forge.py FOLDER

Writes FOLDER/ca.pem and FOLDER/port and serves until killed; https://localhost:PORT/KIND is the API of one of them.
FOLDER/state.json holds every issue after each request, FOLDER/log one line a request. A line "KIND METHOD WORD FAULT"
in FOLDER/faults is used up by the first request of that method whose path ends with the word:

    429         asks to come back in a second
    500         does nothing and answers 500
    500-after   does it and answers 500
    drop        does it and hangs up without an answer
    twice       does it twice, as if delivered twice, and answers once

As on the real ones: lists come in pages (of two here), GitHub and GitLab tell in the header Link whether there are
more, Gitea ignores labels that it does not know, wants labels by number and lists comments whole.
"""
import json
import os
import re
import socket
import ssl
import sys
import threading
import time
import urllib.parse

from scripted_server import FOLDER, PARENT, head_of, make_certificate, path_of, read_request, write_atomically

TOKEN = "Geheim-9x2"
PAGE = 2
LOCK = threading.Lock()
ISSUES = {"github": [], "gitlab": [], "gitea": []}
LABELS = []


class Refused(Exception):
    def __init__(self, status):
        super().__init__(str(status))
        self.status = status


def take_fault(kind, method, path):
    try:
        with open(path_of("faults"), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return None
    for i, line in enumerate(lines):
        words = line.split()
        if len(words) == 4 and words[:2] == [kind, method] and path.endswith(words[2]):
            with open(path_of("faults"), "w", encoding="utf-8") as file:
                file.write("\n".join(lines[:i] + lines[i + 1:]))
            return words[3]
    return None


def check_token(kind, head):
    wanted = {"github": "authorization: bearer ", "gitea": "authorization: token ", "gitlab": "private-token: "}[kind]
    for line in head.split("\r\n"):
        if line.lower().startswith(wanted) and line[len(wanted):] == TOKEN:
            return
    raise Refused(401)


def shown(kind, issue):
    out = {"id": 1000 + issue["number"], "title": issue["title"], "state": issue["state"]}
    address = "https://localhost/%s/%d" % (kind, issue["number"])
    if kind == "gitlab":
        out.update(iid=issue["number"], description=issue["body"], web_url=address, labels=issue["labels"])
        out["state"] = "opened" if issue["state"] == "open" else "closed"
    else:
        out.update(number=issue["number"], body=issue["body"], html_url=address,
                   labels=[{"name": name} for name in issue["labels"]])
    return out


def label_names(kind, wanted):
    if kind == "gitlab":
        return wanted.split(",")
    if kind == "github":
        return list(wanted)
    if not all(isinstance(one, int) for one in wanted):
        raise Refused(422)
    return [label["name"] for label in LABELS if label["id"] in wanted]


def new_issue(kind, body):
    issue = {"number": len(ISSUES[kind]) + 1, "title": body["title"], "state": "open", "comments": [],
             "body": body["description" if kind == "gitlab" else "body"], "labels": label_names(kind, body["labels"])}
    ISSUES[kind].append(issue)
    return shown(kind, issue)


def change_issue(kind, issue, body):
    if kind == "gitlab":
        issue["body"] = body.get("description", issue["body"])
        issue["state"] = {"close": "closed", "reopen": "open"}.get(body.get("state_event"), issue["state"])
    else:
        issue["body"] = body.get("body", issue["body"])
        issue["state"] = body.get("state", issue["state"])
    return shown(kind, issue)


def new_comment(issue, body):
    comment = {"id": len(issue["comments"]) + 1, "body": body["body"]}
    issue["comments"].append(comment)
    return comment


def new_label(body):
    LABELS.append({"id": len(LABELS) + 7, "name": body["name"]})
    return LABELS[-1]


def listed_issues(kind, query):
    names = query["labels"][0].split(",")
    if kind == "gitea" and not any(label["name"] in names for label in LABELS):
        return [shown(kind, issue) for issue in ISSUES[kind]]
    return [shown(kind, issue) for issue in ISSUES[kind] if set(names) & set(issue["labels"])]


def act(kind, method, target, body):
    parts = urllib.parse.urlsplit(target)
    query = urllib.parse.parse_qs(parts.query)
    root = "/gitlab/projects/team%2Fproject" if kind == "gitlab" else "/%s/repos/team/project" % kind
    path = parts.path[len(root):] if parts.path.startswith(root) else None
    if path == "/labels" and kind == "gitea":
        return new_label(body) if method == "POST" else list(LABELS)
    if path in ("/pulls", "/merge_requests"):
        return {"html_url": "https://localhost/pulls/1", "web_url": "https://localhost/pulls/1"}
    if path == "/issues":
        return new_issue(kind, body) if method == "POST" else listed_issues(kind, query)
    found = re.fullmatch(r"/issues/(\d+)(/comments|/notes)?", path or "")
    if not found or int(found.group(1)) > len(ISSUES[kind]):
        raise Refused(404)
    issue = ISSUES[kind][int(found.group(1)) - 1]
    if found.group(2):
        return new_comment(issue, body) if method == "POST" else list(issue["comments"])
    if method == ("PUT" if kind == "gitlab" else "PATCH"):
        return change_issue(kind, issue, body)
    return shown(kind, issue)


def page_of(kind, target, answer):
    """The part of a list that is asked for, and the header that tells of more."""
    if kind == "gitea" and target.split("?")[0].endswith("/comments"):
        return answer, []
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)
    page = int(query.get("page", ["1"])[0])
    part = answer[(page - 1) * PAGE:page * PAGE]
    if kind == "gitea":
        return part, []
    relation = "next" if len(answer) > page * PAGE else "first"
    return part, [("Link", '<https://nowhere.test/?page=%d>; rel="%s"' % (page + 1, relation))]


def answer_to(connection, head, text):
    method, target = head.split(" ")[:2]
    kind = target.split("/")[1]
    with open(path_of("log"), "a", encoding="utf-8") as file:
        file.write("%s %s\n" % (method, target))
    fault = take_fault(kind, method, target.split("?")[0])
    headers = [("Content-Type", "application/json")]
    try:
        check_token(kind, head)
        if fault == "429":
            headers.append(("Retry-After", "1"))
            raise Refused(429)
        if fault == "500":
            raise Refused(500)
        body = json.loads(text) if text else {}
        answer = act(kind, method, target, body)
        if fault == "twice":
            act(kind, method, target, body)
        if fault == "drop":
            return
        if fault == "500-after":
            raise Refused(500)
        if isinstance(answer, list):
            answer, links = page_of(kind, target, answer)
            headers += links
        status = 201 if method == "POST" else 200
    except Refused as refused:
        status, answer = refused.status, {"message": "refused"}
    data = json.dumps(answer).encode()
    connection.sendall(head_of(status, headers + [("Content-Length", len(data))]) + data)


def serve_one(raw, context):
    try:
        with context.wrap_socket(raw, server_side=True) as connection:
            request = read_request(connection)
            if request is None:
                return
            with LOCK:
                answer_to(connection, *request)
                write_atomically("state.json", json.dumps(ISSUES))
    except (OSError, ssl.SSLError):
        pass  # the other side gave up, as it may


def main():
    make_certificate("good", "localhost")
    os.rename(path_of("good.pem"), path_of("ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path_of("ca.pem"), path_of("good.key"))
    server = socket.create_server(("127.0.0.1", 0))
    write_atomically("state.json", json.dumps(ISSUES))

    def loop():
        while True:
            raw, _ = server.accept()
            threading.Thread(target=serve_one, args=(raw, context), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    write_atomically("port", str(server.getsockname()[1]))
    while os.getppid() == PARENT:  # never outlives the test
        time.sleep(0.2)


if __name__ == "__main__":
    main()
