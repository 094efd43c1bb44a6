"""What the tools of an assistant are given: each parameter with what it means, as the assistant is told."""

from typing import Annotated

from pydantic import Field

from flows.kinds import shipped_kinds
from flows.model import EntityType

FEW, MOST = 20, 100  # rows of an answer, unless asked for more; and at most
# How facts stand, in the words that rows have and in those of the data.
STANDS = {
    "stated": "asserted",
    "planned": "planned",
    "possible": "possible",
    "reported": "reported",
    "denied": "negated",
}

Name = Annotated[str, Field(description="A name or part of it, in English; empty for those with most facts.")]
ThingType = Annotated[
    str, Field(description="Only things of this type.", json_schema_extra={"enum": ["", *EntityType]})
]
ThingId = Annotated[str, Field(description="The id that find gives, such as Q7184, or the exact name.")]
Other = Annotated[str, Field(description="Only facts in which this thing takes part as well; id or exact name.")]
Kind = Annotated[str, Field(description="Only this kind.", json_schema_extra={"enum": ["", *shipped_kinds()]})]
Standing = Annotated[str, Field(description="Only what stands so.", json_schema_extra={"enum": ["", *STANDS]})]
Since = Annotated[str, Field(description="Only what is, or happened, on or after this day: YYYY-MM-DD.")]
Until = Annotated[str, Field(description="Only what is, or happened, on or before this day: YYYY-MM-DD.")]
Skip = Annotated[int, Field(description="Leave out so many, for the next page.", ge=0)]
Limit = Annotated[int, Field(description="At most so many.", ge=1, le=MOST)]
FactIri = Annotated[str, Field(description="The `fact` of a row.")]
Question = Annotated[str, Field(description="A name that questions gives.")]
Given = Annotated[
    dict[str, str], Field(description="Keeps the rows that have a value in a column, such as {'organization': 'NATO'}.")
]
Sparql = Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE. The release's prefixes are declared.")]
