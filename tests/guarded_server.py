"""A Neo4j that asks for a password and speaks TLS with a certificate that nobody knows."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import trustme

from tests.neo4j_server import Neo4j, make_admin

PASSWORD = "Lantern-Gravel-41"
SETTINGS = (
    "dbms.security.auth_enabled=true",
    "dbms.security.auth_lock_time=1s",
    "server.bolt.tls_level=OPTIONAL",
    "dbms.ssl.policy.bolt.enabled=true",
    "db.memory.transaction.max=20m",
)


@contextlib.contextmanager
def run_guarded(home: Path) -> Iterator[Neo4j]:
    """Run the server in `home`; `home/authority.pem` is what its certificate is to be trusted by."""
    folder = home / "certificates"
    folder.mkdir(parents=True)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(home / "authority.pem"))
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_pem.write_to_path(str(folder / "private.key"))
    (folder / "public.crt").write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    with Neo4j(home, settings=[*SETTINGS, f"dbms.ssl.policy.bolt.base_directory={folder}"]) as server:
        subprocess.run(
            [make_admin(home, home), "dbms", "set-initial-password", PASSWORD], check=True, capture_output=True
        )
        server.start()
        yield server
