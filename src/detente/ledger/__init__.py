"""The ledger: the tables, what is brought to them and asked of them."""

from detente.ledger.batch import Batch, Committed, Entry, SourceState
from detente.ledger.ledger import Ledger
from detente.ledger.quotes import Quote
from detente.ledger.table import Table

__all__ = ["Batch", "Committed", "Entry", "Ledger", "Quote", "SourceState", "Table"]
