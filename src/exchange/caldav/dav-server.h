/* A CalDAV server (RFC 4791): collections of calendar objects, each with an entity
 * tag that changes when it changes, so that nobody overwrites what he has not seen.
 *
 * A request that fails for a while (time-out, 5xx, 429) is made three times, with
 * growing pauses or the one that the server asks for. */
#pragma once

#include <glib.h>

typedef struct DavServer DavServer;

/* How a request ended. */
typedef enum {
    DAV_DONE,
    DAV_MISSING,     /* 404, 410: there is no such object or collection */
    DAV_CHANGED,     /* 412: it is not as the condition says */
    DAV_HOMELESS,    /* 409: there is nothing that it could be in */
    DAV_REFUSED,     /* any other answer that will not change by asking again */
    DAV_UNREACHABLE, /* no answer, or none but that it cannot be done now */
} DavOutcome;

/* @base: the URL that collections are below. Passwords go over https, or to the own
 * machine. %CHA_ERROR_INVALID for an unfit URL, or when choucha was built without
 * CalDAV. */
DavServer *dav_server_new(const char *base, const char *user, const char *password,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dav_server_free(DavServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DavServer, dav_server_free)
/* How long to wait for an answer, in seconds; 30 unless set. And how long the first
 * pause is, in milliseconds; 500 unless set. */
void dav_server_set_patience(DavServer *server, guint seconds, guint milliseconds);

/* The URL of a collection, with a slash at its end. */
char *dav_server_collection(const DavServer *server, const char *name);
/* Why the last request did not end with %DAV_DONE; owned by the server. */
const char *dav_server_trouble(const DavServer *server);

/* Names and entity tags of what is in a collection. */
DavOutcome dav_server_list(DavServer *server, const char *collection, GHashTable **ret_tags);
DavOutcome dav_server_make(DavServer *server, const char *collection, const char *title);
DavOutcome dav_server_get(DavServer *server, const char *collection, const char *object, char **ret_text,
                          char **ret_tag);
/* @tag: that of the object as it was seen; NULL: there must be none. *ret_tag may be
 * NULL, when the server has changed what it was given. */
DavOutcome dav_server_put(DavServer *server, const char *collection, const char *object, const char *text,
                          const char *tag, char **ret_tag);
DavOutcome dav_server_remove(DavServer *server, const char *collection, const char *object, const char *tag);
