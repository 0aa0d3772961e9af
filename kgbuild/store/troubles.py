"""Say what a driver's error means: what is wrong, and what helps. `docs/troubleshooting.md` lists the same lines."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

from neo4j.exceptions import ClientError, IncompleteCommit, ServiceUnavailable, SessionExpired

from kgbuild.errors import KgbuildError, QueryError, StoreError

LOGIN = "refuses the user name or password; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD"
SILENT = "does not answer; start the server, then run this again (nothing is lost)"
STOPPED = (
    "its database has stopped (a full disk does that); look into the server's logs, mend it, start the server again, "
    "then run this again (nothing is lost)"
)
TAKEN = (
    "holds nodes of others with our labels and ids; load into another database (a folder can be deleted and made again)"
)
MEANINGS = (
    ("Security.AuthenticationRateLimit", "refuses every login for some seconds after wrong passwords; wait, set KGBUILD_STORE_PASSWORD, then run this again"),
    ("Security.CredentialsExpired", "wants its first password changed; change it in Neo4j Browser, then set KGBUILD_STORE_PASSWORD"),
    ("Security.Unauthorized", LOGIN),
    ("Security.", "does not let this user do that; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD to one who may"),
    ("DatabaseNotFound", "has no such database; set KGBUILD_STORE_DATABASE to one that it has"),
    ("ConstraintCreationFailed", TAKEN),
    ("ConstraintValidationFailed", TAKEN),
    ("ReadOnly", "its database takes no writes; load into another one, or let the server's settings allow them"),
    ("OutOfMemory", "has too little memory for this; give the server more, then run this again (nothing is lost)"),
    ("TransactionTimedOut", "stopped a step that took too long; raise db.transaction.timeout on the server, then run this again (nothing is lost)"),
    ("DatabaseUnavailable", STOPPED),
    ("TransactionLogError", STOPPED),
    ("TransactionStartFailed", STOPPED),
)  # fmt: skip
"""Parts of a server's code for an error, the first that fits counts."""


def explain(error: Exception, where: str) -> StoreError:
    """Return a driver's error as one line of ours, which names the store and tells what helps."""
    return StoreError(f"{where}: {_find_meaning(error)}")


def explain_query(error: Exception, where: str, timeout: float) -> KgbuildError:
    """Return the error of a query that only reads: the fault of the query, or trouble of the store."""
    code = getattr(error, "code", None) or ""
    if code == "Neo.ClientError.Statement.AccessMode":
        return QueryError("the query would write; kgbuild query only reads")
    if "TransactionTimedOut" in code:
        return QueryError(
            f"the query took longer than {timeout:g} seconds; narrow it down, or allow more with --timeout"
        )
    if "OutOfMemory" in code:
        return QueryError("the query needs more memory than the store gives; narrow it down")
    if isinstance(error, ClientError) and "DatabaseNotFound" not in code and ".Security." not in code:
        return QueryError(f"the query is refused: {_first_line(error)}")
    return explain(error, where)


def _find_meaning(error: Exception) -> str:
    code = getattr(error, "code", None) or ""
    for part, meaning in MEANINGS:
        if part in code:
            return meaning
    for cause in _find_causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"its certificate is not trusted ({cause.verify_message.rstrip('.')}); name its authority's file in "
                "KGBUILD_STORE_CA, or write +ssc:// in place of +s:// to trust any certificate"
            )
        if isinstance(cause, ssl.SSLError):
            return "does not speak TLS there; correct the port, or write the address without +s or +ssc"
        if isinstance(cause, socket.gaierror):
            return "is not known to this network; correct the name of the host"
        if "looks like HTTP" in str(cause):
            return "is a port for web pages; name the one for Bolt, 7687 as a rule"
        if isinstance(cause, TimeoutError):
            return "does not answer in time; correct the address, or look whether the server is well"
    if isinstance(error, ServiceUnavailable | SessionExpired | IncompleteCommit):
        return SILENT
    return f"{_first_line(error)}; run this again (a load can be repeated)"


def _find_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that led to it, groups taken apart."""
    waiting, seen = [error], set()
    while waiting:
        found = waiting.pop()
        if id(found) not in seen:
            seen.add(id(found))
            yield found
            waiting += [e for e in (found.__context__, found.__cause__) if e is not None]
            waiting += found.exceptions if isinstance(found, BaseExceptionGroup) else ()


def _first_line(error: Exception) -> str:
    return str(getattr(error, "message", None) or error or type(error).__name__).strip().splitlines()[0]
