"""What the login looks like: one form that works without scripts, and as dark as the reader's system."""

from __future__ import annotations

from markupsafe import Markup

from heshu.app.wording import Language, say

STYLE = Markup("""
:root { color-scheme: light dark; --paper: #f5f6f7; --sheet: #fff; --ink: #1d2630; --soft: #5b6673; --line: #c3cad2;
  --accent: #1b5e8c; --accent-ink: #fff; --bad: #a8321f; }
@media (prefers-color-scheme: dark) { :root { --paper: #15191e; --sheet: #1b2026; --ink: #dfe4ea; --soft: #a0abb7;
  --line: #3b444e; --accent: #79b4da; --accent-ink: #10202c; --bad: #f0917e; } }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { width: min(340px, 100vw - 32px); box-sizing: border-box; padding: 28px; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 12px; }
h1 { font-size: 20px; margin: 0; } p { margin: 4px 0 16px; color: var(--soft); font-size: 13.5px; }
label { display: block; font-size: 13px; color: var(--soft); margin-top: 12px; }
input { width: 100%; box-sizing: border-box; font: inherit; color: inherit; background: var(--paper);
  padding: 7px 10px; border: 1px solid var(--line); border-radius: 8px; }
button { width: 100%; margin-top: 20px; padding: 8px; font: inherit; font-weight: 600; border: 0; border-radius: 8px;
  color: var(--accent-ink); background: var(--accent); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
[role="alert"] { color: var(--bad); margin: 12px 0 0; }
""")
_PAGE = Markup("""<!doctype html>
<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {login}</title><style>{style}</style></head>
<body><main><h1>{title}</h1><p>{help}</p>
<form method="post" action="/login">
<label for="name">{name_label}</label>
<input id="name" name="name" value="{name}" required autocomplete="username" autocapitalize="off"{first}>
<label for="password">{password_label}</label>
<input id="password" name="password" type="password" required autocomplete="current-password"{second}>
{wrong}<button>{login}</button></form></main>
<script>document.forms[0].action += location.hash;</script></body></html>
""")


def page(language: Language, wrong: str = "", name: str = "") -> bytes:
    """Write the form; ``wrong`` says why the last try came to nothing."""
    focus = Markup(" autofocus")
    alert = Markup('<p role="alert">{}</p>').format(wrong) if wrong else Markup("")
    written = _PAGE.format(
        tag={"zh": "zh-CN", "en": "en"}[language],
        title=say(language, "title"),
        style=STYLE,
        help=say(language, "login_help"),
        name_label=say(language, "user_name"),
        password_label=say(language, "password"),
        login=say(language, "login"),
        name=name,
        wrong=alert,
        first=Markup("") if name else focus,
        second=focus if name else Markup(""),
    )
    return str(written).encode()
