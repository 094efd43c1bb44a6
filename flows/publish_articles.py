"""The flow: ingest the article, extract what it states, link who and what it names to Wikidata,
map the facts onto the ontology, validate with SHACL, publish.

Each stage is one task over the whole batch: a task run costs more than a tenth of what reading an article does.
"""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from httpx import HTTPError
from prefect import Flow, flow, get_run_logger, runtime, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import FlowRun, State, StateType, TaskRun
from prefect.exceptions import PrefectException
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_LOGGING_TO_API_ENABLED,
    temporary_settings,
)

from flows import publish as publishing
from flows import stages
from flows.batch import Batch, in_short, some
from flows.errors import CommuniqueError, FetchError, ServerError
from flows.ingest import without_login
from flows.intake import Intake
from flows.known import as_it_is, known_in, memory_of
from flows.lately import Lately
from flows.model import Article, Failure
from flows.publish import Former, Gone, Published, PublishedArticle, Release, Run, tidy
from flows.reading import Stated
from flows.server import Server, own_server
from flows.settings import Settings, load_settings
from flows.site import build
from flows.stages import Compared, LinksBefore, Mapped
from flows.summary import Outcome, in_markdown, in_table, outcome_of, partly
from flows.telling import tell, told
from flows.versions import versions

LOG = logging.getLogger(__name__)
DONE: ContextVar[list[Outcome]] = ContextVar("done")  # where a run puts what it did, for whoever started it here
PARTLY = "Partly failed"  # the state of a run in which sources failed
RETRY_AFTER = [2.0, 10.0]  # seconds


def publish_now(sources: list[str], out: str, **options: Any) -> Outcome:
    """Runs the flow here and now, with the Prefect server that is configured, else with one for this run alone.

    A server that goes away costs the record of the run there, not what it published.
    """
    with own_server() if not PREFECT_API_URL.value() else nullcontext() as server, temporary_settings(known(server)):
        done: list[Outcome] = []
        token = DONE.set(done)
        try:
            state: State[Any] = publish_articles(sources, out, **options, return_state=True)
        except Exception as error:
            return _unrecorded(done, error)
        finally:
            DONE.reset(token)
    ended = state.result(raise_on_failure=False)
    if isinstance(ended, BaseException):
        raise ended
    outcome: Outcome = ended
    return outcome


def _unrecorded(done: Sequence[Outcome], error: Exception) -> Outcome:
    """What a run did whose end the server did not take, with a warning; what stopped it before is raised.

    What fails in the flow itself is kept in its state: what comes here was raised by Prefect.
    """
    before = error.__context__
    while before is not None:
        if isinstance(before, CommuniqueError):
            raise before
        before = before.__context__
    server = f"the Prefect server at {PREFECT_API_URL.value()}"
    reason = " ".join(str(error).split())[:300]
    if not done:
        raise ServerError(f"{server} cannot be used ({reason}); what was published before is untouched") from error
    LOG.warning("%s has no record of how this run ended (%s)", server, reason)
    return done[-1]


def known(server: Server | None) -> dict[Any, Any]:
    """Prefect's settings for a run with this server; None is the one that is configured."""
    # A flow that runs in the user's own command needs no heartbeat, and joining its thread takes a second.
    calm = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    if server is None:
        return calm
    # A server that ends with the run keeps no log.
    own = {
        PREFECT_API_URL: server.address,
        PREFECT_API_AUTH_STRING: server.login,
        PREFECT_LOGGING_TO_API_ENABLED: False,
    }
    return {**calm, **own}


def say_errors_plainly() -> None:
    """Makes Prefect's log tell an error that we raise on purpose by its sentence, without a traceback."""
    # What is left to send when our own server ends with the run is lost to nobody.
    for name in ("prefect._internal.concurrency", "EventsWorker", "APILogWorker"):
        logging.getLogger(name).disabled = True
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_without_traceback)


