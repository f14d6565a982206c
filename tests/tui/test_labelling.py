"""Labelling by keys, asserted in the saved file."""

from __future__ import annotations

from tests.tui.conftest import OpenDesk


async def test_a_direct_quote_of_a_known_source_takes_three_keys(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n enter")
        await at.press("home j j")  # the quoted string is under the caret now
        await at.press("q 1 enter")
        saved = await at.saved()
    quote = saved["quotes"][0]
    assert quote["content"] == [{"start": 36, "end": 67, "text": "“This is a bridge, not a wall,”"}]
    assert (quote["form"], quote["sources"]) == ("direct", ["s1"])
    assert saved["sources"][0]["name"] == "Mira Halden"
    assert saved["sources"][0]["reliability"] == "F"


async def test_cue_and_the_words_that_name_the_source_are_kept_with_the_quote(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n enter home j j q enter")
        await at.select("said")
        await at.press("v")
        await at.select("Mira Halden")
        await at.press("1")
        saved = await at.saved()
    quote = saved["quotes"][0]
    assert quote["cue"]["text"] == "said"
    assert quote["sources"] == ["s1"]
    assert [span["text"] for span in quote["source_spans"]] == ["Mira Halden"]


async def test_a_joint_source_and_a_discontinuous_quote(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Halden and")
        await at.press("H < o n enter")  # back to the name alone
        await at.select("Kasimir Orlane")
        await at.press("o n enter")
        await at.select("“We agree,”")
        await at.press("plus")
        await at.select("“and we always did.”")
        await at.press("q 1 2 enter")
        saved = await at.saved()
    (quote,) = saved["quotes"]
    assert [span["text"] for span in quote["content"]] == ["“We agree,”", "“and we always did.”"]
    assert quote["sources"] == ["s1", "s2"]
    assert quote["form"] == "direct"


async def test_a_nested_attribution_is_nested(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("an engineer had told him “the ferries will be gone before the first pillar is dry.”")
        await at.press("q i enter")
        await at.select("“the ferries")
        await at.press("s q d enter")
        saved = await at.saved()
    outer, inner = saved["quotes"]
    assert outer["form"] == "indirect"
    assert inner["within"] == outer["id"]
    assert inner["content"][0]["text"] == "“the ferries will be gone before the first pillar is dry.”"


async def test_a_scare_quote_without_source_or_cue(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j j j j q s enter")
        (quote,) = (await at.saved())["quotes"]
    assert (quote["form"], quote["sources"], quote["cue"]) == ("scare", [], None)


async def test_a_claim_inside_a_quote_is_its_sources(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Jory Pellin")
        await at.press("o n enter")
        await at.select("“the ferries")
        await at.press("s q 1 enter")
        await at.press("c p enter")
        (claim,) = (await at.saved())["claims"]
    assert claim["claimants"] == ["s1"]
    assert claim["type"] == "prediction"
    assert claim["credibility"] == 6
    assert claim["spans"][0]["text"] == "the ferries will be gone before the first pillar is dry."


async def test_a_frame_on_a_paragraph_and_one_on_words(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j f e enter")
        await at.select("a bridge, not a wall")
        await at.press("f m enter")
        paragraph, span = (await at.saved())["frames"]
    assert paragraph["scope"] == "paragraph"
    assert paragraph["spans"][0]["text"].startswith("“This is") and paragraph["spans"][0]["text"].endswith("percent.")
    assert (span["scope"], span["spans"][0]["text"]) == ("span", "a bridge, not a wall")


async def test_a_reliability_other_than_f_asks_for_its_basis(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n g d b")  # type, affiliation, role, reliability
        await at.type("spoke on the record")
        await at.press("enter enter")
        (source,) = (await at.saved())["sources"]
    assert (source["reliability"], source["basis"]) == ("B", "spoke on the record")


async def test_escape_from_the_basis_keeps_the_old_reliability(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n g d b escape")
        await at.press("escape")
        (source,) = (await at.saved())["sources"]
    assert source["reliability"] == "F"
    assert "basis" not in source


async def test_a_new_source_can_be_typed_while_the_quote_is_coded(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j q slash")
        await at.type("Mira Halden")
        await at.press("enter n enter")
        await at.press("enter")
        saved = await at.saved()
    assert [source["name"] for source in saved["sources"]] == ["Mira Halden"]
    assert saved["quotes"][0]["sources"] == ["s1"]


async def test_a_source_of_the_registry_is_picked_by_typing(desk: OpenDesk) -> None:
    registry = "sources:\n- {id: mira-halden, name: Mira Halden, aliases: [the transport minister]}\n"
    async with desk(files={"sources.yaml": registry}) as at:
        await at.press("home j j q enter")
        await at.select("Mira Halden")
        await at.press("w")
        await at.type("transport")
        await at.press("enter n enter")
        saved = await at.saved()
    (source,) = saved["sources"]
    assert (source["name"], source["registry"]) == ("Mira Halden", "mira-halden")
    assert [span["text"] for span in source["mentions"]] == ["Mira Halden"]
    assert saved["quotes"][0]["sources"] == ["s1"]
    assert [span["text"] for span in saved["quotes"][0]["source_spans"]] == ["Mira Halden"]


async def test_a_paragraph_reviewed_with_nothing_in_it(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("space space")
        saved = await at.saved()
        assert "¶ 3/7 · 5 to review" in await at.screen_text()
    assert saved["paragraphs"][0]["reviewed"] == ["sources", "quotes", "claims", "frames"]
    assert saved["paragraphs"][2]["reviewed"] == []


async def test_zones_are_set_by_one_letter(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home z h end z f")
        saved = await at.saved()
        assert "‹furniture›" in await at.screen_text()
    assert [paragraph["zone"] for paragraph in saved["paragraphs"]] == ["headline", *["body"] * 5, "furniture"]


async def test_notes_are_written_on_the_label_under_the_cursor(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j q enter m")
        await at.type("said on the quay")
        await at.press("enter")
        saved = await at.saved()
        assert "said on the quay" in await at.screen_text()
    assert saved["quotes"][0]["note"] == "said on the quay"


async def test_delete_takes_the_links_along_and_undo_brings_all_back(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n enter home j j q 1 enter")
        before = await at.saved()
        await at.select("Mira Halden")
        await at.press("I I i d")
        await at.press("u")
        assert await at.saved() == before


async def test_undo_and_redo_go_through_everything_and_move_there(desk: OpenDesk) -> None:
    async with desk() as at:
        empty = at.session.labels
        await at.press("space space q enter c q enter f e enter z l")
        full = at.session.labels
        await at.press(" ".join("u" for _ in range(20)))
        assert at.session.labels == empty
        assert "There is nothing to undo." in await at.screen_text()
        await at.press(" ".join("U" for _ in range(20)))
        assert at.session.labels == full


async def test_what_was_labelled_is_there_after_quitting_and_opening_again(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n enter home j j q 1 enter space")
        before = at.session.labels
        await at.press("Q")
    async with desk() as at:
        assert at.session.labels == before
        assert "Q1" in await at.screen_text()


async def test_a_label_key_of_a_layer_that_the_codebook_lacks_says_so(desk: OpenDesk) -> None:
    async with desk(codebook="attribution-only") as at:
        await at.press("c")
        assert "does not label claims" in await at.screen_text()


async def test_enter_refuses_to_leave_while_the_mandatory_value_is_open(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j c enter")
        assert "Choose the type first, or press Esc to drop the label." in await at.screen_text()
        await at.press("escape")
        assert at.session.labels.claims == ()
