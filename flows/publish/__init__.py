"""Publish: what passed the gate becomes the files of a release, all at once or not at all."""

from flows.publish.across import quads_across
from flows.publish.content import links_of
from flows.publish.copying import copy_release
from flows.publish.diff import Change, diff
from flows.publish.former import former_iris
from flows.publish.index import links_in, read_head, read_index
from flows.publish.kept import made_whole
from flows.publish.place import STORE, tidy
from flows.publish.publishing import load_dataset, publish
from flows.publish.release import Former, Gone, Published, PublishedArticle, Release, Run, Withdrawal
from flows.publish.silent import remember_silent, silent_in
from flows.publish.withdrawing import withdrawn_in
from flows.publish.writers import DATASET_FORMS, WRITERS

__all__ = [
    "DATASET_FORMS",
    "STORE",
    "WRITERS",
    "Change",
    "Former",
    "Gone",
    "Published",
    "PublishedArticle",
    "Release",
    "Run",
    "Withdrawal",
    "copy_release",
    "diff",
    "former_iris",
    "links_in",
    "links_of",
    "load_dataset",
    "made_whole",
    "publish",
    "quads_across",
    "read_head",
    "read_index",
    "remember_silent",
    "silent_in",
    "tidy",
    "withdrawn_in",
]
