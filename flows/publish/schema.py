"""The tables of what is kept beside a release (`flows/publish/totals.py`, `flows/publish/matters.py`)."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE graph (
    slug TEXT PRIMARY KEY, iri TEXT, hash TEXT, origin TEXT, article TEXT, address TEXT, entry TEXT, published TEXT,
    run TEXT, about TEXT, sums TEXT
);
CREATE INDEX graph_by_iri ON graph (iri, hash);
CREATE INDEX graph_by_origin ON graph (origin) WHERE origin IS NOT NULL;
CREATE INDEX graph_by_run ON graph (run) WHERE run IS NOT NULL;
CREATE INDEX graph_by_day ON graph (published) WHERE published IS NOT NULL;
CREATE INDEX graph_of_article ON graph (slug, address, article) WHERE address IS NOT NULL;
CREATE TABLE piece (form TEXT, slug TEXT, start INTEGER, size INTEGER, sum BLOB, bytes BLOB);
CREATE UNIQUE INDEX piece_by_form ON piece (form, slug, size, sum);
CREATE TABLE shared (subject TEXT, predicate TEXT, object TEXT, n INTEGER, PRIMARY KEY (subject, predicate, object))
    WITHOUT ROWID;
CREATE INDEX shared_by_object ON shared (object);
CREATE TABLE thing (iri TEXT PRIMARY KEY, typed INTEGER) WITHOUT ROWID;
CREATE TABLE told (
    form TEXT, place TEXT, iri TEXT, begins INTEGER, text TEXT, PRIMARY KEY (form, place, iri)
) WITHOUT ROWID;
CREATE INDEX told_begins ON told (form, place, iri) WHERE begins;
CREATE TABLE tally (what TEXT, name TEXT, n INTEGER, PRIMARY KEY (what, name)) WITHOUT ROWID;
CREATE TABLE named (slug TEXT, iri TEXT, name TEXT, type TEXT, verdict TEXT, article TEXT);
CREATE INDEX named_by_slug ON named (slug);
CREATE INDEX named_by_iri ON named (iri);
CREATE TABLE statement (slug TEXT, line TEXT);
CREATE INDEX statement_by_slug ON statement (slug);
CREATE TABLE change (n INTEGER PRIMARY KEY, head TEXT);
CREATE TABLE page (n INTEGER PRIMARY KEY, members INTEGER, first TEXT, last TEXT, address TEXT);
CREATE TABLE withdrawn (origin TEXT PRIMARY KEY, article TEXT, day TEXT, reason TEXT) WITHOUT ROWID;
CREATE TABLE run (iri TEXT PRIMARY KEY, ended TEXT, text TEXT) WITHOUT ROWID;

CREATE TABLE block (n INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE claim (n INTEGER PRIMARY KEY, block INTEGER, own INTEGER, iri TEXT, first TEXT, held TEXT);
CREATE UNIQUE INDEX claim_by_iri ON claim (block, own, iri);
CREATE INDEX claim_of_its_sort ON claim (block, own, first, iri);
CREATE INDEX claim_in_order ON claim (block, first, iri, own);
CREATE TABLE telling (slug TEXT, claim INTEGER, told TEXT);
CREATE INDEX telling_by_slug ON telling (slug);
CREATE INDEX telling_by_claim ON telling (claim);
CREATE TABLE house (claim INTEGER, name INTEGER, house INTEGER, PRIMARY KEY (claim, name)) WITHOUT ROWID;
CREATE TABLE surest (claim INTEGER, house INTEGER, told REAL, PRIMARY KEY (claim, house)) WITHOUT ROWID;
CREATE TABLE relation (
    one INTEGER, other INTEGER, name TEXT, why TEXT, exact INTEGER, far INTEGER, act TEXT, shown INTEGER,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX relation_by_other ON relation (other);
CREATE TABLE across (claim INTEGER, what TEXT, place TEXT, line TEXT, late TEXT, due TEXT, says TEXT);
CREATE INDEX across_by_claim ON across (claim);
CREATE INDEX across_by_place ON across (what, place);
CREATE INDEX across_by_day ON across (due) WHERE due <> '';
"""
