"""Makes wheels of what Debian has installed: for an ordinary pip that shall install exact pins without an index.

    standInWheels.py REQUIREMENTS FOLDER

fastapi==0.128.0 becomes fastapi-0.128.0+debian.0.115.11: the pin is met by the rules of versions, and the name says
what is in it. What Debian does not have becomes an empty wheel with +missing. Prints what stands in for what, one a
line.
"""

import re
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from subprocess import run

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGES = Path("/usr/lib/python3/dist-packages")
ABI = f"cp{sys.version_info.major}{sys.version_info.minor}"
DESCRIPTIONS = (".dist-info", ".egg-info")


@dataclass(frozen=True)
class Installed:
    distribution: Distribution
    package: str

    def files(self) -> list[Path]:
        """The modules of the Debian package that brought it."""
        files = map(Path, lines_of("dpkg", "-L", self.package))
        return [
            file
            for file in files
            if file.is_relative_to(PACKAGES)
            and file.is_file()
            and not file.relative_to(PACKAGES).parts[0].endswith(DESCRIPTIONS)
        ]


def lines_of(*command: str) -> list[str]:
    return run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def installed() -> dict[str, Installed]:
    paths = [path for path in PACKAGES.iterdir() if path.name.endswith(DESCRIPTIONS)]
    owners = dict(
        reversed(line.split(": ", 1)) for line in lines_of("dpkg", "-S", *map(str, paths))
    )
    found = {}
    for path in paths:
        distribution = Distribution.at(path)
        name = canonicalize_name(distribution.metadata["Name"])
        found[name] = Installed(distribution, owners[str(path)])
    return found


def needs_of(one: Installed, known: dict[str, Installed]) -> dict[str, str]:
    """What it requires by itself, as far as it is there, and what Debian has taken out of it."""
    needs = {}
    depends = lines_of("dpkg-query", "--show", "--showformat", "${Depends}", one.package)
    packages = set(re.findall(r"[a-z0-9][a-z0-9.+-]+", " ".join(depends)))
    for name, other in known.items():
        if other.package in packages:
            needs[name] = name
    for text in one.distribution.requires or []:
        name = canonicalize_name(Requirement(text).name)
        if name in known and name not in needs:
            needs[name] = text
    return needs


def write_wheel(folder: Path, name: str, version: str, needs: list[str], one: Installed | None) -> None:
    files = one.files() if one else []
    points = (one and one.distribution.read_text("entry_points.txt")) or ""
    base = f"{name.replace('-', '_')}-{version}"
    compiled = any(file.suffix == ".so" for file in files)
    tag = f"{ABI}-{ABI}-linux_x86_64" if compiled else "py3-none-any"
    requires = [f"Requires-Dist: {need}" for need in needs]
    described = {
        "METADATA": [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}", *requires],
        "WHEEL": [f"Wheel-Version: 1.0\nGenerator: heal7\nRoot-Is-Purelib: false\nTag: {tag}"],
        "entry_points.txt": [points],
    }
    with zipfile.ZipFile(folder / f"{base}-{tag}.whl", "w") as wheel:
        for file in files:
            wheel.write(file, file.relative_to(PACKAGES))
        for entry, lines in described.items():
            wheel.writestr(f"{base}.dist-info/{entry}", "\n".join(lines) + "\n")
        record = f"{base}.dist-info/RECORD"
        entries = [*wheel.namelist(), record]
        wheel.writestr(record, "".join(f"{entry},,\n" for entry in entries))


def pins_of(requirements: Path) -> dict[str, str]:
    lines = [line.strip() for line in requirements.read_text().splitlines()]
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins}


def main(requirements: Path, folder: Path) -> None:
    known, pins = installed(), pins_of(requirements)
    waiting, done = list(pins), set()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        one = known.get(name)
        own = one.distribution.version if one else "nothing"
        if name in pins:
            print(f"{name} {pins[name]}: {own}")
        version = f"{pins.get(name, own)}+{f'debian.{own}' if one else 'missing'}"
        needs = needs_of(one, known) if one else {}
        write_wheel(folder, name, version, list(needs.values()), one)
        waiting.extend(needs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
