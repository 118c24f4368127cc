"""The words of each letter about a decision, until a manager writes others for a call."""

from dataclasses import dataclass

from companies.enums import LetterKind


@dataclass(frozen=True)
class Words:
    """A letter in Chinese and in English, with places to fill in."""

    subject: str
    body: str
    subject_en: str
    body_en: str


END = "\n\n受理号：{{ receipt }}\n申请页面：{{ address }}\n\n{{ incubator }}\n{{ day }}"
END_EN = (
    "\n\nReceipt number: {{ receipt }}\nFollow it here: {{ address }}\n\n{{ incubator }}\n{{ day }}"
)

STANDARD: dict[str, Words] = {
    LetterKind.ACCEPTED: Words(
        "申请已通过：{{ call }}",
        "{{ name }}：\n\n经评审，贵方的申请已通过。办公室将与贵方商定孵化协议和场地。\n\n"
        "{{ said }}\n\n{{ comments }}" + END,
        "Your application is accepted: {{ call }}",
        "{{ name }}:\n\nYour application has been accepted. The office arranges the agreement and "
        "the rooms with you.\n\n{{ said }}\n\n{{ comments }}" + END_EN,
    ),
    LetterKind.CONDITIONS: Words(
        "申请附条件通过：{{ call }}",
        "{{ name }}：\n\n经评审，贵方的申请附条件通过。请按期办理：\n\n{{ conditions }}\n\n"
        "{{ said }}\n\n{{ comments }}" + END,
        "Your application is accepted with conditions: {{ call }}",
        "{{ name }}:\n\nYour application has been accepted on these conditions:\n\n"
        "{{ conditions }}\n\n{{ said }}\n\n{{ comments }}" + END_EN,
    ),
    LetterKind.WAITING: Words(
        "申请列入候补：{{ call }}",
        "{{ name }}：\n\n经评审，贵方的申请列入候补名单，名次第{{ rank }}。有空位时，"
        "办公室会再来函。\n\n{{ said }}\n\n{{ comments }}" + END,
        "Your application is on the waiting list: {{ call }}",
        "{{ name }}:\n\nYour application is on the waiting list, at place {{ rank }}. The office "
        "writes to you when a place is free.\n\n{{ said }}\n\n{{ comments }}" + END_EN,
    ),
    LetterKind.REFUSED: Words(
        "申请未通过：{{ call }}",
        "{{ name }}：\n\n经评审，贵方的申请未通过，理由如下：\n\n{{ said }}\n\n{{ comments }}"
        + END,
        "Your application was not accepted: {{ call }}",
        "{{ name }}:\n\nWe cannot accept your application, for this reason:\n\n{{ said }}\n\n"
        "{{ comments }}" + END_EN,
    ),
    LetterKind.DEFERRED: Words(
        "申请暂缓决定：{{ call }}",
        "{{ name }}：\n\n贵方的申请暂缓决定，办公室将于{{ until }}再次研究。贵方无需办理任何事项。"
        "\n\n{{ said }}" + END,
        "The decision on your application is put off: {{ call }}",
        "{{ name }}:\n\nThe decision on your application is put off; the office takes it up again "
        "on {{ until }}. You need not do anything.\n\n{{ said }}" + END_EN,
    ),
}
