"""Answers held against their sources: what stands there, what asserts more, what changed, and what no answer uses.

```text
 answers, documents, record ──> grounding ──> diagnostics, supports, what no answer uses
                                 │   │  └─ record      has a section changed since the review?
                                 │   └─ citations      which sections does the answer cite?
                                 ▼
 a sentence, its sections ──> evidence ──> which statements speak of the same, then each check in turn
                                 │         (support: which line supports it best; is it advice, or "nobody says"?)
          ┌──────────────────────┼──────────────────────┐
          ▼                      ▼                      ▼
   checks of quantities   checks of clauses      checks of words and parts
          ▲                      ▲                      ▲
   quantity_grammar          clauses                  words
```

To find the module behind a finding, look for its words:

| `caveat ground` says | module | what it finds |
|---|---|---|
| `… does not stand in … (there it is …)` | `unsupported_quantities` | a quantity that no source has so |
| the same | `misplaced_quantities` | one that stands there, and is another thing's |
| `… does not stand in …: take it out` | `unknown_terms` | a name or a telling word that the source has not |
| `… stands where … has …` | `other_things` | another thing, person or disease in its place |
| the same | `changed_demands` | "may" for "must", "or" for "and", a lost exception |
| `… is turned round` | `reversed_statements` | affirmed for denied, or the other end of a scale |
| `… has changed places against …` | `exchanged_roles` | two parts of one sentence: who does what to whom |
| `… comes in another order` | `reordered_steps` | two steps, in whichever sentences |
| `what is said of … is said of …` | `other_subjects` | what the source says of somebody or something else |
| `… leaves out …` | `lost_conditions` | said without its "if", "once" or "except" |
| `… is said for sure` | `lost_hedges` | "will" for "may", or a "usually" left out |
| `… is not in the list` | `added_items` | an item that the source's list has not |
| `… asserts more` | `stronger_claims` | works, proven, safe, permanent, always, no risk |
| `nothing in … says …` | `evidence` | a clause that nothing supports |
| `there is no document`, `has no section` | `citations` | a source that is not there, or may be several |
| `has changed since this was reviewed` | `record` | a section with another hash than at review |
| what no answer uses | `grounding` | a statement that no answer citing its section has the words of |

Quantities are read from the smallest part up, each from those before it:

| module | what it reads |
|---|---|
| `token_run` | a text as its numbers, words and signs |
| `numerals` | a number: "1½", "two hundred", "10,5" |
| `units` | what each unit measures, and its factor |
| `amounts` | a number with its unit, a share, and what it is said of each of: "5 ml a day" |
| `calendar` | a day, a time of day, a telephone number |
| `quantity_limits` | the words that limit it: at least, at most, before, after |
| `quantity_grammar` | all quantities of a text, by one grammar of these |
| `quantity` | one of them, as two are compared |

So are statements:

| module | what it reads |
|---|---|
| `words` | a word, whatever its spelling and ending |
| `phrasal_verbs` | a verb with its particle, as the one verb that says the same |
| `opposites` | the words that are each other's opposite |
| `negation` | the polarity of each word of a clause: affirmed, denied or needless |
| `clauses` | a text's clauses with these polarities, and which of them speak of the same |
| `support` | the line that supports a sentence best, and the sentences that state nothing |
"""

from bot.grounding.grounding import Grounded, ground
from bot.grounding.record import Record, read_record, rename_in_record, write_record
from bot.grounding.support import Support

__all__ = ["Grounded", "Record", "Support", "ground", "read_record", "rename_in_record", "write_record"]
