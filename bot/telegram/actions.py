"""The one table of buttons: what the first part of a button's data stands for."""

from __future__ import annotations

from bot.telegram import buttons, gaps, groups, own_data, private, uploads, wishes
from bot.telegram.buttons import Action

ACTIONS: dict[str, Action] = {
    "v": buttons.on_vote,
    "r": buttons.on_reason,
    "c": buttons.on_context,
    "n": buttons.on_next,
    "q": buttons.on_suggestion,
    "w": wishes.on_bell,
    "x": buttons.on_example,
    "s": buttons.on_speaker,
    "l": private.on_language_button,
    "m": groups.on_mode_button,
    "g": own_data.on_forget_button,
    "a": uploads.on_upload_button,
    "d": uploads.on_remove_button,
    "gl": gaps.for_admins(gaps.on_list),
    "gg": gaps.for_admins(gaps.on_open),
    "gd": gaps.for_admins(gaps.on_decide),
    "gu": gaps.for_admins(gaps.on_undo),
    "gn": gaps.for_admins(gaps.on_next_gap),
    "gs": gaps.for_admins(gaps.on_search_button),
}
