"""The tables of a record of a site: what articles tell, what is looked for, which files are ours; and their file."""

import sqlite3
from contextlib import closing
from pathlib import Path

WAIT = 600  # seconds, for another call on the same site

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE article (id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT UNIQUE, state TEXT, head TEXT, moods TEXT);
CREATE TABLE fact (article INTEGER, place INTEGER, page INTEGER, told TEXT, PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE TABLE thing (id INTEGER PRIMARY KEY AUTOINCREMENT, iri TEXT UNIQUE, told TEXT, facts INTEGER);
CREATE TABLE named (article INTEGER, thing INTEGER, weak INTEGER, told TEXT, triples BLOB, PRIMARY KEY (article, thing))
    WITHOUT ROWID;
CREATE INDEX named_by_thing ON named (thing);
CREATE TABLE plays (
    thing INTEGER, article INTEGER, place INTEGER, kind TEXT, says TEXT, seen TEXT, moment TEXT, belongs INTEGER,
    confidence REAL, PRIMARY KEY (thing, article, place)
) WITHOUT ROWID;
CREATE INDEX plays_by_article ON plays (article, place);
CREATE TABLE located (thing INTEGER, article INTEGER, place INTEGER, PRIMARY KEY (thing, article, place)) WITHOUT ROWID;
CREATE INDEX located_by_article ON located (article);
CREATE TABLE tied (one INTEGER, other INTEGER, article INTEGER);
CREATE INDEX tied_by_things ON tied (one, other);
CREATE INDEX tied_by_other ON tied (other);
CREATE INDEX tied_by_article ON tied (article);
CREATE TABLE planned (article INTEGER, place INTEGER, PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE TABLE entry (key TEXT PRIMARY KEY, told TEXT, facts INTEGER) WITHOUT ROWID;
CREATE TABLE word (word TEXT, entry TEXT, PRIMARY KEY (word, entry)) WITHOUT ROWID;
CREATE INDEX word_by_entry ON word (entry);
CREATE TABLE shelf (beginning TEXT PRIMARY KEY, parted INTEGER) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, owner TEXT) WITHOUT ROWID;
CREATE INDEX file_by_owner ON file (owner);
"""
OF_ARTICLES = ("fact", "named", "plays", "located", "tied", "planned")


def version_of(path: Path) -> str | None:
    """The version of the record at a path, once nobody else changes it; None where none can be read."""
    try:
        with closing(opened(path)) as rows:
            (found,) = rows.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
            return str(found)
    except (sqlite3.DatabaseError, TypeError):
        return None


def opened(path: Path) -> sqlite3.Connection:
    """The file of a record, with a change begun; it waits for whoever changes it meanwhile."""
    rows = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    rows.execute("PRAGMA synchronous = OFF")  # a record that a crash leaves broken is made anew
    rows.execute("PRAGMA cache_size = -65536")
    rows.execute("BEGIN IMMEDIATE")
    return rows
