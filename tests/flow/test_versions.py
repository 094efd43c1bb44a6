"""What made a release is told by hashes that change with the data and with nothing else."""

from pathlib import Path

from flows.versions import PARTS, digest, versions


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_same_files_have_the_same_version_wherever_they_lie(tmp_path: Path) -> None:
    assert digest(write(tmp_path / "a", x="1", sub__y="2")) == digest(write(tmp_path / "b", sub__y="2", x="1"))


def test_another_content_or_name_is_another_version(tmp_path: Path) -> None:
    folders = [write(tmp_path / "a", x="1"), write(tmp_path / "b", x="2"), write(tmp_path / "c", y="1")]
    assert len({digest(folder) for folder in folders}) == 3


def test_every_part_that_shapes_a_release_has_a_version() -> None:
    assert [part for part, _ in versions()] == ["code", "gate", *PARTS]
    assert all(folder.is_dir() for folder in PARTS.values())
