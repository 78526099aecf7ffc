"""A receiver of webhooks for tests, which checks signatures with code of its own. It writes everything it takes to a directory, before it answers.

    webhook_server.py PORT DIRECTORY SECRET

PORT 0 is any. The port is said on the first line of the output. Where the directory has a file `hang`, holding a number, the server writes that
webhook down (counted from 1) and then never answers.
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import threading
import time

port, directory = int(sys.argv[1]), sys.argv[2]
key = base64.b64decode(sys.argv[3][len("whsec_"):])
gate = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        identity, timestamp, signatures = (self.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
        signed = b".".join([identity.encode(), timestamp.encode(), body])
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        verified = any(hmac.compare_digest(f"v1,{expected}", one) for one in signatures.split(" "))
        with gate:
            number = len([name for name in os.listdir(directory) if name.endswith(".json")]) + 1
            path = os.path.join(directory, f"{number:06}.json")
            with open(path + ".part", "w", encoding="utf-8") as file:
                json.dump({"id": identity, "timestamp": timestamp, "verified": verified, "contentType": self.headers["content-type"], "body": body.decode()}, file)
            os.rename(path + ".part", path)
        hang = os.path.join(directory, "hang")
        if os.path.exists(hang) and open(hang).read().strip() == str(number):
            time.sleep(3600)
        self.send_response(204 if verified else 400)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
