/* Texts with gaps: `{{name}}` is filled with a field, and the lines between a line
 * `{{#name}}` and a line `{{/name}}` come once for each part of that name, filled
 * with the part's own fields and parts; without a part they are left out. */
#pragma once

#include <glib.h>

typedef struct TemplateValues TemplateValues;

TemplateValues *template_values_new(void);
void template_values_free(TemplateValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateValues, template_values_free)

void template_values_set(TemplateValues *values, const char *name, const char *text);
/* One more part, which belongs to @values. */
TemplateValues *template_values_add(TemplateValues *values, const char *name);

typedef enum {
    TEMPLATE_PLAIN,
    TEMPLATE_HTML, /* fields are escaped */
} TemplateKind;

/* Adds the filled text. A gap that no field fills is a mistake of the program. */
void template_fill(const char *text, TemplateKind kind, const TemplateValues *values, GString *filled);
