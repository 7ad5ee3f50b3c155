/* test-window-choices.c: what is chosen for exports, from one to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-choices.h"
#include "manicule-settings.h"

static GHashTable *
recall (const char *uri)
{
  return manicule_export_choices_recall (manicule_settings_get (), uri);
}

static void
remember (const char *uri,
          const char *format)
{
  g_autoptr(GHashTable) choices = recall (uri);

  g_hash_table_insert (choices, g_strdup ("format"), g_strdup (format));
  manicule_export_choices_remember (manicule_settings_get (), uri, choices);
}

static void
assert_format (const char *uri,
               const char *format)
{
  g_autoptr(GHashTable) choices = recall (uri);

  g_assert_cmpstr (g_hash_table_lookup (choices, "format"), ==, format);
}

/* Each project has its own choices, the last ones count, and the project that was exported longest ago falls out. */
static void
test_projects (void)
{
  guint i;

  g_settings_reset (manicule_settings_get (), "export-choices");
  assert_format ("file:///1", NULL);
  for (i = 1; i <= MANICULE_EXPORT_CHOICES_MAX; i++)
    {
      g_autofree char *uri = g_strdup_printf ("file:///%u", i);

      remember (uri, "brat");
    }
  remember ("file:///1", "conll");
  assert_format ("file:///1", "conll");
  assert_format ("file:///2", "brat");

  remember ("file:///new", "csv");
  assert_format ("file:///1", "conll");
  assert_format ("file:///2", NULL);
  assert_format ("file:///3", "brat");
}

/* What is done with losses is kept for each format; the defaults need no words. */
static void
test_policy (void)
{
  g_autoptr(GHashTable) choices = recall ("file:///nowhere");
  const ManiculeFormat *conll = manicule_formats_find ("conll");
  const ManiculeFormat *brat = manicule_formats_find ("brat");
  ManiculeLossPolicy policy, plain;

  manicule_loss_policy_init (&plain, conll);
  policy = plain;
  manicule_export_choices_set_policy (choices, conll, &policy);
  g_assert_cmpuint (g_hash_table_size (choices), ==, 0);

  policy.policy[MANICULE_LOSS_NESTED] = MANICULE_LOSSY_INNER;
  manicule_export_choices_set_policy (choices, conll, &policy);
  manicule_export_choices_get_policy (choices, conll, &plain);
  g_assert_cmpint (plain.policy[MANICULE_LOSS_NESTED], ==, MANICULE_LOSSY_INNER);
  manicule_export_choices_get_policy (choices, brat, &plain);
  manicule_loss_policy_init (&policy, brat);
  g_assert_cmpmem (plain.policy, sizeof plain.policy, policy.policy, sizeof policy.policy);
}

/* What cannot be chosen any more counts as not chosen. */
static void
test_out_of_date (void)
{
  g_autoptr(GHashTable) choices = recall ("file:///nowhere");
  g_autoptr(GHashTable) options = NULL;
  const ManiculeFormat *conll = manicule_formats_find ("conll");
  const ManiculeFormatOption *option = conll->options;
  ManiculeLossPolicy policy, plain;

  while (option->values == NULL)
    option++;
  manicule_export_choices_set_option (choices, conll, option, option->values[1]);
  g_assert_cmpstr (manicule_export_choices_get_option (choices, conll, option), ==, option->values[1]);
  manicule_export_choices_set_option (choices, conll, option, "of another version");
  g_assert_null (manicule_export_choices_get_option (choices, conll, option));
  options = manicule_export_choices_dup_options (choices, conll);
  g_assert_cmpuint (g_hash_table_size (options), ==, 0);

  g_hash_table_insert (choices, g_strdup ("lossy/conll"), g_strdup ("nested=sideways"));
  manicule_export_choices_get_policy (choices, conll, &policy);
  manicule_loss_policy_init (&plain, conll);
  g_assert_cmpmem (plain.policy, sizeof plain.policy, policy.policy, sizeof policy.policy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/choices/projects", test_projects);
  g_test_add_func ("/window/choices/policy", test_policy);
  g_test_add_func ("/window/choices/out-of-date", test_out_of_date);

  return g_test_run ();
}
