/* Several processes on one store, and some that end in the middle of it. */
#include "store/store.h"
#include "support/store-operation.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Waits for a process and returns its status. */
static int
wait_for(pid_t child)
{
    int status = -1;

    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    return status;
}

static gboolean
put_department(ChaStore *store, const char *code, GError **error)
{
    gboolean present[KIND_MAX_COLUMNS] = {TRUE, TRUE};
    const char *texts[] = {code, code};
    g_autoptr(Delivery) delivery = delivery_begin(store, kind_get(CHA_KIND_DEPARTMENTS), present, error);

    return delivery != NULL && delivery_add(delivery, 2, texts, error) &&
           delivery_apply(delivery, "test.csv", error);
}

/* Holds the store for a while, and adds a department before it lets go. */
static int
hold_and_write(const StorePlace *place, int ready, guint milliseconds)
{
    g_autoptr(ChaStore) store = cha_store_open(place->path, "holder", CHA_STORE_WRITE, NULL);
    gboolean present[KIND_MAX_COLUMNS] = {TRUE, TRUE};
    const char *texts[] = {"HOLDER", "holder"};
    g_autoptr(Delivery) delivery =
        store != NULL ? delivery_begin(store, kind_get(CHA_KIND_DEPARTMENTS), present, NULL) : NULL;

    if (delivery == NULL || write(ready, "x", 1) != 1)
        return 1;
    g_usleep((gulong)milliseconds * 1000);
    return delivery_add(delivery, 2, texts, NULL) && delivery_apply(delivery, "test.csv", NULL) ? 0 : 1;
}

/* A process that holds the store; returns once it does. */
static pid_t
start_holder(const StorePlace *place, guint milliseconds)
{
    int ends[2];
    char byte;
    pid_t child;

    g_assert_cmpint(pipe(ends), ==, 0);
    child = fork();
    g_assert_cmpint(child, >=, 0);
    if (child == 0)
        _exit(hold_and_write(place, ends[1], milliseconds));
    (void)close(ends[1]);
    g_assert_cmpint(read(ends[0], &byte, 1), ==, 1);
    (void)close(ends[0]);
    return child;
}

static void
test_the_second_waits(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = store_open(place);
    pid_t holder = start_holder(place, 300);
    g_autoptr(GError) error = NULL;

    /* Whoever reads does not wait, and sees what was before. */
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM department"), ==, 0);
    g_assert_true(put_department(store, "SECOND", &error));
    g_assert_no_error(error);
    g_assert_cmpint(wait_for(holder), ==, 0);
    store_assert(store, "SELECT department FROM department", "HOLDER\nSECOND\n");
    store_assert(store, "SELECT id, \"by\" FROM change", "1|holder\n2|tester\n");
}

static void
test_the_second_gives_up(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = store_open(place);
    pid_t holder = start_holder(place, 1000);
    g_autoptr(GError) error = NULL;

    database_set_patience(store_database(store), 20);
    g_assert_false(put_department(store, "SECOND", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_BUSY);
    g_assert_nonnull(strstr(error->message, "another program is working with the store"));
    g_assert_false(database_in_transaction(store_database(store)));
    g_assert_cmpint(wait_for(holder), ==, 0);
    store_assert(store, "SELECT department FROM department", "HOLDER\n");
    g_clear_error(&error);
    g_assert_true(put_department(store, "SECOND", &error));
}

static int
write_many(const StorePlace *place, int process, int writes)
{
    g_autoptr(ChaStore) store = cha_store_open(place->path, "writer", CHA_STORE_WRITE, NULL);

    for (int i = 0; store != NULL && i < writes; i++) {
        g_autofree char *code = g_strdup_printf("D%d-%d", process, i);

        if (!put_department(store, code, NULL))
            return 1;
    }
    return store != NULL ? 0 : 1;
}

static void
test_nothing_is_lost(void)
{
    enum { PROCESSES = 4, WRITES = 15 };
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = store_open(place);
    pid_t children[PROCESSES];

    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        g_assert_cmpint(children[i], >=, 0);
        if (children[i] == 0)
            _exit(write_many(place, i, WRITES));
    }
    for (int i = 0; i < PROCESSES; i++)
        g_assert_cmpint(wait_for(children[i]), ==, 0);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM department"), ==, PROCESSES * WRITES);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, PROCESSES * WRITES);
}

