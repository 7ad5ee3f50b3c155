/* manicule-hash-set.c: which of very many short texts were there, in eight bytes each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-hash-set.h"

#include <string.h>

#define MIN_SLOTS 64u

struct _ManiculeHashSet
{
  guint64 *slots;    /* (owned): hashes where they belong or behind that place, 0: free */
  gsize    n_slots;  /* a power of two */
  gsize    n_used;   /* at most three quarters of them */
  guint64  seed;     /* so that nobody can choose texts that meet */
};

/**
 * manicule_hash_set_new:
 *
 * Returns: (transfer full): an empty set
 */
ManiculeHashSet *
manicule_hash_set_new (void)
{
  ManiculeHashSet *self = g_new0 (ManiculeHashSet, 1);

  self->n_slots = MIN_SLOTS;
  self->slots = g_new0 (guint64, self->n_slots);
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();

  return self;
}

/**
 * manicule_hash_set_free:
 * @self: a set
 *
 * Frees @self.
 */
void
manicule_hash_set_free (ManiculeHashSet *self)
{
  g_free (self->slots);
  g_free (self);
}

/* Spreads every bit over all others (Steele, Lea and Flood, 2014: the finalizer of SplitMix64). */
static guint64
mix (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return value ^ (value >> 31);
}

/* Never 0, which is a free slot. */
static guint64
hash (ManiculeHashSet *self,
      const char      *text)
{
  gsize length = strlen (text);
  guint64 value = mix (self->seed ^ length);

  for (gsize i = 0; i < length; i += sizeof value)
    {
      guint64 word = 0;

      memcpy (&word, text + i, MIN (length - i, sizeof word));
      value = mix (value ^ word);
    }

  return value != 0 ? value : 1;
}

/* The slot of @value, or the free one where it would be put. */
static guint64 *
find (ManiculeHashSet *self,
      guint64          value)
{
  gsize i = (gsize) value & (self->n_slots - 1);

  while (self->slots[i] != 0 && self->slots[i] != value)
    i = (i + 1) & (self->n_slots - 1);

  return self->slots + i;
}

static void
grow (ManiculeHashSet *self)
{
  g_autofree guint64 *old = g_steal_pointer (&self->slots);
  gsize n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (guint64, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != 0)
      *find (self, old[i]) = old[i];
}

/**
 * manicule_hash_set_add:
 * @self: a set
 * @text: a text
 *
 * Returns: whether it was not there before
 */
gboolean
manicule_hash_set_add (ManiculeHashSet *self,
                       const char      *text)
{
  guint64 value = hash (self, text);
  guint64 *slot = find (self, value);

  if (*slot == value)
    return FALSE;

  *slot = value;
  if (++self->n_used > self->n_slots / 4 * 3)
    grow (self);

  return TRUE;
}

/**
 * manicule_hash_set_contains:
 * @self: a set
 * @text: a text
 *
 * Returns: whether it is there
 */
gboolean
manicule_hash_set_contains (ManiculeHashSet *self,
                            const char      *text)
{
  guint64 value = hash (self, text);

  return *find (self, value) == value;
}
