"""A mail server for tests: aiosmtpd with TLS and authentication. It writes every letter it takes to a directory, before it says that it took it.

    smtp_server.py PORT DIRECTORY MODE [USER PASSWORD CERTIFICATE KEY]

MODE is starttls, tls or plain; PORT 0 is any. The port is said on the first line of the output. A letter is written as JSON: how it came, and what
Python's own e-mail library reads in it. Where the directory has a file `hang`, holding a
number, the server writes that letter down (counted from 1) and then never answers.
"""
import asyncio
import base64
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

port, directory, mode = int(sys.argv[1]), sys.argv[2], sys.argv[3]
credentials = sys.argv[4:6]


def describe(server, session, envelope):
    letter = email.message_from_bytes(envelope.original_content, policy=email.policy.SMTP)
    parts = {part.get_content_type(): part for part in letter.walk()}
    text = {kind: part.get_content() for kind, part in parts.items() if kind.startswith("text/")}
    return {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "tls": server.transport.get_extra_info("cipher") is not None,
        "authenticated": session.authenticated is True,
        "raw": base64.b64encode(envelope.original_content).decode(),
        "headers": [[name, str(value)] for name, value in letter.items()],
        "kinds": list(parts),
        "text": text.get("text/plain"),
        "html": text.get("text/html"),
        "defects": [repr(defect) for part in letter.walk() for defect in part.defects]
        + [repr(defect) for part in letter.walk() for value in part.values() for defect in value.defects],
    }


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("unknown@"):
            return "550 5.1.1 No such mailbox here"
        if address.startswith("busy@"):
            return "450 4.2.1 Mailbox busy, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = len([name for name in os.listdir(directory) if name.endswith(".json")]) + 1
        path = os.path.join(directory, f"{number:06}.json")
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(describe(server, session, envelope), file)
        os.rename(path + ".part", path)
        hang = os.path.join(directory, "hang")
        if os.path.exists(hang) and open(hang).read().strip() == str(number):
            await asyncio.sleep(3600)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    given = [data.login.decode(), data.password.decode()] if isinstance(data, LoginPassword) else []
    return AuthResult(success=given == credentials, handled=False)


def make(context):
    return lambda: SMTP(
        Handler(),
        hostname="mail.test",
        enable_SMTPUTF8=True,
        require_starttls=mode == "starttls",
        tls_context=context if mode == "starttls" else None,
        authenticator=authenticate if credentials else None,
        auth_required=bool(credentials),
        auth_require_tls=mode == "starttls",
    )


async def main():
    context = None
    if mode != "plain":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[6], sys.argv[7])
    server = await asyncio.get_running_loop().create_server(make(context), "127.0.0.1", port, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
