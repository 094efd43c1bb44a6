"""Across articles: what several of them state is one claim, and claims agree, differ, deny, fulfil or succeed each
other. Nothing here changes a fact: it stays as its article states it."""

from flows.claims.account import Account, Promise, account_of, is_described, promise_of, state_by
from flows.claims.acting import acting_for
from flows.claims.claim import Claim, claim_in, claim_of, claims_in, houses, names_of, numbered
from flows.claims.relations import MOST, Relation, between, related
from flows.claims.telling import Telling, blocks_of, claims_of, rules_version, tellings, unpacked

__all__ = [
    "MOST",
    "Account",
    "Claim",
    "Promise",
    "Relation",
    "Telling",
    "account_of",
    "acting_for",
    "between",
    "blocks_of",
    "claim_in",
    "claim_of",
    "claims_in",
    "claims_of",
    "houses",
    "is_described",
    "names_of",
    "numbered",
    "promise_of",
    "related",
    "rules_version",
    "state_by",
    "tellings",
    "unpacked",
]
