"""Do the files in docs/deploy hold together, as far as can be told without a Hub or a cluster?"""

import grp
import re
import shutil
import subprocess
import sys
import tomllib
import types

import course
import jsonschema
import pytest
import yaml
from traitlets.config import Config

DEPLOY = course.PROJECT / "docs" / "deploy"
PROJECT = tomllib.loads((course.PROJECT / "pyproject.toml").read_text())["project"]
LOCK = dict(re.findall(r"(?m)^([\w-]+)==(\S+)", (course.PROJECT / "requirements.lock").read_text()))


def settings(**properties):
    """A schema of these settings and no others."""
    return {"type": "object", "additionalProperties": False, "properties": properties}


TEXT, NUMBER, SWITCH = {"type": "string"}, {"type": "number"}, settings(enabled={"type": "boolean"})
SIZE = {"anyOf": [TEXT, NUMBER]}
AMOUNT = settings(cpu=SIZE, memory=SIZE)
RESOURCES = settings(requests=AMOUNT, limits=AMOUNT)
# The settings that we use, with the names and types that they have in the chart's own schema.
CHART = settings(
    hub=settings(
        activeServerLimit={"type": "integer"},
        concurrentSpawnLimit={"type": "integer"},
        config=settings(KubeSpawner={"type": "object"}),
        db=settings(type={"enum": ["sqlite-pvc", "postgres"]}, url=TEXT),
        resources=RESOURCES,
    ),
    proxy=settings(chp=settings(resources=RESOURCES)),
    singleuser=settings(
        image=settings(name=TEXT, tag=TEXT) | {"required": ["name", "tag"]},
        cmd={"type": "array", "items": TEXT},
        startTimeout={"type": "integer"},
        memory=settings(guarantee=SIZE, limit=SIZE),
        cpu=settings(guarantee=NUMBER, limit=NUMBER),
        storage=settings(capacity=TEXT),
    ),
    cull=settings(enabled={"type": "boolean"}, timeout={"type": "integer"}, every=NUMBER)
    | {"required": ["enabled"]},
    prePuller=settings(hook=SWITCH, continuous=SWITCH),
    scheduling=settings(
        userScheduler=SWITCH,
        podPriority=SWITCH,
        userPlaceholder=settings(enabled={"type": "boolean"}, replicas={"type": "integer"}),
    ),
)


def read_values(name):
    """Read values of the chart."""
    return yaml.safe_load((DEPLOY / name).read_text())


def run_config(name):
    """Run a file of settings as Jupyter does; returns what it has set."""
    config = Config()
    code = compile((DEPLOY / name).read_text(), name, "exec")
    exec(code, {"get_config": lambda: config})
    return config


@pytest.mark.parametrize("name", ["values.yaml", "values-3000.yaml"])
def test_values_fit_the_chart(name):
    jsonschema.validate(read_values(name), CHART)


def test_a_misspelt_value_is_noticed():
    with pytest.raises(jsonschema.ValidationError, match="guarante"):
        jsonschema.validate({"singleuser": {"memory": {"guarante": "1G"}}}, CHART)


def test_all_three_start_the_same_servers(monkeypatch):
    monkeypatch.setattr(grp, "getgrnam", lambda name: types.SimpleNamespace(gr_mem=["instructor"]))
    values = read_values("values.yaml")
    kubernetes = values["singleuser"]["cmd"]
    overrides = values["hub"]["config"]["KubeSpawner"]["group_overrides"]
    for name in ("jupyterhub_config.py", "tljh_config.py"):
        config = run_config(name)
        program, *rest = config.Spawner.cmd
        assert program.endswith("/tensteps")
        assert ["tensteps", *rest, *config.Spawner.args] == kubernetes
        assert config.JupyterHub.load_groups == {"instructors": {"users": ["instructor"]}}
        config.Spawner.group_overrides["instructors"]["spawner_override"]["cmd"][0] = "tensteps"
        assert config.Spawner.group_overrides == overrides


@pytest.mark.parametrize("has_lessons", [True, False])
def test_only_learners_hand_in_from_their_lessons(has_lessons, tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    if has_lessons:
        (tmp_path / "my_lessons").mkdir()
    config = run_config("nbgrader_config.py")
    assert ("assignment_dir" in config.Exchange) is has_lessons


def test_versions_are_those_of_the_lock():
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    readme = (DEPLOY / "README.md").read_text()
    assert set(re.findall(r"tensteps[-:](\d+\.\d+\.\d+)", dockerfile + readme)) == {
        PROJECT["version"]
    }
    assert read_values("values.yaml")["singleuser"]["image"]["tag"] == PROJECT["version"]
    for name, version in re.findall(r"(?m)^\| `([\w-]+)` \| ([\d.]+) \|", readme):
        assert LOCK[name] == version, name
    assert "| `jupyterhub` |" in readme
    makefile = (course.PROJECT / "Makefile").read_text()
    for program, other in (("configurable-http-proxy@", readme), ("uv>=", dockerfile)):
        found = [set(re.findall(rf"{program}[\d.,<]+", text)) for text in (makefile, other)]
        assert found[0] == found[1], program
        assert len(found[0]) == 1, program
    # The Hub of the chart and of The Littlest JupyterHub.
    assert LOCK["jupyterhub"].startswith("5.")


@pytest.mark.skipif(sys.platform != "linux", reason="hadolint is installed on Linux only")
def test_the_dockerfile_is_linted():
    hadolint = shutil.which("hadolint", path=f"{sys.prefix}/bin")
    done = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
