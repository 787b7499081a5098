"""JupyterHub for this course on one machine, whose users log in with their system passwords.

Two groups of the system say who is who:

    groupadd learners; groupadd instructors
    useradd --create-home --key HOME_MODE=0700 --groups learners ann

An instructor has the course in the folder `course` of their home. `nbgrader_config.py`, beside
this file, belongs in /etc/jupyter.
"""

import grp
import sys
from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - provided by traitlets

# What has TLS stands before it; to others on the network, nothing is open.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"

# The proxy and `tensteps` are found beside Python where no environment is activated.
programs = Path(sys.executable).parent
c.ConfigurableHTTPProxy.command = str(programs / "configurable-http-proxy")

c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {"learners", "instructors"}
# Read at each start: who becomes an instructor later is one after a restart of the Hub.
c.JupyterHub.load_groups = {"instructors": {"users": grp.getgrnam("instructors").gr_mem}}

c.Spawner.cmd = [str(programs / "tensteps"), "hub"]
c.Spawner.group_overrides = {
    "instructors": {
        "groups": ["instructors"],
        "spawner_override": {"cmd": [*c.Spawner.cmd, "--course", "course"]},
    }
}
# What nobody has used for an hour ends, and gives its memory back: first a kernel, whose names are
# lost, and with the last one the server. Notebooks are kept.
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
    "--MappingKernelManager.cull_connected=True",
]
c.JupyterHub.services = [
    {
        "name": "cull",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "cull",
        "services": ["cull"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
