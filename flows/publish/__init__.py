"""Publish: what passed the gate becomes the files of a release, all at once or not at all."""

from flows.publish.diff import Change, diff
from flows.publish.index import read_index
from flows.publish.place import copy_release
from flows.publish.publishing import load_dataset, publish
from flows.publish.release import Published, PublishedArticle, Release, Run
from flows.publish.writers import DATASET_WRITERS, WRITERS

__all__ = [
    "DATASET_WRITERS",
    "WRITERS",
    "Change",
    "Published",
    "PublishedArticle",
    "Release",
    "Run",
    "copy_release",
    "diff",
    "load_dataset",
    "publish",
    "read_index",
]
