"""What tells whose a question was goes, and what tells what was asked stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox.redaction import fit_to_keep

# Each with the part that must be gone; "|" stands before and after it.
GONE = """\
write to |tom.b@post.example|
write to |tom at post.example|
write to |tom(at)post.example|
write to |tom [at] post [dot] example|
escríbame a |tomas arroba correo punto example|
scrivimi a |tomaso chiocciola posta punto example|
mój adres to |tomek małpa poczta kropka example|
mon mail |tom arobase poste point example|
a minha |tom @ post.example|
reach me |TOM@POST.EXAMPLE|
llámame al |612 34 56 78|
ring |(11) 91234-5678| tonight
ring |20 12 34 56| tonight
ring |+49 (0) 30 901820| tonight
ring |030/901820| tonight
ring |0049 30 90 18 20| tonight
appelez |06.12.34.56.78|
appelez |01-23-45-67-89|
zadzwoń |600-700-801|
zadzwoń |22 621 02 51|
bel |06-12345678|
bel |+31 6 1234 5678|
chiama |333 123 4567|
chiama |+39 02 1234 5678|
liga |912 345 678|
call |555 010 0134|
call |1-555-010-0134|
call |1 (555) 010 0134|
call |555.0134.22|
tel |7700 900 123|
tel |077 00 90 01 23|
tel |0770/0900/123|
tel |08 123 456 78|
tel |+46 70 123 45 67|
tel |+41 44 668 18 00|
tel |+353 87 123 4567|
tel |0871234567|
tel |91 98765 43210|
nací el |12 de marzo de 1985|
I was born |12.III.1985|
born |12 / III / 1985|
née le |12 mars 1985|
geboren am |12. März 1985|
nata il |12 marzo 1985|
urodzona |12 marca 1985|
nascida em |12 de março de 1985|
geboren op |12 maart 1985|
DOB |1985 03 12|
dob: |12 Mar 85|
born in |1985|
date of birth |03121985|
my birthday is |12/3/85|
fecha de nacimiento: |12-3-85|
data di nascita |12.03.1985|
Geburtsdatum |12.3.1985|
|3rd of April 1962| was the day
|3 avril 1962| was the day
|3. Mai 1962| was the day
card |4111.1111.1111.1111|
card |4111/1111/1111/1111|
card |4111 11111111 1111|
card |5500-0000-0000-0004|
card |3400 0000 0000 009|
iban |GB82 WEST 1234 5698 7654 32|
iban |DE89370400440532013000|
iban |FR14 2004 1010 0505 0001 3M02 606|
iban |ES9121000418450200051332|
iban |PL61 1090 1014 0000 0712 1981 2874|
iban |NL91ABNA0417164300|
codice fiscale |RSSMRA85T10A562S|
personnummer |850312-1234|
DNI |12345678Z|
NIE |X1234567L|
pesel |85031212345|
numéro |1 85 03 75 123 456 78|
CPF |123.456.789-09|
BSN |123456782|
AHV |756.1234.5678.97|
passport |C01X00T47|
passport |123456789|
ID |ABC 123456|
ID |AB-123456|
policy |POL-2024-88123|
patient no |88-1234-77|
insurance |A123456789|
order |1234567|
file |123456|
reference |8812-A-90121|
I live at |12 Baker Street|
I live at |12a Old Mill Road|
I live at |221b baker st|
we are at |7, Harbour Lane|
near |45 Saint John's Avenue|
vivo en |Calle Mayor 12|
vivo en |calle de la Luna 3|
j'habite |12 rue de la Paix|
j'habite |3 bis avenue Foch|
ich wohne |Lindenstraße 12|
ich wohne |Lindenstr. 12a|
ich wohne |Am Alten Weg 7|
abito in |via Garibaldi 14|
abito in |Via Giuseppe Verdi, 3|
mieszkam |ul. Marszałkowska 10/12|
ik woon |Keizersgracht 123|
ik woon |Dorpsstraat 9|
moro na |rua Augusta 200|
postcode |SW1A 1AA|
postcode |ec1v9hq|
postcode |M1 1AE|
code |K1A 0B1|
code |1012 AB|
|10115 Berlin| is my town
|75001 Paris| is my town
|28013 Madrid| is my town
|00-950 Warszawa| is my town
from |NY 10001|
my zip is |94110-2003|
follow |@jane_doe|
follow |@janedoe85|
my |insta is jane_doe|
my |instagram: jane.doe.85|
|snapchat jane_d| please
|telegram name jane_doe| please
look for |jane_doe85| on tiktok
from |192.168.1.44|
from |2001:db8:85a3:0:0:8a2e:370:7334|
from |fe80:0:0:1::2|
|My name is Jane Bloggs| and I ask
|my name is jane| and I ask
|my name's Jane| and I ask
|me llamo Ana Ruiz| y pregunto
|je m'appelle Anne Petit| et
|ich heiße Anna Klein| und
|mein Name ist Klein| und
|mi chiamo Anna Bianchi| e
|nazywam się Anna Nowak| i
|meu nome é Ana Silva| e
|ik heet Anna de Vries| en
I am |Mrs Bloggs| from the mill
I am |Mr. Tom Bloggs| from the mill
this is |Frau Klein|
aquí la |Sra. Ruiz|
ask |Dr Bloggs|
|Mme Petit| ici
tom|tom@x.example|tom
""".splitlines()


# What editors need: figures that tell of a treatment and of nobody.
STAYS = """\
will I need 3 to 15 sessions
is it 7-10 days or 6-72 hours apart
0.5 ml or 1.5 2.5 3.5 ml
it costs £1000-1500 or 2.000 euros
more than 2,000 patients over 3 years
1,200,000 people
between 2008 and 2012
in 2024 and 2025 and 2026
10 20 30 40 units
open 24/7
I weigh 82 kg and I am 45
call 999 or 112
4 areas, 2 sessions each, 6 weeks between
is it 100% safe
5000000 iu
can I have it in May 2026
what is the name of the product
is the doctor called before
does it way too much hurt
two weeks before 3 weddings
is Dr a title
instagram is full of this
100 or 200 mg twice a day
""".splitlines()


@pytest.mark.parametrize("line", GONE)
@pytest.mark.parametrize("around", ["{}", "hello. {} is it safe?"])
def test_what_tells_whose_it_is_goes(line: str, around: str) -> None:
    before, detail, after = line.split("|")
    kept = re.sub(r"\[[^]]+\]", "[]", fit_to_keep(around.format(f"{before}{detail}{after}")))
    telling = [part for part in re.findall(r"\w{2,}", detail) if re.search(r"\d", part) or len(part) > 3]
    left = [part for part in telling if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", kept) and part not in around]
    assert not left, kept
    assert "[]" in kept


@pytest.mark.parametrize("text", STAYS)
def test_what_tells_what_was_asked_stays(text: str) -> None:
    assert fit_to_keep(text) == text


digits = st.integers(10**7, 10**13).map(str)
gaps = st.lists(st.sampled_from(["", " ", "-", ".", "/", " - ", ") "]), min_size=13, max_size=13)


@given(digits, gaps)
def test_long_numbers_go_however_they_are_cut(number: str, between: list[str]) -> None:
    if len({*number}) < 4:
        return  # round: a quantity
    cut = "".join(digit + gap for digit, gap in zip(number, between, strict=False)).rstrip(" -./)")
    kept = fit_to_keep(f"please ring {cut} today")
    assert sum(c.isdecimal() for c in kept) <= 6, kept
