"""A release as pages for people: a folder of files for any web host, made of the files of the release alone."""

from flows.site.build import Built, build

__all__ = ["Built", "build"]