def _without_traceback(record: logging.LogRecord) -> bool:
    if record.exc_info and isinstance(record.exc_info[1], CommuniqueError):
        record.exc_info = None
    return True


def run_name() -> str:
    """What the flow run is called: its source, or the first one and how many more."""
    return in_short([without_login(str(source)) for source in runtime.flow_run.parameters.get("sources", [])])


def may_pass(_task: object, _run: TaskRun, state: State[Any]) -> bool:
    """Whether what failed may pass by itself, so that trying again makes sense."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, FetchError) and error.transient


def tell_whom_it_concerns(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Tells whoever is set as `on_failure` how a run ended that did not go well."""
    whom = load_settings().on_failure
    if whom:
        ended = state.result(raise_on_failure=False)
        failures = ended.failed if isinstance(ended, Outcome) else ()
        out = Path(flow_run.parameters.get("out", "output")).resolve()
        about = {"run": str(flow_run.id), "name": flow_run.name, "out": str(out)}
        tell(whom, told(state.name or state.type.value, state.message or "", failures, about))


@flow(
    name="publish-articles",
    flow_run_name=run_name,
    persist_result=False,
    result_serializer="json",
    on_failure=[tell_whom_it_concerns],
    on_crashed=[tell_whom_it_concerns],
)
def publish_articles(
    sources: list[str],
    out: str = "output",
    *,
    engine: str = "frames",
    offline: bool = False,
    jobs: int = 1,
    force: bool = False,
    with_quotes: bool = False,
    site: bool = False,
) -> Outcome | State[Any]:
    """Reads the sources and publishes what they state as one release in the folder `out`, with pages if asked for.

    A run in which sources failed ends in a state of its own, of Prefect's type FAILED, that holds the outcome all the
    same.
    """
    say_errors_plainly()
    settings, started = replace(load_settings(), with_quotes=with_quotes), now()
    title = settings.title if site else None
    known = known_in(Path(out), engine, offline, settings.base)
    intake = Intake(sources, settings, known, memory_of(Path(out)), force=force)
    articles = known.named(known.apart(ingest(intake)))
    fresh = articles if force else known.without(articles)
    gone = stages.marks_of(intake.vanished(), known.entries, started[:10])
    stated = extract(fresh, engine, jobs, settings.cluster) if fresh.kept else Batch([], fresh.failures)
    lately = Lately(settings.cache, known.reader)
    lately.keep(stated.kept)
    told, stale = stages.without_copies(stated, known, settings)
    if stale:
        kept = [known.renamed(one) for one in lately.find(known.texts_of(stale))]
        rest = stale - {article.url or article.source for article, _ in kept}
        again = intake.read_again(articles, {origin: known.address_of(origin) for origin in sorted(rest)})
        named = known.named(again)
        more = extract(named, engine, jobs, settings.cluster) if named.kept else Batch[Stated]([], named.failures)
        told, _ = stages.without_copies(stated.with_more(more).with_more(Batch(kept)), known, settings)
    judged = prepare(told, offline, settings, started[:10], known.links_of) if told.kept else Batch([], told.failures)
    checked = stages.quarantined(judged, Path(out), settings)
    published = as_it_is(Path(out)) if known.entries and not (checked.kept or gone) else None
    if published is None:
        run = Run(started, now(), str(runtime.flow_run.id), run_name(), engine, offline, versions())
        former = stages.name_former(checked.kept, Path(out), settings)
        published = publish(checked if gone else some(checked), run, former, gone, Path(out), settings)
    else:
        tidy(Path(out))
    known.remember(fresh, stated)
    intake.remember()
    return sum_up(published, checked, title, intake.not_due)


def prepare(
    stated: Batch[Stated], offline: bool, settings: Settings, retrieved: str, before: LinksBefore
) -> Batch[PublishedArticle]:
    """What articles state, linked, mapped and judged."""
    linked = link(stated, offline, settings, before)
    return validate(map_onto_ontology(linked, settings, retrieved))


