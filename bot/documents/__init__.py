"""From a clinic's document to draft intents: reading its form, finding its sections and questions, writing drafts."""

from bot.documents.document import Document, DocumentError, Section, Statement
from bot.documents.draft_file import Change
from bot.documents.drafts import Draft
from bot.documents.entries import untouched_drafts
from bot.documents.folder import Drafted, draft_into
from bot.documents.passages import Passage, passages
from bot.documents.prose import prose_sentences
from bot.documents.reading import read_document, read_documents

__all__ = [
    "Change",
    "Document",
    "DocumentError",
    "Draft",
    "Drafted",
    "Passage",
    "Section",
    "Statement",
    "draft_into",
    "passages",
    "prose_sentences",
    "read_document",
    "read_documents",
    "untouched_drafts",
]
