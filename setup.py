"""Where the data stands in the package: what pyproject.toml cannot say of folders that lie beside the code."""

from setuptools import find_packages, setup

# importlib.resources finds them in the installed package; in a checkout they stay where ontologists look for them.
DATA = ("ontology", "mappings")

setup(
    packages=[*find_packages(include=["flows", "flows.*"]), *(f"flows.{folder}" for folder in DATA)],
    package_dir={f"flows.{folder}": folder for folder in DATA},
    package_data={
        **{f"flows.{folder}": ["**/*"] for folder in DATA},
        "flows.ingest": ["example/*"],
        "flows.language": ["model/**/*"],
        "flows.serve": ["*.ttl", "query/*"],
        "flows.site": ["look/**/*"],
        "flows.training": ["*.txt"],
    },
)
