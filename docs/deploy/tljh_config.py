"""The Littlest JupyterHub for this course: /opt/tljh/config/jupyterhub_config.d is its place.

The course is installed in /opt/tensteps. Limits and the end of what is idle are settings of
`tljh-config`; see README.md.
"""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - provided by traitlets

# Their names in JupyterHub. An instructor has the course in the folder `course` of their home.
c.JupyterHub.load_groups = {"instructors": {"users": ["instructor"]}}

c.Spawner.cmd = ["/opt/tensteps/bin/tensteps", "hub"]
c.Spawner.group_overrides = {
    "instructors": {
        "groups": ["instructors"],
        "spawner_override": {"cmd": [*c.Spawner.cmd, "--course", "course"]},
    }
}
# A kernel that nobody has used for an hour ends; names in it are lost, notebooks are kept.
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
    "--MappingKernelManager.cull_connected=True",
]
