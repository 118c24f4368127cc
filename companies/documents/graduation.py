"""毕业证书: the certificate of a graduate as a DOCX, from what was decided."""

from companies.documents.agreement import in_chinese
from companies.documents.writing import Writer
from companies.models import GraduationReview


def certificate_of(review: GraduationReview) -> bytes:
    """The certificate of a review that passed; without the day that counts until it is closed."""
    number = review.certificate_number
    writer = Writer(title="科技企业孵化器毕业证书", footer=f"证书编号：{number}")
    writer.title("毕 业 证 书")
    company = review.company
    writer.facts([
        ("证书编号", number),
        ("企业名称", company.name),
        ("统一社会信用代码", company.unified_code or "—"),
        ("孵化载体", review.incubator.name),
        ("在孵期间", f"自{in_chinese(review.residence.admitted_on)}起"),
        ("依据", f"{review.rulebook.name}（{review.rulebook.number or '未见文号'}）"),
        ("评审通过日期", in_chinese(review.decided_on) if review.decided_on else "—"),
        ("毕业日期", in_chinese(review.closed_on) if review.closed_on else "手续办结后生效"),
    ])  # fmt: skip
    writer.paragraph(
        f"{company.name}在{review.incubator.name}孵化期间，经毕业评审符合上述办法规定的毕业条件，"
        "准予毕业，特发此证。"
    )
    if company.is_generated:
        writer.paragraph("（本证书由示例数据生成，不代表任何真实企业。）")
    writer.signatures(["孵化载体（盖章）"], ["负责人签字", "日期"])
    return writer.content()
