"""Where public data come from, and what others have published about them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """What a platform reached, by its own predictions: shares 0 to 1, the correlation at the best threshold."""

    system: str
    in_scope: float
    best_mcc: float
    auroc: float


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: its title, what it holds and how its files are made, who made it, where it lies, its licence."""

    title: str
    about: str
    makers: str
    url: str
    licence: str
    published: tuple[Published, ...] = ()


SOURCES = {
    "sofmattress": Source(
        title="SOFMattress",
        about="messages that people sent to a mattress shop's bot, many of which its makers had not prepared for. "
        "HINT3 v1, the full training file; `NO_NODES_DETECTED` is out of scope, an empty label",
        makers="Arora et al., 2020 (HINT3)",
        url="https://github.com/hellohaptik/HINT3",
        licence="ODbL 1.0",
        published=(
            Published("Dialogflow", 0.732, 0.638, 0.869),
            Published("BERT", 0.736, 0.633, 0.868),
            Published("Haptik", 0.723, 0.599, 0.839),
            Published("LUIS", 0.636, 0.581, 0.797),
            Published("Rasa", 0.693, 0.532, 0.792),
        ),
    ),
    "clinc150": Source(
        title="CLINC150",
        about="short commands in 150 intents of everyday life, written for the purpose. `train` of `data_full.json`; "
        "`val` and `oos_val` are the messages",
        makers="Larson et al., 2019",
        url="https://github.com/clinc/oos-eval",
        licence="CC BY 3.0",
    ),
    "banking77": Source(
        title="BANKING77, ten phrases an intent",
        about="a bank's customers, in 77 intents that lie close together. Ten rows of the training set for each intent "
        "are learnt from; 2,000 other rows of it are the messages; none is out of scope",
        makers="Casanueva et al., 2020",
        url="https://github.com/PolyAI-LDN/task-specific-datasets",
        licence="CC BY 4.0",
    ),
}


def source(name: str) -> Source | None:
    """The source of the data set called `name`, which begins with the source's key; None where it is not known."""
    return next((found for key, found in SOURCES.items() if name.startswith(key)), None)


def place(name: str) -> tuple[int, str]:
    """Where the data set called `name` comes on the page: known ones in the order above, then the others by name."""
    known = next((number for number, key in enumerate(SOURCES) if name.startswith(key)), len(SOURCES))
    return known, name


def title(name: str) -> str:
    """How the page names the data set called `name`."""
    found = source(name)
    return found.title if found else name
