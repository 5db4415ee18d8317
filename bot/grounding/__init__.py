"""Answers held against their sources: what stands there, what asserts more, what changed, and what no answer uses.

The whole:

| module | what it does |
|---|---|
| `grounding` | holds every answer against the sections that it cites, and these against the answers |
| `citations` | finds the sections that an answer cites |
| `evidence` | runs all checks on a sentence, against the sections that it rests on |
| `support` | finds the line of a document that supports a sentence best |
| `record` | keeps the hash of each section as it was at review, and its last change |

A check each, named by what it finds in a sentence:

| module | what it finds |
|---|---|
| `unsupported_quantities` | a quantity that stands in no source |
| `misplaced_quantities` | one that stands there, and is another thing's |
| `unknown_terms` | a name, a substance or another telling word that the source does not have |
| `other_things` | a thing, a person or a disease in the place of the source's: "heel" for "toes" |
| `other_subjects` | what the source says of somebody or something else |
| `exchanged_roles` | two parts that have changed places: who does what to whom |
| `reordered_steps` | two steps in another order, in whichever sentences |
| `reversed_statements` | affirmed for denied, or the other end of a scale |
| `lost_conditions` | said without the "if", "once" or "except" under which it is said |
| `lost_hedges` | "will" for "may", or a "usually" left out |
| `changed_demands` | "may" for "must", "if" for "unless" |
| `added_items` | an item of a list that the source's list does not have |
| `stronger_claims` | works, proven, safe, permanent, always, no risk |

How sentences are read for that:

| module | what it reads |
|---|---|
| `words` | words, whatever their spelling and ending |
| `phrasal_verbs` | a verb with a particle, as the one verb that says the same |
| `opposites` | words that are each other's opposite, out of `antonyms.txt` |
| `negation` | which words of a clause are affirmed, denied or said to be needless |
| `clauses` | clauses, each word affirmed or denied, and which of them speak of the same |
| `token_run` | numbers, words and signs, one by one |
| `numerals` | numbers, in digits or words |
| `units` | units of measure, and what each is brought to |
| `amounts` | numbers with their units |
| `calendar` | days, times of day and telephone numbers |
| `quantity_limits` | at least, at most, before, after, about so many |
| `quantity_grammar` | quantities, by one grammar of all of these |
| `quantity` | one quantity, in the form in which two are compared |
"""

from bot.grounding.grounding import Grounded, ground
from bot.grounding.record import Record, read_record, write_record
from bot.grounding.support import Support

__all__ = ["Grounded", "Record", "Support", "ground", "read_record", "write_record"]
