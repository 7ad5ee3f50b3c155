/* manicule-cas-types.c: the types of UIMA and their features
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-types.h"

#include "manicule-uima-names.h"

#include <string.h>

/* Supertypes of a type are followed so far: a cycle ends there. */
#define MAX_ANCESTORS 100

#define CORE "de.tudarmstadt.ukp.dkpro.core.api."

struct _ManiculeCasTypes
{
  GStringChunk    *strings;   /* (owned) */
  GHashTable      *by_name;   /* (owned) (element-type ManiculeCasType) */
  ManiculeCasType *last;      /* (not owned) (nullable): that was asked for last, and will be again most times */
};

/* --- what is known without a declaration --- */

typedef struct
{
  const char *name;
  const char *supertype;
  const char *features;  /* "name:range name:range"; a range without a package is in uima.cas */
} BuiltIn;

static const BuiltIn built_ins[] = {
  { "uima.cas.TOP", NULL, "" },
  { "uima.cas.Boolean", "uima.cas.TOP", "" },
  { "uima.cas.Byte", "uima.cas.TOP", "" },
  { "uima.cas.Short", "uima.cas.TOP", "" },
  { "uima.cas.Integer", "uima.cas.TOP", "" },
  { "uima.cas.Long", "uima.cas.TOP", "" },
  { "uima.cas.Float", "uima.cas.TOP", "" },
  { "uima.cas.Double", "uima.cas.TOP", "" },
  { "uima.cas.String", "uima.cas.TOP", "" },
  { "uima.cas.ArrayBase", "uima.cas.TOP", "" },
  { "uima.cas.FSArray", "uima.cas.ArrayBase", "elements:FSArray" },
  { "uima.cas.StringArray", "uima.cas.ArrayBase", "elements:StringArray" },
  { "uima.cas.BooleanArray", "uima.cas.ArrayBase", "elements:BooleanArray" },
  { "uima.cas.ByteArray", "uima.cas.ArrayBase", "elements:String" },
  { "uima.cas.ShortArray", "uima.cas.ArrayBase", "elements:ShortArray" },
  { "uima.cas.IntegerArray", "uima.cas.ArrayBase", "elements:IntegerArray" },
  { "uima.cas.LongArray", "uima.cas.ArrayBase", "elements:LongArray" },
  { "uima.cas.FloatArray", "uima.cas.ArrayBase", "elements:FloatArray" },
  { "uima.cas.DoubleArray", "uima.cas.ArrayBase", "elements:DoubleArray" },
  { "uima.cas.ListBase", "uima.cas.TOP", "" },
  { "uima.cas.FSList", "uima.cas.ListBase", "" },
  { "uima.cas.EmptyFSList", "uima.cas.FSList", "" },
  { "uima.cas.NonEmptyFSList", "uima.cas.FSList", "head:TOP tail:TOP" },
  { "uima.cas.StringList", "uima.cas.ListBase", "" },
  { "uima.cas.EmptyStringList", "uima.cas.StringList", "" },
  { "uima.cas.NonEmptyStringList", "uima.cas.StringList", "head:String tail:TOP" },
  { "uima.cas.IntegerList", "uima.cas.ListBase", "" },
  { "uima.cas.EmptyIntegerList", "uima.cas.IntegerList", "" },
  { "uima.cas.NonEmptyIntegerList", "uima.cas.IntegerList", "head:Integer tail:TOP" },
  { "uima.cas.FloatList", "uima.cas.ListBase", "" },
  { "uima.cas.EmptyFloatList", "uima.cas.FloatList", "" },
  { "uima.cas.NonEmptyFloatList", "uima.cas.FloatList", "head:Float tail:TOP" },
  { "uima.cas.AnnotationBase", "uima.cas.TOP", "sofa:Sofa" },
  { "uima.cas.Sofa", "uima.cas.TOP", "sofaNum:Integer sofaID:String mimeType:String sofaArray:TOP sofaString:String sofaURI:String" },
  { "uima.tcas.Annotation", "uima.cas.AnnotationBase", "begin:Integer end:Integer" },
  { "uima.tcas.DocumentAnnotation", "uima.tcas.Annotation", "language:String" },
  { MANICULE_UIMA_META_DATA, "uima.tcas.DocumentAnnotation",
    "documentTitle:String documentId:String documentUri:String collectionId:String documentBaseUri:String isLastSegment:Boolean" },
  { MANICULE_UIMA_TOKEN, "uima.tcas.Annotation",
    "parent:uima.tcas.Annotation lemma:TOP stem:TOP pos:TOP morph:TOP form:TOP id:String syntacticFunction:String order:Integer" },
  { MANICULE_UIMA_SENTENCE, "uima.tcas.Annotation", "id:String" },
  { MANICULE_UIMA_NAMED_ENTITY, "uima.tcas.Annotation", "value:String identifier:String" },
  { CORE "segmentation.type.Lemma", "uima.tcas.Annotation", "value:String" },
  { CORE "segmentation.type.Stem", "uima.tcas.Annotation", "value:String" },
  { CORE "lexmorph.type.pos.POS", "uima.tcas.Annotation", "PosValue:String coarseValue:String" },
  { CORE "lexmorph.type.morph.MorphologicalFeatures", "uima.tcas.Annotation", "value:String" },
  { CORE "syntax.type.chunk.Chunk", "uima.tcas.Annotation", "chunkValue:String" },
  { CORE "syntax.type.dependency.Dependency", "uima.tcas.Annotation",
    "Governor:" MANICULE_UIMA_TOKEN " Dependent:" MANICULE_UIMA_TOKEN " DependencyType:String flavor:String" },
  { CORE "coref.type.CoreferenceLink", "uima.tcas.Annotation", "next:" CORE "coref.type.CoreferenceLink "
    "referenceType:String referenceRelation:String" },
  { CORE "coref.type.CoreferenceChain", "uima.cas.AnnotationBase", "first:" CORE "coref.type.CoreferenceLink" },
};

