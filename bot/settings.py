"""Every setting in one place: its name, meaning and default, read from a file and the environment and validated."""

from __future__ import annotations

import hmac
import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot.errors import BotError, did_you_mean

SETTINGS_FILE = "SETTINGS_FILE"
DEFAULT_FILE = Path("caveat.env")
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[\w.-]+|\[[\da-f:.]+\])(?P<port>:\d{1,5})?|\*", re.IGNORECASE)
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_AMBIGUOUS = "ßς\u200c\u200d"  # of which old and new browsers make different names
_PATH = re.compile(r"[\w.~-]+(?:/[\w.~-]+)*", re.ASCII)
_SQLITE_FILE = re.compile(r"^sqlite:///(?!/)")  # one that is named from the folder where it stands
_PASSWORD = re.compile(r"(://[^:@/\s]*:)\S*(?=@)|([?&]password=)[^&\s]*")  # whatever signs it is made of


class SettingsError(BotError):
    """Settings that cannot be used. `problems` holds a line for each of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def _words(value: Any) -> Any:
    return tuple(re.findall(r"[^\s,]+", value)) if isinstance(value, str) else value


def _origins(value: Any) -> Any:
    return tuple(map(_origin, _words(value)))


def _origin(text: str) -> str:
    """Return an origin as browsers do: in lower case, without the usual port, its host in ASCII letters (xn--…)."""
    match = _ORIGIN.fullmatch(text)
    if match is None or not set(text).isdisjoint(_AMBIGUOUS):
        raise ValueError(
            f"'{text}' is no origin: write https://www.example.org, without a path or final slash, "
            "and a name with other letters than a to z as your browser shows it in its developer tools (xn--…)"
        )
    if text == "*":
        return text
    scheme, host, port = match["scheme"].lower(), match["host"].lower(), match["port"] or ""
    if port == _USUAL_PORTS[scheme]:
        port = ""
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        raise ValueError(f"'{text}' is no origin: '{host}' is no name of a host") from None
    return f"{scheme}://{host}{port}"


def _script_name(value: Any) -> Any:
    path = str(value).strip("/")
    if path and not _PATH.fullmatch(path):
        raise ValueError(f"'{value}' is no path: write /bot, of letters, figures and -._~ alone")
    return f"/{path}" if path else ""


def _network(value: Any) -> Any:
    try:
        return ipaddress.ip_network(value, strict=False)
    except ValueError:
        raise ValueError(f"'{value}' is no address or network: write 10.0.0.1 or 10.0.0.0/8") from None


def _keys(value: Any) -> Any:
    keys = _words(value)
    if any(len(key) < 32 for key in keys):
        raise ValueError("each key needs at least 32 characters: make one with `openssl rand -hex 32`")
    return keys


def _secret(value: Any) -> Any:
    if isinstance(value, str) and len(value) < 12:
        raise ValueError("use at least 12 characters")
    return value


def _url(*schemes: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and value.partition("://")[0].partition("+")[0] not in schemes:
            raise ValueError(f"write a URL that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value

    return BeforeValidator(check)


Given = Mapping[str, tuple[Any, str]]  # by name in capitals, each value and the place where it stands
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Origins = Annotated[tuple[str, ...], BeforeValidator(_origins)]
Networks = Annotated[tuple[Annotated[Network, BeforeValidator(_network)], ...], BeforeValidator(_words)]
Keys = Annotated[tuple[SecretStr, ...], BeforeValidator(_keys)]
Secret = Annotated[SecretStr | None, BeforeValidator(_secret)]
RedisUrl = Annotated[str | None, _url("redis", "rediss")]
DatabaseUrl = Annotated[str | None, _url("sqlite", "postgresql")]
ScriptName = Annotated[str, BeforeValidator(_script_name)]
Level = Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(lambda value: str(value).lower())]


class Settings(BaseModel):
    """What an operator can set. Each name in capitals is that of the variable in the environment and the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    intents: Path = Field(Path("intents"), description="the folder that holds the clinic's intent files")
    models: Path | None = Field(
        None, description="the folder in which what was learnt is kept; without one, .cache in the intents' folder"
    )
    sites: Path | None = Field(
        None, description="a folder with a sub-folder of intent files for each of many clinics, instead of `INTENTS`"
    )
    bind: str = Field("127.0.0.1", description="the address to listen on; 0.0.0.0 for every one of the machine's")
    port: int = Field(8000, ge=1, le=65535, description="the port to listen on")
    workers: int = Field(2, ge=1, le=64, description="server processes; one for each processor is a good number")
    threads: int = Field(
        1, ge=1, le=64, description="requests that one process handles side by side; more than one wait for each other"
    )
    script_name: ScriptName = Field(
        "", description="the path under which a proxy serves the bot, such as /bot; the proxy may strip it or not"
    )
    secret_keys: Keys = Field(
        (),
        description="keys that sign conversations, oldest first; the last one signs, all are accepted. "
        "Without any, a random one is made at each start and conversations begin anew",
    )
    allowed_origins: Origins = Field(
        (), description="origins of the pages that may use the widget, such as https://www.example.org; * for all"
    )
    trusted_proxies: Networks = Field(
        (), description="addresses or networks of your own proxies, whose X-Forwarded-For is believed"
    )
    visitor_limit: int = Field(120, ge=0, description="requests a minute that one visitor may make; 0 for no limit")
    overall_limit: int = Field(6000, ge=0, description="requests a minute from all visitors together; 0 for no limit")
    redis_url: RedisUrl = Field(
        None,
        repr=False,
        description="Redis in which several processes or machines count limits together, such as redis://localhost:6379",
    )
    inbox_url: DatabaseUrl = Field(
        None,
        repr=False,
        description="database in which questions without an answer are kept for the editor; without one, none is kept",
    )
    inbox_days: int = Field(30, ge=1, le=365, description="days after which an inbox entry is deleted")
    studio_users: Path | None = Field(
        None, description="file of the people who may use /studio, made by `caveat user`; without one it is off"
    )
    documents: Path = Field(
        Path("documents"), description="the folder of the clinic's documents, which the studio shows and adds to"
    )
    metrics_token: Secret = Field(None, description="bearer token that may read /metrics; without one it is off")
    demo_pages: bool = Field(True, description="whether the demo pages are served at / and /demo")
    hot_reload: bool = Field(True, description="whether changed intent files are taken up while the server runs")
    log_level: Level = Field("info", description="the least level that is logged")


