"""Settings from the file, the environment and the program: which goes first, what is wrong, and what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, describe, load_settings

LONG = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting from outside reaches a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("SETTINGS_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def write(text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = Path("clinic.env")
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SETTINGS_FILE", str(path))
    return path


def problems() -> tuple[str, ...]:
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_defaults_are_private_and_local() -> None:
    settings = load_settings()
    assert settings.bind == "127.0.0.1"
    assert settings.inbox_url is settings.metrics_token is settings.studio_users is settings.redis_url is None
    assert settings.allowed_origins == settings.trusted_proxies == ()


def test_the_program_goes_before_the_environment_and_that_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("PORT=1\nWORKERS=1\nTHREADS=1", monkeypatch)
    monkeypatch.setenv("PORT", "2")
    monkeypatch.setenv("WORKERS", "2")
    settings = load_settings({"PORT": 3})
    assert (settings.port, settings.workers, settings.threads) == (3, 2, 1)


def test_the_default_file_is_read_if_it_is_there() -> None:
    Path("caveat.env").write_text("PORT=81")
    assert load_settings().port == 81


def test_a_file_may_have_comments_quotes_exports_and_blank_values(monkeypatch: pytest.MonkeyPatch) -> None:
    write("# ours\n\nexport PORT = '81'\nINTENTS=\"our intents\"\nREDIS_URL=\n", monkeypatch)
    settings = load_settings()
    assert (settings.port, settings.intents, settings.redis_url) == (81, Path("our intents"), None)


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "")
    monkeypatch.setenv("PORT", "")
    assert load_settings() == Settings()


def test_lists_may_be_split_by_commas_or_spaces() -> None:
    settings = load_settings(
        {"ALLOWED_ORIGINS": "https://A.example, https://b.example:8443", "TRUSTED_PROXIES": "10.0.0.0/8 ::1"}
    )
    assert settings.allowed_origins == ("https://a.example", "https://b.example:8443")
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "http", "integer"),
        ("PORT", "70000", "65535"),
        ("WORKERS", "0", "greater than or equal to 1"),
        ("SECRET_KEYS", "short", "at least 32 characters"),
        ("SECRET_KEYS", f"{LONG},short", "openssl rand"),
        ("ALLOWED_ORIGINS", "www.clinic.example", "write https://www.example.org"),
        ("ALLOWED_ORIGINS", "https://clinic.example/", "final slash"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, nginx", "'nginx' is no address"),
        ("REDIS_URL", "localhost:6379", "redis://"),
        ("INBOX_URL", "mysql://localhost/x", "sqlite:// or postgresql://"),
        ("INBOX_DAYS", "0", "greater than or equal to 1"),
        ("METRICS_TOKEN", "secret", "at least 12 characters"),
        ("DEMO_PAGES", "perhaps", "'perhaps' is neither yes nor no"),
        ("LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    (problem,) = problems()
    assert problem.startswith(f"the environment: {name} cannot be used: ")
    assert said in problem


def test_all_problems_are_said_at_once_with_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("PORT=x\nPROT=80\nhello\nWHATEVER=1\n", monkeypatch)
    monkeypatch.setenv("WORKERS", "x")
    said = problems()
    assert f"{path}:2: unknown setting PROT: did you mean 'PORT'?" in said
    assert f"{path}:3: is no setting: write NAME=value" in said
    assert f"{path}:4: unknown setting WHATEVER: take it out" in said
    assert any(problem.startswith(f"{path}:1: PORT cannot be used") for problem in said)
    assert any(problem.startswith("the environment: WORKERS") for problem in said)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(content: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("", monkeypatch)
    path.unlink() if content is None else path.write_bytes(content)
    (problem,) = problems()
    assert problem.startswith(f"{path}: cannot be read: ")


def test_an_unknown_name_from_the_program_is_refused() -> None:
    with pytest.raises(SettingsError, match="the configuration: unknown setting INTENT: did you mean 'INTENTS"):
        load_settings({"INTENT": "x"})


def test_secrets_are_never_shown() -> None:
    secret = {"SECRET_KEYS": f"{LONG},{LONG}", "METRICS_TOKEN": "hunter2hunter2"}
    urls = {"REDIS_URL": "redis://me:hunter2@host/0", "INBOX_URL": "postgresql+psycopg://me:hunter2@host/x"}
    settings = load_settings({**secret, **urls})
    shown = "\n".join(str(described) for described in describe(settings))
    assert LONG not in shown + repr(settings)
    assert "hunter2" not in shown + repr(settings)
    assert "redis://me:***@host/0" in shown


@pytest.mark.parametrize(
    "url",
    [
        *("postgresql://me:hun:ter2@host/x", "postgresql://me:hun/ter2@host/x", "postgresql://me:hun@ter2@host/x"),
        *("postgresql://host/x?user=me&password=hun&sslmode=require", "postgresql://:hunter2@host/x"),
    ],
)
def test_a_password_is_hidden_whatever_it_is_made_of(url: str) -> None:
    shown = "\n".join(str(described) for described in describe(load_settings({"INBOX_URL": url})))
    assert "***" in shown
    assert "hun" not in shown
    assert "ter2" not in shown


def test_every_setting_is_described() -> None:
    described = {setting.name: setting for setting in describe(load_settings({"DEMO_PAGES": False}))}
    assert set(described) == {name.upper() for name in Settings.model_fields}
    assert all(setting.meaning for setting in described.values())
    assert (described["DEMO_PAGES"].default, described["DEMO_PAGES"].value) == ("yes", "no")
    assert described["INBOX_URL"].value == "none"
