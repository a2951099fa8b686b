#!/usr/bin/env python3
"""A TLS server that plays a language model or a forge by a script.

    scripted_server.py FOLDER

Writes FOLDER/ca.pem, FOLDER/port and FOLDER/wrong_port (a certificate for another host) and serves until killed.
A request for /NAME/... does what the next line of FOLDER/script/NAME says; the last line stands for all further
requests. Requests are kept as FOLDER/requests/NAME-N.txt, with their headers.

    answer FILE        the file's text as a stream of events, as both kinds of endpoints send it
    split FILE         the same in pieces of three bytes
    plain FILE         the file itself, as application/json
    unended FILE       a stream without its last event
    status N [H=V]...  an empty answer with headers
    stall              nothing
    trickle            headers, then a byte now and then, forever
    cut FILE           half of the promised bytes
    big                ten megabytes
    redirect URL
"""
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time

FOLDER = os.path.abspath(sys.argv[1])
PARENT = os.getppid()
LOCK = threading.Lock()
COUNTS = {}


def path_of(*parts):
    return os.path.join(FOLDER, *parts)


def make_certificate(name, host):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=" + host, "-addext", "subjectAltName=DNS:" + host,
                    "-keyout", path_of(name + ".key"), "-out", path_of(name + ".pem")],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read_request(stream):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = stream.recv(65536)
        if not piece:
            return None
        head += piece
    head, body = head.split(b"\r\n\r\n", 1)
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(body) < length:
        piece = stream.recv(65536)
        if not piece:
            return None
        body += piece
    return head.decode("latin-1"), body


def head_of(status, headers):
    lines = ["HTTP/1.1 %d Scripted" % status, "Connection: close"] + ["%s: %s" % pair for pair in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def openai_events(text, ended):
    middle = len(text) // 2
    events = [{"choices": [{"delta": {"role": "assistant"}}]}]
    events += [{"choices": [{"delta": {"content": part}}]} for part in (text[:middle], text[middle:])]
    events.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
    events.append({"choices": [], "usage": {"prompt_tokens": 1000, "completion_tokens": 100}})
    stream = "".join("data: %s\n\n" % json.dumps(event, ensure_ascii=False) for event in events)
    return stream + ("data: [DONE]\n\n" if ended else "")


def anthropic_events(text, ended):
    events = [{"type": "message_start", "message": {"usage": {"input_tokens": 1000, "output_tokens": 1}}},
              {"type": "content_block_delta", "delta": {"type": "text_delta", "text": text}},
              {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 100}}]
    if ended:
        events.append({"type": "message_stop"})
    return "".join("event: %s\ndata: %s\n\n" % (event["type"], json.dumps(event, ensure_ascii=False))
                   for event in events)


def text_of(name):
    with open(path_of("answers", name), encoding="utf-8") as file:
        return file.read()


def stream_of(target, name, ended=True):
    make = anthropic_events if target.endswith("/messages") else openai_events
    return make(text_of(name), ended).encode()


def act(connection, target, words):
    verb = words[0]
    events = [("Content-Type", "text/event-stream")]
    if verb in ("answer", "unended"):
        body = stream_of(target, words[1], verb == "answer")
        connection.sendall(head_of(200, events + [("Content-Length", len(body))]) + body)
    elif verb == "split":
        body = stream_of(target, words[1])
        connection.sendall(head_of(200, events + [("Content-Length", len(body))]))
        for i in range(0, len(body), 3):
            connection.sendall(body[i:i + 3])
    elif verb == "plain":
        body = text_of(words[1]).encode()
        connection.sendall(head_of(200, [("Content-Type", "application/json"), ("Content-Length", len(body))]) + body)
    elif verb == "status":
        headers = [tuple(word.split("=", 1)) for word in words[2:]]
        connection.sendall(head_of(int(words[1]), headers + [("Content-Length", "0")]))
    elif verb == "stall":
        time.sleep(60)
    elif verb == "trickle":
        connection.sendall(head_of(200, events))
        for _ in range(1000):
            connection.sendall(b":")
            time.sleep(0.1)
    elif verb == "cut":
        body = stream_of(target, words[1])
        connection.sendall(head_of(200, events + [("Content-Length", len(body))]) + body[:len(body) // 2])
    elif verb == "big":
        connection.sendall(head_of(200, events + [("Content-Length", 10 << 20)]))
        for _ in range(160):
            connection.sendall(b"x" * 65536)
    elif verb == "redirect":
        connection.sendall(head_of(307, [("Location", words[1]), ("Content-Length", "0")]))


def next_line(name):
    with open(path_of("script", name), encoding="utf-8") as file:
        lines = [line for line in file.read().splitlines() if line]
    with LOCK:
        count = COUNTS[name] = COUNTS.get(name, 0) + 1
    return count, lines[min(count, len(lines)) - 1].split()


def serve_one(raw, context):
    try:
        with context.wrap_socket(raw, server_side=True) as connection:
            request = read_request(connection)
            if request is None:
                return
            target = request[0].split(" ")[1]
            name = target.split("/")[1]
            count, words = next_line(name)
            with open(path_of("requests", "%s-%d.txt" % (name, count)), "wb") as file:
                file.write(request[0].encode() + b"\n\n" + request[1])
            act(connection, target, words)
    except (OSError, ssl.SSLError):
        pass  # the other side gave up, as it may


def listen(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path_of(certificate + ".pem"), path_of(certificate + ".key"))
    server = socket.create_server(("127.0.0.1", 0))

    def loop():
        while True:
            raw, _ = server.accept()
            threading.Thread(target=serve_one, args=(raw, context), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    return server.getsockname()[1]


def write_atomically(name, text):
    with open(path_of(name + ".new"), "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path_of(name + ".new"), path_of(name))


def main():
    for name in ("script", "answers", "requests"):
        os.makedirs(path_of(name), exist_ok=True)
    make_certificate("good", "localhost")
    make_certificate("other", "other.test")
    with open(path_of("ca.pem"), "w", encoding="utf-8") as bundle:
        for name in ("good.pem", "other.pem"):
            with open(path_of(name), encoding="utf-8") as file:
                bundle.write(file.read())
    write_atomically("wrong_port", str(listen("other")))
    write_atomically("port", str(listen("good")))
    while os.getppid() == PARENT:  # never outlives the test
        time.sleep(0.2)


if __name__ == "__main__":
    main()
