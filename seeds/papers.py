"""Pages that stand for documents where everything is made up: small PDF files that say so."""

from django.core.files.uploadedfile import SimpleUploadedFile

MADE_UP = "（示例：由系统生成，不是真实文件）"
LEFT, TOP, LEADING, SIZE = 72, 770, 26, 14  # points, on A4
# Catalogue, pages, page, and the font that readers bring along for simplified Chinese.
OBJECTS = """\
<</Type/Catalog/Pages 2 0 R>>
<</Type/Pages/Kids[3 0 R]/Count 1>>
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F 4 0 R>>>>>>
<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>
<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 6 0 R\
/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>
<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]\
/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>
"""


def page(name: str, *lines: str) -> SimpleUploadedFile:
    """One page of text, with the words that it is made up, as it would be handed over."""
    return SimpleUploadedFile(f"{name}.pdf", _pdf([*lines, MADE_UP]), "application/pdf")


def _pdf(lines: list[str]) -> bytes:
    """A whole file: seven objects and the table of where they lie."""
    # Each line in UTF-16, as the font's encoding takes it.
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    text = f"BT /F {SIZE} Tf {LEADING} TL {LEFT} {TOP} Td {shown} ET"
    objects = [*OBJECTS.splitlines(), f"<</Length {len(text)}>>stream\n{text}\nendstream"]
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    size, table = len(objects) + 1, "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("ascii")
