/* A server that does not answer, and one that answers without end. */
#include "exchange/caldav/dav-server.h"

#include <choucha/error.h>
#include <gio/gio.h>
#include <string.h>

/* Takes connections and says nothing, or sends zeros until nobody listens. */
typedef struct {
    GSocketListener *listener;
    GThread *thread;
    GCancellable *stop;
    guint16 port;
    gboolean is_endless;
} Stranger;

static gpointer
serve(gpointer data)
{
    Stranger *stranger = data;
    static const char ZEROS[65536];
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_object_unref);

    for (;;) {
        GSocketConnection *connection =
            g_socket_listener_accept(stranger->listener, NULL, stranger->stop, NULL);
        GOutputStream *output;

        if (connection == NULL)
            return NULL;
        g_ptr_array_add(open, connection);
        output = g_io_stream_get_output_stream(G_IO_STREAM(connection));
        if (!stranger->is_endless ||
            g_output_stream_write(output, "HTTP/1.1 207 Multi-Status\r\n\r\n", 29, NULL, NULL) != 29)
            continue;
        while (g_output_stream_write(output, ZEROS, sizeof ZEROS, stranger->stop, NULL) > 0)
            continue;
    }
}

static void
stranger_start(Stranger *stranger, gboolean is_endless)
{
    g_autoptr(GError) error = NULL;

    stranger->listener = g_socket_listener_new();
    stranger->stop = g_cancellable_new();
    stranger->is_endless = is_endless;
    stranger->port = g_socket_listener_add_any_inet_port(stranger->listener, NULL, &error);
    g_assert_no_error(error);
    stranger->thread = g_thread_new("stranger", serve, stranger);
}

static void
stranger_stop(Stranger *stranger)
{
    g_cancellable_cancel(stranger->stop);
    g_thread_join(stranger->thread);
    g_object_unref(stranger->listener);
    g_object_unref(stranger->stop);
}

static DavServer *
server_at(const Stranger *stranger)
{
    g_autofree char *url = g_strdup_printf("http://localhost:%u/cal", stranger->port);
    g_autoptr(GError) error = NULL;
    DavServer *server = dav_server_new(url, "office", "secret", &error);

    g_assert_no_error(error);
    dav_server_set_patience(server, 1, 1);
    return server;
}

static void
assert_unreachable(gboolean is_endless)
{
    Stranger stranger = {0};
    g_autoptr(DavServer) server = NULL;
    g_autoptr(GHashTable) tags = NULL;
    g_autofree char *collection = NULL;

    stranger_start(&stranger, is_endless);
    server = server_at(&stranger);
    collection = dav_server_collection(server, "I 1/2");
    g_assert_true(g_str_has_suffix(collection, "/cal/I%201%2F2/"));
    g_assert_cmpint(dav_server_list(server, collection, &tags), ==, DAV_UNREACHABLE);
    g_assert_cmpstr(dav_server_trouble(server), !=, "");
    stranger_stop(&stranger);
}

static void
test_silence(void)
{
    assert_unreachable(FALSE);
}

static void
test_no_end(void)
{
    assert_unreachable(TRUE);
}

static void
test_addresses(void)
{
    static const char *const UNFIT[] = {
        "",
        "calendar.example",
        "ftp://calendar.example/",
        "http://calendar.example/",
        "https://a:b@calendar.example/",
        "https://calendar.example/?x=1",
        "https:///x",
        "https://c.example/#x",
    };
    static const char *const FIT[] = {"https://calendar.example", "http://127.0.0.1:5232/x/",
                                      "http://[::1]/"};

    for (gsize i = 0; i < G_N_ELEMENTS(UNFIT); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(dav_server_new(UNFIT[i], "u", "p", &error));
        g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FIT); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(DavServer) server = dav_server_new(FIT[i], "u", "p", &error);

        g_assert_no_error(error);
        g_assert_nonnull(server);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dav-server/silence", test_silence);
    g_test_add_func("/dav-server/no-end", test_no_end);
    g_test_add_func("/dav-server/addresses", test_addresses);
    return g_test_run();
}
