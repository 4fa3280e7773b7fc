"""Names of nobody: the borough's staff. Children have numbers only."""

from __future__ import annotations

from random import Random
from typing import Final

DOMAIN: Final = "thornley.example"
"""Where the borough's post goes: nowhere (RFC 2606)."""

FIRST: Final = (
    "Abena Adele Aidan Aisha Alec Amara Amir Anita Annika Asha Beatrix Bilal Bronagh Callum "
    "Carys Cecily Chidi Clement Corin Dalia Daria Delroy Demi Edith Eleri Emeka Esme Ewan Fadia "
    "Farah Femi Ffion Gareth Greta Hamza Hana Hattie Idris Imani Imogen Ines Isaac Jamal Jasmin "
    "Jethro Joanna Kamil Kavya Keir Kemi Kiran Kwame Laila Lenka Leonie Linus Lorna Lowri Lucian "
    "Maeve Magda Malik Marisol Marta Mehmet Mina Morag Nadia Naomi Nasreen Nia Niall Nikhil Odette "
    "Olwen Omar Oona Orla Osman Padma Perpetua Petra Priya Rafiq Reem Rhona Roisin Rosalind Rowan "
    "Ruksana Sabine Samir Saoirse Selma Shanice Sioned Soraya Stellan Sunita Tamsin Tariq Temi "
    "Thandi Tobias Una Ursula Viola Wanda Winston Yara Yusuf Zainab Zelda Zofia"
).split()

LAST: Final = (
    "Abernook Aldergate Ashcombe Balakran Barrowfell Beckwold Birchenall Blackmere Bramhope "
    "Brightwell Calderbrook Carrowmore Chaddesby Clutterfield Corbyholm Coverdale Cragwell "
    "Dabrovski Danjuwar Darnbrook Dhaliwood Dunmorrow Eastlake Edgerley Elmhirst Fairbeck "
    "Farrowdale Fernsby Fothergale Garrowby Glenister Goldhanger Greaveson Hallowell Harthill "
    "Hazelrigg Heatherstone Hollinbank Hossenby Illingbrook Inskipson Iqbalston Jarrowdene "
    "Jessamine Kaleworth Kestrelby Kirkmoor Kowalton Langthwaite Larkfield Lindworth Lowmoor "
    "Malinbrook Marchbank Merriwell Mistrygate Moorhouse Nandakar Nettleship Northcroft Oakshott "
    "Okonbridge Oldfields Osterley Palfreman Patelford Pembrow Quarmley Quickfall Rahmanby "
    "Ravensdale Redfearn Rishworth Rowbotham Saddlewick Sandiford Seddonby Shahcross Silverdale "
    "Skelhorn Stanworth Summersgill Tattersby Thistlewood Threlkeld Tunnicliff Ullock Umarston "
    "Varleywood Vickersgill Wadeson Walmersby Weatherhill Westhead Whitaker-Lune Whinfell Wolfenby "
    "Wrigleyson Yarrowby Yeadonly Zamanford Zielgate"
).split()

PLACES: Final = (
    "Weir", "Hollin", "Tannery", "Moorside", "Canal", "Beacon", "Mill Lane", "Priory", "Quarry",
    "Station", "Foundry", "Orchard", "Viaduct", "Castle", "Heath", "Ferry", "Common", "Spinney",
)  # fmt: skip
"""Districts of Thornley: names of teams."""


class Register:
    """Gives every member of staff a name nobody else has."""

    def __init__(self, rng: Random) -> None:
        pairs = [(first, last) for last in LAST for first in FIRST]
        rng.shuffle(pairs)
        self._pairs = pairs
        self._given = 0

    def next(self) -> str:
        """A name not given before."""
        turn, index = divmod(self._given, len(self._pairs))
        first, last = self._pairs[index]
        self._given += 1
        return f"{first} {last}" if not turn else f"{first} {'ABCDEFGHJKLM'[turn - 1]} {last}"


def address(name: str) -> str:
    """The e-mail address of a name."""
    return f"{name.lower().replace(' ', '.')}@{DOMAIN}"
