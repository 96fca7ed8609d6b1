"""What a file is by its first bytes, whatever its name says, and whether it is locked or cut off."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from ieum.kernel.messages import Message, _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name for people, the extensions it may carry, what to do with it."""

    name: Message
    extensions: frozenset[str]
    is_document: bool = False
    """Whether it holds a text for people, and is no picture or program."""


@dataclass(frozen=True, slots=True)
class Found:
    """A kind of file and its state."""

    kind: Kind
    encrypted: bool = False
    truncated: bool = False


def _kind(name: Message, extensions: str, is_document: bool = False) -> Kind:
    return Kind(name, frozenset(extensions.split()), is_document)


PDF = _kind(_("PDF 문서"), "pdf", True)
HWP = _kind(_("한글(HWP) 문서"), "hwp", True)
HWPX = _kind(_("한글(HWPX) 문서"), "hwpx owpml", True)
WORD = _kind(_("워드 문서"), "doc docx docm", True)
EXCEL = _kind(_("엑셀 문서"), "xls xlsx xlsm", True)
SLIDES = _kind(_("파워포인트 문서"), "ppt pptx", True)
OPEN_DOCUMENT = _kind(_("오픈도큐먼트 문서"), "odt ods odp", True)
EPUB = _kind(_("전자책(EPUB)"), "epub", True)
OFFICE = _kind(_("오피스 문서"), "doc docx xls xlsx ppt pptx hwp", True)
RTF = _kind(_("서식 있는 텍스트(RTF)"), "rtf doc", True)
PROTECTED = _kind(_("암호화된 파일"), "")
ZIP = _kind(_("ZIP 압축 파일"), "zip")
OTHER_ARCHIVE = _kind(_("압축 파일"), "gz tgz 7z rar xz zst bz2 tar")
PNG = _kind(_("PNG 그림"), "png")
JPEG = _kind(_("JPEG 그림"), "jpg jpeg")
PICTURE = _kind(_("그림 파일"), "gif webp bmp tif tiff ico")
SOUND_OR_FILM = _kind(_("소리나 영상 파일"), "mp3 mp4 m4a wav avi mov ogg webm mkv flac")
PROGRAM = _kind(_("실행 파일"), "exe dll so elf bin class wasm")
DATABASE = _kind(_("데이터베이스 파일"), "db sqlite sqlite3")
FONT = _kind(_("글꼴 파일"), "ttf otf woff woff2")

_BINARY_EXTENSIONS = frozenset[str]().union(
    *(
        kind.extensions
        for kind in list(globals().values())
        if isinstance(kind, Kind) and kind is not PROTECTED
    )
)

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"\x1f\x8b", OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", OTHER_ARCHIVE),
    (b"Rar!\x1a\x07", OTHER_ARCHIVE),
    (b"\xfd7zXZ\x00", OTHER_ARCHIVE),
    (b"\x28\xb5\x2f\xfd", OTHER_ARCHIVE),
    (b"BZh", OTHER_ARCHIVE),
    (b"ID3", SOUND_OR_FILM),
    (b"OggS", SOUND_OR_FILM),
    (b"fLaC", SOUND_OR_FILM),
    (b"\x1aE\xdf\xa3", SOUND_OR_FILM),
    (b"\x7fELF", PROGRAM),
    (b"MZ", PROGRAM),
    (b"\x00asm", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"SQLite format 3\x00", DATABASE),
    (b"wOFF", FONT),
    (b"wOF2", FONT),
    (b"\x00\x01\x00\x00\x00", FONT),
    (b"{\\rtf", RTF),
)
#: Marks of encrypted files: document-protection products of Korean offices, PGP, OpenSSL, age.
_LOCKS = (
    b"<## NASCA DRM FILE",
    b"SCDSA00",
    b"\x9b DRMONE",
    b"-----BEGIN PGP MESSAGE-----",
    b"Salted__",
    b"age-encryption.org/",
)
_TWO_BYTE_MARKS = (b"BM", b"MZ")


def recognise(content: bytes) -> Found | None:
    """What a file is if it is anything but text; None for what may be text."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if any(content.startswith(lock) for lock in _LOCKS):
        return Found(PROTECTED, encrypted=True)
    if head.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return _zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(content)
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return Found(PICTURE if content[8:12] == b"WEBP" else SOUND_OR_FILM)
    if content[4:8] == b"ftyp":
        return Found(SOUND_OR_FILM)
    for mark, kind in _SIGNATURES:
        # Two letters may begin an ordinary text: only with a byte that no text holds.
        if content.startswith(mark) and (mark not in _TWO_BYTE_MARKS or b"\0" in content[:64]):
            return Found(kind)
    return None


def is_binary_extension(extension: str) -> bool:
    """Whether a file so named should not hold plain text or HTML."""
    return extension in _BINARY_EXTENSIONS


def _pdf(content: bytes) -> Found:
    return Found(
        PDF,
        truncated=b"%%EOF" not in content[-2048:],
    )


def _compound(content: bytes) -> Found:
    """An OLE compound file: HWP 5, the older Office formats, or an encrypted new Office file."""

    def names(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if names("EncryptedPackage") or names("EncryptionInfo"):
        return Found(OFFICE, encrypted=True)
    hwp = content.find(b"HWP Document File")
    if hwp >= 0:
        # Whether it is locked stands in its header, which its reader looks into.
        return Found(HWP)
    for name, kind in (
        ("WordDocument", WORD),
        ("Workbook", EXCEL),
        ("PowerPoint Document", SLIDES),
    ):
        if names(name):
            return Found(kind)
    # The directory of streams stands anywhere in the file; without it the file was cut off.
    return Found(OFFICE, truncated=not names("Root Entry"))


_ZIP_KINDS: tuple[tuple[Callable[[str], bool], Kind], ...] = (
    (lambda name: name.startswith("word/"), WORD),
    (lambda name: name.startswith("xl/"), EXCEL),
    (lambda name: name.startswith("ppt/"), SLIDES),
    (lambda name: name.startswith("Contents/section") or name.endswith("content.hpf"), HWPX),
    (lambda name: name == "META-INF/container.xml", EPUB),
    (lambda name: name == "content.xml", OPEN_DOCUMENT),
)


def _zip(content: bytes) -> Found:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, EOFError):
        # The list of members stands at the end; a file without it was cut off.
        for name, kind in ((b"word/", WORD), (b"xl/", EXCEL), (b"ppt/", SLIDES), (b"hwp", HWPX)):
            if name in content[:4096]:
                return Found(kind, truncated=True)
        return Found(ZIP, truncated=True)
    members = archive.infolist()
    encrypted = any(member.flag_bits & 1 for member in members)
    kind = kind_of_archive(archive)
    return Found(kind, encrypted or (kind is not ZIP and _is_locked(archive)))


def kind_of_archive(archive: zipfile.ZipFile) -> Kind:
    """Which document a ZIP archive is by the names of its members; ``ZIP`` if it is none."""
    names = archive.namelist()
    for matches, kind in _ZIP_KINDS:
        if any(matches(name) for name in names):
            return kind
    return ZIP


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether the manifest of an HWPX or OpenDocument file says that its parts are encrypted."""
    try:
        with archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(1 << 20)
    except (KeyError, RuntimeError, zipfile.BadZipFile, NotImplementedError):
        return False