/* Name to built-in, made when first asked for. */
static GHashTable *
get_built_ins (void)
{
  static GHashTable *by_name = NULL;

  if (g_once_init_enter_pointer (&by_name))
    {
      GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (built_ins); i++)
        g_hash_table_insert (table, (gpointer) built_ins[i].name, (gpointer) &built_ins[i]);
      g_once_init_leave_pointer (&by_name, table);
    }

  return by_name;
}

/* --- the types --- */

static void
type_free (gpointer data)
{
  ManiculeCasType *type = data;

  g_array_unref (type->features);
  g_clear_pointer (&type->known, g_array_unref);
  g_free (type);
}

static ManiculeCasType *
add_type (ManiculeCasTypes *self,
          const char       *name,
          const char       *supertype)
{
  ManiculeCasType *type = g_new0 (ManiculeCasType, 1);

  type->name = manicule_cas_types_intern (self, name);
  type->supertype = supertype != NULL ? manicule_cas_types_intern (self, supertype) : NULL;
  type->features = g_array_new (FALSE, FALSE, sizeof (ManiculeCasFeature));
  g_hash_table_insert (self->by_name, (gpointer) type->name, type);

  return type;
}

static ManiculeCasType *
add_built_in (ManiculeCasTypes *self,
              const BuiltIn    *built_in)
{
  ManiculeCasType *type = add_type (self, built_in->name, built_in->supertype);
  g_auto(GStrv) features = g_strsplit (built_in->features, " ", -1);

  for (guint i = 0; features[i] != NULL && *features[i] != '\0'; i++)
    {
      g_auto(GStrv) parts = g_strsplit (features[i], ":", 2);
      g_autofree char *range = strchr (parts[1], '.') != NULL ? g_strdup (parts[1]) : g_strconcat ("uima.cas.", parts[1], NULL);
      ManiculeCasFeature feature = { .name = parts[0], .range = range };

      manicule_cas_types_add_feature (self, type, &feature);
    }
  type->is_built_in = TRUE;

  return type;
}

/**
 * manicule_cas_types_new:
 *
 * Returns: (transfer full): the types that are known without a declaration
 */
ManiculeCasTypes *
manicule_cas_types_new (void)
{
  ManiculeCasTypes *self = g_new0 (ManiculeCasTypes, 1);

  self->strings = g_string_chunk_new (4096);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, type_free);

  return self;
}

/**
 * manicule_cas_types_free:
 * @self: types
 *
 * Frees @self and all strings that it gave out.
 */
