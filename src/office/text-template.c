#include "office/text-template.h"

#include <string.h>

struct TemplateValues {
    GHashTable *fields; /* name to text */
    GHashTable *parts;  /* name to array of TemplateValues */
};

static void
free_parts(gpointer data)
{
    g_ptr_array_unref(data);
}

static void
free_values(gpointer data)
{
    template_values_free(data);
}

TemplateValues *
template_values_new(void)
{
    TemplateValues *values = g_new0(TemplateValues, 1);

    values->fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    values->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_parts);
    return values;
}

void
template_values_free(TemplateValues *values)
{
    if (values == NULL)
        return;
    g_hash_table_unref(values->fields);
    g_hash_table_unref(values->parts);
    g_free(values);
}

void
template_values_set(TemplateValues *values, const char *name, const char *text)
{
    g_hash_table_replace(values->fields, g_strdup(name), g_strdup(text));
}

TemplateValues *
template_values_add(TemplateValues *values, const char *name)
{
    GPtrArray *parts = g_hash_table_lookup(values->parts, name);
    TemplateValues *part = template_values_new();

    if (parts == NULL) {
        parts = g_ptr_array_new_with_free_func(free_values);
        g_hash_table_insert(values->parts, g_strdup(name), parts);
    }
    g_ptr_array_add(parts, part);
    return part;
}

/* The name in a line that is nothing but `{{#name}}`, or NULL. */
static char *
part_name(const char *line)
{
    gsize length = strlen(line);

    return length > 5 && g_str_has_prefix(line, "{{#") && g_str_has_suffix(line, "}}")
               ? g_strndup(line + 3, length - 5)
               : NULL;
}

static void
fill_line(const char *line, TemplateKind kind, const TemplateValues *values, GString *filled)
{
    const char *gap;

    while ((gap = strstr(line, "{{")) != NULL) {
        const char *end = strstr(gap, "}}");
        g_autofree char *name = g_strndup(gap + 2, (gsize)(end - gap) - 2);
        const char *text = g_hash_table_lookup(values->fields, name);
        g_autofree char *escaped = NULL;

        if (text == NULL)
            g_error("a text has the gap %s, which nothing fills", name);
        escaped = kind == TEMPLATE_HTML ? g_markup_escape_text(text, -1) : g_strdup(text);
        g_string_append_len(filled, line, gap - line);
        g_string_append(filled, escaped);
        line = end + 2;
    }
    g_string_append_printf(filled, "%s\n", line);
}

static void
fill_lines(char **lines, char **end, TemplateKind kind, const TemplateValues *values, GString *filled)
{
    for (char **line = lines; line < end; line++) {
        g_autofree char *name = part_name(*line);
        g_autofree char *closing = name != NULL ? g_strdup_printf("{{/%s}}", name) : NULL;
        const GPtrArray *parts = name != NULL ? g_hash_table_lookup(values->parts, name) : NULL;
        char **first = line + 1;

        if (name == NULL) {
            fill_line(*line, kind, values, filled);
            continue;
        }
        while (strcmp(*line, closing) != 0)
            line++;
        for (guint i = 0; parts != NULL && i < parts->len; i++)
            fill_lines(first, line, kind, g_ptr_array_index(parts, i), filled);
    }
}

void
template_fill(const char *text, TemplateKind kind, const TemplateValues *values, GString *filled)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    /* An empty one follows the last. */
    fill_lines(lines, lines + g_strv_length(lines) - 1, kind, values, filled);
}
