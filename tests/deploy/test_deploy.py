"""What deploy/ holds agrees with itself, with the settings and with the repository, as far as no container shows it."""

from __future__ import annotations

import configparser
import ipaddress
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings, load_settings
from tests.production.parts import program
from tests.serving import ROOT, serving
from web.processes import LAST_SECONDS

DEPLOY = ROOT / "deploy"
SERVERS = ("caveat-1", "caveat-2")
LONG = "0123456789abcdef0123456789abcdef"
# What the compose file asks for from deploy/.env; hexadecimal, as `openssl rand -hex 32` makes it.
SECRETS = {"SECRET_KEYS": LONG, "POSTGRES_PASSWORD": LONG}


@pytest.fixture
def compose() -> dict[str, Any]:
    """The compose file, its variables filled in: secrets as given, others by default."""
    variable = re.compile(r"\$\{(\w+)(?::[-?]([^}]*))?\}")
    text = variable.sub(lambda found: SECRETS.get(found[1], found[2]), read("compose.yaml"))
    return dict(yaml.safe_load(text))


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting from outside reaches a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """The instructions of the container file, each with what follows it."""
    text = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", read("Containerfile"), flags=re.MULTILINE))
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


def copied() -> list[str]:
    """What the container file copies from the repository."""
    return [rest.split()[0] for name, rest in steps() if name == "COPY" and not rest.startswith("--from")]


# The compose file


def test_it_has_two_servers_behind_one_proxy_with_one_redis_and_one_postgresql(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"proxy", *SERVERS, "redis", "postgres"}
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"]["internal"] is True
    outside = [name for name, service in compose["services"].items() if "outside" in service["networks"]]
    assert outside == ["proxy"]


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("server", SERVERS)
def test_its_servers_can_use_the_settings_that_it_gives_them(compose: dict[str, Any], server: str) -> None:
    settings = load_settings(compose["services"][server]["environment"])
    assert settings.redis_url is not None
    assert settings.inbox_url is not None
    hosts = {re.sub(r"^\w+://(.*@)?|[:/].*$", "", url) for url in (settings.redis_url, settings.inbox_url)}
    assert hosts == {"redis", "postgres"}
    database = compose["services"]["postgres"]["environment"]
    assert settings.inbox_url == "postgresql://{POSTGRES_USER}:{POSTGRES_PASSWORD}@postgres/{POSTGRES_DB}".format(
        **database
    )


def test_its_servers_believe_the_proxy_and_nobody_else(compose: dict[str, Any]) -> None:
    trusted = compose["services"]["caveat-1"]["environment"]["TRUSTED_PROXIES"]
    addresses = {name: compose["services"][name]["networks"]["inside"]["ipv4_address"] for name in ("proxy", *SERVERS)}
    assert trusted == addresses["proxy"]
    assert len(set(addresses.values())) == 3
    [given] = compose["networks"]["inside"]["ipam"]["config"]
    subnet, others = ipaddress.ip_network(given["subnet"]), ipaddress.ip_network(given["ip_range"])
    named = [ipaddress.ip_address(address) for address in addresses.values()]
    assert all(address in subnet and address not in others for address in named), "another server may have got it"
    assert others.subnet_of(subnet)  # type: ignore[arg-type]


def test_the_proxy_asks_its_servers_at_their_port(compose: dict[str, Any]) -> None:
    upstream = re.findall(r"^\s*server ([\w-]+):(\d+) ", read("nginx.conf"), re.MULTILINE)
    assert upstream == [(server, compose["services"][server]["environment"]["PORT"]) for server in SERVERS]


def test_what_it_mounts_and_builds_from_is_there(compose: dict[str, Any]) -> None:
    """The certificate and its key are the clinic's own to put there."""
    for name, service in compose["services"].items():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            there = (
                source in compose["volumes"]
                or (DEPLOY / source).exists()
                or source in {"./certificate.pem", "./key.pem"}
            )
            assert there, f"{name} mounts {source}"
        if "build" in service:
            assert (DEPLOY / service["build"]["context"]).resolve() == ROOT
            assert (ROOT / service["build"]["dockerfile"]).is_file()


def test_its_servers_can_write_what_was_learnt_and_nothing_else(compose: dict[str, Any]) -> None:
    for name in SERVERS:
        server = compose["services"][name]
        assert server["read_only"] is True
        assert server["cap_drop"] == ["ALL"]
        folder = dict(steps())["WORKDIR"]
        writable = [volume for volume in server["volumes"] if not volume.endswith(":ro")]
        assert writable == [f"learnt:{folder}/{server['environment']['MODELS']}"]


# The container file


def test_it_copies_what_is_there_and_what_is_sent_to_it() -> None:
    sent = {line[1:] for line in read("Containerfile.dockerignore").splitlines() if line.startswith("!")}
    assert set(copied()) == sent
    assert [name for name in copied() if not (ROOT / name).exists()] == []


