/* SQL over the tables of kinds, built from the names in domain/kind.c; values
 * are always bound. */
#pragma once

#include "domain/kind.h"

/* "a", "b": all columns of a kind, each with @prefix ("d.") before it. */
char *record_sql_columns(const Kind *kind, const char *prefix);
/* "a", "b": those of the key. */
char *record_sql_keys(const Kind *kind, const char *prefix);
/* l."a" = r."a" AND …: the keys of two tables are the same. */
char *record_sql_same_key(const Kind *kind, const char *left, const char *right);
/* "a" = ?1 AND …: the key is that of the first parameters. */
char *record_sql_key_bound(const Kind *kind);
