"""What happens is no entity: the names of conferences, shows and competitions stand only where a claim has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Orlo Systems showed its engine at the Harrogate Air Show.", ["Orlo Systems"]),
        ("Mara Lind spoke of it at the Norvel Dealers Conference.", ["Mara Lind"]),
        ("Norvel Inc held the Honda Spring Dealers Conference in Leeds.", ["Norvel Inc", "Honda", "Leeds"]),
        # what a claim has as argument stands
        ("Orlo Systems joined the Harrogate Air Show.", ["Orlo Systems", "Harrogate Air Show"]),
        # bodies and works whose names end alike
        ("Mara Lind spoke to the Norvel Conference Council.", ["Mara Lind", "Norvel Conference Council"]),
        ("Mara Lind sang in the Dov Quill Show.", ["Mara Lind", "Dov Quill Show"]),
        ("Orlo Systems hired the Honda Formula Team.", ["Orlo Systems", "Honda Formula Team"]),
    ],
)
def test_an_occasion_stands_where_a_claim_has_it(read: Callable[..., Reading], text: str, names: list[str]) -> None:
    """Its name is an entity there, and nowhere else."""
    assert [m.text for m in read(text).mentions if m.form == "name"] == names
