"""The gate: what our shapes let through, what they hold back, and why."""

from flows.validate.files import check_file, validate_file
from flows.validate.gate import Gate, load_gate
from flows.validate.holding import Checked, conforming, validate, validate_all

__all__ = ["Checked", "Gate", "check_file", "conforming", "load_gate", "validate", "validate_all", "validate_file"]
