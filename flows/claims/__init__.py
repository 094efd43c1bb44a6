"""Across articles: what several of them state is one claim, and claims agree, differ, deny, fulfil or succeed each
other. Nothing here changes a fact: it stays as its article states it."""

from flows.claims.account import Account, Promise, account_of, state_by
from flows.claims.claim import Claim, claims_in
from flows.claims.relations import Relation, related
from flows.claims.telling import Telling, blocks_of, claims_of, rules_version, tellings, unpacked

__all__ = [
    "Account",
    "Claim",
    "Promise",
    "Relation",
    "Telling",
    "account_of",
    "blocks_of",
    "claims_in",
    "claims_of",
    "related",
    "rules_version",
    "state_by",
    "tellings",
    "unpacked",
]
