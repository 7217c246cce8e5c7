"""Acts: sentences with <source>, [cue] and {content} marked, by what the source does with the words."""

import re

import pytest
from spacy.language import Language

from detente.reading.acts import act_of
from detente.records import Act

ACTS = {
    Act.ASSERT: [
        "<The envoy> [said] {that the talks had failed}.",
        "{“The bridge is closed,”} <the mayor> [said].",
        "<The agency> [reports] {that ten ships left the port}.",
        "<The premier> [told] reporters {that the border was open}.",
        "[According to] <the bank>, {exports fell by a third}.",
        "<The premier> [has made it clear] {that the offer stands}.",
        "<The ministry> [issued a statement saying] {the road was open}.",
        "<The general> [claims] {to know the thief}.",
        "{The ship} [reportedly] {sank off the coast}.",
        "<Berg> [did not deny] {that he had met the queen}.",
        "<The consul> [apologised for] {the delay}.",
        "<The historian> [chronicled] {the fall of the city}.",
        "<Berg> [:] {“The army is tired.”}",
        "<The court> [ruled] {that the law was void}.",
        "<A survey> [showed] {that prices had doubled}.",
        "<Berg> [talked about] {the harvest}.",
        "<The officer> [leaked] {that two pilots were missing}.",
        "<The envoy> [said] {they had been invited}.",
        "<The coach> [said] {he would lose the match}.",
        "<The ministry> [has confirmed] {nine deaths}.",
        "Nobody heard <the mayor's> [statement] {that the dam was safe}.",
        "<The minister> [tweeted] {that the road was open}.",
        "<Berg> [raised the possibility] {that the letter was forged}.",
        "<Berg> [was quick to point out] {that the road was open}.",
        "<Berg> [said] {if Omar wins, he would close the port}.",
        "<Berg> [said] {he'd asked the guard}.",
        "<The mayor> [said] {the guards have enough boats to cross the river}.",
        "<Berg> [offered] {a view of the war}.",
        "<The envoy> [offered] {his thoughts on the treaty}.",
    ],
    Act.DENY: [
        "<Tehran> [denied] {that it had sent the drones}.",
        "<Berg> [rejected] {the charge}.",
        "<The spokesman> [declined to comment on] {the report}.",
        "<The ministry> [refused to confirm] {the number of dead}.",
        "<The ministry> [refused] {to confirm the number of dead}.",
        "<The general> [does not believe] {that the war is lost}.",
        "<The envoy> [did not say] {when the talks would begin}.",
        "<The envoy> [would not confirm] {that the talks had begun}.",
        "<The scholar> [doubts] {that the letter is genuine}.",
        "<The envoy> [is skeptical of] {the offer}.",
        "<The minister> [ruled out] {a new vote}.",
        "<The scholar> [debunked] {the rumour}.",
        "<The witness> [recanted] {his testimony}.",
        "<The judge> [disagreed] {that the search was lawful}.",
        "Nobody understood <the duke's> [refusal] {to talk}.",
        "<The minister> [never said] {that the road was safe}.",
        "<The minister> [disputed] {the figures}.",
        "<The mayor> [walked back] {his promise}.",
    ],
    Act.ACCUSE: [
        "<Delhi> [accused] {its neighbour of firing first}.",
        "<The general> [blamed] {the weather for the delay}.",
        "<The council> [condemned] {the raid}.",
        "<The bishop> [criticised] {the budget}.",
        "<The union> [complained about] {the cuts}.",
        "<The farmers> [complained] {that the wells were dry}.",
        "<The opposition> [charged] {that the court was packed}.",
        "<The senator> [took issue with] {the plan}.",
        "<The editor> [poked fun at] {the minister}.",
        "<The envoy> [cast doubt on] {the report}.",
        "<The lawyer> [impugned] {the witness}.",
        "<The bishop> [lashed out at] {the press}.",
        "<The bishop> [railed against] {the tax}.",
        "<The critic> [skewered] {the film}.",
        "Nobody heard <the bishop's> [criticism of] {the law}.",
        "Nobody believed [allegations] {that the vote was rigged}.",
        "{The guards} [were accused] {of theft}.",
        "<The police> [suspect] {the guards of theft}.",
        "<The minister> [slammed] {the report}.",
    ],
    Act.REQUEST: [
        "<The court> [ordered] {the army to withdraw}.",
        "<The ministers> [called on] {both sides to hold fire}.",
        "<The ministers> [called for] {an inquiry}.",
        "<The nurse> [asked for] {more blankets}.",
        "<The nurse> [asked] {whether the road was open}.",
        "<The clerk> [told] {the crowd to leave}.",
        "<The guard> [warned] {the crowd to leave}.",
        "<The doctor> [warned against] {haste}.",
        "<The envoy> [said] {Kabul must free the prisoners}.",
        "<The premier> [said] {that the troops should leave}.",
        "<The envoy> [insisted on] {a ceasefire}.",
        "{“Go home,”} [shouted] <the guard>.",
        "<The union> [demands] {that the mine reopen}.",
        "<The panel> [recommended] {closing the fund}.",
        "<The judge> [interrogated] {the witness}.",
        "<The envoy> [coaxed] {the rebels to return}.",
        "<The farmers> [wondered] {who would pay}.",
        "Nobody heard <the pope's> [call for] {a truce}.",
        "Nobody heard <the doctor's> [advice] {to wait}.",
        "{She} [was asked about] {the money}.",
        "<The court> [forbade] {the march}.",
        "<The general> [said] {that the enemy has to leave the valley}.",
    ],
    Act.PROMISE: [
        "<The premier> [promised] {to rebuild the bridge}.",
        "<The premier> [promised] {that the bridge would open}.",
        "<Donors> [pledged] {to fund the clinics}.",
        "<The mayor> [vowed] {to clean the river}.",
        "<Oslo> [offered] {to host the talks}.",
        "<The king> [assured] the allies {that nothing would change}.",
        "<The two sides> [agreed] {to exchange prisoners}.",
        "<The general> [swore] {to protect the valley}.",
        "Nobody trusted <the premier's> [promise] {to lower taxes}.",
        "Nobody trusted <the mayor's> [commitment] {to clean the river}.",
        "<The treaty> [guarantees] {that ships may pass}.",
        "<The nurse> [volunteered] {to stay}.",
    ],
    Act.THREATEN: [
        "<The union> [threatened] {to strike}.",
        "<Ankara> [warned] {that it would close the strait}.",
        "{“We will retaliate,”} <the general> [warned].",
        "<The general> [vowed] {to avenge the dead}.",
        "<The rebels> [promised] {to attack the city}.",
        "{“We will destroy their fleet,”} [said] <the admiral>.",
        "<The commander> [said] {he would bomb the port}.",
        "<The ministry> [said] {it would expel the envoy}.",
        "Nobody heard <the union's> [threat] {to strike}.",
        "<The guards> [menaced] {the crowd}.",
        "<The gang> [blackmailed] {the mayor}.",
        "<Minsk> [announced] {that it will cut the gas}.",
    ],
    Act.EVALUATE: [
        "<The senator> [called] {the envoy a liar}.",
        "<Berg>, whom <the senator> [called] {“a horrible man”}, left the hall.",
        "<The senator> [described] {the deal as a gift}.",
        "<The pope> [praised] {the mediators}.",
        "<Brussels> [welcomed] {the ceasefire}.",
        "<Budapest> [does not support] {the embargo}.",
        "<The mayor> [supports] {the truce}.",
        "<The judge> [agreed with] {the verdict}.",
        "<The bishop> [is critical of] {the law}.",
        "<The king> [paid tribute to] {the rescuers}.",
        "<The poet> [likened] {the city to a ship}.",
        "<The queen> [adores] {the painter}.",
        "<The critics> [ranked] {the film}.",
        "<The premier> [is proud of] {the treaty}.",
        "Nobody expected <the bishop's> [support for] {the law}.",
        "{The town} [is known as] {the gate of the north}.",
        "<The envoy> [regards] {the base as a danger}.",
        "<The bishop> [sided with] {the farmers}.",
    ],
    Act.EXPECT: [
        "<The bank> [expects] {prices to rise}.",
        "<The farmers> [fear] {that the river will dry up}.",
        "<The envoy> [hopes] {that talks will resume}.",
        "<The bank> [warned of] {a crisis}.",
        "<The doctor> [warned] {that the disease would spread}.",
        "<The exiles> [look forward to] {their return}.",
        "<The ministry> [is worried about] {the dam}.",
        "<The allies> [expressed concern] {that the truce would fail}.",
        "<The gamblers> [bet] {that the horse would win}.",
        "{The king} [is expected] {to resign}.",
        "Nobody shared <the envoy's> [hope] {that talks would resume}.",
        "<The scholars> [foresee] {a long war}.",
        "<The monk> [prophesied] {a great flood}.",
    ],
    Act.BELIEVE: [
        "<The generals> [believe] {that winter will help}.",
        "<The guards> [knew] {that the gate was open}.",
        "It [is believed] {that the ship carried gold}.",
        "<The envoy> [is convinced] {that the city will fall}.",
        "<The envoy> [is under the impression] {that the talks failed}.",
        "<The scholar> [surmised] {that the text was forged}.",
        "In <Berg's> [view], {the pact is dead}.",
        "{The premier} [seems] {to be ill}.",
        "<The lawyers> [inferred] {that the letter was false}.",
        "Nobody shared <the king's> [belief] {that he was loved}.",
        "<The mayor> [is aware] {that water is short}.",
        "<The court> [has no doubt] {that the guard lied}.",
        "<The pilot> [thinks] {the storm is over}.",
    ],
    Act.INTEND: [
        "<The miners> [want] {to negotiate}.",
        "<The company> [plans] {to build a port}.",
        "<The premier> [said] {she would resign}.",
        "{“I will resign in May,”} <the premier> [said].",
        "<The rebels> [said] {they would leave the valley}.",
        "<The ministry> [announced] {that it would open an embassy}.",
        "<The cabinet> [decided] {to close the base}.",
        "<The premier> [is considering] {leaving the pact}.",
        "<The duke> [has no intention of] {leaving}.",
        "Nobody expected <the court's> [decision] {to free the guards}.",
        "<The towns> [strove] {to host the court}.",
        "<Ankara> [is willing] {to send observers}.",
        "<The king> [seeks] {to unite the tribes}.",
        "{“We are going to leave,”} [said] <the nurse>.",
    ],
}
TABLE = [(act, marked) for act, sentences in ACTS.items() for marked in sentences]


def found(marked: str, nlp: Language) -> Act:
    """The act by the tokens between the brackets and the braces."""
    text = re.sub(r"[\[\]{}<>]", "", marked)
    doc = nlp(text)

    def spans(opening: str, closing: str) -> list[tuple[int, int]]:
        stretches = []
        for m in re.finditer(rf"\{opening}(.*?)\{closing}", marked):
            start = len(re.sub(r"[\[\]{}<>]", "", marked[: m.start()]))
            span = doc.char_span(start, start + len(re.sub(r"[\[\]{}<>]", "", m[1])), alignment_mode="expand")
            assert span is not None
            stretches.append((span.start, span.end))
        return stretches

    (cue,) = spans("[", "]")
    return act_of(cue, spans("{", "}"), doc)


def test_table_is_large() -> None:
    assert len(TABLE) >= 120
    assert {act for act, _ in TABLE} == set(Act)


@pytest.mark.parametrize(("act", "marked"), TABLE, ids=[f"{act}: {marked[:50]}" for act, marked in TABLE])
def test_act(nlp: Language, act: Act, marked: str) -> None:
    assert found(marked, nlp) is act
