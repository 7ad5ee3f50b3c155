# -*- coding: utf-8 -*-
"""Examples."""

TRAIN_DATA = [
    ("Ida's ferry — “Anneke” " 'left.\n', {"entities": [(0, 3, "PER"), (15, 21, "SHIP",)]}),  # a comment
    (u"Bo \u00e9 \"x\"", {
        'entities': [(0, 2, 'PER')],
        'cats': {'news': True, 'sport': False, 'none': 0.25},
    }),
]

print(TRAIN_DATA)
