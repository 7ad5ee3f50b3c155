/* manicule-surface-hits.c: ranges shown for a while: search hits, a preview
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

/**
 * manicule_surface_set_hits:
 * @self: a surface
 * @hits: (nullable) (element-type ManiculeRange): ranges in code points, in order and not overlapping; copied
 * @current: the one that is drawn stronger, G_MAXUINT: none
 *
 * Shows these and no others.
 */
void
manicule_surface_set_hits (ManiculeSurface *self,
                           GArray          *hits,
                           guint            current)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));

  g_clear_pointer (&self->hits, g_array_unref);
  self->current_hit = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (hits == NULL || hits->len == 0 || self->text == NULL)
    {
      g_signal_emit_by_name (self, "hits-changed");
      return;
    }

  self->hits = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeRange), hits->len);
  for (guint i = 0; i < hits->len; i++)
    {
      const ManiculeRange *hit = &g_array_index (hits, ManiculeRange, i);
      ManiculeRange bytes = { manicule_surface_to_byte (self, hit->start), manicule_surface_to_byte (self, hit->end) };

      g_array_append_val (self->hits, bytes);
    }
  g_signal_emit_by_name (self, "hits-changed");
}
