"""People's programs and robots."""

import pytest

from listen.plays.robots import is_robot


@pytest.mark.parametrize(
    "user_agent",
    [
        "AppleCoreMedia/1.0.0.20G81 (iPhone; U; CPU OS 16_6_1 like Mac OS X; en_us)",
        "Podcasts/4023.610.1 CFNetwork/3860.300.31 Darwin/25.2.0",
        "Overcast/3.0 (+http://overcast.fm/; iOS podcast app)",
        "AntennaPod/3.4.1",
        "PodcastAddict/v5 (+https://podcastaddict.com/; Android podcast app)",
        "Pocket Casts",
        "Spotify/8.9.0 iOS/17.0 (iPhone14,5)",
        "gPodder/3.11.4 (+http://gpodder.org/) Linux",
        "CastBox/8.20 (Linux;Android 12)",
        "okhttp/4.12.0",
        "Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B)",
        "stagefright/1.2 (Linux;Android 7.0)",
        "iTunes/12.12 (Windows; Microsoft Windows 10 x64)",
        "Sonos/83.1-61240 (ZPS38)",
        "VLC/3.0.20 LibVLC/3.0.20",
        "Lavf/58.76.100",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_P40) AppleWebKit/537.36 Chrome/90 Mobile Safari/537",
        "Mozilla/5.0 (Linux; Android 9; CUBOT X18 Plus) AppleWebKit/537.36 Chrome/90 Safari/537",
        "小宇宙/2.60 (iPhone; iOS 17)",
        "Подкасты/1.0",
    ],
)
def test_an_app_that_a_person_uses_is_no_robot(user_agent: str) -> None:
    assert not is_robot(user_agent)


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "GPTBot/1.1",
        "Mozilla/5.0 (compatible; ClaudeBot/1.0)",
        "facebookexternalhit/1.1",
        "Slackbot-LinkExpanding 1.0",
        "Twitterbot/1.0",
        "bitlybot/3.0",
        "SemrushBot~bl",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Barkrowler/0.9",
        "Baiduspider+(+http://www.baidu.com/search/spider.htm)",
        "Scrapy/2.11",
        "OP3-fetcher/1",
        "UptimeRobot/2.0",
        "Pingdom.com_bot_version_1.4",
        "ia_archiver",
        "curl/8.5.0",
        "Wget/1.21",
        "python-requests/2.31",
        "Python/3.11 aiohttp/3.9",
        "Go-http-client/2.0",
        "Java/17",
        "Apache-HttpClient/4.5",
        "libwww-perl/6",
        "axios/1.6",
        "node-fetch/1.0",
        "PostmanRuntime/7.36",
        "",
        "-",
        "1.0",
    ],
)
def test_a_robot_or_a_script_is_one(user_agent: str) -> None:
    assert is_robot(user_agent)
