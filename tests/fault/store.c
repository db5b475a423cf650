/* Storage fails at every point in turn: what was to be written is there as a
 * whole or not at all, and the store goes on working. */
#include "store/store.h"
#include "support/fault-vfs.h"
#include "support/store-operation.h"

#include <string.h>

/* Stops the database's work after so many steps, once: the rollback that
 * follows must be let through. */
static int
stop_once(void *countdown)
{
    return (*(int *)countdown)-- == 0;
}

static int
count_step(void *count)
{
    (*(int *)count)++;
    return 0;
}

/* Runs an operation with a handler that is called at each of its steps. */
static gboolean
run_with_handler(const StoreOperation *operation, ChaStore *store, int (*handler)(void *), int *number,
                 GError **error)
{
    sqlite3 *database = database_handle(store_database(store));
    gboolean done;

    sqlite3_progress_handler(database, 1, handler, number);
    done = operation->run(store, error);
    sqlite3_progress_handler(database, 0, NULL, NULL);
    return done;
}

static int
count_steps(const StoreOperation *operation)
{
    g_autoptr(ChaStore) store = store_in_memory();
    g_autoptr(GError) error = NULL;
    int steps = 0;

    store_prepare(store);
    g_assert_true(run_with_handler(operation, store, count_step, &steps, &error));
    g_assert_no_error(error);
    return steps;
}

/* Every step at the beginning and at the end, where transactions begin and
 * end, and some hundreds between them. */
static int
next_point(int point, int steps)
{
    enum { CLOSE_LOOK = 60, POINTS_BETWEEN = 120 };

    if (point < CLOSE_LOOK || point >= steps - CLOSE_LOOK)
        return point + 1;
    return MIN(point + 1 + steps / POINTS_BETWEEN, MAX(point + 1, steps - CLOSE_LOOK));
}

static void
test_interruptions(gconstpointer data)
{
    const StoreOperation *operation = data;
    const int steps = count_steps(operation);
    g_autoptr(StoreEffect) effect = store_effect_new(operation);
    g_autoptr(ChaStore) store = store_in_memory();
    gboolean done = FALSE;
    guint interruptions = 0;

    store_prepare(store);
    for (int point = 0; !done; point = next_point(point, steps)) {
        g_autoptr(GError) error = NULL;
        int countdown = point;

        done = run_with_handler(operation, store, stop_once, &countdown, &error);
        if (done)
            break;
        g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
        interruptions++;
        /* A COMMIT cut short may have taken effect and still report failure. */
        done = store_effect_seen(effect, store);
    }
    g_assert_true(store_effect_seen(effect, store));
    g_assert_cmpuint(interruptions, >, 50);
    g_test_message("survived %u interruptions in %d steps", interruptions, steps);
}

/* A copy of a prepared store at the place, for a fault to strike. */
static char *
prepared_bytes(gsize *ret_length)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = store_open(place);
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;

    store_prepare(store);
    g_clear_pointer(&store, cha_store_free);
    g_assert_true(g_file_get_contents(place->path, &bytes, ret_length, &error));
    g_assert_no_error(error);
    return bytes;
}

/* One run with a fault after so many writes; TRUE once it got through. */
static gboolean
run_with_fault(const StoreOperation *operation, const StoreEffect *effect, const StorePlace *place,
               FaultKind kind, guint calls)
{
    g_autoptr(ChaStore) store = store_open(place);
    g_autoptr(GError) error = NULL;
    gboolean done;
    gboolean happened;

    fault_vfs_arm(kind, calls);
    done = operation->run(store, &error);
    happened = fault_vfs_disarm();
    if (done) {
        g_assert_true(store_effect_seen(effect, store));
    } else {
        g_assert_true(happened);
        g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
        g_assert_nonnull(strstr(error->message, place->path));
        g_assert_true(kind != FAULT_DISK_FULL || strstr(error->message, "the disk is full") != NULL);
    }
    /* The same connection can do it again. */
    g_clear_error(&error);
    if (!store_effect_seen(effect, store))
        g_assert_true(operation->run(store, &error));
    g_assert_no_error(error);

    /* Another one sees the same. */
    g_clear_pointer(&store, cha_store_free);
    store = store_open(place);
    g_assert_true(store_effect_seen(effect, store));
    store_assert(store, "PRAGMA integrity_check", "ok\n");
    return !happened;
}

static void
test_failing_writes(gconstpointer data)
{
    static const FaultKind KINDS[] = {FAULT_DISK_FULL, FAULT_WRITE_ONCE};
    const StoreOperation *operation = data;
    g_autoptr(StoreEffect) effect = store_effect_new(operation);
    gsize length = 0;
    g_autofree char *bytes = prepared_bytes(&length);

    for (gsize k = 0; k < G_N_ELEMENTS(KINDS); k++) {
        gboolean through = FALSE;
        guint calls = 0;

        while (!through) {
            g_autoptr(StorePlace) place = store_place_new();

            g_assert_true(g_file_set_contents(place->path, bytes, (gssize)length, NULL));
            through = run_with_fault(operation, effect, place, KINDS[k], calls++);
        }
        g_assert_cmpuint(calls, >, 1);
        g_test_message("survived a fault at each of %u writes", calls - 1);
    }
}

/* Making a store: afterwards there is none, or a whole one. */
static void
test_failing_first_opening(void)
{
    gboolean through = FALSE;

    for (guint calls = 0; !through; calls++) {
        g_autoptr(StorePlace) place = store_place_new();
        g_autoptr(ChaStore) store = NULL;
        g_autoptr(GError) error = NULL;

        fault_vfs_arm(FAULT_DISK_FULL, calls);
        store = cha_store_open(place->path, "tester", CHA_STORE_WRITE, &error);
        through = !fault_vfs_disarm();
        if (store == NULL)
            g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
        g_clear_pointer(&store, cha_store_free);
        store = store_open(place);
        store_prepare(store);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    fault_vfs_register();
    for (const StoreOperation *operation = STORE_OPERATIONS; operation->name != NULL; operation++) {
        g_autofree char *interruptions = g_strconcat("/fault/interruptions/", operation->name, NULL);
        g_autofree char *writes = g_strconcat("/fault/writes/", operation->name, NULL);

        g_test_add_data_func(interruptions, operation, test_interruptions);
        g_test_add_data_func(writes, operation, test_failing_writes);
    }
    g_test_add_func("/fault/first-opening", test_failing_first_opening);
    return g_test_run();
}
