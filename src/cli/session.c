#include "cli/session.h"

#include "cli/language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

ChaStore *
session_open(const Session *session, SessionNeed need, GError **error)
{
    gboolean writable = need == SESSION_CHANGE && g_file_test(session->store_path, G_FILE_TEST_EXISTS);

    return cha_store_open(session->store_path, session->by, writable ? CHA_STORE_WRITE : CHA_STORE_READ,
                          error);
}

static Answer
run_on(Session *session, const char *path, SessionWork work, gpointer data, GError **error)
{
    g_autoptr(ChaStore) store = cha_store_open(path, session->by, CHA_STORE_WRITE, error);

    return store != NULL ? work(session, store, data, error) : ANSWER_FAILED;
}

/* Never over a file that is there. */
static gboolean
put_in_place(const char *aside, const char *path)
{
    if (renameat2(AT_FDCWD, aside, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return TRUE;
    /* Not every file system knows that call; all know one of these two. */
    if (errno == EEXIST)
        return FALSE;
    if (link(aside, path) == 0)
        return g_unlink(aside) == 0;
    return errno != EEXIST && !g_file_test(path, G_FILE_TEST_EXISTS) && g_rename(aside, path) == 0;
}

Answer
session_make(Session *session, SessionWork work, gpointer data, GError **error)
{
    g_autofree char *aside = NULL;
    Answer answer = ANSWER_FAILED;

    if (g_file_test(session->store_path, G_FILE_TEST_EXISTS))
        return run_on(session, session->store_path, work, data, error);
    aside = g_strdup_printf("%s.new-%d", session->store_path, (int)getpid());
    answer = run_on(session, aside, work, data, error);
    /* Work that changes nothing makes no store. */
    if (answer != ANSWER_FAILED &&
        (!g_file_test(aside, G_FILE_TEST_EXISTS) || put_in_place(aside, session->store_path)))
        return answer;
    (void)g_unlink(aside);
    if (answer == ANSWER_FAILED)
        return answer;
    console_say(&session->console, _("another program has made the store meanwhile; once more:"));
    return run_on(session, session->store_path, work, data, error);
}