def test_what_it_copies_is_enough_to_answer(tmp_path: Path) -> None:
    for name in copied():
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, tmp_path)
    with serving(tmp_path, program=str(tmp_path / "app.py"), INTENTS=str(tmp_path / "intents")) as server:
        assert server.post("/api/chat", {"message": "What is mesotherapy?"})[1]["kind"] == "answer"


def test_it_starts_the_server_as_an_ordinary_user_that_listens_where_it_is_asked() -> None:
    last = dict(steps())
    assert last["CMD"] == '[".venv/bin/python", "app.py"]'
    assert last["USER"] == "caveat"
    [listens] = [rest for name, rest in steps() if name == "ENV" and "PORT" in rest]
    given = dict(pair.split("=") for pair in listens.split())
    assert given == {"BIND": "0.0.0.0", "PORT": last["EXPOSE"], "MODELS": "models"}
    assert f"--models {given['MODELS']}" in last["RUN"], "what is learnt when it is built is found when it starts"
    assert f"127.0.0.1:{last['EXPOSE']}/healthz" in last["HEALTHCHECK"]


def test_every_package_is_locked_with_its_hashes() -> None:
    """Each requirement of the program, of production and of the editor's tools, and each of theirs, to one version."""
    lock = (ROOT / "requirements.lock").read_text()
    entries = re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", lock, flags=re.MULTILINE))
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+", entry) or "--hash=sha256:" not in entry] == []
    locked = {re.match(r"[\w.-]+", entry)[0].lower().replace("_", "-").replace(".", "-") for entry in entries}  # type: ignore[index]
    kinds = ("", "-prod", "-documents")
    named = "\n".join((ROOT / f"requirements{kind}.txt").read_text().lower() for kind in kinds)
    required = {name.replace(".", "-") for name in re.findall(r"^([a-z][\w.-]*)", named, re.MULTILINE)}
    assert required <= locked, "requirements.lock is old: run `make lock`"


# The service file


def service() -> configparser.ConfigParser:
    """The service file; where a name is given several times, the last counts."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(read("caveat.service"))
    return parser


@pytest.mark.usefixtures("clean")
def test_the_service_can_write_its_own_state_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    section = service()["Service"]
    assert section["ExecStart"] == f"{section['WorkingDirectory']}/.venv/bin/python app.py"
    assert "ReadWritePaths" not in section
    assert section["ProtectSystem"] == "strict"
    monkeypatch.setenv("SETTINGS_FILE", str(DEPLOY / "caveat.env.example"))
    state, settings = Path("/var/lib", section["StateDirectory"]), load_settings()
    assert {settings.intents.parent, settings.documents.parent} == {state}, "editors could not save"
    assert section["LimitCORE"] == "0"


def test_the_service_waits_until_the_server_has_finished_what_it_is_answering() -> None:
    assert int(service()["Service"]["TimeoutStopSec"]) > LAST_SECONDS


def test_systemd_understands_the_service_and_finds_it_well_closed(tmp_path: Path) -> None:
    file = tmp_path / "caveat.service"
    # The program need only be one that is there.
    file.write_text(read("caveat.service").replace("/srv/caveat/.venv/bin/python", shutil.which("python3") or ""))
    for command in (["verify"], ["security", "--offline=yes", "--threshold=20"]):
        done = subprocess.run(["systemd-analyze", *command, str(file)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


# The settings and the proxy


@pytest.mark.usefixtures("clean")
def test_the_sample_settings_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETTINGS_FILE", str(DEPLOY / "caveat.env.example"))
    assert load_settings().demo_pages is False
    named = set(re.findall(r"^#?([A-Z_]+)=", read("caveat.env.example"), re.MULTILINE))
    assert named <= {name.upper() for name in Settings.model_fields} | SECRETS.keys() | {"INTENTS_FOLDER"}


def for_one_machine(file: Path) -> None:
    """Change the proxy's configuration in `file` as docs/operations.md has it done for one machine."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^(sed -i .*) /etc/nginx/nginx\.conf$", page, re.MULTILINE)
    subprocess.run(["sh", "-c", f"{line} '{file}'"], env={**os.environ, "name": "bot.example.org"}, check=True)


def test_the_page_makes_the_proxy_one_machine_s(tmp_path: Path) -> None:
    file = Path(shutil.copy(DEPLOY / "nginx.conf", tmp_path))
    for_one_machine(file)
    text = re.sub(r"#.*", "", file.read_text(encoding="utf-8"))
    assert re.findall(r"^\s*server ([\w.-]+:\d+)", text, re.MULTILINE) == ["127.0.0.1:8000"]
    assert re.findall(r"server_name (\S+);", text) == ["bot.example.org"] * 2


def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    """With a certificate made for it, and an address for each server, since their names mean nothing here."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=chat.clinic.example"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    text = read("nginx.conf").replace("/etc/nginx", str(tmp_path)).replace("/run/nginx.pid", str(tmp_path / "pid"))
    (tmp_path / "nginx.conf").write_text(re.sub(r"server caveat-(\d)", r"server 127.0.0.\1", text))
    command = [program("nginx", "usr/sbin/nginx"), "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
