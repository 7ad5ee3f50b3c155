"""A window of another program from which files can be dragged.

Usage: drag-source.py FILE…

SPDX-License-Identifier: GPL-3.0-or-later
"""
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def main():
    """Shows a window that is one drag source, until something was dragged from it."""
    loop = GLib.MainLoop()
    window = Gtk.Window(title="Drag Source", default_width=160, default_height=160, decorated=False)
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[1:]])
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY,
                            content=Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files)))
    label = Gtk.Label(label="Drag me")
    window.set_child(label)
    window.add_controller(source)
    source.connect("drag-end", lambda *_arguments: loop.quit())
    window.present()
    loop.run()


if __name__ == "__main__":
    main()
