/* The calendar files that say when inspectors are busy: table busy_file. */
#pragma once

#include "store/store.h"

/* *ret_content is NULL when the inspector has no file of that name. */
gboolean busy_store_get(ChaStore *store, const char *inspector, const char *file, char **ret_content,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a file or replaces what it gave before, inside an open transaction, as
 * part of @change. */
gboolean busy_store_put(ChaStore *store, const char *inspector, const char *file, const char *content,
                        gint64 change, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Withdraws files, all or none, in a transaction of its own: CHA_ERROR_NOT_FOUND
 * for one that is not there, which names those that are. */
gboolean busy_store_remove(ChaStore *store, const char *inspector, const char *const *files,
                           const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The texts are valid during the call only; FALSE with an error ends the walk. */
typedef gboolean (*BusyFileVisitor)(const char *inspector, const char *file, const char *content,
                                    gpointer data, GError **error);
/* The files of one inspector by name. */
gboolean busy_store_walk(ChaStore *store, const char *inspector, BusyFileVisitor visit, gpointer data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The files of all inspectors with a seat in a campaign. */
gboolean busy_store_walk_campaign(ChaStore *store, const char *campaign, BusyFileVisitor visit, gpointer data,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*AppointmentVisitor)(const char *campaign, const char *visit, const char *date,
                                   const char *from, const char *to, gpointer data);
/* What an inspector has to do for campaigns that are not void, as far as there
 * is no result yet; in order of time. */
gboolean busy_store_walk_appointments(ChaStore *store, const char *inspector, AppointmentVisitor visit,
                                      gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
