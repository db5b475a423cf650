/* How the parts of a workbook refer to each other. */
#pragma once

#include "exchange/workbook/workbook-package.h"

typedef struct {
    char *id;
    char *type;   /* the last piece of its address: "worksheet", "styles" */
    char *target; /* name of the part, from the root of the package */
} Relation;

/* (element-type Relation): those of the part @source, or of the package itself
 * when it is "". Empty when it has none; what lies outside is left out.
 * CHA_ERROR_INVALID: a damaged part. */
GPtrArray *relations_read(Package *package, const char *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first with that id or type, where not NULL; or NULL. */
const Relation *relations_find(const GPtrArray *relations, const char *id, const char *type);
