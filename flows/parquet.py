"""Rows as Parquet, for pandas, DuckDB, Arrow and R; needs the extra `tables`."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from flows.errors import CommuniqueError

if TYPE_CHECKING:
    import pyarrow

Row = Mapping[str, Any]
AT_ONCE = 10_000  # rows in memory


def as_parquet(rows: Sequence[Row], types: Mapping[str, type]) -> bytes:
    """The rows as a Parquet file, with these columns; a column is of texts, numbers, truths or days."""
    told = io.BytesIO()
    write_parquet(rows, types, told)
    return told.getvalue()


def write_parquet(rows: Iterable[Row], types: Mapping[str, type], to: Path | BinaryIO) -> int:
    """Writes the same into a file; how many rows there were. Raises CommuniqueError without the extra."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise CommuniqueError("parquet: this needs the extra: pip install 'communique[tables]'") from error
    schema = pyarrow.schema([(name, _arrow_type(type_, pyarrow)) for name, type_ in types.items()])
    written = 0
    with parquet.ParquetWriter(to, schema, compression="zstd") as writer:
        for some in _in_parts(rows):
            columns = {name: [row.get(name) for row in some] for name in types}
            writer.write_table(pyarrow.table(columns, schema=schema))
            written += len(some)
    return written


def _in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _arrow_type(type_: type, pyarrow: Any) -> "pyarrow.DataType":
    kinds = {str: pyarrow.string, int: pyarrow.int64, float: pyarrow.float64, bool: pyarrow.bool_, date: pyarrow.date32}
    return kinds[type_]()
