#include "domain/level.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static const char SUFFIX[] = "@subordinates";

struct Hierarchy {
    GHashTable *parents; /* department to the one above it */
    GHashTable *above;   /* those that are a parent */
};

const char *
level_name(Level level)
{
    return level == LEVEL_SUBORDINATES ? "subordinates" : "own";
}

Level
level_from_name(const char *name)
{
    return strcmp(name, "subordinates") == 0 ? LEVEL_SUBORDINATES : LEVEL_OWN;
}

char *
level_staff(const char *department, Level level)
{
    return g_strconcat(department, level == LEVEL_SUBORDINATES ? SUFFIX : "", NULL);
}

gboolean
level_can_name(const char *department, Level level)
{
    return level == LEVEL_OWN ||
           (strchr(department, '@') == NULL && strlen(department) + strlen(SUFFIX) <= TEXT_IDENTIFIER_MAX);
}

char *
level_text(const char *department, Level level)
{
    return level == LEVEL_SUBORDINATES ? g_strdup_printf(_("%s (subordinates)"), department)
                                       : g_strdup(department);
}

Hierarchy *
hierarchy_new(void)
{
    Hierarchy *hierarchy = g_new0(Hierarchy, 1);

    hierarchy->parents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    hierarchy->above = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return hierarchy;
}

void
hierarchy_free(Hierarchy *hierarchy)
{
    if (hierarchy == NULL)
        return;
    g_hash_table_unref(hierarchy->parents);
    g_hash_table_unref(hierarchy->above);
    g_free(hierarchy);
}

void
hierarchy_add(Hierarchy *hierarchy, const char *department, const char *parent)
{
    if (*parent == '\0')
        return;
    g_hash_table_insert(hierarchy->parents, g_strdup(department), g_strdup(parent));
    g_hash_table_add(hierarchy->above, g_strdup(parent));
}

const char *
hierarchy_parent(const Hierarchy *hierarchy, const char *department)
{
    return g_hash_table_lookup(hierarchy->parents, department);
}

gboolean
hierarchy_has_subordinates(const Hierarchy *hierarchy, const char *department)
{
    return g_hash_table_contains(hierarchy->above, department);
}
