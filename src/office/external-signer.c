#include "office/external-signer.h"

#include "base/i18n.h"
#include "base/signature.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NAP = 10 * 1000 }; /* µs between two looks whether the program has ended */

typedef struct {
    const char *command;
    GPid pid; /* 0 once it is waited for */
    int answer;
    gint64 deadline; /* monotonic, in µs */
} Running;

static void
running_clear(Running *running)
{
    if (running->answer >= 0)
        close(running->answer);
    if (running->pid == 0)
        return;
    (void)kill(running->pid, SIGKILL);
    while (waitpid(running->pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Running, running_clear)

static gboolean
fail(GError **error, const char *command, const char *reason)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the signer \"%s\": %s"), command, reason);
    return FALSE;
}

/* A file rather than a pipe: some programs want to know how long it is, and none
 * can leave us waiting to write. */
static int
text_as_file(const char *text)
{
    int file = memfd_create("choucha-statement", MFD_CLOEXEC);
    gsize length = strlen(text);

    if (file >= 0 && (write(file, text, length) != (gssize)length || lseek(file, 0, SEEK_SET) != 0)) {
        close(file);
        return -1;
    }
    return file;
}

static gboolean
start(Running *running, const char *text, GError **error)
{
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) failure = NULL;
    gboolean started;
    int file;

    if (!g_shell_parse_argv(running->command, NULL, &words, &failure))
        return fail(error, running->command, failure->message);
    file = text_as_file(text);
    if (file < 0)
        return fail(error, running->command, g_strerror(errno));
    started = g_spawn_async_with_pipes_and_fds(
        NULL, (const char *const *)words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
        file, -1, -1, NULL, NULL, 0, &running->pid, NULL, &running->answer, NULL, &failure);
    close(file);
    return started || fail(error, running->command, failure->message);
}

/* Milliseconds that are left, for poll(). */
static int
time_left(const Running *running)
{
    gint64 left = running->deadline - g_get_monotonic_time();

    return left > 0 ? (int)(left / 1000) + 1 : 0;
}

static gboolean
read_answer(const Running *running, guint8 *buffer, gsize size, gsize *ret_length, GError **error)
{
    gsize length = 0;

    for (;;) {
        struct pollfd ready = {.fd = running->answer, .events = POLLIN};
        int n_ready = poll(&ready, 1, time_left(running));
        gssize more;

        if (n_ready < 0 && errno == EINTR)
            continue;
        if (n_ready == 0)
            return fail(error, running->command, _("it did not answer in time"));
        more = read(running->answer, buffer + length, size - length);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return fail(error, running->command, g_strerror(errno));
        *ret_length = length += (gsize)more;
        if (more == 0)
            return TRUE;
        if (length == size)
            return fail(error, running->command, _("it wrote more than a signature"));
    }
}

/* Nothing but its end is awaited here, so looking now and then is enough. */
static gboolean
await_end(Running *running, GError **error)
{
    int status = 0;
    pid_t ended;

    while ((ended = waitpid(running->pid, &status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
        if (time_left(running) == 0)
            return fail(error, running->command, _("it did not end in time"));
        g_usleep(NAP);
    }
    running->pid = 0;
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return TRUE;
    return fail(error, running->command, _("it failed, and says why above"));
}

GBytes *
external_sign(const char *command, const char *text, guint seconds, GError **error)
{
    g_auto(Running) running = {
        .command = command,
        .answer = -1,
        .deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC,
    };
    guint8 bytes[SIGNATURE_MAX + 1];
    gsize length = 0;

    if (!start(&running, text, error) || !read_answer(&running, bytes, sizeof bytes, &length, error) ||
        !await_end(&running, error))
        return NULL;
    if (length > 0)
        return g_bytes_new(bytes, length);
    fail(error, command, _("it wrote no signature"));
    return NULL;
}