# No task's result is kept, and so none needs a key: Prefect would make it of a copy of all that the task is given.
@task(
    cache_policy=NO_CACHE,
    task_run_name="ingest {intake}",
    retries=len(RETRY_AFTER),
    retry_delay_seconds=RETRY_AFTER,
    retry_condition_fn=may_pass,
)
def ingest(intake: Intake) -> Batch[Article]:
    """The articles of the sources; a source is asked again only when its failure may pass by itself."""
    articles, error = intake.read(), intake.failing()
    if error and runtime.task_run.run_count <= len(RETRY_AFTER):
        raise error
    return articles if intake.is_answered() else some(articles)


@task(cache_policy=NO_CACHE, task_run_name="extract {articles}")
def extract(articles: Batch[Article], engine: str, jobs: int, cluster: str) -> Batch[Stated]:
    """What each article states."""
    return stages.extract_each(articles, engine, jobs, cluster)


@task(cache_policy=NO_CACHE, task_run_name="link {stated}")
def link(stated: Batch[Stated], offline: bool, settings: Settings, before: LinksBefore) -> Batch[Compared]:
    """Each article's entities with their Wikidata items, and how its facts stand against Wikidata's."""
    return stages.link_and_compare(stated, offline, settings, before)


@task(cache_policy=NO_CACHE, task_run_name="map {linked}")
def map_onto_ontology(linked: Batch[Compared], settings: Settings, retrieved: str) -> Batch[Mapped]:
    """Each article's facts as quads."""
    return some(stages.map_each(linked, settings, retrieved))


@task(cache_policy=NO_CACHE, task_run_name="validate {graphs}")
def validate(graphs: Batch[Mapped]) -> Batch[PublishedArticle]:
    """Each article's quads, divided into what may be published and what is held back."""
    return stages.judge_each(graphs)


@task(cache_policy=NO_CACHE, task_run_name="publish {checked}")
def publish(
    checked: Batch[PublishedArticle],
    run: Run,
    former: tuple[Former, ...],
    gone: tuple[Gone, ...],
    out: Path,
    settings: Settings,
) -> Published:
    """The release on the disk, whole or not at all."""
    return publishing.publish(Release(checked.kept, run, checked.failures, former, gone=gone), out, settings)


def sum_up(
    published: Published, checked: Batch[PublishedArticle], title: str | None, not_due: Sequence[str] = ()
) -> Outcome | State[Any]:
    """What the run did, also as artifacts that Prefect's web page shows beside the run; no title, no pages."""
    outcome = replace(outcome_of(published, checked.kept, checked.failures), not_due=tuple(not_due))
    outcome = outcome if title is None else with_pages(outcome, title)
    DONE.get([]).append(outcome)
    for failure in outcome.failures:
        level = logging.WARNING if failure in outcome.failed else logging.INFO
        get_run_logger().log(level, "%s: %s", failure.source, failure.reason)
    show_in_prefect(outcome)
    if outcome.failed:
        return State(type=StateType.FAILED, name=PARTLY, message=partly(outcome), data=outcome)
    return outcome


def show_in_prefect(outcome: Outcome) -> None:
    """Puts the artifacts on Prefect's web page; a server that does not take them fails no run that has published."""
    try:
        create_table_artifact(in_table(outcome), key="articles", description="What each source gave")
        create_markdown_artifact(in_markdown(outcome), key="release", description="What the run published")
    except (HTTPError, PrefectException) as error:
        get_run_logger().warning("Prefect's server took no artifacts of this run: %s", error)


def with_pages(outcome: Outcome, title: str) -> Outcome:
    """The outcome with the pages of its release; where none can be made, the release stays, and that is a failure."""
    folder = Path(outcome.published.out)
    try:
        return replace(outcome, site=build(folder, folder / "site", title).start)
    except CommuniqueError as error:
        return replace(outcome, failures=(*outcome.failures, Failure("pages", str(error))))


def now() -> str:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
