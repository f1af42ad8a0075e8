"""A copy of a document goes in; the folder of a new book on it comes out, whole, derived, to be filled."""

from reading.new.folder import Made, begin

__all__ = ["Made", "begin"]
