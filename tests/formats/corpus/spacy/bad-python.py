TRAIN_DATA = [
    ("Ida left.", {"entities": [(0, 3, "PER")]}),
    ("Ida left.", {"entities": [(0, len("Ida"), "PER")]}),
]
