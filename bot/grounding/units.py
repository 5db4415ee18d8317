"""Units of measure: what each measures, and by which factor it is brought to the unit that it is compared in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `amount` of it is `amount * factor + offset` in the unit by which its `dimension` is compared.

    `rounding` is the share by which people round who tell it in units of another system: "4 weeks" for "a month".
    """

    dimension: str
    factor: float = 1.0
    offset: float = 0.0
    rounding: float = 0.0

    def convert(self, amount: float) -> float:
        """`amount` of this unit in the unit by which its dimension is compared."""
        return amount * self.factor + self.offset


_COUNTED = (  # each by itself, under all its names
    "person people persons patient patients, woman women, man men, child children, tablet tablets pill pills, "
    "capsule capsules, drop drops, puff puffs, spray sprays, dose doses, sachet sachets, patch patches, injection "
    "injections jab jabs, teaspoon teaspoons teaspoonful teaspoonfuls tsp, tablespoon tablespoons tablespoonful "
    "tablespoonfuls tbsp, cup cups cupful cupfuls, glass glasses, bottle bottles, pillow pillows, stitch stitches"
)
_MONTH = 30.44 * 86_400  # seconds, on average
# Dimension, factor and the names of each unit.
_TABLE: tuple[tuple[str, float, str], ...] = (
    ("time", 1, "second seconds sec secs s"),
    ("time", 60, "minute minutes min mins"),
    ("time", 3_600, "hour hours hr hrs h"),
    ("time", 86_400, "day days d night nights"),
    ("time", 604_800, "week weeks wk wks"),
    ("time", 1_209_600, "fortnight fortnights"),
    ("time", _MONTH, "month months mth mths"),
    ("time", 12 * _MONTH, "year years yr yrs"),
    ("length", 1e-6, "nanometre nanometres nanometer nanometers nm"),
    ("length", 1e-3, "micron microns micrometre micrometres micrometer micrometers μm"),
    ("length", 1, "millimetre millimetres millimeter millimeters mm"),
    ("length", 10, "centimetre centimetres centimeter centimeters cm"),
    ("length", 1_000, "metre metres meter meters m"),
    ("length", 1_000_000, "kilometre kilometres kilometer kilometers km"),
    ("length", 25.4, "inch inches"),
    ("length", 304.8, "foot feet ft"),
    ("length", 1_609_344, "mile miles"),
    ("mass", 1e-3, "microgram micrograms mcg ug μg"),
    ("mass", 1, "milligram milligrams mg mgs"),
    ("mass", 1_000, "gram grams gramme grammes g"),
    ("mass", 1_000_000, "kilogram kilograms kg kgs kilo kilos"),
    ("mass", 28_349.5, "ounce ounces oz"),
    ("mass", 453_592, "lb lbs"),
    ("volume", 568, "pint pints"),
    ("volume", 1e-3, "microlitre microlitres μl"),
    ("volume", 1, "millilitre millilitres milliliter milliliters ml cc"),
    ("volume", 10, "centilitre centilitres cl"),
    ("volume", 100, "decilitre decilitres dl"),
    ("volume", 1_000, "litre litres liter liters l"),
    ("share", 0.01, "% percent pct"),
    ("pound", 1, "£ pound pounds gbp"),
    ("pound", 0.01, "pence penny"),
    ("dollar", 1, "$ dollar dollars usd"),
    ("euro", 1, "€ euro euros eur"),
    ("zloty", 1, "zł zl zloty zlotys złoty pln"),
    ("energy", 1, "joule joules j"),
    ("frequency", 1, "hertz hz"),
    ("calorie", 1, "kcal calorie calories"),
    ("unit", 1, "iu unit units"),
    ("occasion", 1, "time times session sessions visit visits treatment treatments appointment appointments x ×"),
    *((names.split()[0], 1, names) for names in _COUNTED.split(", ")),
)
_ROUNDINGS = {**dict.fromkeys("inch foot mile ounce lb pint".split(), 0.02), "month": 0.085, "year": 0.085}
UNITS = {
    name: Unit(dimension, factor, rounding=_ROUNDINGS.get(names.split()[0], 0.0))
    for dimension, factor, names in _TABLE
    for name in names.split()
}

CELSIUS = Unit("temperature")
FAHRENHEIT = Unit("temperature", 5 / 9, -160 / 9, _ROUNDINGS["inch"])  # (F - 32) * 5/9
DEGREE = Unit("")  # of which scale is not said
SCALES = {"c": CELSIUS, "celsius": CELSIUS, "centigrade": CELSIUS, "f": FAHRENHEIT, "fahrenheit": FAHRENHEIT}

SHARE = UNITS["%"]
OCCASION = UNITS["times"]
DOSE = UNITS["dose"]  # of tablets, injections or drops
DATE = Unit("date")
CLOCK = Unit("time of day")
WEEKDAY = Unit("weekday")
ORDER = Unit("order")  # "the third"
FROM_THEN = Unit("day from then")  # "the next day"
PHONE = Unit("phone number")

CURRENCY_SIGNS = frozenset("£$€")
_MEASURES = frozenset("time length mass volume share pound dollar euro zloty energy frequency calorie".split())
COUNTED = frozenset(unit for unit in UNITS.values() if unit.dimension not in _MEASURES)  # things, one by one

# What is said of each in one word: "daily" is once in each day.
_IN_EACH = "hourly hour, daily day, nightly day, weekly week, fortnightly fortnight, monthly month, yearly year, "
_IN_EACH += "annually year, annual year"
RATES = {word: UNITS[unit] for word, unit in map(str.split, _IN_EACH.split(", "))}
