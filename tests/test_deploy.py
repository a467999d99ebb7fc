"""What an administrator finds is compared with the program: settings, container, service, steps of a backup."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml
from streamlit import config

from deploy import sbom
from factsheet import cli
from factsheet.settings import shape
from factsheet.store import Store

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
MANUAL = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (DEPLOY / "factsheet@.service").read_text(encoding="utf-8")
STREAMLIT = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
NAMED = re.compile(r"FACTSHEET_[A-Z_]+")
READ = re.compile(r'"(FACTSHEET_[A-Z_]+)"')
# What a container has beside the rest, by the lock that it comes from.
EXTRAS = {
    "requirements-postgres.lock": {"psycopg", "psycopg-binary"},
    "requirements-sso.lock": {"authlib", "httpcore", "httpx", "joserfc"},
}
# What these tables of gemeente.toml are about is what readers see, and explained in the file itself.
CONTENT = {
    *("teksten", "wijken", "piramide", "begeleiding", "prijscorrectie", "publicatie", "woordschaal"),
    *("woordschaal_procentpunt", "woordschaal_score", "ses", "samenvatting", "registratie"),
}


def rows(place: str) -> set[str]:
    """The names in the table of settings that stand in this place."""
    return set(re.findall(rf"^\| `([^`]+)` \| {place} \|", MANUAL, re.MULTILINE))


def variables() -> set[str]:
    """Every variable of the environment that the program itself reads."""
    files = [ROOT / "streamlit_app.py", *(ROOT / "factsheet").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return {name for file in files for name in READ.findall(file.read_text(encoding="utf-8"))}


def test_every_variable_of_the_program_stands_in_the_table_and_no_other() -> None:
    assert {name for name in rows("omgeving") if name.startswith("FACTSHEET_")} == variables()


def test_every_other_variable_in_the_table_is_one_of_streamlit() -> None:
    known = {option.env_var for option in config.get_config_options().values()}

    assert {name for name in rows("omgeving") if not name.startswith("FACTSHEET_")} <= known


def test_every_technical_setting_of_the_municipality_stands_in_the_table() -> None:
    hints = get_type_hints(shape.File)
    technical = [table for table in hints if table not in CONTENT]

    assert rows("`gemeente.toml`") == {f"{table}.{key.name}" for table in technical for key in fields(hints[table])}


def test_every_setting_of_the_server_stands_in_the_table() -> None:
    assert rows(r"`\.streamlit/config\.toml`") == {f"server.{key}" for key in STREAMLIT["server"]}


def test_what_the_manual_names_exists() -> None:
    pages = [
        MANUAL,
        *((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("bio2-avg.md", "toegankelijkheid.md")),
    ]
    places = re.findall(r"`((?:deploy|docs|tests|factsheet)/[\w./@-]+)`|\]\((\w[\w-]+\.md)\)", "\n".join(pages))
    headings = {
        re.sub(r"[^\w -]", "", line[3:]).lower().replace(" ", "-") for line in re.findall(r"^## .*", MANUAL, re.M)
    }

    assert len(places) > 25
    assert [place for place in places if not (ROOT / (place[0] or f"docs/{place[1]}")).exists()] == []
    assert set(re.findall(r"\]\(#([\w-]+)\)", MANUAL)) == headings


def test_the_steps_of_a_backup_work_as_they_are_written(
    published: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = MANUAL.partition("\n## Kopie en herstel\n")[2].partition("\n## ")[0]
    steps = re.findall(r"factsheet-beheer (.*)", chapter)
    nightly = [step for step in steps if "--overschrijf" in step]

    done = []
    for step in [*steps, *nightly]:
        here = step.replace("/var/backups/factsheet", str(tmp_path)).replace(r"$(date +\%u)", "1")
        done.append((shlex.split(here)[0], cli.main(shlex.split(here))))

    assert [name for name, _ in done] == ["kopie", "kopie", "kopie", "herstel", "status", "kopie"]
    assert [name for name, code in done if code != 0] == []
    assert "is teruggezet" in capsys.readouterr().out
    assert list(tmp_path.glob("factsheet-voor-herstel-*.db"))


# The container


def test_the_container_copies_what_exists_and_all_of_the_program() -> None:
    copied = [source for line in re.findall(r"^COPY (.*)$", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]]
    let_in = re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)

    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert set(copied) == set(let_in)
    assert {"factsheet", "pages", "schemas", "streamlit_app.py", ".streamlit", "data/gemeente.toml"} <= set(copied)


def test_container_and_service_start_it_as_make_does() -> None:
    [started] = re.findall(r"\$\(BIN\)/(streamlit run .*)", MAKEFILE)
    command = json.loads(re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)[-1])

    assert shlex.join(command) == started
    assert f"/opt/factsheet/.venv/bin/{started} --server.port %i\n" in UNIT


def test_the_container_has_the_locked_versions_of_everything() -> None:
    [version] = re.findall(r"^UV_VERSION := (.*)$", MAKEFILE, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    alone = pinned("requirements.lock")

    assert f"uv=={version} " in DOCKERFILE
    assert f"uv=={version}\n" in MANUAL
    assert f"FROM python:{project['requires-python'].removeprefix('>=')}-" in DOCKERFILE
    assert f"--require-hashes -r {' -r '.join(EXTRAS)}\n" in DOCKERFILE
    for lock, names in EXTRAS.items():
        assert alone < pinned(lock)
        assert {name.partition("==")[0] for name in pinned(lock) - alone} == names


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==[^\s;]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_composition_names_what_exists() -> None:
    services = COMPOSE["services"]
    ours = [volume.split(":")[0] for volume in services["nginx"]["volumes"]]
    upstream = (DEPLOY / "nginx" / "replicas-compose.conf").read_text(encoding="utf-8")
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    filled = set(re.findall(r"^([A-Z_]+)=$", (DEPLOY / "env.voorbeeld").read_text(encoding="utf-8"), re.MULTILINE))

    assert [place for place in ours if place.startswith("./nginx/") and not (DEPLOY / place).exists()] == []
    assert set(re.findall(r"server ([\w-]+):8501", upstream)) == {name for name in services if name.startswith("app-")}
    assert set(re.findall(r"\$\{([A-Z_]+)", text)) == filled
    assert set(NAMED.findall(text)) <= variables()
    for name in ("app-1", "app-2"):
        assert (DEPLOY / services[name]["build"]["context"] / services[name]["build"]["dockerfile"]).is_file()
        assert services[name]["read_only"]


def test_the_other_replicas_are_divided_alike() -> None:
    one, other = ((DEPLOY / "nginx" / name).read_text("utf-8") for name in ("replicas.conf", "replicas-compose.conf"))

    assert re.findall(r"^ +hash .*$", one, re.MULTILINE) == re.findall(r"^ +hash .*$", other, re.MULTILINE)


def test_nginx_lets_through_what_the_server_takes() -> None:
    site = (DEPLOY / "nginx" / "factsheet.conf").read_text(encoding="utf-8")
    [megabytes] = re.findall(r"client_max_body_size (\d+)m;", site)

    assert int(megabytes) == STREAMLIT["server"]["maxUploadSize"] + 1


@pytest.mark.parametrize(
    "line",
    [
        *("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "UMask=0077"),
        *("User=factsheet", "StateDirectory=factsheet", "StateDirectoryMode=0700", "CapabilityBoundingSet="),
    ],
)
def test_the_service_may_do_no_more_than_it_needs(line: str) -> None:
    assert f"\n{line}\n" in UNIT


def test_the_environment_of_the_service_has_known_variables() -> None:
    given = re.findall(r"^([A-Z_]+)=", (DEPLOY / "omgeving.voorbeeld").read_text(encoding="utf-8"), re.MULTILINE)

    assert given
    assert set(given) <= rows("omgeving")


# What stands in registers


def test_the_list_of_parts_is_that_of_the_locked_versions() -> None:
    parts = sbom.bom()["components"]

    assert (DEPLOY / "sbom.cdx.json").read_text(encoding="utf-8") == sbom.text(), "make sbom"
    assert {f"{part['name']}=={part['version']}" for part in parts} == set().union(*map(pinned, EXTRAS))
    assert {part["name"] for part in parts if part["scope"] == "optional"} == set().union(*EXTRAS.values())


def test_publiccode_has_what_the_standard_asks() -> None:
    found: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = found["description"]["nl"]

    assert {
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"),
        *("description", "legal", "maintenance", "localisation"),
    } <= found.keys()
    assert found["softwareVersion"] == project["version"]
    assert len(told["shortDescription"]) <= 150 <= len(told["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in told["features"])
    assert found["legal"]["license"]
    assert found["maintenance"]["type"] == "internal"
    assert found["maintenance"]["contacts"][0]["name"]
    assert found["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