@dataclass(frozen=True, slots=True)
class Described:
    """One setting for a person: its name, what it means, its default and what it is now (secrets hidden)."""

    name: str
    meaning: str
    default: str
    value: str


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings by name in capitals: `overrides` before the environment, that before the file.

    Raises SettingsError with a line for every setting that is wrong.
    """
    known = {name.upper() for name in Settings.model_fields}
    problems: list[str] = []
    named = os.environ.get(SETTINGS_FILE)
    given = dict(_from_file(Path(named) if named else DEFAULT_FILE, known, problems, must_exist=bool(named)))
    given |= {name: (value, "the environment") for name, value in os.environ.items() if name in known and value}
    given |= {name: (value, "the configuration") for name, value in (overrides or {}).items()}
    return _validated(given, problems)


# What each of many clinics has for itself, in the file caveat.env of its folder; of OWN, it never has the server's.
OWN = ("allowed_origins", "inbox_url", "studio_users")
OF_A_SITE = ("secret_keys", *OWN, "inbox_days", "visitor_limit", "overall_limit", "demo_pages")


def site_settings(server: Settings, folder: Path) -> Settings:
    """Return the settings of the clinic in `folder`, one of many: its own file's, and for the rest the server's.

    It signs with keys that are made from its own, else the server's, and its name: no other clinic believes them, even
    where two were given the same. Raises SettingsError.
    """
    problems: list[str] = []
    given = dict(_from_file(folder / DEFAULT_FILE, {name.upper() for name in OF_A_SITE}, problems))
    own = _validated(given, problems)
    fields: dict[str, Any] = {name: getattr(own, name) for name in (*OWN, *(name.lower() for name in given))}
    fields["secret_keys"] = tuple(_derived(key, folder.name) for key in own.secret_keys or server.secret_keys)
    if server.models:
        fields["models"] = server.models / folder.name
    if own.studio_users:
        fields["studio_users"] = folder / own.studio_users
    if own.inbox_url:
        fields["inbox_url"] = _SQLITE_FILE.sub(f"sqlite:///{folder.resolve()}/", own.inbox_url)
    fields |= {"intents": folder, "documents": folder / "documents", "sites": None}
    return server.model_copy(update=fields)


def _derived(key: SecretStr, name: str) -> SecretStr:
    return SecretStr(hmac.digest(key.get_secret_value().encode(), f"site {name}".encode(), "sha256").hex())


def _validated(given: Given, problems: list[str]) -> Settings:
    """Return what is `given` as settings. Raises SettingsError with `problems` and a line for each wrong value."""
    try:
        settings = Settings.model_validate({name.lower(): value for name, (value, _) in given.items()})
    except ValidationError as error:
        problems += [_explain(dict(problem), given) for problem in error.errors()]
    if problems:
        raise SettingsError(problems)
    return settings


def describe(settings: Settings) -> list[Described]:
    """Return each setting with its meaning, default and present value, in the order in which they are documented."""
    return [
        Described(name.upper(), field.description or "", _shown(field.default), _shown(getattr(settings, name)))
        for name, field in Settings.model_fields.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in (None, "") else _PASSWORD.sub(r"\1\2***", str(value))


def _from_file(
    path: Path, known: set[str], problems: list[str], must_exist: bool = False
) -> Iterator[tuple[str, tuple[Any, str]]]:
    """Yield the name, and the value and place, of each line in the file at `path`, which may be missing."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if must_exist or path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}")
        return
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.fullmatch(stripped)
        place = f"{path}:{number}"
        if match is None:
            problems.append(f"{place}: is no setting: write NAME=value")
        elif match[1] not in known:
            problems.append(f"{place}: unknown setting {match[1]}: {did_you_mean(match[1].upper(), known)}")
        elif match[2]:
            yield match[1], (_unquoted(match[2]), place)


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def _explain(problem: dict[str, Any], given: Given) -> str:
    name = str(problem["loc"][0]).upper()
    place = given[name][1]
    if problem["type"] == "extra_forbidden":
        return f"{place}: unknown setting {name}: {did_you_mean(name, map(str.upper, Settings.model_fields))}"
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "bool_parsing":
        message = f"'{problem['input']}' is neither yes nor no"
    return f"{place}: {name} cannot be used: {message[:1].lower()}{message[1:]}"
