"""Does the doctor notice what is wrong?"""

import subprocess
import sys

from helpers import doctor


def test_doctor_finds_this_installation_well():
    run = subprocess.run([sys.executable, "-m", "helpers.doctor"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count("\n") == len(doctor.ALL) + 1
    assert run.stderr == ""


def test_doctor_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda _: ["numpy>99", "nothere"])
    finding = doctor.check_packages()
    assert not finding.ok
    assert "numpy is" in finding.line
    assert "nothere is missing" in finding.line
    doctor.check()
    assert "pip install -e ." in capsys.readouterr().out
    monkeypatch.setattr(doctor, "ALL", [lambda: finding])
    assert doctor.main() == 1


def test_doctor_notices_a_damaged_file(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "SHA256SUMS").write_text("0 sample.npz\n1 gone.npz\n")
    (tmp_path / "data" / "sample.npz").write_bytes(b"x")
    monkeypatch.setattr(doctor, "PROJECT", tmp_path)
    finding = doctor.check_data()
    assert finding.line == "Data: sample.npz is damaged; gone.npz is missing"
    assert not finding.ok
