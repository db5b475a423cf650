#include "exchange/workbook/workbook-relations.h"

#include "base/i18n.h"
#include "exchange/workbook/workbook-xml.h"

#include <choucha/error.h>
#include <string.h>

enum { MAX_RELATIONS = 10000 };

typedef struct {
    const char *folder; /* of the part that refers, with its slash */
    GPtrArray *relations;
} Collector;

static void
relation_free(gpointer data)
{
    Relation *relation = data;

    g_free(relation->id);
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

/* @target from the root, without . and .. in it. */
static char *
resolve(const char *folder, const char *target)
{
    gboolean is_absolute = *target == '/' || *target == '\\';
    g_autofree char *whole = g_strconcat(is_absolute ? "" : folder, target, NULL);
    g_auto(GStrv) pieces = g_strsplit_set(whole, "/\\", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    for (char **piece = pieces; *piece != NULL; piece++) {
        if (strcmp(*piece, "..") == 0 && kept->len > 0)
            g_ptr_array_set_size(kept, (gint)kept->len - 1);
        else if (**piece != '\0' && strcmp(*piece, ".") != 0 && strcmp(*piece, "..") != 0)
            g_ptr_array_add(kept, *piece);
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

static void
start(XmlReader *reader, const char *name, const char **attributes, gpointer data)
{
    Collector *collector = data;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    Relation *relation;

    if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
        (mode != NULL && g_ascii_strcasecmp(mode, "External") == 0))
        return;
    if (collector->relations->len == MAX_RELATIONS) {
        xml_reader_fail(
            reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID, _("the workbook has too many parts")));
        return;
    }
    relation = g_new0(Relation, 1);
    relation->id = g_strdup(id);
    relation->type = g_path_get_basename(type);
    relation->target = resolve(collector->folder, target);
    g_ptr_array_add(collector->relations, relation);
}

static void
end(XmlReader *reader, const char *name, gpointer data)
{
    (void)reader;
    (void)name;
    (void)data;
}

GPtrArray *
relations_read(Package *package, const char *source, GError **error)
{
    static const XmlHandlers HANDLERS = {start, end, NULL, NULL};
    g_autoptr(GPtrArray) relations = g_ptr_array_new_with_free_func(relation_free);
    const char *slash = strrchr(source, '/');
    const char *base = slash != NULL ? slash + 1 : source;
    g_autofree char *folder = g_strndup(source, (gsize)(base - source));
    g_autofree char *part = g_strdup_printf("%s_rels/%s.rels", folder, base);
    Collector collector = {.folder = folder, .relations = relations};

    if (package_has(package, part) &&
        !xml_read_part(package, part, PACKAGE_MAX_OTHER, &HANDLERS, &collector, error))
        return NULL;
    return g_steal_pointer(&relations);
}

const Relation *
relations_find(const GPtrArray *relations, const char *id, const char *type)
{
    for (guint i = 0; i < relations->len; i++) {
        const Relation *relation = g_ptr_array_index(relations, i);

        if ((id == NULL || strcmp(relation->id, id) == 0) &&
            (type == NULL || strcmp(relation->type, type) == 0))
            return relation;
    }
    return NULL;
}