void
manicule_cas_types_free (ManiculeCasTypes *self)
{
  g_hash_table_unref (self->by_name);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * manicule_cas_types_intern:
 * @self: types
 * @string: a name
 *
 * Returns: (transfer none): a copy that is the same for the same name
 */
const char *
manicule_cas_types_intern (ManiculeCasTypes *self,
                           const char       *string)
{
  return g_string_chunk_insert_const (self->strings, string);
}

/**
 * manicule_cas_types_find:
 * @self: types
 * @name: the name of a type
 *
 * Returns: (transfer none) (nullable): the type
 */
ManiculeCasType *
manicule_cas_types_find (ManiculeCasTypes *self,
                         const char       *name)
{
  ManiculeCasType *type;
  const BuiltIn *built_in;

  if (self->last != NULL && g_str_equal (self->last->name, name))
    return self->last;

  type = g_hash_table_lookup (self->by_name, name);
  built_in = type == NULL ? g_hash_table_lookup (get_built_ins (), name) : NULL;
  if (type != NULL)
    self->last = type;

  /* Of those that are known anyway a document uses few, so each is made when it is asked for. */
  return built_in != NULL ? add_built_in (self, built_in) : type;
}

/**
 * manicule_cas_types_ensure:
 * @self: types
 * @name: the name of a type
 * @supertype: (nullable): what it is made from, if it is new
 *
 * Returns: (transfer none): the type of that name
 */
ManiculeCasType *
manicule_cas_types_ensure (ManiculeCasTypes *self,
                           const char       *name,
                           const char       *supertype)
{
  ManiculeCasType *type = manicule_cas_types_find (self, name);

  return type != NULL ? type : add_type (self, name, supertype);
}

/**
 * manicule_cas_types_declare:
 * @self: types
 * @name: the name of a type
 * @supertype: what it is made from
 *
 * Returns: (transfer none): the type of that name; without features where it was known, but not declared before
 */
ManiculeCasType *
manicule_cas_types_declare (ManiculeCasTypes *self,
                            const char       *name,
                            const char       *supertype)
{
  ManiculeCasType *type = manicule_cas_types_ensure (self, name, supertype);

  if (type->is_built_in && !g_str_has_prefix (name, "uima."))
    {
      type->known = type->features;
      type->features = g_array_new (FALSE, FALSE, sizeof (ManiculeCasFeature));
      type->supertype = manicule_cas_types_intern (self, supertype);
      type->is_built_in = FALSE;
    }

  return type;
}

/**
 * manicule_cas_type_is_known:
 * @type: a type
 *
 * Returns: whether it needs no declaration, or its declaration says what is known anyway
 */
gboolean
manicule_cas_type_is_known (const ManiculeCasType *type)
{
  if (type->is_built_in || type->known == NULL || type->known->len != type->features->len)
    return type->is_built_in;

  for (guint i = 0; i < type->features->len; i++)
    {
      const ManiculeCasFeature *a = &g_array_index (type->features, ManiculeCasFeature, i);
      const ManiculeCasFeature *b = &g_array_index (type->known, ManiculeCasFeature, i);

      if (a->name != b->name || a->range != b->range || a->is_shared)
        return FALSE;
    }

  return TRUE;
}

static const ManiculeCasFeature *
find_own_feature (ManiculeCasType *type,
                  const char      *name)
{
  for (guint i = 0; i < type->features->len; i++)
    {
      ManiculeCasFeature *feature = &g_array_index (type->features, ManiculeCasFeature, i);

      if (feature->name == name || strcmp (feature->name, name) == 0)
        return feature;
    }

  return NULL;
}

/**
 * manicule_cas_types_add_feature:
 * @self: types
 * @type: one of them
 * @feature: a feature; its strings are copied
 *
 * Declares a feature.
 *
 * Returns: FALSE when the type has (or inherits) one of that name and another range
 */
gboolean
manicule_cas_types_add_feature (ManiculeCasTypes         *self,
                                ManiculeCasType          *type,
                                const ManiculeCasFeature *feature)
{
  const ManiculeCasFeature *former = manicule_cas_types_find_feature (self, type->name, feature->name);
  ManiculeCasFeature copy = *feature;

  if (former != NULL)
    return manicule_cas_types_get_range (self, former) == manicule_cas_types_get_range (self, feature);

  copy.name = manicule_cas_types_intern (self, feature->name);
  copy.range = manicule_cas_types_intern (self, feature->range);
  copy.element_type = feature->element_type != NULL ? manicule_cas_types_intern (self, feature->element_type) : NULL;
  g_array_append_val (type->features, copy);

  return TRUE;
}

/**
 * manicule_cas_types_find_feature:
 * @self: types
 * @type: the name of a type
 * @feature: the name of a feature
 *
 * Returns: (transfer none) (nullable): the feature, of the type or of one that it is made from
 */
const ManiculeCasFeature *
manicule_cas_types_find_feature (ManiculeCasTypes *self,
                                 const char       *type,
                                 const char       *feature)
{
  for (guint i = 0; i < MAX_ANCESTORS && type != NULL; i++)
    {
      ManiculeCasType *found = manicule_cas_types_find (self, type);
      const ManiculeCasFeature *own = found != NULL ? find_own_feature (found, feature) : NULL;

      if (own != NULL)
        return own;
      type = found != NULL ? found->supertype : NULL;
    }

  return NULL;
}

/**
 * manicule_cas_types_is_a:
 * @self: types
 * @type: the name of a type
 * @ancestor: the name of another
 *
 * Returns: whether @type is @ancestor or made from it
 */
gboolean
manicule_cas_types_is_a (ManiculeCasTypes *self,
                         const char       *type,
                         const char       *ancestor)
{
  for (guint i = 0; i < MAX_ANCESTORS && type != NULL; i++)
    {
      ManiculeCasType *found;

      if (strcmp (type, ancestor) == 0)
        return TRUE;
      found = manicule_cas_types_find (self, type);
      type = found != NULL ? found->supertype : NULL;
    }

  return FALSE;
}

static ManiculeCasRange
get_own_range (const char *range)
{
  static const struct { const char *name; ManiculeCasRange range; } known[] = {
    { "Boolean", MANICULE_CAS_RANGE_BOOLEAN },
    { "Byte", MANICULE_CAS_RANGE_INTEGER },
    { "Short", MANICULE_CAS_RANGE_INTEGER },
    { "Integer", MANICULE_CAS_RANGE_INTEGER },
    { "Long", MANICULE_CAS_RANGE_INTEGER },
    { "Float", MANICULE_CAS_RANGE_NUMBER },
    { "Double", MANICULE_CAS_RANGE_NUMBER },
    { "String", MANICULE_CAS_RANGE_STRING },
    { "StringArray", MANICULE_CAS_RANGE_STRINGS },
    { "StringList", MANICULE_CAS_RANGE_STRINGS },
    { "FSArray", MANICULE_CAS_RANGE_REFERENCES },
    { "FSList", MANICULE_CAS_RANGE_REFERENCES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (range, known[i].name) == 0)
      return known[i].range;

  if (g_str_has_suffix (range, "Array") || strcmp (range, "IntegerList") == 0 || strcmp (range, "FloatList") == 0)
    return MANICULE_CAS_RANGE_NUMBERS;

  return MANICULE_CAS_RANGE_REFERENCE;
}

/**
 * manicule_cas_types_get_range:
 * @self: types
 * @feature: (nullable): a feature
 *
 * Returns: what its values are
 */
ManiculeCasRange
manicule_cas_types_get_range (ManiculeCasTypes         *self,
                              const ManiculeCasFeature *feature)
{
  const char *range = feature != NULL ? feature->range : NULL;
  gsize length = range != NULL ? strlen (range) : 0;

  if (range == NULL)
    return MANICULE_CAS_RANGE_UNKNOWN;

  if (length > 2 && strcmp (range + length - 2, "[]") == 0)
    {
      g_autofree char *element = g_strndup (range, length - 2);

      if (strcmp (element, "uima.cas.String") == 0)
        return MANICULE_CAS_RANGE_STRINGS;
      return g_str_has_prefix (element, "uima.cas.") && get_own_range (element + 9) != MANICULE_CAS_RANGE_REFERENCE ?
             MANICULE_CAS_RANGE_NUMBERS : MANICULE_CAS_RANGE_REFERENCES;
    }
  if (g_str_has_prefix (range, "uima.cas."))
    return get_own_range (range + strlen ("uima.cas."));

  /* A list of allowed values is a subtype of String. */
  return manicule_cas_types_is_a (self, range, "uima.cas.String") ? MANICULE_CAS_RANGE_STRING : MANICULE_CAS_RANGE_REFERENCE;
}

/* --- listing --- */

static void
add_with_what_it_needs (ManiculeCasTypes *self,
                        const char       *name,
                        GHashTable       *added,
                        GPtrArray        *pending)
{
  g_autofree char *bare = g_str_has_suffix (name, "[]") ? g_strndup (name, strlen (name) - 2) : g_strdup (name);
  ManiculeCasType *type = manicule_cas_types_find (self, bare);

  if (type != NULL && !g_str_has_prefix (type->name, "uima.cas.") && !g_str_has_prefix (type->name, "uima.tcas.") &&
      g_hash_table_add (added, type))
    g_ptr_array_add (pending, type);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(ManiculeCasType * const *) a)->name, (*(ManiculeCasType * const *) b)->name);
}

/**
 * manicule_cas_types_list:
 * @self: types
 * @used: (element-type utf8): the names of those that are used
 *
 * Returns: (transfer container) (element-type ManiculeCasType): those of them that must be declared, and what they are
 *   made from and lead to, sorted by name
 */
GPtrArray *
manicule_cas_types_list (ManiculeCasTypes *self,
                         GHashTable       *used)
{
  g_autoptr(GHashTable) added = g_hash_table_new (NULL, NULL);
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    add_with_what_it_needs (self, name, added, list);

  for (guint i = 0; i < list->len; i++)
    {
      ManiculeCasType *type = g_ptr_array_index (list, i);

      if (type->supertype != NULL)
        add_with_what_it_needs (self, type->supertype, added, list);
      for (guint j = 0; j < type->features->len; j++)
        {
          ManiculeCasFeature *feature = &g_array_index (type->features, ManiculeCasFeature, j);

          add_with_what_it_needs (self, feature->range, added, list);
          if (feature->element_type != NULL)
            add_with_what_it_needs (self, feature->element_type, added, list);
        }
    }
  g_ptr_array_sort (list, compare_names);

  return list;
}
