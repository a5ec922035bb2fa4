"""The Wagtail app, in a real project: published, edited, restricted, moved and deleted pages."""

import json
import subprocess
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.cms.static.conftest import INTEGRATIONS, SITE_URL, WORDS, Listen

pytestmark = pytest.mark.cms


class Project:
    """A Django project with pages of one type."""

    def __init__(self, folder: Path, tools: Path, listen: Listen) -> None:
        self.folder = folder
        self._tools = tools
        self._listen = listen

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = f"PYTHONPATH={INTEGRATIONS / 'wagtail'}"
        python = self._tools / "python/bin/python"
        return self._listen.run("env", path, python, "manage.py", *arguments, cwd=self.folder)

    def do(self, code: str) -> Any:
        """Run code with the models. Return what it prints, which is JSON."""
        preamble = (
            "import json\nfrom wagtail.models import *\nfrom home.models import HomePage\n"
            "home = HomePage.objects.first()\n"
            "def page(title): return HomePage.objects.get(title=title)\n"
        )
        done = self.manage("shell", "-c", preamble + textwrap.dedent(code))
        assert done.returncode == 0, done.stderr
        # Django 5.2 prints what it has imported first.
        lines = [line for line in done.stdout.splitlines() if line.startswith(("[", "{", '"'))]
        return json.loads(lines[-1]) if lines else None


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, tools: Path, listen: Listen) -> Project:
    folder = tmp_path_factory.mktemp("wagtail")
    made = listen.run(tools / "python/bin/wagtail", "start", "news", ".", cwd=folder)
    assert made.returncode == 0, made.stderr
    (folder / "home/models.py").write_text(
        "from django.db import models\nfrom wagtail.fields import RichTextField\n"
        "from wagtail.models import Page\n\n"
        "class HomePage(Page):\n    body = RichTextField(blank=True)\n"
    )
    (folder / "home/templates/home/home_page.html").write_text(
        "{% load wagtailcore_tags listen_tags %}<!doctype html><html lang=en><body>"
        "<nav><a href=/>News</a>{{ request.user.username }}</nav>"
        "<article><h1>{{ page.title }}</h1>{% listen_player %}{{ page.body|richtext }}</article>"
    )
    with (folder / "news/settings/dev.py").open("a") as settings:
        settings.write(
            "\nINSTALLED_APPS += ['wagtail_listen']\nALLOWED_HOSTS = ['*']\n"
            f"LISTEN = {{'server': '{listen.url}', 'key': '{listen.key}'}}\n"
        )
    project = Project(folder, tools, listen)
    for command in (["makemigrations", "home"], ["migrate"]):
        done = project.manage(*command)
        assert done.returncode == 0, done.stderr
    words = "".join(f"<p>{text}</p>" for text in WORDS.split("\n\n"))
    project.do(
        f"""
        site = Site.objects.first()
        site.hostname, site.port = {SITE_URL.removeprefix("https://")!r}, 443
        site.save()
        for title in ("One", "Two", "Three", "Four"):
            new = HomePage(title=title, slug=title.lower(), body={words!r} + f"<p>{{title}}.</p>")
            home.add_child(instance=new)
            new.save_revision().publish()
        """
    )
    return project


def url(path: str) -> str:
    return f"{SITE_URL}/{path}"


def test_a_published_page_is_registered_as_a_stranger_sees_it(
    project: Project, listen: Listen
) -> None:
    articles = listen.articles()
    assert {url("one/"), url("two/")} <= {*articles}
    one = listen.wait_until_ready(articles[url("one/")]["id"])
    assert listen.text(one).startswith("One\n\nThe old bridge opened")
    assert one["published_at"]
    rendered = project.do(
        "from wagtail_listen.articles import render; print(json.dumps(render(page('One'))))"
    )
    assert f'src="{listen.url}/player.js"' in rendered


def test_an_edit_is_a_new_version_and_a_rollback_is_nothing(
    project: Project, listen: Listen
) -> None:
    before = listen.articles()[url("one/")]
    project.do(
        """
        from django.db import transaction
        one = page("One")
        one.body += "<p>It has one more sentence now.</p>"
        try:
            with transaction.atomic():
                one.save_revision().publish()
                raise RuntimeError
        except RuntimeError:
            pass
        """
    )
    assert listen.articles()[url("one/")]["version"] == before["version"]
    project.do(
        """
        one = page("One")
        one.body += "<p>It has one more sentence now.</p>"
        one.save_revision().publish()
        """
    )
    assert listen.articles()[url("one/")]["version"] == before["version"] + 1


def test_a_page_that_is_unpublished_restricted_or_deleted_is_withdrawn(
    project: Project, listen: Listen
) -> None:
    project.do(
        """
        page("Two").unpublish()
        PageViewRestriction.objects.create(
            page=page("Three"), restriction_type="password", password="x")
        page("Four").delete()
        """
    )
    assert {url("two/"), url("three/"), url("four/")}.isdisjoint(listen.articles())
    project.do("PageViewRestriction.objects.all().first().delete()")
    assert url("three/") in listen.articles()


def test_a_new_slug_moves_the_page_and_those_below_it(project: Project, listen: Listen) -> None:
    project.do(
        f"""
        parent = page("Three")
        child = HomePage(title="Child", slug="child", body={WORDS!r})
        parent.add_child(instance=child)
        child.save_revision().publish()
        """
    )
    assert url("three/child/") in listen.articles()
    project.do(
        """
        parent = page("Three")
        parent.slug = "third"
        parent.save_revision().publish()
        """
    )
    assert {url("third/"), url("third/child/")} <= {*listen.articles()}


def test_pages_that_were_imported_without_a_signal_are_synchronized(
    project: Project, listen: Listen
) -> None:
    project.do(
        f"""
        home.add_child(instance=HomePage(title="Imported", slug="imported", body={WORDS!r}))
        """
    )
    assert url("imported/") not in listen.articles()
    done = project.manage("listen_sync")
    assert done.returncode == 0, done.stderr
    assert "0 failed" in done.stdout
    assert url("imported/") in listen.articles()


def test_a_server_that_is_away_does_not_delay_publishing(project: Project, listen: Listen) -> None:
    project.do(
        """
        import time
        from django.test.utils import override_settings
        from wagtail_listen import send
        send._PAUSES = ()
        server = {"server": "http://127.0.0.1:9", "key": "x"}
        with override_settings(LISTEN=server):
            page("One").save_revision().publish()
            assert page("One").live
            send._executor.shutdown()
        """
    )
