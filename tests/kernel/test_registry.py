"""Services are found without being loaded, and one that is broken troubles no other."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ieum.kernel.errors import NotFound, ServiceUnavailable
from ieum.kernel.messages import translation
from ieum.kernel.registry import BrokenService, Registry
from ieum.kernel.service import Service

SERVICE = """
from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service(
    "{name}", title=_("{name}"), description=_("{name}"), area=Area.LIVING,
    tools_module=f"{{__package__}}.tools",
)
"""
TOOLS = '''
from ieum.kernel.answer import Answer
from ieum.kernel.views import Value
from .service import service

@service.tool(says=["해 줘", "do it"], examples=[{}])
def one() -> Answer[Value]:
    """Gives one."""
    return Answer(result=Value(label="one", value=1))
'''


def write(folder: Path, name: str, service: str = SERVICE, tools: str = TOOLS) -> Path:
    place = folder / name
    place.mkdir(parents=True)
    (place / "__init__.py").touch()
    (place / "service.py").write_text(service.format(name=name))
    (place / "tools.py").write_text(tools)
    return place


BROKEN = {
    "does_not_parse": ("this is (no Python", TOOLS),
    "does_not_import": ("import no_such_module_anywhere", TOOLS),
    "raises": ("raise RuntimeError('{name} has no key')", TOOLS),
    "leaves": ("import sys; sys.exit('{name} leaves')", TOOLS),
    "calls_itself_otherwise": (SERVICE.replace('"{name}", title', '"other", title'), TOOLS),
    "is_no_service": ("service = 5", TOOLS),
    "has_none": ("", TOOLS),
    "declares_nothing": (SERVICE, ""),
    "tools_do_not_parse": (SERVICE, "def ("),
    "tools_are_wrong": (SERVICE, TOOLS.replace("examples=[{}]", "examples=[]")),
    "says_nothing": (SERVICE, TOOLS.replace('"do it"', "")),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "whole")
    for name, (service, tools) in BROKEN.items():
        write(tmp_path, name, service, tools)
    return tmp_path


def test_services_of_the_package_are_found_by_entry_point() -> None:
    assert {"programme", "quantities"} <= set(Registry().names())


def test_names_are_found_without_loading_anything(tmp_path: Path) -> None:
    mark = tmp_path / "loaded"
    write(tmp_path, "loud", f"open({str(mark)!r}, 'w').close()")
    assert "loud" in Registry(tmp_path).names()
    assert not mark.exists()


def test_a_local_service_works(folder: Path) -> None:
    service = Registry(folder).service("whole")
    assert isinstance(service, Service)
    assert list(service.tools) == ["one"]


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_broken_service_is_kept_with_its_error(folder: Path, name: str) -> None:
    registry = Registry(folder)
    found = registry.load(name)
    assert isinstance(found, BrokenService)
    assert found.error
    with pytest.raises(ServiceUnavailable) as raised:
        registry.service(name)
    assert name in raised.value.message.text("ko")


def test_the_error_says_what_the_service_did(folder: Path) -> None:
    registry = Registry(folder)
    errors = {broken.name: broken.error for broken in registry.broken()}
    assert set(BROKEN) <= set(errors)
    assert "raises has no key" in errors["raises"]
    assert "no_such_module_anywhere" in errors["does_not_import"]
    assert "'other'" in errors["calls_itself_otherwise"]
    assert "no tools" in errors["declares_nothing"]
    assert "no examples" in errors["tools_are_wrong"]


def test_the_whole_ones_run_on_beside_the_broken(folder: Path) -> None:
    registry = Registry(folder)
    assert "whole" in [service.name for service in registry.services()]
    assert "whole.one" in [tool.full_name for tool in registry.tools()]


def test_a_folder_that_is_not_there_holds_no_services(tmp_path: Path) -> None:
    assert "programme" in Registry(tmp_path / "nowhere").names()


def test_an_unknown_service_names_those_there_are(folder: Path) -> None:
    for ask in (Registry(folder).load, Registry(folder).service):
        with pytest.raises(NotFound) as raised:
            ask("nowhere")
        assert "whole" in raised.value.message.text("en")


def test_an_unknown_tool_names_those_there_are(folder: Path) -> None:
    with pytest.raises(NotFound) as raised:
        Registry(folder).tool("whole", "two")
    assert "one" in raised.value.message.text("en")


def test_a_service_that_is_off_is_passed_over(folder: Path) -> None:
    registry = Registry(folder, is_off=lambda name: name == "whole")
    assert registry.is_off("whole")
    assert "whole" in registry.names()
    assert "whole" not in [service.name for service in registry.services()]
    with pytest.raises(ServiceUnavailable) as raised:
        registry.tool("whole", "one")
    assert raised.value.message.text("en") == "The service 'whole' is switched off."


def test_a_service_that_was_added_is_found_after_forgetting(tmp_path: Path) -> None:
    registry = Registry(tmp_path)
    assert "late" not in registry.names()
    write(tmp_path, "late")
    registry.forget()
    assert registry.tool("late", "one").full_name == "late.one"


def test_a_service_that_was_mended_works_after_forgetting(tmp_path: Path) -> None:
    place = write(tmp_path, "mended", "raise RuntimeError")
    registry = Registry(tmp_path)
    assert isinstance(registry.load("mended"), BrokenService)
    (place / "service.py").write_text(SERVICE.format(name="mended"))
    registry.forget()
    assert isinstance(registry.load("mended"), Service)


def test_a_local_service_brings_its_own_sentences(tmp_path: Path) -> None:
    place = write(tmp_path, "worded")
    (place / "locale" / "en").mkdir(parents=True)
    (place / "locale" / "en" / "worded.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "이 글은 시험에만 있습니다"\nmsgstr "This stands in a test alone"\n'
    )
    Registry(tmp_path).load("worded")
    assert translation("이 글은 시험에만 있습니다", "en") == "This stands in a test alone"


def test_further_kinds_of_services_join_from_the_same_folder(tmp_path: Path) -> None:
    from ieum.kernel.messages import _
    from ieum.kernel.service import Area

    remote = Service("far", title=_("Far"), description=_("Far"), area=Area.LIVING)
    registry = Registry(tmp_path, loaders=[lambda folder: {"far": lambda: remote}])
    assert "far" in registry.names()
    assert isinstance(registry.load("far"), BrokenService)  # it has no tools yet


def test_threads_that_load_at_once_get_one_whole_service(folder: Path) -> None:
    registry = Registry(folder)
    found: list[object] = []
    together = threading.Barrier(8)

    def load() -> None:
        together.wait()
        found.append(registry.service("whole").get("one"))

    threads = [threading.Thread(target=load) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(one) for one in found}) == 1
