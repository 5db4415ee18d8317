"""Metrics for Prometheus, summed over all server processes: what was replied, how surely and how fast."""

from __future__ import annotations

import hmac
import os

from flask import Blueprint, Response, request
from pydantic import SecretStr

from bot.reply import Reply
from bot.settings import SettingsError
from web.errors import ApiError

# prometheus_client reads this when it is first imported: a folder in which the processes of one server share metrics.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
_TENTHS = tuple(n / 10 for n in range(1, 11))


class Metrics:
    """The metrics of one server process. Raises SettingsError where the package for them is missing."""

    def __init__(self) -> None:
        try:
            import prometheus_client as prometheus  # noqa: PLC0415 - an optional requirement
            from prometheus_client import multiprocess  # noqa: PLC0415
        except ImportError:
            raise SettingsError(
                ["METRICS_TOKEN needs further packages: pip install -r requirements-prod.txt"]
            ) from None
        own = prometheus.CollectorRegistry()
        counter, histogram = prometheus.Counter, prometheus.Histogram
        self._replies = counter("caveat_replies", "Replies, by kind", ["kind"], registry=own)
        self._verdicts = counter("caveat_feedback", "Answers judged, by verdict", ["verdict"], registry=own)
        self._retracted = counter(
            "caveat_feedback_retracted", "Verdicts taken back, by verdict", ["verdict"], registry=own
        )
        self._errors = counter("caveat_errors", "Requests refused, by code", ["code"], registry=own)
        self._reloads = counter("caveat_reloads", "Changed intents read, by outcome", ["outcome"], registry=own)
        self._confidence = histogram(
            "caveat_confidence", "Confidence of the first answer", buckets=_TENTHS, registry=own
        )
        self._seconds = histogram("caveat_reply_seconds", "Seconds to make a reply", buckets=_SECONDS, registry=own)
        self._inbox = prometheus.Gauge(
            "caveat_inbox_entries", "Entries that wait in the inbox", multiprocess_mode="mostrecent", registry=own
        )
        self._registry = own
        if SHARED_FOLDER in os.environ:
            self._registry = prometheus.CollectorRegistry()
            multiprocess.MultiProcessCollector(self._registry)  # type: ignore[no-untyped-call]
        self._page = prometheus.generate_latest
        self.content_type = prometheus.CONTENT_TYPE_LATEST

    def turn(self, _message: str, reply: Reply, seconds: float, _conversation: str | None) -> None:
        """Note a reply and how long it took."""
        self._replies.labels(reply.kind).inc()
        self._seconds.observe(seconds)
        if reply.answers:
            self._confidence.observe(reply.answers[0].score)

    def verdict(self, _conversation: str, _intent: str, verdict: str, _comment: str | None) -> None:
        """Note what a visitor thought of an answer."""
        self._verdicts.labels(verdict).inc()

    def retract(self, _conversation: str, _intent: str, verdict: str, _comment: str | None) -> None:
        """Note that a verdict was taken back: a counter cannot go down, so these are counted by themselves."""
        self._retracted.labels(verdict).inc()

    def refused(self, code: str) -> None:
        """Note an error by its code."""
        self._errors.labels(code).inc()

    def reloaded(self, good: bool) -> None:
        """Note that changed intents were taken up, or refused."""
        self._reloads.labels("taken_up" if good else "refused").inc()

    def inbox_holds(self, entries: int) -> None:
        """Note how many entries wait in the inbox."""
        self._inbox.set(entries)

    def page(self) -> bytes:
        """Return all metrics in Prometheus' text form."""
        return self._page(self._registry)


def metrics_blueprint(metrics: Metrics, token: SecretStr) -> Blueprint:
    """GET /metrics for whoever bears `token`."""
    blueprint = Blueprint("metrics", __name__)
    wanted = f"Bearer {token.get_secret_value()}".encode()

    @blueprint.get("/metrics")
    def page() -> Response:
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, wanted):
            raise ApiError(401, "unauthorised", "This page needs its token.", {"WWW-Authenticate": "Bearer"})
        return Response(metrics.page(), content_type=metrics.content_type)

    return blueprint


def forget_process(pid: int) -> None:
    """Take a process that ended out of the gauges."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - an optional requirement

    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]
