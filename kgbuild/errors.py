"""What can go wrong, as a tree of exceptions.

KgbuildError
├── InputError       an input that cannot be read as articles
├── OntologyError    a fault in a file of `ontology/`
├── QueryError       a saved query that is missing or faulty, or Cypher that the store refuses
├── LedgerError      a ledger that is damaged, locked, or of a newer version
├── DecisionError    a fault in `decisions.toml`, or a decision that cannot be made
├── ModelError       a language model that is missing or unfit
└── StoreError       a store that is down, locked, or refuses a load

A message names the file or thing, then the trouble, then what helps.
"""


class KgbuildError(Exception):
    """The root of all errors that kgbuild raises on purpose; its text is one line, fit to show to a user."""


class InputError(KgbuildError):
    """An input that cannot be read as articles."""


class OntologyError(KgbuildError):
    """A fault in a file of the ontology."""


class QueryError(KgbuildError):
    """A query that is unknown, lacks a parameter, or is refused."""


class LedgerError(KgbuildError):
    """A ledger that is damaged, locked by another run, or of a newer schema."""


class DecisionError(KgbuildError):
    """A fault in a file of decisions, or a decision that cannot be made or taken back."""


class ModelError(KgbuildError):
    """A language model that is missing or lacks what reading needs."""


class StoreError(KgbuildError):
    """A store that is down, locked, or refuses a load."""
