#!/bin/sh
# Prefect pickles what a plain task is given, to make the key of a cache that nobody keeps.
#
# By default no result of a task is kept (`results.persist_by_default` is off), so that nothing can ever be found under its
# cache key. The key is made all the same, of all inputs: what JSON does not take is pickled whole at every call. With
# `persist_result=False`, which says in words what the default already is, or `cache_policy=NO_CACHE`, nothing is pickled.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check 'prefect==3.8.8' 'fastapi<0.151' 'sqlalchemy<2.1'
cat >"$place/show.py" <<'PROGRAM'
import logging
import os
from importlib.metadata import version
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

PICKLED: list[str] = []


class Batch:
    """Something that JSON does not take; notes when it is pickled."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> tuple[type, tuple[str]]:
        PICKLED.append(self.name)
        return Batch, (self.name,)


@task
def plain(batch: Batch) -> int:
    return len(batch.name)


@task(persist_result=False)
def keeps_nothing(batch: Batch) -> int:
    return len(batch.name)


@task(cache_policy=NO_CACHE)
def without_cache(batch: Batch) -> int:
    return len(batch.name)


@flow
def run() -> None:
    for one in (plain, keeps_nothing, without_cache):
        one(Batch(one.fn.__name__))


logging.disable(logging.CRITICAL)
run()
kept = [path for path in Path(os.environ["PREFECT_HOME"], "storage").glob("*") if path.is_file()]
counts = {name: PICKLED.count(name) for name in ("plain", "keeps_nothing", "without_cache")}
print("prefect", version("prefect"))
for name, count in counts.items():
    print(f"{name}: input pickled {count} times")
print(f"results kept: {len(kept)}")
assert not kept, "results are kept by default: the finding is out of date"
assert counts == {"plain": 1, "keeps_nothing": 0, "without_cache": 0}, "the behaviour changed"
print("The input of a plain task is pickled although no result is kept; saying so with persist_result=False ends it.")
PROGRAM
PREFECT_HOME="$place/home" PREFECT_SERVER_ANALYTICS_ENABLED=false PREFECT_LOGGING_LEVEL=CRITICAL \
	"$place/env/bin/python" "$place/show.py"
