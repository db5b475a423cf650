/* What a command works with: the store, the user's name, the console. */
#pragma once

#include "cli/console.h"

#include <choucha/store.h>

typedef struct {
    char *store_path;
    char *by;
    Console console;
} Session;

/* How a command ended. */
typedef enum {
    ANSWER_FAILED, /* the error is set */
    ANSWER_GOOD,
    ANSWER_NOT_ALL_GOOD,
} Answer;

typedef enum {
    SESSION_READ,
    SESSION_CHANGE,
} SessionNeed;

/* Opens the store for what works on records that are there already; a missing
 * store is an empty one then, and none is made. */
ChaStore *session_open(const Session *session, SessionNeed need, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs @work on a store that is made when it is missing. It is made aside and
 * put in its place when the work has succeeded, so that a command that fails
 * leaves no store behind. Should another process have made one meanwhile, the
 * work is done again on that one. */
typedef Answer (*SessionWork)(Session *session, ChaStore *store, gpointer data, GError **error);
Answer session_make(Session *session, SessionWork work, gpointer data, GError **error);