/* Ends the process as a power failure would, after so many steps. */
static int
kill_later(void *countdown)
{
    if ((*(int *)countdown)-- == 0)
        (void)raise(SIGKILL);
    return 0;
}

static int
run_and_die(const StoreOperation *operation, const StorePlace *place, int steps)
{
    g_autoptr(ChaStore) store = cha_store_open(place->path, "tester", CHA_STORE_WRITE, NULL);

    if (store == NULL)
        return 2;
    sqlite3_progress_handler(database_handle(store_database(store)), 1, kill_later, &steps);
    return operation->run(store, NULL) ? 0 : 1;
}

static void
test_sudden_end(gconstpointer data)
{
    const StoreOperation *operation = data;
    g_autoptr(StoreEffect) effect = store_effect_new(operation);
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = store_open(place);
    gboolean done = FALSE;
    guint kills = 0;

    store_prepare(store);
    for (int steps = 0; !done; steps += 1 + steps / 3) {
        pid_t child = fork();
        int status;

        g_assert_cmpint(child, >=, 0);
        if (child == 0)
            _exit(run_and_die(operation, place, steps));
        status = wait_for(child);
        done = store_effect_seen(effect, store); /* also when it was killed just after */
        g_assert_true(WIFSIGNALED(status) || (done && status == 0));
        kills += WIFSIGNALED(status) ? 1 : 0;
    }
    store_assert(store, "PRAGMA integrity_check", "ok\n");
    g_assert_cmpuint(kills, >, 10);
}

/* More rows than fit into memory, so that many are in the file already. */
static int
import_and_die(const StorePlace *place, int steps)
{
    enum { ROWS = 30000 };
    g_autoptr(ChaStore) store = cha_store_open(place->path, "tester", CHA_STORE_WRITE, NULL);
    gboolean present[KIND_MAX_COLUMNS] = {TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE};
    g_autoptr(Delivery) delivery = delivery_begin(store, kind_get(CHA_KIND_TARGETS), present, NULL);

    sqlite3_progress_handler(database_handle(store_database(store)), 1000, kill_later, &steps);
    for (guint i = 0; i < ROWS; i++) {
        g_autofree char *target = g_strdup_printf("T%05u", i * 7919 % ROWS);
        const char *texts[] = {target,
                               "新乡市红旗区某某某某商贸有限责任公司",
                               "410702",
                               "食品经营者",
                               "A",
                               "F5211",
                               "河南省新乡市红旗区金穗大道某某路交叉口某某大厦某层某号"};

        if (!delivery_add(delivery, i + 2, texts, NULL))
            return 1;
    }
    return delivery_apply(delivery, "test.csv", NULL) ? 0 : 1;
}

static void
test_sudden_end_of_a_large_import(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    gboolean ended = FALSE;
    guint kills = 0;

    for (int steps = 10; !ended; steps += steps / 2) {
        g_autoptr(ChaStore) store = NULL;
        pid_t child = fork();
        int status;

        g_assert_cmpint(child, >=, 0);
        if (child == 0)
            _exit(import_and_die(place, steps));
        status = wait_for(child);
        ended = WIFEXITED(status);
        kills += WIFSIGNALED(status) ? 1 : 0;
        store = store_open(place);
        g_assert_cmpint(store_number(store, "SELECT count(*) FROM target"), ==, ended ? 30000 : 0);
        g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, ended ? 1 : 0);
        store_assert(store, "PRAGMA integrity_check", "ok\n");
    }
    g_assert_cmpuint(kills, >, 4);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/processes/the-second-waits", test_the_second_waits);
    g_test_add_func("/processes/the-second-gives-up", test_the_second_gives_up);
    g_test_add_func("/processes/nothing-is-lost", test_nothing_is_lost);
    g_test_add_func("/processes/sudden-end-of-a-large-import", test_sudden_end_of_a_large_import);
    for (const StoreOperation *operation = STORE_OPERATIONS; operation->name != NULL; operation++) {
        g_autofree char *path = g_strconcat("/processes/sudden-end/", operation->name, NULL);

        g_test_add_data_func(path, operation, test_sudden_end);
    }
    return g_test_run();
}
